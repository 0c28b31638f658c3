/**
 * An identity provider by OpenID Connect: authorization code with PKCE, state and nonce, endpoints by discovery. What
 * comes back is believed only if it answers what this very browser asked, once.
 */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { AppError } from '../../kernel/app-error.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';

/** How parcours is known at the provider. */
type Client = { issuer: string; clientId: string; clientSecret: string };

export type ProviderProfile = {
  /** As people know it. */
  name: string;
  scope: string;
  /** Level of assurance asked for; null: the provider's own. */
  acrValues: string | null;
  /** Levels that are taken; null: any. */
  acceptedAcr: readonly string[] | null;
};

/** What the browser's session keeps until it comes back. */
export type PendingIdentity = {
  state: string;
  nonce: string;
  verifier: string;
  redirectUri: string;
  at: number;
};

export type Identity = {
  issuer: string;
  /** Who it is, for this provider and for us: the only claim that never changes. */
  subject: string;
  acr: string | null;
  /** For the way out. */
  idToken: string;
  claims: Readonly<Record<string, unknown>>;
};

export type IdentityProvider = {
  name: string;
  /** Where the browser goes. Throws 'unavailable' where the provider does not answer. */
  begin: (redirectUri: string) => Promise<{ href: string; pending: PendingIdentity }>;
  /** Who came back by that address; `fault` is for the log, it names nobody. */
  finish: (callback: URL, pending: PendingIdentity) => Promise<Result<Identity, { fault: unknown }>>;
  /** Where a browser goes to end the provider's own session; null where it offers none. */
  endHref: (idToken: string, returnTo: string) => Promise<string | null>;
};

const pendingMilliseconds = 10 * 60_000;
const answerSeconds = 10;

/** The provider; nothing is asked of it before the first sign-in. */
export function identityProvider(client: Client, profile: ProviderProfile): IdentityProvider {
  let known: Promise<Configuration> | null = null;
  const configuration = (): Promise<Configuration> => {
    known ??= discover(client).catch((cause: unknown) => {
      known = null;
      throw new AppError('unavailable', `${profile.name} ne répond pas pour le moment.`, {
        hint: 'Recommencez dans quelques minutes, ou connectez-vous autrement.',
        cause,
      });
    });
    return known;
  };
  return {
    name: profile.name,
    begin: async (redirectUri) => {
      const config = await configuration();
      const pending = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
        redirectUri,
        at: Date.now(),
      };
      const href = buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: profile.scope,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
        ...(profile.acrValues === null ? {} : { acr_values: profile.acrValues }),
      });
      return { href: href.href, pending };
    },
    finish: async (callback, pending) => {
      if (Date.now() - pending.at > pendingMilliseconds) return refuse({ fault: new Error('too late') });
      const config = await configuration();
      try {
        // The address that was registered, whatever host the request was made to.
        const url = new URL(pending.redirectUri);
        url.search = callback.search;
        return ok(await identityOf(config, url, pending, profile));
      } catch (fault) {
        return refuse({ fault });
      }
    },
    endHref: async (idToken, returnTo) => {
      const config = await configuration();
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      const parameters = { id_token_hint: idToken, post_logout_redirect_uri: returnTo, state: randomState() };
      return buildEndSessionUrl(config, parameters).href;
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: Client): Promise<Configuration> {
  const server = new URL(issuer);
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(server.hostname);
  // In clear only to this very machine, for tests; elsewhere the library itself refuses anything but https.
  const execute = [enableNonRepudiationChecks, ...(isHere ? [allowInsecureRequests] : [])];
  return discovery(server, clientId, clientSecret, ClientSecretPost(clientSecret), {
    execute,
    timeout: answerSeconds,
  });
}

async function identityOf(
  config: Configuration,
  url: URL,
  { state, nonce, verifier }: PendingIdentity,
  { acceptedAcr }: ProviderProfile,
): Promise<Identity> {
  const tokens = await authorizationCodeGrant(config, url, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  const told = tokens.claims();
  if (!told || tokens.id_token === undefined) throw new Error('no identity token');
  const acr = typeof told.acr === 'string' ? told.acr : null;
  if (acceptedAcr !== null && (acr === null || !acceptedAcr.includes(acr))) {
    throw new Error('the level of assurance is not one that is taken');
  }
  // The library refuses an answer about anybody else than the token's subject.
  const more = await fetchUserInfo(config, tokens.access_token, told.sub);
  return {
    issuer: told.iss,
    subject: told.sub,
    acr,
    idToken: tokens.id_token,
    claims: { ...told, ...more },
  };
}
