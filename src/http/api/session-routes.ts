/** Signing in and out through the API. */
import type { Request } from 'express';
import { z } from 'zod';
import type { Account } from '../../access/account-port.ts';
import { roles } from '../../access/permissions.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { type CurrentUser, currentUser } from '../middleware/current-user.ts';
import { closeSession } from '../middleware/session.ts';
import { accountOfPassword, enter, isGoodCode } from '../sign-in/steps.ts';
import { type ApiRoute, publicRoute, userRoute } from './route.ts';

const credentials = z.object({
  email: z.string().min(3).max(320),
  password: z.string().min(1).max(1000),
  code: z
    .string()
    .min(6)
    .max(40)
    .optional()
    .describe(
      'Code à usage unique, ou code de secours, si le compte en demande un (« second-factor-needed »).',
    ),
});

const sessionSchema = z.object({
  account: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(roles),
    holderId: z.string().nullable(),
    applicationNumber: z.string().nullable(),
  }),
  landlord: z.object({ id: z.string(), name: z.string() }),
  /** The application's day. */
  today: z.string(),
});

export function sessionRoutes(dependencies: HttpDependencies): ApiRoute[] {
  const { today } = dependencies;
  const sessionOf = (user: CurrentUser) => ({
    account: user,
    landlord: { id: user.landlordId, name: user.landlordName },
    today: today(),
  });
  const opened = { description: 'Session ouverte ; le cookie est dans la réponse', schema: sessionSchema };
  return [
    publicRoute({
      method: 'post',
      path: '/sessions',
      summary: 'Ouvrir une session',
      body: credentials,
      responses: { 201: opened },
      handle: async ({ request, body }) => {
        const account = await accountOfPassword(dependencies, request, body);
        if (!account) throw new AppError('not-signed-in', 'Adresse ou mot de passe incorrect.');
        if (account.hasSecondFactor) await checkCode(dependencies, request, account, body.code);
        const factor = account.hasSecondFactor ? 'code' : null;
        await enter(dependencies, request, account, { first: 'password', factor });
        return { status: 201, body: sessionOf(account) };
      },
    }),
    userRoute({
      method: 'get',
      path: '/sessions/current',
      summary: 'La session en cours',
      access: 'signed-in',
      responses: { 200: { description: 'La session', schema: sessionSchema } },
      handle: async ({ user }) => ({ status: 200, body: sessionOf(user) }),
    }),
    publicRoute({
      method: 'delete',
      path: '/sessions/current',
      summary: 'Fermer la session',
      responses: { 204: { description: 'Session fermée', schema: null } },
      handle: async ({ request }) => {
        if (currentUser(request)) await closeSession(request);
        return { status: 204 };
      },
    }),
  ];
}

async function checkCode(
  dependencies: HttpDependencies,
  request: Request,
  account: Account,
  code: string | undefined,
): Promise<void> {
  if (code === undefined) {
    throw new AppError('second-factor-needed', 'Ce compte demande aussi un code à usage unique.', {
      hint: 'Renvoyez la demande avec « code » : les six chiffres de votre application, ou un code de secours.',
    });
  }
  if (await isGoodCode(dependencies, request, account, code)) return;
  throw new AppError('second-factor-needed', 'Ce code n’est pas le bon, ou il a déjà servi.', {
    hint: 'Attendez le code suivant de votre application et recommencez.',
  });
}
