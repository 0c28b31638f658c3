/** Rows of long tasks: the truth that queues only point at. Workers serve every landlord. */
import { and, asc, desc, eq, getTableColumns, or, type SQL, sql } from 'drizzle-orm';
import { type Job, type JobState, laneOfKind } from '../../src/jobs/job.ts';
import type { HeldJob, JobEnd, JobMessage, JobPort } from '../../src/jobs/job-port.ts';
import { faultsAllowed, workerVanished } from '../../src/jobs/retry.ts';
import type { Database } from '../connection.ts';
import { jobs } from '../schema/job.ts';

const { beatAt: _beatAt, ...columns } = getTableColumns(jobs);
/** All that is told of a row, without its beat. */
export const jobColumns = columns;

// A worker beats twice a second: silence of half a minute means that it is dead, or cut off from the database.
const silent = sql`${jobs.beatAt} < now() - interval '30 seconds'`;
const leftBehind = and(eq(jobs.state, 'running'), silent);
const due = and(eq(jobs.state, 'queued'), sql`${jobs.nextAttemptAt} <= now()`);
const takeable = or(due, leftBehind);
const now = sql`now()`;
// The next sweep finds the others.
const announcedAtOnce = 500;

export function jobStore(db: Database): JobPort {
  return {
    create: async (job) => {
      const [row] = await db.insert(jobs).values(job).onConflictDoNothing().returning({ id: jobs.id });
      if (row) return row.id;
      const [earlier] = await db
        .select({ id: jobs.id })
        .from(jobs)
        .where(and(eq(jobs.landlordId, job.landlordId), eq(jobs.onceKey, job.onceKey ?? '')));
      if (!earlier) throw new Error('an insert returned no row');
      return earlier.id;
    },
    createMissing: async (wanted) => {
      if (wanted.length === 0) return [];
      const made = await db
        .insert(jobs)
        .values([...wanted])
        .onConflictDoNothing()
        .returning(messageColumns);
      return made.map(messageOf);
    },
    find: async (landlordId, id) => {
      const rows: Job[] = await db
        .select(columns)
        .from(jobs)
        .where(and(eq(jobs.id, id), eq(jobs.landlordId, landlordId)));
      return rows[0] ?? null;
    },
    list: (landlordId, kind, limit) =>
      db
        .select(columns)
        .from(jobs)
        .where(and(eq(jobs.landlordId, landlordId), eq(jobs.kind, kind)))
        .orderBy(desc(jobs.createdAt))
        .limit(limit),
    claim: async (id) => {
      await endLeftBehind(db, id);
      const rows: Job[] = await db
        .update(jobs)
        .set({
          state: 'running',
          beatAt: now,
          attempts: sql`${jobs.attempts} + 1`,
          // A row left behind is a breakdown of its worker.
          faults: sql`${jobs.faults} + case when ${jobs.state} = 'running' then 1 else 0 end`,
        })
        .where(and(eq(jobs.id, id), takeable))
        .returning(columns);
      return rows[0] ?? null;
    },
    beat: async (held, progress, step) => {
      const [row] = await db
        .update(jobs)
        .set({ progress, step, beatAt: now })
        .where(heldBy(held))
        .returning({ cancelRequested: jobs.cancelRequested });
      if (!row) return 'lost';
      return row.cancelRequested ? 'cancelled' : 'held';
    },
    finish: (held, end) => writeHeld(db, held, { ...endValues(end), finishedAt: now }),
    postpone: (held, error, seconds) =>
      writeHeld(db, held, {
        state: 'queued',
        error,
        faults: sql`${jobs.faults} + 1`,
        nextAttemptAt: sql`now() + ${seconds} * interval '1 second'`,
      }),
    release: (held) => writeHeld(db, held, { state: 'queued' }),
    waiting: async () => {
      const rows = await db
        .select(messageColumns)
        .from(jobs)
        .where(takeable)
        .orderBy(asc(jobs.createdAt))
        .limit(announcedAtOnce);
      return rows.map(messageOf);
    },
    depth: () => depthOf(db),
  };
}

const messageColumns = { id: jobs.id, kind: jobs.kind, attempts: jobs.attempts };

function messageOf({ id, kind, attempts }: { id: string; kind: string; attempts: number }): JobMessage {
  return { jobId: id, attempts, lane: laneOfKind(kind) };
}

/** The row as this taking holds it: a later one has another number. */
function heldBy({ id, attempts }: HeldJob): SQL | undefined {
  return and(eq(jobs.id, id), eq(jobs.state, 'running'), eq(jobs.attempts, attempts));
}

type JobValues = { [Column in keyof typeof jobs.$inferInsert]?: (typeof jobs.$inferInsert)[Column] | SQL };

async function writeHeld(db: Database, held: HeldJob, values: JobValues): Promise<boolean> {
  const rows = await db.update(jobs).set(values).where(heldBy(held)).returning({ id: jobs.id });
  return rows.length > 0;
}

function endValues(end: JobEnd): JobValues {
  switch (end.state) {
    case 'done':
      return { state: end.state, result: end.result, progress: 1, error: null };
    case 'dead':
      return { state: end.state, error: end.error, faults: sql`${jobs.faults} + 1` };
    case 'failed':
      return { state: end.state, error: end.error };
    case 'cancelled':
      return { state: end.state, error: null };
  }
}

/** Ends a row whose worker vanished and that nobody takes again: cancelled meanwhile, or left behind too often. */
async function endLeftBehind(db: Database, id: string): Promise<void> {
  await db
    .update(jobs)
    .set({
      state: sql`case when ${jobs.cancelRequested} then 'cancelled' else 'dead' end`,
      error: sql`case when ${jobs.cancelRequested} then null else ${workerVanished} end`,
      faults: sql`${jobs.faults} + 1`,
      finishedAt: now,
    })
    .where(
      and(
        eq(jobs.id, id),
        leftBehind,
        or(eq(jobs.cancelRequested, true), sql`${jobs.faults} + 1 >= ${faultsAllowed}`),
      ),
    );
}

async function depthOf(db: Database) {
  const rows = await db
    .select({
      state: jobs.state,
      count: sql<number>`count(*)::int`,
      oldest: sql<number>`coalesce(max(extract(epoch from now() - ${jobs.nextAttemptAt})) filter (where ${due}), 0)::float8`,
    })
    .from(jobs)
    .groupBy(jobs.state);
  const count = (state: JobState) => rows.find((row) => row.state === state)?.count ?? 0;
  return {
    byState: statesWith(count),
    oldestWaitingSeconds: Math.max(0, ...rows.map(({ oldest }) => oldest)),
  };
}

function statesWith(count: (state: JobState) => number): Readonly<Record<JobState, number>> {
  return {
    queued: count('queued'),
    running: count('running'),
    done: count('done'),
    failed: count('failed'),
    dead: count('dead'),
    cancelled: count('cancelled'),
  };
}
