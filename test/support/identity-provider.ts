/** A real OpenID provider on this machine, whose people sign in without a page, and a browser that goes through it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export type Person = { sub: string; acr?: string } & Record<string, unknown>;

export type LocalProvider = {
  issuer: string;
  client: { issuer: string; clientId: string; clientSecret: string };
  /** Who signs in from now on. */
  person: (who: Person) => void;
  /** Goes through the provider from the address that the service gave; gives the address that it sends back to. */
  authorize: (href: string) => Promise<URL>;
  stop: () => Promise<void>;
};

const scopes = [
  'openid',
  'email',
  'given_name',
  'usual_name',
  'siret',
  'uid',
  'family_name',
  'birthdate',
  'preferred_username',
];

/** Starts it for a service at `publicUrl` that comes back by these paths. */
export async function localProvider(publicUrl: string, paths: readonly string[]): Promise<LocalProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${portOf(address)}`;
  const people = new Map<string, Person>();
  let present = '';
  const clientId = 'parcours';
  const clientSecret = 'a secret of the local provider, long enough';
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: paths.map((path) => `${publicUrl}${path}`),
        post_logout_redirect_uris: [`${publicUrl}/`, `${publicUrl}/demandeur/quitter`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    scopes,
    claims: {
      openid: ['sub', 'acr'],
      email: ['email', 'email_verified'],
      ...Object.fromEntries(scopes.slice(2).map((scope) => [scope, [scope]])),
    },
    acrValues: ['eidas1', 'eidas2'],
    cookies: { keys: ['only tests'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ ...people.get(id), sub: id }),
    }),
    loadExistingGrant: async ({ oidc }: { oidc: Oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope(scopes.join(' '));
      await grant.save();
      return grant;
    },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  });
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next();
    context.respond = false;
    const { acr } = people.get(present) ?? {};
    const login = { accountId: present, ...(acr === undefined ? {} : { acr }) };
    await provider.interactionFinished(context.req, context.res, { login });
  });
  server.on('request', provider.callback());
  return {
    issuer,
    client: { issuer, clientId, clientSecret },
    person: (who) => {
      people.set(who.sub, who);
      present = who.sub;
    },
    authorize: (href) => follow(href, publicUrl),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

type Oidc = {
  client: { clientId: string };
  session: { accountId: string };
  provider: {
    Grant: new (of: {
      clientId: string;
      accountId: string;
    }) => { addOIDCScope: (scope: string) => void; save: () => Promise<string> };
  };
};

/** A browser without memory of another visit: each sign-in is that of whoever is present. */
async function follow(href: string, publicUrl: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(href);
  for (let step = 0; step < 10; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`the provider stopped: ${answer.status} ${await answer.text()}`);
    url = new URL(location, url);
    if (url.origin === new URL(publicUrl).origin) return url;
  }
  throw new Error('the provider sends in circles');
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
