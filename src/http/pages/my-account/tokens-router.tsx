/** Making, showing once and revoking one's tokens of the API. */
import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { createToken, longestTokenDays, type TokenRefusal } from '../../../access/api-token.ts';
import { isStaff, may, type Permission, permissionList } from '../../../access/permissions.ts';
import { addDays, civilDateSchema } from '../../../kernel/civil-date.ts';
import { apiRoutes } from '../../api/router.ts';
import { actorOf } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requireSignedIn, signedInUser } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { TokensPage, type TokensPageProps } from './tokens-page.tsx';

const path = '/compte/jetons';
const newForm = z.object({
  _key: z.uuid().default(() => randomUUID()),
  nom: z.string('nom attendu').trim().min(1, 'Donnez un nom au jeton.').max(60),
  droits: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((value) => (Array.isArray(value) ? value : [value])),
  fin: civilDateSchema,
});
const revokeForm = z.object({ jeton: z.uuid() });

const refusals: Readonly<Record<TokenRefusal, string>> = {
  'no-scope': 'Cochez au moins un droit.',
  'not-a-right-of-theirs': 'Un jeton n’a jamais plus de droits que vous.',
  'too-long': 'Un jeton sert un an au plus : choisissez une fin plus proche.',
  'already-over': 'Choisissez une fin à venir.',
  'made-already': 'Ce jeton est déjà fait, et il a servi ou a été retiré : rien n’a changé.',
  'too-many': 'Vous avez déjà vingt jetons : retirez d’abord ceux qui ne servent plus.',
};

export function tokensRouter(dependencies: HttpDependencies): Router {
  const { tokens, today } = dependencies;
  const asked = new Set<string>(apiRoutes(dependencies).map(({ access }) => access));
  const offeredTo = ({ role }: CurrentUser): Permission[] =>
    isStaff(role) ? permissionList.filter((one) => asked.has(one) && may(role, one)) : [];
  const router = Router();
  router.use(path, requireSignedIn);
  const show = async (
    request: Request,
    response: Response,
    more: Pick<TokensPageProps, 'made' | 'problem'>,
    status = 200,
  ) => {
    const user = signedInUser(request);
    const props = {
      frame: frameOf(request, dependencies),
      tokens: await tokens.list(ownerOf(user)),
      offered: offeredTo(user),
      firstDay: addDays(today(), 1),
      lastDay: addDays(today(), longestTokenDays),
      ...more,
    };
    sendPage(response, <TokensPage {...props} />, status);
  };
  router.get(path, (request, response) => show(request, response, { made: null, problem: null }));
  router.post(path, async (request, response) => {
    const user = signedInUser(request);
    const { _key: id, nom, droits, fin } = readInput(newForm, request.body);
    const scopes = offeredTo(user).filter((scope) => droits.includes(scope));
    const owner = { ...ownerOf(user), role: user.role };
    const wanted = { id, name: nom, scopes, expiresOn: fin };
    const made = await createToken(tokens, owner, wanted, actorOf(user), today(), new Date());
    if (!made.ok) return show(request, response, { made: null, problem: refusals[made.refusal] }, 400);
    await show(request, response, { made: { name: nom, text: made.value }, problem: null }, 201);
  });
  router.post(`${path}/retrait`, async (request, response) => {
    const user = signedInUser(request);
    const { jeton } = readInput(revokeForm, request.body);
    await tokens.revoke(ownerOf(user), jeton, actorOf(user), new Date());
    response.redirect(303, path);
  });
  return router;
}

function ownerOf({ landlordId, id }: CurrentUser) {
  return { landlordId, accountId: id };
}
