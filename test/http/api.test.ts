import { sql } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { may, type Permission, permissions, roles } from '../../src/access/permissions.ts';
import { apiRoutes } from '../../src/http/api/router.ts';
import { verifySolution } from '../../src/matching/certificate/verify.ts';
import { problemSchema, solutionSchema } from '../../src/matching/problem.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';

const mailboxes = {
  admin: 'admin',
  agent: 'agent',
  member: 'commission',
  holder: 'reservataire',
  tenant: 'locataire',
  prefecture: 'prefecture',
  secretary: 'secretaire',
  dpo: 'dpo',
} as const;

describe('the API', () => {
  let service: TestService;
  let agent: ReturnType<typeof request.agent>;
  let run: string;
  const signedIn = async (mailbox: string) => {
    const browser = request.agent(service.app);
    const credentials = { email: `${mailbox}@demo.example`, password: demoPassword };
    await browser.post('/api/v1/sessions').send(credentials).expect(201);
    return browser;
  };
  beforeAll(async () => {
    service = await testService();
    agent = await signedIn('agent');
    const started = await agent.post('/api/v1/runs').send({}).expect(202);
    const job = await service.dependencies.jobs.settled('demo', started.body.id);
    expect(job).toMatchObject({ state: 'done', error: null });
    const told = await agent.get(`/api/v1/jobs/${job.id}`).expect(200);
    run = told.body.runId;
  });
  afterAll(() => service.stop());

  it('says that an address or a method is none of its own, not that a form expired', async () => {
    const lost = await agent.post('/api/v1/run').send({}).expect(404);
    expect(lost.type).toBe('application/problem+json');
    expect(lost.body.detail).toBe('L’API n’a pas cette adresse.');
    const put = await agent.put('/api/v1/runs').send({}).expect(405);
    expect([put.type, put.headers.allow]).toEqual(['application/problem+json', 'GET, HEAD, POST']);
    await agent.delete(`/api/v1/jobs/${run}`).expect(405);
  });

  it('lists a run started by a person, with its certificate and no justified envy', async () => {
    const list = await agent.get('/api/v1/runs').expect(200);
    expect(list.body.runs[0]).toMatchObject({ id: run, sessionOn: testDemo.date, justifiedEnvy: 0 });
    const detail = await agent.get(`/api/v1/runs/${run}`).expect(200);
    expect(detail.body.check).toMatchObject({ holds: true, problems: [] });
  });

  it('gives a problem and a solution that the independent check accepts', async () => {
    const problem = problemSchema.parse((await agent.get(`/api/v1/runs/${run}/problem`)).body);
    const solution = solutionSchema.parse((await agent.get(`/api/v1/runs/${run}/solution`)).body);
    expect(verifySolution(problem, solution).holds).toBe(true);
  });

  it('explains a shortlist in points that add up, in euros and without names', async () => {
    const all = await agent.get(`/api/v1/runs/${run}/shortlists`).expect(200);
    expect(all.body.shortlists.length).toBeGreaterThan(0);
    const filled = all.body.shortlists.find((list: { entries: unknown[] }) => list.entries.length > 0);
    const one = await agent.get(`/api/v1/runs/${run}/shortlists/${filled.vacancyId}`).expect(200);
    expect(one.body).toEqual(filled);
    for (const entry of one.body.entries) {
      expect(entry.gridPoints + entry.bonusPoints).toBe(entry.totalPoints);
    }
    expect(JSON.stringify(all.body)).not.toContain('Cents');
    const names = testDemo.applications.flatMap(({ name }) => (name === null ? [] : [name]));
    expect(names.some((name) => JSON.stringify(all.body).includes(name))).toBe(false);
  });

  it('answers why a household does not stand for a home, without its number in the address', async () => {
    const vacancyId = testDemo.vacancies.find(({ status }) => status === 'available')?.id;
    const number = testDemo.applications[0]?.number;
    const answer = await agent.post(`/api/v1/runs/${run}/why-not`).send({ vacancyId, number }).expect(200);
    expect(answer.body.checks.length).toBeGreaterThan(0);
  });

  it('tries another plan with a household set aside, and stores nothing', async () => {
    const lists = (await agent.get(`/api/v1/runs/${run}/shortlists`)).body.shortlists;
    const { vacancyId, entries } = lists.find((list: { entries: unknown[] }) => list.entries.length > 0);
    const number: string = entries[0].candidate.number;
    const bans = [{ vacancyId, applicationNumber: number, reason: 'Essai' }];
    const tried = await agent.post(`/api/v1/runs/${run}/explore`).send({ bans }).expect(200);
    const other = tried.body.shortlists.find((list: { vacancyId: string }) => list.vacancyId === vacancyId);
    expect(
      other.entries.map((entry: { candidate: { number: string } }) => entry.candidate.number),
    ).not.toContain(number);
    expect((await agent.get('/api/v1/runs')).body.runs).toHaveLength(1);
  });

  it('replays a stored run to the byte', async () => {
    const replay = await agent.post(`/api/v1/runs/${run}/replay`).expect(200);
    expect(replay.body).toEqual({ same: true, differences: [] });
  });

  it('never lets anyone change or delete a stored run', async () => {
    for (const change of [
      sql`update runs set value = 0`,
      sql`delete from runs`,
      sql`delete from run_shortlists`,
      sql`truncate run_snapshots cascade`,
    ]) {
      const work = withLandlord(service.database.db, 'demo', (tx) => tx.execute(change));
      await expect(work).rejects.toMatchObject({
        cause: { message: expect.stringMatching(/immutable|permission denied/) },
      });
    }
  });

  it('answers unknown runs, wrong identifiers and unknown addresses with a problem', async () => {
    const unknown = await agent.get('/api/v1/runs/01a20108-d911-74ec-9bed-ba815328cbb7').expect(404);
    expect(unknown.type).toBe('application/problem+json');
    expect(unknown.body).toMatchObject({ code: 'not-found', status: 404 });
    const wrong = await agent.get('/api/v1/runs/1').expect(400);
    expect(wrong.body.errors[0].path).toBe('runId');
    await agent.get('/api/v1/nowhere').expect(404);
  });

  it('describes every route it serves in a document whose references all lead somewhere', async () => {
    const { body } = await request(service.app).get('/api/v1/openapi.json').expect(200);
    expect(body.openapi).toMatch(/^3\.0/);
    const routes = apiRoutes(service.dependencies);
    for (const { method, path } of routes) expect(body.paths[path][method].responses).toBeDefined();
    const operations = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap(
      Object.values,
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length);
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    for (const [, name] of references) expect(body.components.schemas).toHaveProperty([name ?? '']);
    // What a program is told of a day, and of a body that may be left out, is what is done with them.
    const { requestBody } = body.paths['/runs'].post;
    expect(requestBody.required).toBe(false);
    expect(requestBody.content['application/json'].schema.properties.date).toMatchObject({ format: 'date' });
    expect(body.paths['/sessions'].post.requestBody.required).toBe(true);
  });

  it.each(roles)('opens to %s exactly the routes of the permission table', async (role) => {
    const browser = await signedIn(mailboxes[role]);
    for (const { method, path, access } of apiRoutes(service.dependencies)) {
      if (access === 'public' || access === 'signed-in') continue;
      // Nobody has these identifiers: a route that opens answers 400 or 404, one that does not answers 403.
      const address = path.replace('{runId}', 'x').replace('{jobId}', 'x').replace('{vacancyId}', 'x');
      const body = method === 'post' ? { date: 'x' } : undefined;
      const answer = await browser[method](`/api/v1${address}`).send(body);
      expect([path, answer.status === 403]).toEqual([path, !may(role, access)]);
    }
  });

  it('names a known role in every line of the permission table', () => {
    for (const allowed of Object.values(permissions)) {
      for (const role of allowed) expect(roles).toContain(role);
    }
    const names: Permission[] = ['run.start', 'run.whyNot'];
    for (const name of names) expect(may('prefecture', name)).toBe(false);
  });

  it('logs requests by their route, with an identifier and without a personal datum', async () => {
    await request(service.app).get('/api/v1/runs?limit=3&name=Dupont').expect(401);
    const log = service.log();
    expect(log).toContain('"route":"/api/v1/runs/:runId"');
    expect(log).toMatch(/"requestId":"[0-9a-f-]{36}"/);
    for (const datum of ['demo.example', 'Dupont', demoPassword, 'limit=3']) expect(log).not.toContain(datum);
    for (const { number, name } of testDemo.applications) {
      if (log.includes(number) || (name !== null && log.includes(name)))
        throw new Error('a person is in the log');
    }
  });
});
