import { sql } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accountStore } from '../../db/stores/account-store.ts';
import { inviteAccount } from '../../src/access/sign-in.ts';
import { serviceActor } from '../../src/domain/act.ts';
import { type TestService, testService } from '../support/service.ts';
import { rowsOf } from './account/browser.ts';

const good = { email: 'Agent@demo.example', password: 'demo-parcours' };
const bad = { email: 'agent@demo.example', password: 'wrong-password' };

describe('signing in', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());
  afterEach(async () => {
    await service.database.db.execute(sql`delete from sign_in_attempts`);
  });

  const tokenOn = async (agent: ReturnType<typeof request.agent>, path: string) => {
    const page = await agent.get(path).expect(200);
    return /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  };

  it('through the API gives a session that reads back, then ends', async () => {
    const agent = request.agent(service.app);
    const opened = await agent.post('/api/v1/sessions').send(good).expect(201);
    expect(opened.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Lax/);
    expect(JSON.stringify(opened.body)).not.toContain('scrypt');
    const current = await agent.get('/api/v1/sessions/current').expect(200);
    expect(current.body).toMatchObject({ account: { role: 'agent' }, landlord: { id: 'demo' } });
    await agent.delete('/api/v1/sessions/current').expect(204);
    await agent.get('/api/v1/sessions/current').expect(401);
  });

  it('answers the same to a wrong password and to an unknown address', async () => {
    const answers = await Promise.all(
      [bad, { email: 'nobody@demo.example', password: 'wrong-password' }].map((credentials) =>
        request(service.app).post('/api/v1/sessions').send(credentials),
      ),
    );
    const [first, second] = answers.map(({ status, body }) => ({ status, detail: body.detail }));
    expect(first).toEqual({ status: 401, detail: 'Adresse ou mot de passe incorrect.' });
    expect(second).toEqual(first);
  });

  it('gives a new session identifier, so that one planted before is worth nothing', async () => {
    const agent = request.agent(service.app);
    const page = await agent.get('/connexion');
    const planted = page.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    await agent
      .post('/connexion')
      .type('form')
      .send({ ...good, _csrf: token })
      .expect(303);
    await request(service.app).get('/api/v1/sessions/current').set('cookie', planted).expect(401);
    await agent.get('/api/v1/sessions/current').expect(200);
  });

  it('on the page leads to the space of the role, or back to where one was going', async () => {
    const agent = request.agent(service.app);
    const token = await tokenOn(agent, '/connexion');
    const first = await agent
      .post('/connexion')
      .type('form')
      .send({ ...good, _csrf: token });
    expect(first.headers.location).toBe('/agent');
    const back = request.agent(service.app);
    const toward = { ...good, vers: '/agent/seances?x=1', _csrf: await tokenOn(back, '/connexion') };
    expect((await back.post('/connexion').type('form').send(toward)).headers.location).toBe(
      '/agent/seances?x=1',
    );
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/.//evil.example',
    '/..//evil.example/x',
  ])('never leads to %s', async (vers) => {
    const agent = request.agent(service.app);
    const form = { ...good, vers, _csrf: await tokenOn(agent, '/connexion') };
    const answer = await agent.post('/connexion').type('form').send(form).expect(303);
    expect(answer.headers.location).toBe('/agent');
  });

  it('refuses a form without its token, and says what to do in French', async () => {
    const agent = request.agent(service.app);
    await agent.get('/connexion');
    const answer = await agent
      .post('/connexion')
      .set('accept', 'text/html')
      .type('form')
      .send(good)
      .expect(403);
    expect(answer.text).toContain('Ce formulaire a expiré');
  });

  it('refuses a change that a browser sends from another site', async () => {
    const crossSite = request(service.app).post('/api/v1/sessions').set('sec-fetch-site', 'cross-site');
    expect((await crossSite.send(good)).status).toBe(403);
    const origin = request(service.app).post('/api/v1/sessions').set('origin', 'https://evil.example');
    expect((await origin.send(good)).status).toBe(403);
    const form = request(service.app).post('/api/v1/sessions').type('form').send(good);
    expect((await form).status).toBe(400);
  });

  it('slows down after five failures on an account, and tells it in French', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await request(service.app).post('/api/v1/sessions').send(bad).expect(401);
    }
    const refused = await request(service.app).post('/api/v1/sessions').send(good).expect(429);
    expect(refused.type).toBe('application/problem+json');
    expect(refused.body.detail).toBe('Trop d’essais de connexion.');
    const other = { email: 'commission@demo.example', password: good.password };
    await request(service.app).post('/api/v1/sessions').send(other).expect(201);
  });

  it('lets a one-time link choose a password once', async () => {
    const account = {
      landlordId: 'demo',
      email: 'new@demo.example',
      name: 'Nouveau',
      role: 'agent' as const,
    };
    const invited = await inviteAccount(accountStore(service.database.db), account, serviceActor, new Date());
    if (!invited.ok) throw new Error(invited.refusal);
    const link = `/lien/${invited.value}`;
    const agent = request.agent(service.app);
    const short = { password: 'court', again: 'court', _csrf: await tokenOn(agent, link) };
    await agent.post(link).type('form').send(short).expect(400);
    const chosen = { password: 'un long mot de passe', again: 'un long mot de passe' };
    const token = await tokenOn(agent, link);
    await agent
      .post(link)
      .type('form')
      .send({ ...chosen, _csrf: token })
      .expect(303);
    await request(service.app).get(link).expect(404);
    const credentials = { email: 'new@demo.example', password: chosen.password };
    await request(service.app).post('/api/v1/sessions').send(credentials).expect(201);
  });

  it('is over at once for a disabled account', async () => {
    const agent = request.agent(service.app);
    await agent
      .post('/api/v1/sessions')
      .send({ email: 'prefecture@demo.example', password: good.password })
      .expect(201);
    await rowsOf(
      service,
      sql`update accounts set disabled_at = now() where email = 'prefecture@demo.example'`,
    );
    await agent.get('/api/v1/sessions/current').expect(401);
  });
});
