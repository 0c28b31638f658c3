import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { demoTenant } from '../../db/demo/tenant.ts';
import { outbox } from '../../db/schema/correspondence.ts';
import { accessStores } from '../../db/stores/access-stores.ts';
import { accountStore } from '../../db/stores/account-store.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { jobFileStore } from '../../db/stores/job-file-store.ts';
import { jobStore } from '../../db/stores/job-store.ts';
import { journalStore } from '../../db/stores/journal-store.ts';
import { runStore } from '../../db/stores/run-store.ts';
import { demoAccounts } from '../../src/access/demo-accounts.ts';
import { reachOf } from '../../src/jobs/exports/export-rights.ts';
import { exportSubjectSchema } from '../../src/jobs/exports/export-subject.ts';
import type { Job } from '../../src/jobs/job.ts';
import { type TestDatabase, testDatabase, testEncryption } from '../support/postgres.ts';
import { readyAddress, type Spawned, spawnBuilt } from '../support/process.ts';
import { hasRedis, startRedis, type TestRedis } from '../support/redis.ts';

describe('a worker', () => {
  it('refuses to start without the database and the queue of a service, and names what to set', async () => {
    const worker = spawnBuilt('worker-main.js', [], { LOG_LEVEL: 'silent' });
    expect(await worker.ended).toBe(1);
    expect(worker.stderr()).toContain('DATABASE_URL : la base PostgreSQL du service');
    expect(worker.stderr()).toContain('REDIS_URL :');
  });

  it('says that its database does not answer, and leaves', async () => {
    const worker = spawnBuilt('worker-main.js', [], {
      LOG_LEVEL: 'silent',
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    expect(await worker.ended).toBe(1);
    expect(worker.stderr()).toMatch(/^parcours : La base PostgreSQL \(127\.0\.0\.1:1\) ne répond pas/);
  });
});

// In CI the suite installs redis-server: its absence there is a fault, not a reason to skip.
// biome-ignore lint/style/noProcessEnv: whether this is CI is no configuration of the service
const inCi = process.env.CI !== undefined;
if (!hasRedis && !inCi) process.stderr.write('redis-server absent : les tests des workers sont SAUTÉS\n');

// Processes of their own start slowly where the machine does ten other things.
const timeout = 180_000;

describe.skipIf(!hasRedis && !inCi)('several workers on one database and one Redis', { timeout }, () => {
  const demo = makeDemoLandlord('small');
  // One home is enough to be interrupted.
  const home = demo.vacancies[0]?.id ?? '';
  let database: TestDatabase;
  let redis: TestRedis;
  let environment: Record<string, string>;
  let folder: string;
  const workers: Spawned[] = [];

  beforeAll(async () => {
    [database, redis] = await Promise.all([testDatabase(), startRedis()]);
    const ties = {
      holderId: 'als',
      stateHolderId: 'prefet',
      applicationNumber: demoTenant(demo).number,
      departements: ['57'],
    };
    await loadDemo(database.db, demo, await demoAccounts(ties, 2 ** 12));
    folder = mkdtempSync(path.join(os.tmpdir(), 'parcours-workers-'));
    environment = {
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      REDIS_URL: redis.url,
      PARCOURS_TODAY: demo.date,
      PARCOURS_DATA_DIR: folder,
      ENCRYPTION_KEYS: testEncryption.keys.map(({ name, key }) => `${name}:${key}`).join(','),
      LOG_LEVEL: 'error',
    };
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) {
      worker.child.kill('SIGKILL');
      await worker.ended;
    }
    await database.db.execute(sql`delete from jobs`);
  });
  afterAll(async () => {
    await database.drop();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Resolves once the worker takes tasks. */
  async function started(more: Record<string, string> = {}): Promise<Spawned> {
    const worker = spawnBuilt('worker-main.js', [], { ...environment, ...more });
    workers.push(worker);
    while (!worker.stderr().includes('prêt à travailler')) {
      if (worker.child.exitCode !== null) throw new Error(`the worker left: ${worker.stderr()}`);
      await pause(20);
    }
    return worker;
  }
  const askForRun = () =>
    jobStore(database.db).create({
      landlordId: 'demo',
      kind: 'run-session',
      parameters: { date: demo.date, snapshotOf: null, pins: [], bans: [], vacancyIds: [home] },
      requestedBy: null,
    });
  async function taskOnce(id: string, holds: (job: Job) => boolean): Promise<Job> {
    for (;;) {
      const job = await jobStore(database.db).find('demo', id);
      if (job && holds(job)) return job;
      await pause(5);
    }
  }
  const isOver = ({ state }: Job) => state !== 'running' && state !== 'queued';
  /** As if the workers had said nothing for two minutes: nobody waits for them any more. */
  const forgetBeats = () =>
    database.db.execute(sql`update jobs set beat_at = now() - interval '2 minutes' where state = 'running'`);
  const runsOf = async (id: string) =>
    (await runStore(database.db).list('demo', 100)).filter(({ id: runId }) => runId === id);

  it('a worker killed in the middle of a run loses nothing: another takes it up and stores one run', async () => {
    const id = await askForRun();
    const first = await started();
    await taskOnce(id, ({ state }) => state === 'running');
    first.child.kill('SIGKILL');
    await first.ended;
    await forgetBeats();
    await started();
    const job = await taskOnce(id, isOver);
    expect(job).toMatchObject({ state: 'done', attempts: 2, faults: 1 });
    expect(await runStore(database.db).ofJob('demo', id)).toBe(job.result?.runId);
    expect(await runsOf(String(job.result?.runId))).toHaveLength(1);
  });

  it('a worker thought dead that wakes up stores no second run and writes over nothing', async () => {
    const before = (await runStore(database.db).list('demo', 100)).length;
    const id = await askForRun();
    const first = await started();
    await taskOnce(id, ({ state }) => state === 'running');
    first.child.kill('SIGSTOP');
    await forgetBeats();
    await started();
    const over = await taskOnce(id, ({ state }) => state === 'done');
    first.child.kill('SIGCONT');
    // It ends what it was doing, then leaves: all that it had to write, it has tried to write.
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(await jobStore(database.db).find('demo', id)).toEqual(over);
    expect((await runStore(database.db).list('demo', 100)).length).toBe(before + 1);
  });

  it('a file given to the service is imported by a worker, on a thread of its own', async () => {
    const files = jobFileStore(database.db);
    const table = Buffer.from('holder_id;name\nmairie-neuve;Mairie neuve\n;Sans identifiant\n');
    const { fileId } = await files.keep('demo', Readable.from([table]));
    const parameters = {
      ...{ fileId, kind: 'holders', mode: 'difference', encoding: 'utf-8' },
      ...{ dryRun: false, allowShrink: false, today: demo.date },
    };
    const store = jobStore(database.db);
    const asked = { landlordId: 'demo', parameters, requestedBy: null };
    const id = await store.create({ ...asked, kind: 'import' });
    const nothing = await store.create({ ...asked, kind: 'print-letters', parameters: { communes: null } });
    await started();
    expect(await taskOnce(id, isOver)).toMatchObject({
      state: 'done',
      result: { state: 'imported', rows: 2, accepted: 1, rejected: 1 },
    });
    expect(await files.pieces('demo', fileId)).toBe(0);
    expect(await taskOnce(nothing, isOver)).toMatchObject({
      state: 'failed',
      error: 'Aucun courrier n’attend d’être imprimé.',
    });
  });

  it('a service that leaves the work to workers takes no task; its measures tell how many wait', async () => {
    const service = spawnBuilt('main.js', [], {
      ...environment,
      ...{ PARCOURS_JOBS: 'workers', PARCOURS_DEMO: '0', PORT: '0' },
    });
    workers.push(service);
    const url = await readyAddress(service);
    const id = await askForRun();
    const waiting = async () =>
      /^parcours_jobs\{state="queued"\} (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1];
    await expect.poll(waiting, { timeout: 60_000, interval: 500 }).toBe('1');
    expect(await jobStore(database.db).find('demo', id)).toMatchObject({ state: 'queued', attempts: 0 });
    await started();
    expect(await taskOnce(id, isOver)).toMatchObject({ state: 'done', attempts: 1 });
  });

  it('a worker makes a copy and an erasure on threads of its own, and gives its measures to whoever may read them', async () => {
    const account = await accountStore(database.db).findByEmail('agent@demo.example');
    if (!account) throw new Error('the demonstration has no officer');
    const subject = exportSubjectSchema.parse({
      ...{ what: 'indicator', name: 'vacancy', from: '2026-01-01', until: '2026-12-31' },
      ...{ territory: null, format: 'pdf' },
    });
    const reach = await reachOf({ communesOf: async () => null }, account, subject);
    if (!reach.ok) throw new Error(reach.refusal);
    const store = jobStore(database.db);
    const asked = { landlordId: 'demo', requestedBy: account.id };
    const parameters = { subject, reach: reach.value, today: demo.date };
    const copy = await store.create({ ...asked, kind: 'export', parameters });
    const purgeId = '01900000-0000-7000-8000-000000000000';
    const purge = await store.create({ ...asked, kind: 'purge', parameters: { purgeId, today: demo.date } });
    const worker = await started({ WORKER_METRICS_PORT: '0', METRICS_TOKEN: 'jeton-des-mesures-du-test' });
    const made = await taskOnce(copy, isOver);
    expect(made).toMatchObject({ state: 'done', result: { name: `vacancy-${demo.date}.pdf` } });
    expect(await jobFileStore(database.db).pieces('demo', String(made.result?.fileId))).toBe(1);
    expect(await taskOnce(purge, isOver)).toMatchObject({
      state: 'failed',
      error: 'Cet essai à blanc n’existe pas.',
    });
    const url = /mesures sur (http:\S+)/.exec(worker.stderr())?.[1] ?? '';
    const told = await (await fetch(url)).text();
    expect(told).toMatch(/parcours_job_duration_seconds_count\{kind="export",outcome="done"\} 1/);
    expect(told).toContain('process_resident_memory_bytes');
    expect((await fetch(url.replace('/metrics', '/readyz'))).status).toBe(200);
    // Through a proxy of the machine, only the token opens it.
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    expect((await fetch(url, { headers: forwarded })).status).toBe(403);
    const authorization = 'Bearer jeton-des-mesures-du-test';
    expect((await fetch(url, { headers: { ...forwarded, authorization } })).status).toBe(200);
    expect((await fetch(url.replace('/metrics', '/connexion'))).status).toBe(404);
  });

  it('an erasure whose worker is killed goes on with another: each item once, one certificate', async () => {
    const due = 800;
    const { retention } = accessStores(database.db);
    const sent = { landlordId: 'demo', recipient: 'a@exemple.example', subject: 'Objet', text: 'Texte' };
    const sentAt = new Date('2025-01-15T09:00:00Z');
    await withLandlord(database.db, 'demo', (tx) =>
      tx
        .insert(outbox)
        .values(Array.from({ length: due }, () => ({ ...sent, state: 'sent' as const, sentAt }))),
    );
    const actor = { accountId: null, name: 'Inès Hoffmann', role: 'dpo' };
    const asked = { landlordId: 'demo', actor, now: new Date(), today: demo.date };
    const { id: purgeId } = await retention.report(asked, 'killed');
    await retention.validate(asked, purgeId);
    const parameters = { purgeId, today: demo.date };
    const task = { landlordId: 'demo', kind: 'purge', parameters, requestedBy: null } as const;
    const id = await jobStore(database.db).create(task);
    const first = await started();
    await taskOnce(id, ({ progress }) => progress > 0);
    first.child.kill('SIGKILL');
    await first.ended;
    expect((await retention.purge('demo', purgeId))?.state).toBe('running');
    await forgetBeats();
    await started();
    expect(await taskOnce(id, isOver)).toMatchObject({ state: 'done', attempts: 2, faults: 1 });
    const done = await retention.purge('demo', purgeId);
    expect(done?.lines.find(({ rule }) => rule === 'message')).toMatchObject({ erased: due, notDue: 0 });
    const acts = await journalStore(database.db).page('demo', null, 200);
    expect(acts.filter(({ kind }) => kind === 'retention.purged')).toHaveLength(1);
  });

  it('a worker told to stop gives its run back at once, and leaves with status 0', async () => {
    const id = await askForRun();
    const worker = await started();
    await taskOnce(id, ({ state }) => state === 'running');
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
    const job = await jobStore(database.db).find('demo', id);
    // Where the run was shorter than the signal, it is done; it is never left to nobody.
    expect(['queued', 'done']).toContain(job?.state);
    expect(job?.faults).toBe(0);
  });

  it('a deadline of the day is met once by three workers', async () => {
    await Promise.all([started(), started(), started()]);
    const tasks = () =>
      database.db.execute<{ state: string; attempts: number; once_key: string }>(
        sql`select state, attempts, once_key from jobs where kind = 'day-act'`,
      );
    const landlordActs = 5;
    const areMet = async () => {
      const asked = await tasks();
      return asked.length > landlordActs && asked.every(({ state }) => state === 'done');
    };
    await expect.poll(areMet, { timeout: 60_000 }).toBe(true);
    const met = await tasks();
    expect(new Set(met.map(({ once_key }) => once_key)).size).toBe(met.length);
    expect(met.filter(({ attempts }) => attempts !== 1)).toEqual([]);
  });
});
