import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codeAt } from '../../../src/access/one-time-password.ts';
import { type TestService, testService } from '../../support/service.ts';
import { browserAt, credentialsOf, enrol, rowsOf, send, signInAs } from './browser.ts';

const now = () => new Date();
const later = (seconds: number) => new Date(Date.now() + seconds * 1000);

describe('the one-time code of an agent', () => {
  let service: TestService;
  let secret: string;
  let recovery: string[];
  beforeAll(async () => {
    service = await testService();
    const browser = browserAt(service.app, '198.51.100.1');
    await signInAs(browser, 'agent');
    ({ secret, recovery } = await enrol(browser));
  });
  afterAll(() => service.stop());
  afterEach(async () => {
    await service.database.db.execute(sql`delete from sign_in_attempts`);
    await rowsOf(service, sql`update second_factors set last_step = 0`);
  });

  it('comes with ten recovery codes, and its secret is not in the database in clear', async () => {
    expect(new Set(recovery).size).toBe(10);
    const rows = await rowsOf(service, sql`select * from second_factors`);
    expect(rows).toHaveLength(1);
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(secret);
    for (const code of recovery) expect(stored).not.toContain(code);
    expect(service.log()).not.toContain(secret);
  });

  it('is asked for by the API beside the password, and told as a problem of its own', async () => {
    const browser = browserAt(service.app, '198.51.100.2');
    const without = await signInAs(browser, 'agent');
    expect(without.status).toBe(401);
    expect(without.type).toBe('application/problem+json');
    expect(without.body).toMatchObject({
      code: 'second-factor-needed',
      type: 'urn:parcours:second-factor-needed',
    });
    expect((await signInAs(browser, 'agent', undefined, '000000')).body.code).toBe('second-factor-needed');
    expect((await signInAs(browser, 'agent', undefined, codeAt(secret, now()))).status).toBe(201);
    const api = await browser.get('/api/v1/openapi.json');
    const body = api.body.paths['/sessions'].post.requestBody.content['application/json'].schema;
    expect(body.properties.code).toBeDefined();
    expect(body.required).not.toContain('code');
  });

  it('serves once: the same code, or one of before, is refused', async () => {
    const code = codeAt(secret, now());
    expect((await signInAs(browserAt(service.app, '198.51.100.3'), 'agent', undefined, code)).status).toBe(
      201,
    );
    expect((await signInAs(browserAt(service.app, '198.51.100.4'), 'agent', undefined, code)).status).toBe(
      401,
    );
    const before = codeAt(secret, later(-30));
    expect((await signInAs(browserAt(service.app, '198.51.100.4'), 'agent', undefined, before)).status).toBe(
      401,
    );
    const next = codeAt(secret, later(30));
    expect((await signInAs(browserAt(service.app, '198.51.100.4'), 'agent', undefined, next)).status).toBe(
      201,
    );
  });

  it('of two minutes ago is refused: the window is one half-minute on each side', async () => {
    const old = codeAt(secret, later(-120));
    expect((await signInAs(browserAt(service.app, '198.51.100.3'), 'agent', undefined, old)).status).toBe(
      401,
    );
  });

  it('is asked on a second page, where the password alone opens nothing', async () => {
    const browser = browserAt(service.app, '198.51.100.5');
    const asked = await send(browser, '/connexion', { ...credentialsOf('agent'), vers: '/agent/seances' });
    expect(asked.headers.location).toBe('/connexion/code');
    await browser.get('/api/v1/sessions/current').expect(401);
    const wrong = await send(browser, '/connexion/code', { code: '000000' });
    expect(wrong.status).toBe(401);
    await browser.get('/api/v1/sessions/current').expect(401);
    const right = await send(browser, '/connexion/code', { code: ` ${codeAt(secret, now())} ` });
    expect(right.headers.location).toBe('/agent/seances');
    await browser.get('/api/v1/sessions/current').expect(200);
  });

  it('cannot be asked of somebody whose password was not given', async () => {
    const browser = browserAt(service.app, '198.51.100.6');
    expect((await browser.get('/connexion/code')).headers.location).toBe('/connexion');
    const sent = await send(browser, '/connexion/code', { code: codeAt(secret, now()) }, '/connexion');
    expect(sent.headers.location).toBe('/connexion');
    await browser.get('/api/v1/sessions/current').expect(401);
  });

  it('can be replaced by a recovery code, once, which the journal tells', async () => {
    const code = recovery[0] ?? '';
    const browser = browserAt(service.app, '198.51.100.7');
    expect(
      (await signInAs(browser, 'agent', undefined, code.toUpperCase().replaceAll('-', ' '))).status,
    ).toBe(201);
    expect((await signInAs(browserAt(service.app, '198.51.100.8'), 'agent', undefined, code)).status).toBe(
      401,
    );
    const page = await browser.get('/compte/securite').set('accept', 'text/html');
    expect(page.text).toMatch(/9\s+codes de secours/);
    const acts = await service.dependencies.journal.page('demo', null, 5);
    expect(acts.map(({ kind }) => kind)).toContain('account.recoveryCodeUsed');
  });

  it('is not tried at random: five wrong ones from an address, and one waits', async () => {
    const browser = browserAt(service.app, '198.51.100.9');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await signInAs(browser, 'agent', undefined, '123456')).status).toBe(401);
    }
    const refused = await signInAs(browser, 'agent', undefined, codeAt(secret, now()));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('is taken away by its owner with the password and a code, never with the password alone', async () => {
    const browser = browserAt(service.app, '198.51.100.10');
    await signInAs(browser, 'secretaire');
    const own = await enrol(browser);
    const path = '/compte/securite/codes/retrait';
    const alone = await send(browser, path, { current: 'demo-parcours', code: '000000' }, '/compte/securite');
    expect(alone.status).toBe(400);
    const other = await send(
      browser,
      path,
      { current: 'not-the-password', code: codeAt(own.secret, now()) },
      '/compte/securite',
    );
    expect(other.status).toBe(400);
    const both = await send(
      browser,
      path,
      { current: 'demo-parcours', code: codeAt(own.secret, now()) },
      '/compte/securite',
    );
    expect(both.headers.location).toBe('/compte/securite?fait=codes');
    expect((await signInAs(browserAt(service.app, '198.51.100.11'), 'secretaire')).status).toBe(201);
  });

  it('is taken away by an administrator with a reason, which the journal keeps and which ends the sessions', async () => {
    const browser = browserAt(service.app, '198.51.100.12');
    await signInAs(browser, 'dpo');
    const { body } = await browser.get('/api/v1/sessions/current');
    await enrol(browser);
    const admin = browserAt(service.app, '198.51.100.13');
    await signInAs(admin, 'admin');
    const path = `/admin/comptes/${body.account.id}/codes`;
    expect((await send(admin, path, { motif: '' }, '/admin/comptes')).status).toBe(400);
    expect((await send(admin, path, { motif: 'téléphone perdu' }, '/admin/comptes')).status).toBe(303);
    await browser.get('/api/v1/sessions/current').expect(401);
    expect((await signInAs(browserAt(service.app, '198.51.100.14'), 'dpo')).status).toBe(201);
    const acts = await service.dependencies.journal.story('demo', `account:${body.account.id}`, 10);
    const act = acts.find(({ kind }) => kind === 'account.secondFactorReset');
    expect(act).toMatchObject({ kind: 'account.secondFactorReset', why: 'téléphone perdu' });
  });
});

describe('a service that requires one-time codes', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService({ SECOND_FACTOR: 'required' });
  });
  afterAll(() => service.stop());

  it('leads whoever has none to prepare them, and opens nothing else until then', async () => {
    const browser = browserAt(service.app, '198.51.100.1');
    expect((await signInAs(browser, 'agent')).status).toBe(201);
    const day = await browser.get('/agent').set('accept', 'text/html');
    expect(day.headers.location).toBe('/compte/securite');
    expect((await browser.get('/api/v1/runs')).status).toBe(403);
    const page = await browser.get('/compte/securite').set('accept', 'text/html').expect(200);
    expect(page.text).toContain('Votre organisme demande un code');
    await enrol(browser);
    await browser.get('/agent').set('accept', 'text/html').expect(200);
    await browser.get('/api/v1/runs').expect(200);
  });

  it('asks nothing of the kind of a household', async () => {
    const browser = browserAt(service.app, '198.51.100.2');
    await signInAs(browser, 'locataire');
    await browser.get('/demandeur').set('accept', 'text/html').expect(200);
  });
});
