/** Rows of long tasks: the truth that queues only point at. Workers serve every landlord. */
import { and, asc, desc, eq, getTableColumns, inArray, or, sql } from 'drizzle-orm';
import type { Job } from '../../src/jobs/job.ts';
import type { JobPort } from '../../src/jobs/job-port.ts';
import type { Database } from '../connection.ts';
import { jobs } from '../schema/job.ts';

const { beatAt: _beatAt, ...columns } = getTableColumns(jobs);

// A worker beats several times a second: silence of a minute means that it is dead.
const leftBehind = and(eq(jobs.state, 'running'), sql`${jobs.beatAt} < now() - interval '60 seconds'`);
const takeable = or(eq(jobs.state, 'queued'), leftBehind);

export function jobStore(db: Database): JobPort {
  return {
    create: async (job) => {
      const [row] = await db.insert(jobs).values(job).returning({ id: jobs.id });
      if (!row) throw new Error('an insert returned no row');
      return row.id;
    },
    find: async (landlordId, id) => {
      const rows: Job[] = await db
        .select(columns)
        .from(jobs)
        .where(and(eq(jobs.id, id), eq(jobs.landlordId, landlordId)));
      return rows[0] ?? null;
    },
    list: (landlordId, limit) =>
      db
        .select(columns)
        .from(jobs)
        .where(eq(jobs.landlordId, landlordId))
        .orderBy(desc(jobs.createdAt))
        .limit(limit),
    claim: async (id) => {
      const rows: Job[] = await db
        .update(jobs)
        .set({ state: 'running', beatAt: sql`now()`, attempts: sql`${jobs.attempts} + 1` })
        .where(and(eq(jobs.id, id), takeable))
        .returning(columns);
      return rows[0] ?? null;
    },
    beat: async (id, progress, step) => {
      const [row] = await db
        .update(jobs)
        .set({ progress, step, beatAt: sql`now()` })
        .where(and(eq(jobs.id, id), eq(jobs.state, 'running')))
        .returning({ cancelRequested: jobs.cancelRequested });
      return row?.cancelRequested ?? true;
    },
    finish: async (id, end) => {
      const values = end.state === 'done' ? { result: end.result, progress: 1 } : {};
      const error = end.state === 'failed' ? end.error : null;
      await db
        .update(jobs)
        .set({ ...values, state: end.state, error, finishedAt: sql`now()` })
        .where(and(eq(jobs.id, id), eq(jobs.state, 'running')));
    },
    release: async (id) => {
      await db
        .update(jobs)
        .set({ state: 'queued' })
        .where(and(eq(jobs.id, id), eq(jobs.state, 'running')));
    },
    requestCancel: async (landlordId, id) => {
      const over = sql`case when ${jobs.state} = 'queued' then 'cancelled' else ${jobs.state} end`;
      const rows = await db
        .update(jobs)
        .set({ cancelRequested: true, state: over })
        .where(
          and(eq(jobs.id, id), eq(jobs.landlordId, landlordId), inArray(jobs.state, ['queued', 'running'])),
        )
        .returning({ id: jobs.id });
      return rows.length > 0;
    },
    waiting: async () => {
      const rows = await db.select({ id: jobs.id }).from(jobs).where(takeable).orderBy(asc(jobs.createdAt));
      return rows.map(({ id }) => id);
    },
  };
}
