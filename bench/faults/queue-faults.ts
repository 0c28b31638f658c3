/** Workers and Redis killed, Redis emptied, messages that mean nothing: the rows in PostgreSQL are the truth. */
import { setTimeout as pause } from 'node:timers/promises';
import Bull from 'bull';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, withLandlord } from '../../db/connection.ts';
import { jobs } from '../../db/schema/job.ts';
import { runs } from '../../db/schema/run.ts';
import { settingsOf } from './database-faults.ts';
import type { Fault } from './fault.ts';
import { type Ground, landlordId } from './ground.ts';
import { type Officer, read, signIn } from './officer.ts';
import { freePort, type Process, startRedis, startService, startWorker, until } from './processes.ts';
import { type Fact, fact, journalHolds } from './wave.ts';

// A dead worker is one that said nothing for half a minute; rows are looked for four times a minute.
export const resumesWithinMilliseconds = 120_000;

export type Scene = {
  db: Database;
  officer: Officer;
  redisPort: number;
  redis: Process;
  worker: () => Promise<Process>;
  startRedisAgain: () => Promise<void>;
};

export function queueFaults(ground: Ground): Fault[] {
  return [
    {
      name: 'Worker killed in the middle of a run',
      done: 'kill −9 of the worker as soon as the run is its own; another worker is there',
      redis: true,
      play: () => onQueue(ground, killedWorker),
    },
    {
      name: 'Redis killed, and started again empty',
      done: 'kill −9 of Redis; a run is asked for; Redis is started again, empty; a worker is there',
      redis: true,
      play: () => onQueue(ground, killedRedis),
    },
    {
      name: 'Redis emptied',
      done: 'FLUSHALL between the asking for a run and the first worker',
      redis: true,
      play: () => onQueue(ground, flushedRedis),
    },
    {
      name: 'Poisoned messages',
      done: 'messages without a row, without sense, rows whose parameters do not parse or whose kind nobody knows, before a good one',
      redis: true,
      play: () => onQueue(ground, poisoned),
    },
  ];
}

/** Plays with a service that leaves its tasks to workers, and a Redis of its own. */
export async function onQueue(ground: Ground, play: (scene: Scene) => Promise<Fact[]>): Promise<Fact[]> {
  const copy = await ground.copy();
  const redisPort = await freePort();
  let redis = await startRedis(redisPort);
  const settings = {
    ...settingsOf(ground, copy),
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    PARCOURS_JOBS: 'workers',
    PARCOURS_TODAY: ground.today,
  };
  const service = await startService(settings);
  const workers: Process[] = [];
  try {
    const officer = await signIn(service.url);
    const facts = await play({
      db: copy.db,
      officer,
      redisPort,
      redis,
      worker: async () => {
        const worker = await startWorker(settings);
        workers.push(worker);
        return worker;
      },
      startRedisAgain: async () => {
        redis = await startRedis(redisPort);
      },
    });
    facts.push(
      fact('pages are read all along', (await read(officer, '/agent')).status === 200),
      await journalHolds(copy.db),
      fact('the service never fell', !service.isGone()),
    );
    return facts;
  } finally {
    for (const one of [...workers, service, redis]) await one.kill();
    await copy.close();
  }
}

async function killedWorker({ db, officer, worker }: Scene): Promise<Fact[]> {
  const first = await worker();
  const [before, id] = [await runsOf(db), await askForRun(officer)];
  await until('the run is being worked on', async () => (await stateOf(db, id)) === 'running', 30_000);
  await first.kill();
  const wasRunning = (await stateOf(db, id)) === 'running';
  await worker();
  const took = await until(
    'the run ends',
    async () => (await stateOf(db, id)) === 'done',
    resumesWithinMilliseconds,
  );
  const after = await runsOf(db);
  return [
    fact('it was killed in the middle', wasRunning),
    fact('the run resumes on another worker by itself', true, `${Math.round(took / 1000)} s`),
    fact('one run is stored', after - before === 1, after - before),
  ];
}

async function killedRedis({ db, officer, worker, redis, startRedisAgain }: Scene): Promise<Fact[]> {
  await worker();
  const before = await runsOf(db);
  await redis.kill();
  const since = performance.now();
  const id = await askForRun(officer);
  const milliseconds = Math.round(performance.now() - since);
  const ready = await fetch(`${officer.url}/readyz`);
  const told: unknown = await ready.json();
  const page = await read(officer, '/agent/calculs');
  await startRedisAgain();
  const took = await until(
    'the run ends',
    async () => (await stateOf(db, id)) === 'done',
    resumesWithinMilliseconds,
  );
  const after = await runsOf(db);
  return [
    fact(
      'the run is taken all the same, and waits in the database',
      page.status === 200,
      `${milliseconds} ms`,
    ),
    fact('/readyz names the queue', ready.status === 503, JSON.stringify(told)),
    fact('it is worked on once Redis is back, without a restart', true, `${Math.round(took / 1000)} s`),
    fact('one run is stored', after - before === 1, after - before),
  ];
}

async function flushedRedis({ db, officer, worker, redisPort }: Scene): Promise<Fact[]> {
  const before = await runsOf(db);
  const id = await askForRun(officer);
  const queue = new Bull('parcours-jobs-long', `redis://127.0.0.1:${redisPort}`);
  await queue.client.flushall();
  await queue.close();
  await worker();
  const took = await until(
    'the run ends',
    async () => (await stateOf(db, id)) === 'done',
    resumesWithinMilliseconds,
  );
  const after = await runsOf(db);
  return [
    fact('the run is found by its row', true, `${Math.round(took / 1000)} s`),
    fact('one run is stored', after - before === 1, after - before),
  ];
}

async function poisoned({ db, officer, worker, redisPort }: Scene): Promise<Fact[]> {
  const queue = new Bull<unknown>('parcours-jobs-long', `redis://127.0.0.1:${redisPort}`);
  await queue.add({ jobId: crypto.randomUUID() });
  await queue.add({ jobId: "'; drop table jobs; --" });
  await queue.add({ nothing: [1, 2, 3] });
  const rows = await db
    .insert(jobs)
    .values([{ landlordId, kind: 'run-session', parameters: { date: 'demain' }, requestedBy: null }])
    .returning({ id: jobs.id });
  const [unknown] = await db.execute<{ id: string }>(
    sql`insert into jobs (id, landlord_id, kind, parameters) values (gen_random_uuid(), ${landlordId}, 'of-another-version', '{}') returning id`,
  );
  const ill = [...rows.map(({ id }) => id), String(unknown?.id)];
  for (const jobId of ill) await queue.add({ jobId });
  await queue.close();
  const hand = await worker();
  const good = await askForRun(officer);
  await until(
    'the good one ends',
    async () => (await stateOf(db, good)) === 'done',
    resumesWithinMilliseconds,
  );
  await pause(1_000);
  const told = await db.select({ id: jobs.id, state: jobs.state, error: jobs.error }).from(jobs);
  const illNow = told.filter(({ id }) => ill.includes(id));
  return [
    fact('the good task behind them is done', true),
    fact('the worker lives', !hand.isGone()),
    fact(
      'each ill one waits for its next try or is given up, with words that a person can read',
      illNow.length === 2 &&
        illNow.every(({ state, error }) => state !== 'done' && (error ?? '').length > 10),
      illNow.map(({ state, error }) => `${state} « ${error} »`).join(' ; '),
    ),
  ];
}

export async function askForRun({ url, cookie }: Officer): Promise<string> {
  const answer = await fetch(`${url}/api/v1/runs`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: '{}',
  });
  if (answer.status !== 202) throw new Error(`asking for a run answered ${answer.status}`);
  return z.object({ id: z.string() }).parse(await answer.json()).id;
}

export async function stateOf(db: Database, id: string): Promise<string | undefined> {
  const [row] = await db.select({ state: jobs.state }).from(jobs).where(eq(jobs.id, id));
  return row?.state;
}

export async function runsOf(db: Database): Promise<number> {
  return withLandlord(db, landlordId, (tx) => tx.$count(runs));
}
