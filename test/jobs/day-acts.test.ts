import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { landlords } from '../../db/schema/landlord.ts';
import { jobStore } from '../../db/stores/job-store.ts';
import { type DayAct, dayActJob, dayActTask } from '../../src/jobs/day-acts.ts';
import { inProcessQueue } from '../../src/jobs/in-process-queue.ts';
import { createJobService, type JobService } from '../../src/jobs/job-service.ts';
import { startSchedule } from '../../src/jobs/schedule.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { ok } from '../../src/kernel/result.ts';
import { createLogger } from '../../src/logging.ts';
import { createMetrics } from '../../src/metrics.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const day = civilDate('2026-11-21');
const now = new Date('2026-11-21T08:30:00Z');
const logger = createLogger('silent');

describe('what a day does by itself', () => {
  let database: TestDatabase;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    database = await testDatabase();
    await database.db.insert(landlords).values([
      { id: 'l1', name: 'Un bailleur', aliases: [] },
      { id: 'l2', name: 'Un autre', aliases: [] },
    ]);
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await database.db.execute(sql`delete from jobs`);
  });
  afterAll(() => database.drop());

  function worker(acts: readonly DayAct[]): JobService {
    const unused = async () => ok({});
    const service = createJobService({
      store: jobStore(database.db),
      queue: inProcessQueue(),
      definitions: {
        'run-session': unused,
        study: unused,
        import: unused,
        'print-letters': unused,
        export: unused,
        purge: unused,
        'day-act': dayActJob(acts),
      },
      logger,
      metrics: createMetrics(),
      sweepMilliseconds: 50,
      waitAfter: () => 0,
    });
    service.start();
    stops.push(service.stop);
    return service;
  }
  const settledAll = async (service: JobService) => {
    const ids = await database.db.execute<{ id: string; landlord_id: string }>(
      sql`select id, landlord_id from jobs`,
    );
    return Promise.all(ids.map(({ id, landlord_id }) => service.settled(landlord_id, id)));
  };
  const ask = (jobs: JobService, acts: readonly DayAct[], instant: Date) =>
    jobs.enqueueMissing(
      ['l1', 'l2'].flatMap((landlordId) => acts.map((act) => dayActTask(act, landlordId, day, instant))),
    );

  it('is done once for every landlord, however many workers ask for it', async () => {
    const seen: string[] = [];
    const act: DayAct = {
      key: 'offers-lapse',
      name: 'Propositions sans réponse',
      every: 'day',
      steps: [async (landlordId, today) => seen.push(`${landlordId} ${today}`)],
    };
    const workers = [worker([act]), worker([act]), worker([act])];
    for (const jobs of workers) {
      const landlordIds = async () => ['l1', 'l2'];
      const schedule = startSchedule(
        { landlords: landlordIds, acts: [act], jobs, today: () => day, logger, now: () => now },
        20,
      );
      stops.unshift(schedule.stop);
    }
    await expect.poll(() => seen.length).toBe(2);
    const [first] = workers;
    if (!first) throw new Error('three workers were started');
    await settledAll(first);
    expect(seen.sort()).toEqual(['l1 2026-11-21', 'l2 2026-11-21']);
    expect(await ask(first, [act], now)).toBe(0);
  });

  it('may be done again at each hour, where people make it due in the day', async () => {
    const act: DayAct = { key: 'adverts', name: 'Annonces', every: 'hour', steps: [async () => 0] };
    const jobs = worker([act]);
    expect(await ask(jobs, [act], now)).toBe(2);
    expect(await ask(jobs, [act], new Date('2026-11-21T08:59:59Z'))).toBe(0);
    expect(await ask(jobs, [act], new Date('2026-11-21T09:00:00Z'))).toBe(2);
  });

  it('takes its other steps where one breaks down, and is tried again as a whole', async () => {
    const taken: string[] = [];
    const act: DayAct = {
      key: 'adverts',
      name: 'Annonces',
      every: 'day',
      steps: [
        async () => {
          taken.push('first');
          if (taken.length === 1) throw new Error('connection refused');
          return 1;
        },
        async () => taken.push('second'),
      ],
    };
    const jobs = worker([act]);
    await jobs.enqueueMissing([dayActTask(act, 'l1', day, now)]);
    const [job] = await settledAll(jobs);
    expect(job).toMatchObject({ state: 'done', attempts: 2, faults: 1 });
    expect(taken).toEqual(['first', 'second', 'first', 'second']);
  });

  it('asked by a newer version, is left to an administrator by the older one', async () => {
    const jobs = worker([]);
    const act: DayAct = { key: 'of-tomorrow', name: 'Demain', every: 'day', steps: [] };
    await jobs.enqueueMissing([dayActTask(act, 'l1', day, now)]);
    const [job] = await settledAll(jobs);
    expect(job).toMatchObject({ state: 'dead' });
    expect(job?.error).toContain('ne connaît pas cette échéance');
  });
});
