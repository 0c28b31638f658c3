/** Signing in and out through the API. */
import { z } from 'zod';
import { roles } from '../../access/permissions.ts';
import { signIn } from '../../access/sign-in.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { type CurrentUser, currentUser } from '../middleware/current-user.ts';
import { closeSession, openSession } from '../middleware/session.ts';
import { type ApiRoute, publicRoute, userRoute } from './route.ts';

const credentials = z.object({ email: z.string().min(3).max(320), password: z.string().min(1).max(1000) });

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

export function sessionRoutes({ accounts, today }: HttpDependencies): ApiRoute[] {
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
        const account = await signIn(accounts, body.email, body.password);
        if (!account) throw new AppError('not-signed-in', 'Adresse ou mot de passe incorrect.');
        await openSession(request, account.id);
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
