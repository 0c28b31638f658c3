/** The règlement intérieur: read by those who prepare and hold sittings, versioned by an administrator. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Permission } from '../../../access/permissions.ts';
import { type Member, memberQualities, memberSchema } from '../../../committee/member.ts';
import { type SessionRefusal, sessionRefusalInWords } from '../../../committee/session-refusal.ts';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import type { Result } from '../../../kernel/result.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { allOf, textOf } from '../sitting/reading.ts';
import { bylawsFields, bylawsOf } from './bylaws-fields.ts';
import { BylawsPage } from './bylaws-page.tsx';

type Refused = { refusal: string; typed: Readonly<Record<string, string>> };

export function bylawsRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  const { committees, today } = dependencies;
  const show = async (
    request: Request,
    response: Response,
    permission: Permission,
    refused: Refused | null,
  ): Promise<void> => {
    const { landlordId } = userWhoMay(request, permission);
    const views = await committees.commissions(landlordId, today());
    const commissions = await Promise.all(
      views.map(async (view) => ({
        ...view,
        history: await committees.bylawsHistory(landlordId, view.commission.id),
      })),
    );
    const isEditing = permission === 'bylaws.write';
    const page = (
      <BylawsPage
        frame={frameOf(request, dependencies)}
        commissions={commissions}
        editing={isEditing ? { accounts: await accountsOf(dependencies, landlordId) } : null}
        today={today()}
        refusal={refused?.refusal ?? null}
        typed={refused?.typed ?? null}
      />
    );
    sendPage(response, page, refused === null ? 200 : 409);
  };
  router.get('/agent/reglement', requirePermission('bylaws.read'), (request, response) =>
    show(request, response, 'bylaws.read', null),
  );
  router.get('/admin/reglement', requirePermission('bylaws.write'), (request, response) =>
    show(request, response, 'bylaws.write', null),
  );
  const finish = async (
    request: Request,
    response: Response,
    answer: Result<unknown, SessionRefusal>,
    typed: Refused['typed'],
  ): Promise<void> => {
    if (answer.ok) return response.redirect(303, '/admin/reglement');
    await show(request, response, 'bylaws.write', { refusal: sessionRefusalInWords(answer.refusal), typed });
  };
  router.post('/admin/reglement', async (request, response) => {
    const user = userWhoMay(request, 'bylaws.write');
    const typed = typedValues(request.body);
    const views = await committees.commissions(user.landlordId, today());
    const before = views.find(({ commission }) => commission.id === typed.commission)?.bylaws;
    const effect = civilDateSchema.safeParse(typed.effet);
    const validated = allOf(request.body, 'valide');
    const next = before && effect.success ? bylawsOf(before, typed, validated, effect.data) : null;
    // The version that the form showed: another one published since is told, not overwritten.
    const seen = z.coerce.number().int().min(0).safeParse(textOf(request.body, 'version'));
    if (!next || !seen.success) {
      const refusal = 'Une valeur est hors de ses bornes, ou la date manque. Corrigez-la ci-dessous.';
      return show(request, response, 'bylaws.write', { refusal, typed });
    }
    const published = await committees.publishBylaws(askedBy(user, dependencies), {
      ...next,
      version: seen.data + 1,
    });
    await finish(request, response, published, typed);
  });
  router.post('/admin/reglement/membres', async (request, response) => {
    const user = userWhoMay(request, 'bylaws.write');
    const member = memberOf(request.body);
    if (!member) {
      const refusal = 'Indiquez le nom, la qualité et la date à laquelle le membre commence à siéger.';
      return show(request, response, 'bylaws.write', { refusal, typed: {} });
    }
    await finish(request, response, await committees.saveMember(askedBy(user, dependencies), member), {});
  });
  return router;
}

async function accountsOf({ accountManagement }: HttpDependencies, landlordId: string) {
  const accounts = await accountManagement.list(landlordId);
  return accounts
    .filter(({ role }) => role === 'member')
    .map(({ id, name, email }) => ({ id, label: `${name} (${email})` }));
}

function typedValues(body: unknown): Record<string, string> {
  const names = ['commission', 'effet', ...bylawsFields.map(({ name }) => name)];
  return Object.fromEntries(names.map((name) => [name, textOf(body, name)]));
}

/** A new member takes the identifier made with the form, so that the same form sent twice adds one. */
function memberOf(body: unknown): Member | null {
  const optional = (name: string) => textOf(body, name) || null;
  const parsed = memberSchema.safeParse({
    id: optional('siege') ?? textOf(body, '_key'),
    commissionId: textOf(body, 'commission'),
    name: textOf(body, 'nom'),
    quality: z.enum(memberQualities).safeParse(textOf(body, 'qualite')).data,
    representsTenants: textOf(body, 'locataires') === 'oui',
    territory: optional('territoire'),
    alternateOf: optional('suppleant'),
    chair: textOf(body, 'preside') === 'oui',
    accountId: optional('compte'),
    from: textOf(body, 'depuis'),
    until: optional('jusque'),
  });
  return parsed.success ? parsed.data : null;
}
