import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobStore } from '../../db/stores/job-store.ts';
import { journalStore } from '../../db/stores/journal-store.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { type TestService, testService } from '../support/service.ts';

const plain = (text: string): string => text.replace(/&nbsp;|[\u00a0\u202f]/g, ' ');
const unreadable = {
  landlordId: 'demo',
  kind: 'run-session',
  parameters: { date: 'hier' },
  requestedBy: null,
} as const;

describe('the tasks of a landlord, for its administrators', () => {
  let service: TestService;
  let admin: ReturnType<typeof request.agent>;
  beforeAll(async () => {
    service = await testService();
    admin = request.agent(service.app);
    const { text } = await admin.get('/connexion');
    const account = { email: 'admin@demo.example', password: demoPassword };
    await admin
      .post('/connexion')
      .type('form')
      .send({ _csrf: csrfOf(text), ...account });
  });
  afterAll(() => service.stop());

  const csrfOf = (text: string) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const page = async (path = '/admin/taches') => (await admin.get(path).expect(200)).text;
  const post = async (path: string) =>
    admin
      .post(path)
      .type('form')
      .send({ _csrf: csrfOf(await page('/admin/comptes')) });
  /** A task that broke down as often as it may. */
  const deadTask = async (onceKey: string) => {
    const store = jobStore(service.database.db);
    const id = await store.create({ ...unreadable, onceKey });
    const held = await store.claim(id);
    if (!held) throw new Error('the task was taken by another');
    await store.finish(held, { state: 'dead', error: 'Une panne a interrompu la tâche.' });
    return id;
  };
  const lastAct = async () => (await journalStore(service.database.db).page('demo', null, 1))[0];

  it('says in words what broke down, and offers to try it again', async () => {
    const id = await deadTask('first');
    const text = plain(await page('/admin/taches?etat=dead'));
    expect(text).toContain('<strong>1</strong> abandonnée');
    expect(text).toContain('Une panne a interrompu la tâche.');
    expect(text).toContain(`/admin/taches/${id}/relance`);
    expect(text).toContain('Relancer 1 tâche abandonnée');
    expect(plain(await page('/admin/taches?etat=running'))).toContain('Aucune tâche dans cet état.');
  });
  it('tried again, it starts afresh, and the journal says who asked', async () => {
    const id = await deadTask('second');
    const answer = await post(`/admin/taches/${id}/relance`);
    expect([answer.status, answer.headers.location]).toEqual([303, '/admin/taches?fait=relancee']);
    expect(await lastAct()).toMatchObject({
      kind: 'task.retried',
      after: { task: id, kind: 'run-session' },
    });
    // Its parameters are as wrong as before: it breaks down again, for the first time.
    await expect.poll(async () => (await service.dependencies.jobs.find('demo', id))?.faults).toBe(1);
    const [task] = await service.dependencies.tasks.list('demo', 'queued', 10);
    expect(task).toMatchObject({ id, attempts: 2 });
    expect(plain(await page('/admin/taches?etat=queued'))).toContain('Prochain essai le');
    const again = await post(`/admin/taches/${id}/relance`);
    expect(again.status).toBe(409);
    expect(plain(again.text)).toContain('Cette tâche n’est plus à relancer');
  });

  it('that waits is stopped once, and can be tried again', async () => {
    const [waiting] = await service.dependencies.tasks.list('demo', 'queued', 1);
    const id = waiting?.id ?? '';
    expect((await post(`/admin/taches/${id}/arret`)).status).toBe(303);
    expect(await lastAct()).toMatchObject({ kind: 'task.cancelled', after: { task: id } });
    expect((await post(`/admin/taches/${id}/arret`)).status).toBe(409);
    const stopped = await service.dependencies.jobs.find('demo', id);
    expect(stopped).toMatchObject({ state: 'cancelled' });
    // By the clock of the database, as every other end, whatever day the application is played on.
    expect(Number(stopped?.finishedAt)).toBeGreaterThanOrEqual(Number(stopped?.createdAt));
    expect((await post(`/admin/taches/${id}/relance`)).status).toBe(303);
  });

  it('all those given up are tried again in one gesture, which the journal counts', async () => {
    await deadTask('third');
    const { dead } = await service.dependencies.tasks.counts('demo');
    const answer = await post('/admin/taches/relance');
    expect(answer.headers.location).toBe(`/admin/taches?relancees=${dead}`);
    expect(await lastAct()).toMatchObject({ kind: 'task.allRetried', after: { tasks: dead } });
    expect((await service.dependencies.tasks.counts('demo')).dead).toBe(0);
    expect((await post('/admin/taches/relance')).headers.location).toBe('/admin/taches');
  });

  it('a run that other processes helped with says on how many it was shared, and how many were lost', async () => {
    const store = jobStore(service.database.db);
    const held = await store.claim(await store.create({ ...unreadable, onceKey: 'shared' }));
    if (!held) throw new Error('the task was taken by another');
    const shared = { workers: 2, answers: 40, takenBack: 1 };
    await store.finish(held, { state: 'done', result: { runId: held.id, shared } });
    expect(plain(await page('/admin/taches?etat=done'))).toContain(
      'Réparti sur 3 postes, dont 1 perdu en route',
    );
  });

  it('of another landlord is none of theirs', async () => {
    expect((await post('/admin/taches/0199a000-0000-7000-8000-000000000001/relance')).status).toBe(404);
    expect((await post('/admin/taches/pas-un-identifiant/arret')).status).toBe(404);
  });

  it('leaves nothing behind once over: acts of past days go, what failed stays', async () => {
    const day = { landlordId: 'demo', kind: 'day-act', parameters: {}, requestedBy: null } as const;
    const store = jobStore(service.database.db);
    const held = await store.claim(await store.create(day));
    if (!held) throw new Error('the task was taken by another');
    await store.finish(held, { state: 'done', result: {} });
    const inTwoMonths = new Date(Date.now() + 60 * 86_400_000);
    const before = (await service.dependencies.tasks.counts('demo')).done;
    expect(await service.dependencies.tasks.dropOld('demo', inTwoMonths)).toBe(1);
    expect((await service.dependencies.tasks.counts('demo')).done).toBe(before - 1);
  });
});
