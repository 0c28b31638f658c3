import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { landlords } from '../../db/schema/landlord.ts';
import { jobStore } from '../../db/stores/job-store.ts';
import { bullQueue } from '../../src/jobs/bull-queue.ts';
import { inProcessQueue } from '../../src/jobs/in-process-queue.ts';
import type { JobDefinition } from '../../src/jobs/job.ts';
import type { QueuePort } from '../../src/jobs/job-port.ts';
import { createJobService, type JobService } from '../../src/jobs/job-service.ts';
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
    definitions: { 'run-session': definition, study: definition },
    logger,
    metrics: createMetrics(),
    beatMilliseconds: 20,
    sweepMilliseconds: 100,
  });
  services.push(service);
  if (started) service.start();
  return service;
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

  it('tells a refusal in the words of its definition, and a fault without its details', async () => {
    const refused = serviceOn(inProcessQueue(), async () => refuse('Rien à calculer.'));
    const first = await refused.settled('l1', await refused.enqueue(request));
    expect(first).toMatchObject({ state: 'failed', error: 'Rien à calculer.' });
    const broken = serviceOn(inProcessQueue(), async () => {
      throw new Error('secret detail');
    });
    const second = await broken.settled('l1', await broken.enqueue(request));
    expect(second.state).toBe('failed');
    expect(second.error).not.toContain('secret');
  });

  it('shows how far it is, and stops when a person cancels it', async () => {
    const service = serviceOn(inProcessQueue(), waits);
    const id = await service.enqueue(request);
    await until(async () => (await service.find('l1', id))?.step === 'à mi-chemin');
    expect(await service.cancel('another', id)).toBe(false);
    expect(await service.cancel('l1', id)).toBe(true);
    expect(await service.settled('l1', id)).toMatchObject({ state: 'cancelled' });
    expect(await service.cancel('l1', id)).toBe(false);
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
    await database.db.execute(sql`update jobs set beat_at = now() - interval '2 minutes'`);
    const service = serviceOn(inProcessQueue(), doubles);
    expect(await service.settled('l1', id)).toMatchObject({ state: 'done', attempts: 2 });
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
