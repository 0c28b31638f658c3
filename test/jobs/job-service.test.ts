import { setTimeout as pause } from 'node:timers/promises';
import Bull from 'bull';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { landlords } from '../../db/schema/landlord.ts';
import { jobStore } from '../../db/stores/job-store.ts';
import { taskStore } from '../../db/stores/task-store.ts';
import { bullQueue } from '../../src/jobs/bull-queue.ts';
import { inProcessQueue } from '../../src/jobs/in-process-queue.ts';
import type { JobDefinition } from '../../src/jobs/job.ts';
import type { QueuePort } from '../../src/jobs/job-port.ts';
import { createJobService, type JobService } from '../../src/jobs/job-service.ts';
import { faultsAllowed, waitAfter } from '../../src/jobs/retry.ts';
import { runSessionParameters } from '../../src/jobs/run-session-job.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { createLogger } from '../../src/logging.ts';
import { createMetrics } from '../../src/metrics.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { freePort, hasRedis, startRedis, type TestRedis } from '../support/redis.ts';

const request = { landlordId: 'l1', kind: 'run-session', parameters: {}, requestedBy: null } as const;
const logger = createLogger('silent');
const doubles: JobDefinition = async ({ parameters }) => ok({ twice: Number(parameters.value) * 2 });
const waits: JobDefinition = ({ signal, onProgress }) => {
  onProgress(0.5, 'à mi-chemin');
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
};

let database: TestDatabase;
const services: JobService[] = [];

beforeAll(async () => {
  database = await testDatabase();
  await database.db.insert(landlords).values({ id: 'l1', name: 'Bailleur', aliases: [] });
});
afterEach(async () => {
  for (const service of services.splice(0)) await service.stop();
  await database.db.execute(sql`delete from jobs`);
});
afterAll(() => database.drop());

function serviceOn(queue: QueuePort, definition: JobDefinition, started = true): JobService {
  const service = createJobService({
    store: jobStore(database.db),
    queue,
    definitions: {
      'run-session': definition,
      study: definition,
      'day-act': definition,
      import: definition,
      'print-letters': definition,
      export: definition,
      purge: definition,
    },
    logger,
    metrics: createMetrics(),
    beatMilliseconds: 20,
    sweepMilliseconds: 100,
    waitAfter: () => 0,
  });
  services.push(service);
  if (started) service.start();
  return service;
}

/** As an administrator of that landlord; false where there is nothing to stop. */
async function cancel(landlordId: string, id: string): Promise<boolean> {
  const actor = { accountId: null, name: 'Administration', role: 'admin' };
  const asked = { landlordId, actor, now: new Date(), today: civilDate('2026-11-21') };
  return (await taskStore(database.db).cancel(asked, id)).ok;
}

/** As if every worker had been dead for two minutes. */
async function silence(): Promise<void> {
  await database.db.execute(sql`update jobs set beat_at = now() - interval '2 minutes'`);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20);
}

describe('a long task', () => {
  it('is done, and its row keeps what it gave', async () => {
    const service = serviceOn(inProcessQueue(), doubles);
    const id = await service.enqueue({ ...request, parameters: { value: 21 } });
    expect(await service.settled('l1', id)).toMatchObject({
      state: 'done',
      progress: 1,
      result: { twice: 42 },
    });
  });

  it('that is refused says why, and is never tried again', async () => {
    const refused = serviceOn(inProcessQueue(), async () => refuse('Rien à calculer.'));
    const asked = await refused.settled('l1', await refused.enqueue(request));
    expect(asked).toMatchObject({ state: 'failed', error: 'Rien à calculer.', attempts: 1, faults: 0 });
    const told = serviceOn(inProcessQueue(), async () => {
      throw new AppError('conflict', 'La séance est close.', { hint: 'Ouvrez-en une autre.' });
    });
    expect(await told.settled('l1', await told.enqueue(request))).toMatchObject({
      state: 'failed',
      error: 'La séance est close. Ouvrez-en une autre.',
      attempts: 1,
    });
  });

  it('that breaks down is tried again, and is done once what was away is back', async () => {
    let away = 3;
    const service = serviceOn(inProcessQueue(), async () => {
      away -= 1;
      if (away > 0) throw new Error('connection refused');
      return ok({});
    });
    const job = await service.settled('l1', await service.enqueue(request));
    expect(job).toMatchObject({ state: 'done', attempts: 3, faults: 2, error: null });
  });

  it('that breaks down each time is left to an administrator, without the details of the fault', async () => {
    const broken = serviceOn(inProcessQueue(), async () => {
      throw new Error('secret detail');
    });
    const job = await broken.settled('l1', await broken.enqueue(request));
    expect(job).toMatchObject({ state: 'dead', attempts: faultsAllowed, faults: faultsAllowed });
    expect(job.error).toMatch(/^Une panne a interrompu/);
    expect(job.error).not.toContain('secret');
  });

  it('of a kind that nobody knows, or that cannot be read, ends there too', async () => {
    const reads: JobDefinition = async ({ parameters }) =>
      ok({ read: runSessionParameters.parse(parameters) });
    const service = serviceOn(inProcessQueue(), reads);
    const unreadable = await service.enqueue({ ...request, parameters: { date: 'hier' } });
    const unknown = await service.enqueue(request);
    await database.db.execute(sql`update jobs set kind = 'of-another-version' where id = ${unknown}`);
    expect(await service.settled('l1', unreadable)).toMatchObject({
      state: 'dead',
      error: 'Cette version de parcours ne sait pas lire les données de cette tâche.',
    });
    expect(await service.settled('l1', unknown)).toMatchObject({
      state: 'dead',
      error: 'Cette version de parcours ne connaît pas ce genre de tâche.',
    });
  });

  it('waits longer after each breakdown', () => {
    expect([1, 2, 3, 4, 9].map(waitAfter)).toEqual([5, 20, 80, 320, 600]);
  });

  it('asked for twice under one key is one task', async () => {
    const service = serviceOn(inProcessQueue(), doubles);
    const asked = { ...request, onceKey: 'a gesture' };
    const ids = await Promise.all([service.enqueue(asked), service.enqueue(asked)]);
    expect(new Set(ids).size).toBe(1);
    expect(await service.enqueueMissing([asked, { ...asked, onceKey: 'another' }])).toBe(1);
  });

  it('shows how far it is, and stops when a person cancels it', async () => {
    const service = serviceOn(inProcessQueue(), waits);
    const id = await service.enqueue(request);
    await until(async () => (await service.find('l1', id))?.step === 'à mi-chemin');
    expect(await cancel('another', id)).toBe(false);
    expect(await cancel('l1', id)).toBe(true);
    expect(await service.settled('l1', id)).toMatchObject({ state: 'cancelled' });
    expect(await cancel('l1', id)).toBe(false);
  });

  it('interrupted by a stop, is taken again by the service that starts next', async () => {
    const first = serviceOn(inProcessQueue(), waits);
    const id = await first.enqueue(request);
    await until(async () => (await first.find('l1', id))?.state === 'running');
    await first.stop();
    expect(await first.find('l1', id)).toMatchObject({ state: 'queued', attempts: 1 });
    const second = serviceOn(inProcessQueue(), doubles);
    expect(await second.settled('l1', id)).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('left behind by a worker that died, is picked up again', async () => {
    const store = jobStore(database.db);
    const id = await store.create(request);
    await store.claim(id);
    expect(await store.claim(id)).toBeNull();
    await silence();
    const service = serviceOn(inProcessQueue(), doubles);
    expect(await service.settled('l1', id)).toMatchObject({ state: 'done', attempts: 2, faults: 1 });
  });

  it('whose worker dies each time ends after as many deaths, and kills no other', async () => {
    const store = jobStore(database.db);
    const id = await store.create(request);
    for (let death = 1; death <= faultsAllowed; death += 1) {
      expect(await store.claim(id)).toMatchObject({ attempts: death });
      await silence();
    }
    expect(await store.claim(id)).toBeNull();
    expect(await store.find('l1', id)).toMatchObject({ state: 'dead', faults: faultsAllowed });
    expect((await store.find('l1', id))?.error).toContain('s’est arrêté net');
  });

  it('taken over from a worker thought dead is that worker’s no more: it writes nothing', async () => {
    const store = jobStore(database.db);
    const id = await store.create(request);
    const first = await store.claim(id);
    await silence();
    const second = await store.claim(id);
    if (!first || !second) throw new Error('both take the task in turn');
    expect(await store.beat(first, 0.9, 'trop tard')).toBe('lost');
    expect(await store.finish(first, { state: 'done', result: { from: 'first' } })).toBe(false);
    expect(await store.release(first)).toBe(false);
    expect(await store.postpone(first, 'trop tard', 0)).toBe(false);
    expect(await store.find('l1', id)).toMatchObject({ state: 'running', attempts: 2, progress: 0 });
    expect(await store.beat(second, 0.5, 'à mi-chemin')).toBe('held');
    expect(await store.finish(second, { state: 'done', result: { from: 'second' } })).toBe(true);
    expect(await store.find('l1', id)).toMatchObject({ state: 'done', result: { from: 'second' } });
  });

  it('cancelled while its worker was dying is over for whoever looks next', async () => {
    const store = jobStore(database.db);
    const id = await store.create(request);
    await store.claim(id);
    await cancel('l1', id);
    await silence();
    expect(await store.claim(id)).toBeNull();
    expect(await store.find('l1', id)).toMatchObject({ state: 'cancelled' });
  });

  it('is counted by state, and the wait of the oldest is told', async () => {
    const store = jobStore(database.db);
    const id = await store.create(request);
    await database.db.execute(sql`update jobs set next_attempt_at = now() - interval '90 seconds'`);
    const depth = await store.depth();
    expect(depth.byState).toEqual({ queued: 1, running: 0, done: 0, failed: 0, dead: 0, cancelled: 0 });
    expect(Math.round(depth.oldestWaitingSeconds)).toBeGreaterThanOrEqual(90);
    await store.claim(id);
    expect((await store.depth()).oldestWaitingSeconds).toBe(0);
  });

  it('is worked on once by two services on the same rows', async () => {
    let worked = 0;
    const counts: JobDefinition = async () => {
      worked += 1;
      return ok({});
    };
    const one = serviceOn(inProcessQueue(), counts);
    serviceOn(inProcessQueue(), counts);
    const ids = await Promise.all(Array.from({ length: 10 }, () => one.enqueue(request)));
    for (const id of ids) await one.settled('l1', id);
    expect(worked).toBe(10);
  });
});

// In CI the suite installs redis-server: its absence there is a fault, not a reason to skip.
// biome-ignore lint/style/noProcessEnv: whether this is CI is no configuration of the service
const inCi = process.env.CI !== undefined;
if (!hasRedis && !inCi) process.stderr.write('redis-server absent : les tests de la file bull sont SAUTÉS\n');

describe.skipIf(!hasRedis && !inCi)('a long task announced through Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it('goes to a worker on another machine', async () => {
    const office = serviceOn(bullQueue(redis.url, logger, 'distant'), doubles, false);
    serviceOn(bullQueue(redis.url, logger, 'distant'), doubles);
    const id = await office.enqueue({ ...request, parameters: { value: 4 } });
    expect(await office.settled('l1', id)).toMatchObject({ state: 'done', result: { twice: 8 } });
    expect(await office.isReady()).toBe(true);
  });

  it('comes after a message that no program of ours wrote, which is ignored', async () => {
    const stranger = new Bull('strange-long', redis.url);
    await stranger.add({ rm: '-rf' });
    await stranger.add({ jobId: '1; drop table jobs' });
    const service = serviceOn(bullQueue(redis.url, logger, 'strange'), doubles);
    const id = await service.enqueue({ ...request, parameters: { value: 3 } });
    expect(await service.settled('l1', id)).toMatchObject({ state: 'done', result: { twice: 6 } });
    expect(await stranger.getJobCounts()).toMatchObject({ waiting: 0, failed: 0 });
    await stranger.close();
  });

  it('announced while Redis is away, is kept and done when Redis comes back', async () => {
    const port = await freePort();
    const service = serviceOn(bullQueue(`redis://127.0.0.1:${port}`, logger, 'away'), doubles);
    const id = await service.enqueue({ ...request, parameters: { value: 5 } });
    expect(await service.isReady()).toBe(false);
    expect(await service.find('l1', id)).toMatchObject({ state: 'queued' });
    const back = await startRedis(port);
    expect(await service.settled('l1', id)).toMatchObject({ state: 'done', result: { twice: 10 } });
    await services.pop()?.stop();
    await back.stop();
  });
});
