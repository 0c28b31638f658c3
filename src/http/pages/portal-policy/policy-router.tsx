/** The published policy of the portal: read and changed by an administrator, version after version. */
import { type Request, Router } from 'express';
import { z } from 'zod';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { policyOf } from './policy-fields.ts';
import { PortalPolicyPage } from './policy-page.tsx';

export function portalPolicyRouter(dependencies: HttpDependencies): Router {
  const { portalPolicies } = dependencies;
  const router = Router();
  const page = async (request: Request, landlordId: string, problem: string | null) => (
    <PortalPolicyPage
      frame={frameOf(request, dependencies)}
      policy={await portalPolicies.inForce(landlordId)}
      problem={problem}
    />
  );
  router.get('/admin/portail', requirePermission('portal.policy'), async (request, response) => {
    const { landlordId } = userWhoMay(request, 'portal.policy');
    sendPage(response, await page(request, landlordId, null));
  });
  router.post('/admin/portail', async (request, response) => {
    const user = userWhoMay(request, 'portal.policy');
    const read = readPolicy(request.body);
    if ('problem' in read) {
      return sendPage(response, await page(request, user.landlordId, read.problem), 400);
    }
    const saved = await portalPolicies.save(askedBy(user, dependencies), read.policy);
    if (saved.ok) return response.redirect(303, '/admin/portail');
    const problem = `${saved.refusal.by} a publié une version entre-temps. Voici la version en vigueur : reprenez vos changements à partir d’elle.`;
    sendPage(response, await page(request, user.landlordId, problem), 409);
  });
  return router;
}

/** The policy of the form, or what is wrong with it in one sentence. */
function readPolicy(body: unknown): { policy: ReturnType<typeof policyOf> } | { problem: string } {
  try {
    return { policy: policyOf(body) };
  } catch (fault) {
    if (!(fault instanceof z.ZodError)) throw fault;
    const details = fault.issues.map(({ message }) => message).join(' ; ');
    return { problem: `Une valeur est hors de ses bornes, rien n’a été publié : ${details}.` };
  }
}
