import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityProvider } from '../../../src/access/oidc/identity-provider.ts';
import { agentsProfile } from '../../../src/access/oidc/profiles.ts';
import { type LocalProvider, localProvider } from '../../support/identity-provider.ts';
import { type TestService, testService } from '../../support/service.ts';
import { type Browser, browserAt, enrol, send, signInAs } from './browser.ts';

const publicUrl = 'http://parcours.test';
const start = '/connexion/fournisseur';

describe('an agent who signs in by an identity provider', () => {
  let provider: LocalProvider;
  let service: TestService;
  const officer = { sub: 'p-1', email: 'agent@demo.example', email_verified: true };
  beforeAll(async () => {
    provider = await localProvider(publicUrl, [`${start}/retour`]);
    service = await testService({
      PUBLIC_URL: publicUrl,
      OIDC_AGENTS_ISSUER: provider.client.issuer,
      OIDC_AGENTS_CLIENT_ID: provider.client.clientId,
      OIDC_AGENTS_CLIENT_SECRET: provider.client.clientSecret,
    });
  });
  afterAll(async () => {
    await service.stop();
    await provider.stop();
  });

  let last = 0;
  const newBrowser = () => {
    last += 1;
    return browserAt(service.app, `198.51.100.${last}`);
  };
  /** Leaves for the provider; gives where it sends back to. */
  const gone = async (browser: Browser, query = '') => {
    const away = await browser.get(`${start}${query}`).expect(303);
    return provider.authorize(String(away.headers.location));
  };
  const back = (browser: Browser, url: URL) =>
    browser.get(`${url.pathname}${url.search}`).set('accept', 'text/html');
  const isIn = async (browser: Browser) => (await browser.get('/api/v1/sessions/current')).status === 200;

  it('sees the button where a provider is configured', async () => {
    const { text } = await newBrowser().get('/connexion');
    expect(text).toContain('Se connecter avec ProConnect');
  });

  it('asks for a code with PKCE, state and nonce, and the claims of ProConnect', async () => {
    const { headers } = await newBrowser().get(start).expect(303);
    const asked = new URL(String(headers.location)).searchParams;
    expect(asked.get('response_type')).toBe('code');
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('scope')).toBe('openid email given_name usual_name siret uid');
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked.get(name)?.length).toBeGreaterThan(20);
  });

  it('is tied to the account of the verified address on the first day, then known by the subject alone', async () => {
    provider.person(officer);
    const browser = newBrowser();
    const entered = await back(browser, await gone(browser, '?vers=/agent/seances'));
    expect(entered.headers.location).toBe('/agent/seances');
    expect(await isIn(browser)).toBe(true);
    provider.person({ ...officer, email: 'renamed@demo.example', email_verified: false });
    const again = newBrowser();
    expect((await back(again, await gone(again))).headers.location).toBe('/agent');
    const { body } = await again.get('/api/v1/sessions/current');
    expect(body.account.email).toBe('agent@demo.example');
    const kinds = (await service.dependencies.journal.page('demo', null, 3)).map(({ kind }) => kind);
    expect(kinds).toContain('account.identityTied');
  });

  it.each([
    ['whose address is not verified', { sub: 'p-2', email: 'dpo@demo.example', email_verified: false }],
    ['whose provider says nothing of the address', { sub: 'p-3', email: 'dpo@demo.example' }],
    [
      'whom no account knows: none is made',
      { sub: 'p-4', email: 'nobody@demo.example', email_verified: true },
    ],
    [
      'of an account tied to another person',
      { sub: 'p-5', email: 'agent@demo.example', email_verified: true },
    ],
    ['of a household’s account', { sub: 'p-6', email: 'locataire@demo.example', email_verified: true }],
  ])('opens nothing for a person %s', async (_title, person) => {
    const accounts = async () => (await service.dependencies.accountManagement.list('demo')).length;
    const before = await accounts();
    provider.person(person);
    const browser = newBrowser();
    expect((await back(browser, await gone(browser))).status).toBe(403);
    expect(await isIn(browser)).toBe(false);
    expect(await accounts()).toBe(before);
  });

  it('is refused with the answer of another browser, or a changed state', async () => {
    provider.person(officer);
    const victim = newBrowser();
    const attacker = newBrowser();
    const answer = await gone(attacker);
    await victim.get(start).expect(303);
    expect((await back(victim, answer)).status).toBe(403);
    expect(await isIn(victim)).toBe(false);
    const browser = newBrowser();
    const url = await gone(browser);
    url.searchParams.set('state', 'changed');
    expect((await back(browser, url)).status).toBe(403);
    // The way is over: the right answer comes too late.
    expect((await back(browser, await gone(newBrowser()))).headers.location).toBe('/connexion');
  });

  it('is refused with an answer that was heard already', async () => {
    provider.person(officer);
    const browser = newBrowser();
    const url = await gone(browser);
    await back(browser, url).expect(303);
    await send(browser, '/deconnexion', {}, '/compte/securite');
    expect((await back(browser, url)).headers.location).toBe('/connexion');
    expect(await isIn(browser)).toBe(false);
  });

  it('is refused with an answer in the name of another issuer, or an error of the provider', async () => {
    provider.person(officer);
    const browser = newBrowser();
    const url = await gone(browser);
    url.searchParams.set('iss', 'https://evil.example');
    expect((await back(browser, url)).status).toBe(403);
    const other = newBrowser();
    const away = new URL(String((await other.get(start)).headers.location));
    const error = new URL(
      `${publicUrl}${start}/retour?error=access_denied&state=${away.searchParams.get('state')}`,
    );
    expect((await back(other, error)).status).toBe(403);
  });

  it('is believed for this nonce, this verifier and one use of the code only', async () => {
    provider.person(officer);
    const own = identityProvider(provider.client, agentsProfile);
    const redirectUri = `${publicUrl}${start}/retour`;
    const first = await own.begin(redirectUri);
    const answer = await provider.authorize(first.href);
    const finish = async (changed: Partial<typeof first.pending>, url = answer) =>
      (await own.finish(url, { ...first.pending, ...changed })).ok;
    const second = await own.begin(redirectUri);
    expect(await finish({ nonce: 'of another request' }, await provider.authorize(first.href))).toBe(false);
    expect(await finish({ verifier: second.pending.verifier }, await provider.authorize(first.href))).toBe(
      false,
    );
    expect(await finish({ at: Date.now() - 11 * 60_000 })).toBe(false);
    expect(await finish({})).toBe(true);
    expect(await finish({})).toBe(false);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example'])(
    'is never led on to %s',
    async (vers) => {
      provider.person(officer);
      const browser = newBrowser();
      const entered = await back(browser, await gone(browser, `?vers=${encodeURIComponent(vers)}`));
      expect(entered.headers.location).toBe('/agent');
    },
  );

  it('leaves the provider’s session too', async () => {
    provider.person(officer);
    const browser = newBrowser();
    await back(browser, await gone(browser));
    const left = await send(browser, '/deconnexion', {}, '/compte/securite');
    expect(left.status).toBe(200);
    const href = /href="([^"]+session\/end[^"]+)"/.exec(left.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const end = new URL(href);
    expect(end.origin).toBe(provider.issuer);
    expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${publicUrl}/`);
    expect((await fetch(end)).status).toBe(200);
    expect(await isIn(browser)).toBe(false);
  });

  it('gives their own code too, unless the provider asked for two factors', async () => {
    const desk = newBrowser();
    await signInAs(desk, 'secretaire');
    await enrol(desk);
    const secretary = { sub: 'p-7', email: 'secretaire@demo.example', email_verified: true };
    provider.person(secretary);
    const browser = newBrowser();
    expect((await back(browser, await gone(browser))).headers.location).toBe('/connexion/code');
    expect(await isIn(browser)).toBe(false);
    provider.person({ ...secretary, acr: 'eidas2' });
    const strong = newBrowser();
    expect((await back(strong, await gone(strong))).headers.location).toBe('/agent/seances');
  });

  it('opens nothing once the account is closed', async () => {
    provider.person(officer);
    const admin = newBrowser();
    await signInAs(admin, 'admin');
    const list = await service.dependencies.accountManagement.list('demo');
    const account = list.find(({ email }) => email === officer.email);
    await send(admin, `/admin/comptes/${account?.id}/etat`, { etat: 'ferme' }, '/admin/comptes');
    const browser = newBrowser();
    expect((await back(browser, await gone(browser))).status).toBe(403);
  });

  it('leaves nothing of it in the log', () => {
    expect(service.log()).not.toMatch(/demo\.example|p-1|code_verifier|id_token/);
  });
});

describe('a provider that does not answer', () => {
  it('leaves the sign-in by password open, and says so', async () => {
    const service = await testService({
      PUBLIC_URL: publicUrl,
      OIDC_AGENTS_ISSUER: 'http://127.0.0.1:9',
      OIDC_AGENTS_CLIENT_ID: 'parcours',
      OIDC_AGENTS_CLIENT_SECRET: 'secret',
    });
    const browser = browserAt(service.app, '198.51.100.1');
    const away = await browser.get(start).set('accept', 'text/html');
    expect(away.status).toBe(503);
    expect(away.text).toContain('ne répond pas');
    expect((await signInAs(browser, 'agent')).status).toBe(201);
    await service.stop();
  });
});
