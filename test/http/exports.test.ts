/** Copies prepared beside the pages: the same bytes, for the person who asked, while they may still have them. */
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalStore } from '../../db/stores/journal-store.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { exportSubjectSchema } from '../../src/jobs/exports/export-subject.ts';
import { setAccount } from '../support/accounts.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';

type Agent = ReturnType<typeof request.agent>;
const plain = (html: string) => html.replace(/&nbsp;|[\u00a0\u202f]/g, ' ');
const asFile = (response: Response, done: (error: Error | null, body: Buffer) => void) => {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => done(null, Buffer.concat(parts)));
};

const year = { from: '2026-01-01', until: '2026-12-31' };
const indicator = (format: string, more: Record<string, unknown> = {}) => ({
  ...{ what: 'indicator', name: 'q1-outside-qpv', territory: null, format },
  ...year,
  ...more,
});

describe('a copy prepared beside the pages', () => {
  let service: TestService;
  let agent: Agent;
  let secretary: Agent;
  let prefecture: Agent;
  const signIn = async (mailbox: string): Promise<Agent> => {
    const browser = request.agent(service.app);
    const credentials = { email: `${mailbox}@demo.example`, password: demoPassword };
    await browser.post('/api/v1/sessions').send(credentials).expect(201);
    return browser;
  };
  const post = async (who: Agent, path: string, fields: Record<string, string>) => {
    const { text } = await who.get('/');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    return who
      .post(path)
      .type('form')
      .send({ _csrf: csrf, ...fields });
  };
  const ask = (who: Agent, subject: unknown, key: string = randomUUID()) =>
    post(who, '/mes-copies', { _key: key, copie: JSON.stringify(subject) });
  const settled = async (path: string) => {
    const job = await service.dependencies.jobs.settled('demo', path.split('/').at(-1) ?? '');
    return job;
  };
  const file = (who: Agent, path: string) => who.get(path).buffer(true).parse(asFile);
  /** Asks and waits until it is over; the address of its page. */
  const made = async (who: Agent, subject: unknown): Promise<string> => {
    const answer = await ask(who, subject);
    expect(answer.status, answer.text).toBe(303);
    await settled(String(answer.headers.location));
    return String(answer.headers.location);
  };
  const acts = async (limit: number) =>
    (await journalStore(service.database.db).page('demo', null, limit)).map(({ kind, after, actor }) => ({
      kind,
      after,
      name: actor.name,
    }));

  beforeAll(async () => {
    service = await testService();
    [agent, secretary, prefecture] = [
      await signIn('agent'),
      await signIn('secretaire'),
      await signIn('prefecture'),
    ];
  }, 240_000);
  afterAll(() => service.stop());

  it('is, byte for byte, the copy that its page gives at once', async () => {
    for (const format of ['csv', 'ods']) {
      const path = await made(agent, indicator(format));
      const later = await file(agent, `${path}/fichier`).expect(200);
      const now = await file(agent, `/agent/indicateurs/q1-outside-qpv.${format}?annee=2026`).expect(200);
      const [left, right] = [Buffer.from(later.body), Buffer.from(now.body)];
      expect(left.length).toBeGreaterThan(500);
      // A workbook is a zip, which notes the hour: its length tells as much.
      if (format === 'csv') expect(left.equals(right)).toBe(true);
      else expect(left.length).toBe(right.length);
      expect(later.headers['content-disposition']).toBe(now.headers['content-disposition']);
      expect(later.headers['cache-control']).toBe('no-store');
    }
  });

  it('is in the journal when it is asked for and when it is taken, under the act of the page’s own copy', async () => {
    const path = await made(agent, indicator('pdf'));
    const task = path.split('/').at(-1);
    const { body } = await file(agent, `${path}/fichier`).expect(200);
    expect(Buffer.from(body).subarray(0, 5).toString()).toBe('%PDF-');
    const about = { name: 'q1-outside-qpv', format: 'pdf', task };
    expect(await acts(2)).toMatchObject([
      { kind: 'indicator.copied', after: { ...about, step: 'taken' } },
      { kind: 'indicator.copied', after: { ...about, step: 'asked' } },
    ]);
  });

  it('is asked for once, however often the button was pressed, and waits in the list of its person', async () => {
    const key = randomUUID();
    const first = await ask(agent, indicator('csv', { name: 'vacancy' }), key);
    const second = await ask(agent, indicator('csv', { name: 'vacancy' }), key);
    expect(second.headers.location).toBe(first.headers.location);
    await settled(String(first.headers.location));
    const text = plain((await agent.get('/mes-copies').expect(200)).text);
    expect(text.split(`${String(first.headers.location)}/fichier`)).toHaveLength(2);
    expect(text).toContain('prête,');
  });

  it('is for nobody else: another person sees neither the file nor that it exists', async () => {
    const path = await made(agent, indicator('csv'));
    for (const [method, address] of [
      ['get', path],
      ['get', `${path}/fichier`],
      ['post', `${path}/arret`],
    ] as const) {
      const answer = method === 'get' ? await secretary.get(address) : await post(secretary, address, {});
      expect([address, answer.status]).toEqual([address, 404]);
    }
    expect((await secretary.get('/mes-copies').expect(200)).text).not.toContain(path);
    const id = path.split('/').at(-1);
    expect((await agent.get(`/api/v1/jobs/${id}`)).body).toMatchObject({ kind: 'export', state: 'done' });
    await setAccount(service.database.db, 'secretaire@demo.example', { role: 'agent' });
    expect((await secretary.get(`/api/v1/jobs/${id}`)).status).toBe(404);
    await setAccount(service.database.db, 'secretaire@demo.example', { role: 'secretary' });
  });

  it('is refused to whoever may not read what it contains, before any task', async () => {
    const exportId = randomUUID();
    const register = { what: 'register', exportId, file: 'evenements.csv' };
    expect((await ask(secretary, register)).status).toBe(403);
    expect((await ask(prefecture, { what: 'sitting', sessionId: exportId, paper: 'folder' })).status).toBe(
      403,
    );
    // A préfecture reads whole years only: two periods of its choice would be subtracted.
    expect((await ask(prefecture, indicator('csv', { until: '2026-06-30' }))).status).toBe(403);
    expect((await ask(agent, { what: 'households' })).status).toBe(400);
    expect((await post(agent, '/mes-copies', { _key: randomUUID(), copie: '{' })).status).toBe(400);
  });

  it('keeps small counts hidden for a préfecture, as its page does', async () => {
    const path = await made(prefecture, indicator('csv'));
    const later = await file(prefecture, `${path}/fichier`).expect(200);
    const now = await file(prefecture, '/prefecture/q1-outside-qpv.csv?annee=2026').expect(200);
    expect(Buffer.from(later.body).equals(Buffer.from(now.body))).toBe(true);
  });

  it('says in a sentence why it cannot be made, and is not tried again', async () => {
    const path = await made(agent, { what: 'sitting', sessionId: randomUUID(), paper: 'minutes' });
    expect(plain((await agent.get(path).expect(200)).text)).toContain('Cette séance n’existe pas.');
    expect((await agent.get(`${path}/fichier`)).status).toBe(404);
  });

  it('is refused once the scope of its person changed, made or not, and given again once it is the same', async () => {
    const before = await made(agent, indicator('csv'));
    const { db } = service.database;
    const { exports, jobs } = service.dependencies;
    const account = await service.dependencies.accounts.findByEmail('agent@demo.example');
    const asked = {
      landlordId: 'demo',
      actor: { accountId: account?.id ?? '', name: 'Camille Weber', role: 'agent' },
      now: new Date(),
      today: testDemo.date,
    };
    await setAccount(db, 'agent@demo.example', { agencyIds: ['nancy'], communes: [] });
    const refused = await agent.get(`${before}/fichier`);
    expect([refused.status, plain(refused.text).includes('Votre périmètre a changé')]).toEqual([403, true]);
    const { parameters } = await settled(before);
    const { jobId } = await exports.ask(asked, randomUUID(), {
      ...{
        subject: exportSubjectSchema.parse(indicator('csv')),
        reach: String(parameters.reach),
        today: testDemo.date,
      },
    });
    await jobs.announce([{ jobId, attempts: 0, lane: 'long' }]);
    expect(await settled(jobId)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('Votre périmètre a changé'),
    });
    await setAccount(db, 'agent@demo.example', { agencyIds: null, communes: null });
    await file(agent, `${before}/fichier`).expect(200);
  });

  it('that waits is stopped by its person, and leaves no file', async () => {
    const { exports } = service.dependencies;
    const account = await service.dependencies.accounts.findByEmail('agent@demo.example');
    const asked = {
      landlordId: 'demo',
      actor: { accountId: account?.id ?? '', name: 'Camille Weber', role: 'agent' },
      now: new Date(),
      today: testDemo.date,
    };
    // Nobody is told that it waits: the next sweep is far.
    const { jobId } = await exports.ask(asked, randomUUID(), {
      ...{ subject: exportSubjectSchema.parse(indicator('csv')), reach: '', today: testDemo.date },
    });
    expect((await agent.get(`/mes-copies/${jobId}/fichier`)).status).toBe(404);
    expect((await post(agent, `/mes-copies/${jobId}/arret`, {})).status).toBe(303);
    expect(plain((await agent.get(`/mes-copies/${jobId}`)).text)).toContain('Cette copie a été interrompue.');
  });

  it('is kept two days, then erased by the act of the day', async () => {
    const path = await made(agent, indicator('csv'));
    const { result } = await settled(path);
    const fileId = String(result?.fileId);
    const { db } = service.database;
    await db.execute(
      sql`update jobs set finished_at = now() - interval '49 hours' where id = ${path.split('/').at(-1)}::uuid`,
    );
    expect((await agent.get(`${path}/fichier`)).status).toBe(404);
    expect(plain((await agent.get(path)).text)).toContain('Ce fichier a été effacé');
    const { jobFiles, tasks } = service.dependencies;
    expect(await jobFiles.pieces('demo', fileId)).toBe(1);
    expect(await tasks.dropOld('demo', new Date(Date.now() + 49 * 3_600_000))).toBeGreaterThan(0);
    expect(await jobFiles.pieces('demo', fileId)).toBe(0);
  });

  it('is offered where its things are', async () => {
    const { text } = await agent.get('/agent/indicateurs/q1-outside-qpv?annee=2026').expect(200);
    const values = [...text.matchAll(/name="copie" value="([^"]+)"/g)].map(([, value]) =>
      JSON.parse((value ?? '').replaceAll('&quot;', '"')),
    );
    expect(values).toEqual(
      [indicator('csv'), indicator('ods'), indicator('pdf')].map((one) => expect.objectContaining(one)),
    );
  });
});
