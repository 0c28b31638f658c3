/** Agents by their identity provider: there, back, and out of both. */
import { type Request, type Response, Router } from 'express';
import { accountOfIdentity, type IdentityRefusal } from '../../access/oidc/agent-identity.ts';
import {
  type IdentityProvider,
  identityProvider,
  type PendingIdentity,
} from '../../access/oidc/identity-provider.ts';
import { agentsProfile, isTwoFactor } from '../../access/oidc/profiles.ts';
import { roleHomes } from '../../access/permissions.ts';
import type { Config } from '../../config.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { closeSession } from '../middleware/session.ts';
import { ownPath } from '../own-path.ts';
import { sendPage } from '../render-page.ts';
import { goOn } from './half-signed-in.ts';
import { SignedOutPage } from './sign-in-forms.tsx';
import { enter } from './steps.ts';

declare module 'express-session' {
  interface SessionData {
    /** A way to an identity provider from which this browser has not come back. */
    identity?: PendingIdentity & { space: 'agents' | 'applicants'; toward: string | null };
  }
}

export const agentsStart = '/connexion/fournisseur';
const agentsReturn = `${agentsStart}/retour`;

const refusals: Readonly<Record<IdentityRefusal, string>> = {
  'no-account': 'Aucun compte de parcours ne correspond à votre identité.',
  'unverified-address': 'Votre fournisseur d’identité ne garantit pas votre adresse électronique.',
  'another-person': 'Le compte de cette adresse est déjà relié à une autre personne.',
};

/** The provider of agents; null where none is configured. */
export function agentsProvider(config: Pick<Config, 'oidcOfAgents'>): IdentityProvider | null {
  return config.oidcOfAgents === null ? null : identityProvider(config.oidcOfAgents, agentsProfile);
}

export function agentsRouter(dependencies: HttpDependencies, provider: IdentityProvider | null): Router {
  const router = Router();
  router.get(agentsStart, async (request, response) => {
    if (!provider) return response.redirect(303, '/connexion');
    await depart(request, response, provider, {
      space: 'agents',
      toward: ownPath(request.query.vers),
      redirectUri: `${baseOf(dependencies.config, request)}${agentsReturn}`,
    });
  });
  router.get(agentsReturn, async (request, response) => {
    const identity = provider && (await comeBack(dependencies, request, provider, 'agents'));
    if (!identity) return response.redirect(303, '/connexion');
    const found = await accountOfIdentity(dependencies, identity, new Date());
    if (!found.ok) {
      throw new AppError('forbidden', refusals[found.refusal], {
        hint: 'Demandez à votre administrateur un compte à votre adresse professionnelle.',
      });
    }
    const account = found.value;
    const { idToken, toward } = identity;
    if (!isTwoFactor(identity.acr))
      return goOn(dependencies, request, response, account, toward, { first: 'provider', idToken });
    await enter(dependencies, request, account, { first: 'provider', factor: 'provider', idToken });
    response.redirect(303, toward ?? roleHomes[account.role]);
  });
  return router;
}

/** Sends the browser to the provider; what it must bring back waits in its session. */
export async function depart(
  request: Request,
  response: Response,
  provider: IdentityProvider,
  way: { space: 'agents' | 'applicants'; toward: string | null; redirectUri: string },
): Promise<void> {
  const { href, pending } = await provider.begin(way.redirectUri);
  request.session.identity = { ...pending, space: way.space, toward: way.toward };
  response.redirect(303, href);
}

/** Who comes back; null where this browser was not on its way. Throws where the answer is not the one asked for. */
export async function comeBack(
  { logger }: Pick<HttpDependencies, 'logger'>,
  request: Request,
  provider: IdentityProvider,
  space: 'agents' | 'applicants',
) {
  const { identity: pending } = request.session;
  // An answer is heard once: the second one finds nothing to compare with.
  delete request.session.identity;
  if (pending?.space !== space) return null;
  const finished = await provider.finish(new URL(request.originalUrl, pending.redirectUri), pending);
  if (finished.ok) return { ...finished.value, toward: pending.toward };
  logger.warn({ err: finished.refusal.fault }, 'identité refusée');
  throw new AppError('forbidden', `${provider.name} n’a pas confirmé votre identité.`, {
    hint: 'Recommencez depuis la page de connexion, ou connectez-vous autrement.',
  });
}

/** Ends the session; where a provider opened it, offers to end that one too. */
export async function leave(
  request: Request,
  response: Response,
  { provider, back, home }: { provider: IdentityProvider | null; back: string; home: string },
): Promise<void> {
  const { idToken } = request.session;
  await closeSession(request);
  if (!provider || idToken === undefined) return response.redirect(303, home);
  const href = await provider.endHref(idToken, new URL(home, back).href).catch(() => null);
  if (href === null) return response.redirect(303, home);
  sendPage(response, <SignedOutPage provider={{ name: provider.name, href }} />);
}

/** Where people reach the service. */
export function baseOf({ publicUrl }: Pick<Config, 'publicUrl'>, request: Request): string {
  return (publicUrl ?? `${request.protocol}://${request.get('host')}`).replace(/\/$/, '');
}
