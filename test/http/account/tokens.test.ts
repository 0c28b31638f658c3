import { sql } from 'drizzle-orm';
import express from 'express';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bearerOfApi } from '../../../src/http/middleware/bearer.ts';
import { errorHandler } from '../../../src/http/middleware/errors.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Browser, browserAt, rowsOf, send, signInAs } from './browser.ts';

const inDays = (days: number) => addDays(testDemo.date, days);

describe('a token of the API', () => {
  let service: TestService;
  let officer: Browser;
  const make = async (browser: Browser, fields: Record<string, string>) => {
    const whole = { nom: 'Entrepôt de données', droits: 'run.read', fin: inDays(90), ...fields };
    return send(browser, '/compte/jetons', whole);
  };
  const madeToken = async (fields: Record<string, string> = {}) =>
    /parc_[\w-]+/.exec((await make(officer, fields)).text)?.[0] ?? '';
  const get = (path: string, token: string) =>
    request(service.app).get(path).set('authorization', `Bearer ${token}`);
  beforeAll(async () => {
    service = await testService();
    officer = browserAt(service.app, '198.51.100.1');
    await signInAs(officer, 'agent');
  });
  afterAll(() => service.stop());
  afterEach(async () => {
    await service.database.db.execute(sql`delete from sign_in_attempts`);
  });

  it('reads what its rights let it read, and nothing that only its owner may', async () => {
    const token = await madeToken();
    await get('/api/v1/runs', token).expect(200);
    const current = await get('/api/v1/sessions/current', token).expect(200);
    expect(current.body.account.role).toBe('agent');
    const refused = await request(service.app)
      .post('/api/v1/runs')
      .set('authorization', `Bearer ${token}`)
      .send({})
      .expect(403);
    expect(refused.body.detail).toBe('Ce jeton n’a pas ce droit.');
  });

  it('leaves no cookie, opens no session and no page', async () => {
    const token = await madeToken();
    expect((await get('/api/v1/runs', token)).headers['set-cookie']).toBeUndefined();
    await get('/agent', token).set('accept', 'text/html').expect(403);
    await get('/compte/securite', token).expect(403);
    const signIn = request(service.app).post('/api/v1/sessions').set('authorization', `Bearer ${token}`);
    await signIn.send({ email: 'agent@demo.example', password: 'demo-parcours' }).expect(403);
  });

  it('is the only identity of a request: a cookie beside it is not read', async () => {
    const token = await madeToken();
    const admin = browserAt(service.app, '198.51.100.2');
    await signInAs(admin, 'admin');
    const current = await admin.get('/api/v1/sessions/current').set('authorization', `Bearer ${token}`);
    expect(current.body.account.role).toBe('agent');
    await admin.get('/api/v1/runs').set('authorization', 'Bearer parc_wrong').expect(401);
  });

  it('is shown once and kept as a hash, with its last day of use; its making is an act', async () => {
    const token = await madeToken({ nom: 'Une seule fois' });
    expect((await officer.get('/compte/jetons').set('accept', 'text/html')).text).not.toContain(token);
    await get('/api/v1/runs', token).expect(200);
    const rows = await rowsOf(service, sql`select * from api_tokens where name = 'Une seule fois'`);
    expect(JSON.stringify(rows)).not.toContain(token.slice(5));
    expect(rows[0]?.last_used_on).toBe(testDemo.date);
    const [act] = await service.dependencies.journal.page('demo', null, 1);
    expect(act?.kind).toBe('token.created');
    expect(JSON.stringify(act)).not.toContain(token.slice(5));
    expect(service.log()).not.toContain(token);
  });

  it('is one for a form that was sent twice: that of the answer which its owner reads', async () => {
    const form = { nom: 'Deux clics', _key: '0f0e0d0c-0b0a-4908-8706-050403020100' };
    const [first, second] = [await madeToken(form), await madeToken(form)];
    await get('/api/v1/runs', first).expect(401);
    await get('/api/v1/runs', second).expect(200);
    const rows = await rowsOf(service, sql`select id from api_tokens where name = 'Deux clics'`);
    expect(rows.map(({ id }) => id)).toEqual([form._key]);
    const late = await make(officer, form);
    expect([late.status, /parc_/.test(late.text)]).toEqual([400, false]);
    expect(late.text).toContain('Ce jeton est déjà fait');
    await get('/api/v1/runs', second).expect(200);
  });

  it('serves no more once revoked, expired, or where its account is closed', async () => {
    const [revoked, expired, closed] = [
      await madeToken({ nom: 'retiré' }),
      await madeToken({ nom: 'fini' }),
      await madeToken(),
    ];
    const { text } = await officer.get('/compte/jetons').set('accept', 'text/html');
    const ids = [
      ...text.matchAll(/name="jeton" value="([^"]+)"[\s\S]*?aria-label="Retirer le jeton ([^"]+)"/g),
    ];
    const id = ids.find(([, , name]) => name === 'retiré')?.[1] ?? '';
    const stranger = browserAt(service.app, '198.51.100.3');
    await signInAs(stranger, 'secretaire');
    await send(stranger, '/compte/jetons/retrait', { jeton: id }, '/compte/jetons');
    await get('/api/v1/runs', revoked).expect(200);
    await send(officer, '/compte/jetons/retrait', { jeton: id }, '/compte/jetons');
    await get('/api/v1/runs', revoked).expect(401);
    await rowsOf(service, sql`update api_tokens set expires_at = now() where name = 'fini'`);
    await get('/api/v1/runs', expired).expect(401);
    await rowsOf(service, sql`update accounts set disabled_at = now() where email = 'agent@demo.example'`);
    await get('/api/v1/runs', closed).expect(401);
    await rowsOf(service, sql`update accounts set disabled_at = null where email = 'agent@demo.example'`);
  });

  it('has no more rights than its account, and a year at most', async () => {
    expect((await make(officer, { droits: 'account.manage' })).status).toBe(400);
    expect((await make(officer, { fin: inDays(366) })).status).toBe(400);
    expect((await make(officer, { fin: inDays(0) })).status).toBe(400);
    expect((await make(officer, { fin: inDays(365) })).status).toBe(201);
    const secretary = browserAt(service.app, '198.51.100.4');
    await signInAs(secretary, 'secretaire');
    expect((await make(secretary, { droits: 'run.start' })).status).toBe(400);
    const admin = browserAt(service.app, '198.51.100.5');
    await signInAs(admin, 'admin');
    expect((await admin.get('/compte/jetons').set('accept', 'text/html')).text).toContain(
      'L’API ne propose rien',
    );
  });

  it('loses the rights that its account loses', async () => {
    const token = await madeToken();
    await rowsOf(service, sql`update accounts set role = 'dpo' where email = 'agent@demo.example'`);
    await get('/api/v1/runs', token).expect(403);
    await rowsOf(service, sql`update accounts set role = 'agent' where email = 'agent@demo.example'`);
  });

  it('that is wrong is refused without a session, and tried at random meets a limit', async () => {
    const wrong = `parc_${'A'.repeat(43)}00000000`;
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      statuses.push((await get('/api/v1/runs', wrong).set('x-forwarded-for', '203.0.113.9')).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const good = await madeToken();
    await get('/api/v1/runs', good).set('x-forwarded-for', '203.0.113.9').expect(200);
  });

  it('asks so often and no more, whatever its address; another token is not slowed', async () => {
    const app = express();
    app.use(bearerOfApi(service.dependencies, 2));
    app.get('/runs', (_request, response) => response.json({}));
    app.use(errorHandler(service.dependencies.logger));
    const ask = async (token: string) =>
      (await request(app).get('/runs').set('authorization', `Bearer ${token}`)).status;
    const [one, other] = [await madeToken(), await madeToken()];
    expect([await ask(one), await ask(one), await ask(one), await ask(other)]).toEqual([200, 200, 429, 200]);
  });

  it('is described in OpenAPI', async () => {
    const { body } = await request(service.app).get('/api/v1/openapi.json');
    expect(body.components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(body.paths['/runs'].get.security).toEqual([{ session: [] }, { token: [] }]);
  });
});
