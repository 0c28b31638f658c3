/** Inviting people, narrowing their scope, closing their account. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { roles } from '../../../access/permissions.ts';
import { inviteAccount, newLink } from '../../../access/sign-in.ts';
import { inseeSchema } from '../../../domain/home.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { actorOf } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { AccountsPage, type AccountsPageProps } from './accounts-page.tsx';

const departementsField = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,;]+/).filter((code) => code !== ''))
  .pipe(z.array(z.string().regex(/^(\d{2,3}|2[AB])$/, 'Code de département attendu, par exemple 57.')));
const inviteForm = z
  .object({
    nom: z.string().trim().min(2, 'Un nom est attendu.').max(100),
    email: z.email('Adresse électronique attendue, par exemple nom@exemple.fr.').max(320),
    role: z.enum(roles, 'Choisissez un rôle.'),
    reservataire: z.string().max(100).default(''),
    departements: departementsField,
  })
  .refine(
    ({ role, reservataire }) => role === 'prefecture' || (role === 'holder') === (reservataire !== ''),
    {
      path: ['reservataire'],
      message:
        'Un compte de réservataire dit pour quel réservataire il parle ; celui d’une préfecture peut dire son contingent.',
    },
  )
  // Without one it would read nothing: a préfecture never reads beyond its own.
  .refine(({ role, departements }) => (role === 'prefecture') === departements.length > 0, {
    path: ['departements'],
    message: 'Un compte de préfecture, et lui seul, dit ses départements, par exemple 57.',
  });
const scopeForm = z.object({
  agences: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((value) => (Array.isArray(value) ? value : [value])),
  communes: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,;]+/).filter((code) => code !== ''))
    .pipe(z.array(inseeSchema)),
  departements: departementsField,
});
const resetForm = z.object({
  motif: z.string('motif attendu').trim().min(5, 'Dites pourquoi en quelques mots.').max(300),
});
const stateForm = z.object({ etat: z.enum(['ouvert', 'ferme']) });

export function accountsRouter(dependencies: HttpDependencies): Router {
  const { accounts, accountManagement } = dependencies;
  const router = Router();
  router.use('/admin/comptes', requirePermission('account.manage'));
  const show = async (
    request: Request,
    response: Response,
    more: Pick<AccountsPageProps, 'link' | 'problem'>,
    status = 200,
  ) => {
    const { landlordId } = userWhoMay(request, 'account.manage');
    const [list, agencies, holders] = await Promise.all([
      accountManagement.list(landlordId),
      accountManagement.agencies(landlordId),
      accountManagement.holders(landlordId),
    ]);
    const frame = frameOf(request, dependencies);
    const props = { frame, accounts: list, agencies, holders, ...more };
    sendPage(response, <AccountsPage {...props} />, status);
  };
  router.get('/admin/comptes', (request, response) => show(request, response, { link: null, problem: null }));
  router.post('/admin/comptes', async (request, response) => {
    const user = userWhoMay(request, 'account.manage');
    const { landlordId } = user;
    const { nom, email, role, reservataire, departements } = readInput(inviteForm, request.body);
    const account = {
      ...{ landlordId, email, name: nom, role, holderId: reservataire || null },
      departements: role === 'prefecture' ? departements : null,
    };
    const invited = await inviteAccount(accounts, account, actorOf(user), new Date());
    if (!invited.ok) {
      const problem = 'Cette adresse a déjà un compte ; rien n’a été créé.';
      return show(request, response, { link: null, problem }, 409);
    }
    const link = { email, href: hrefOf(request, invited.value), isNew: true };
    await show(request, response, { link, problem: null }, 201);
  });
  const hrefOf = (request: Request, token: string) => {
    const base = dependencies.config.publicUrl ?? `${request.protocol}://${request.get('host')}`;
    return new URL(`/lien/${token}`, base).href;
  };
  router.post('/admin/comptes/:accountId/lien', async (request, response) => {
    const user = userWhoMay(request, 'account.manage');
    const now = new Date();
    const { token, ...kept } = newLink(now);
    const accountId = accountIdOf(request);
    const done = await accountManagement.makeLink(user.landlordId, accountId, kept, actorOf(user), now);
    const account = done ? await accounts.findById(accountId) : null;
    if (!account) throw unknownAccount();
    const link = { email: account.email, href: hrefOf(request, token), isNew: false };
    await show(request, response, { link, problem: null }, 201);
  });
  rescueRoutes(router, dependencies);
  router.post('/admin/comptes/:accountId/perimetre', async (request, response) => {
    const user = userWhoMay(request, 'account.manage');
    const { agences, communes, departements } = readInput(scopeForm, request.body);
    const whole = agences.length === 0 && communes.length === 0;
    const scope = {
      ...(whole ? { agencyIds: null, communes: null } : { agencyIds: agences, communes }),
      departements: departements.length === 0 ? null : departements,
    };
    const done = await accountManagement.setScope(
      user.landlordId,
      accountIdOf(request),
      scope,
      { accountId: user.id, name: user.name, role: user.role },
      new Date(),
    );
    if (!done) throw unknownAccount();
    response.redirect(303, '/admin/comptes');
  });
  router.post('/admin/comptes/:accountId/etat', async (request, response) => {
    const user = userWhoMay(request, 'account.manage');
    const accountId = accountIdOf(request);
    if (accountId === user.id) {
      const problem = 'Vous ne pouvez pas fermer votre propre compte : un autre administrateur le peut.';
      return show(request, response, { link: null, problem }, 409);
    }
    const { etat } = readInput(stateForm, request.body);
    const actor = { accountId: user.id, name: user.name, role: user.role };
    const done = await accountManagement.setDisabled(
      user.landlordId,
      accountId,
      etat === 'ferme',
      actor,
      new Date(),
    );
    if (!done) throw unknownAccount();
    response.redirect(303, '/admin/comptes');
  });
  return router;
}

function rescueRoutes(router: Router, { security }: HttpDependencies): void {
  router.post('/admin/comptes/:accountId/connexions', async (request, response) => {
    const user = userWhoMay(request, 'account.manage');
    const owner = { landlordId: user.landlordId, accountId: accountIdOf(request) };
    await security.endSessions(owner, 'all', actorOf(user), new Date());
    response.redirect(303, '/admin/comptes');
  });
  router.post('/admin/comptes/:accountId/codes', async (request, response) => {
    const user = userWhoMay(request, 'account.manage');
    const accountId = accountIdOf(request);
    const { motif } = readInput(resetForm, request.body);
    if (accountId === user.id) {
      throw new AppError('conflict', 'Vos propres codes se retirent dans « Ma sécurité », avec un code.');
    }
    const owner = { landlordId: user.landlordId, accountId };
    const done = await security.removeSecondFactor(owner, actorOf(user), new Date(), motif);
    if (!done) throw unknownAccount();
    response.redirect(303, '/admin/comptes');
  });
}

function accountIdOf(request: Request): string {
  const parsed = z.uuid().safeParse(request.params.accountId);
  if (!parsed.success) throw unknownAccount();
  return parsed.data;
}

function unknownAccount(): AppError {
  return new AppError('not-found', 'Ce compte n’existe pas.');
}
