/** The rows of long tasks as an administrator of one landlord sees and moves them. */
import { and, desc, eq, inArray, lt, ne, or, sql } from 'drizzle-orm';
import type { Asked } from '../../src/domain/act.ts';
import { daysOfJobFiles } from '../../src/jobs/file-port.ts';
import { type Job, type JobState, laneOfKind } from '../../src/jobs/job.ts';
import type { TasksPort } from '../../src/jobs/tasks-port.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { jobFiles, jobs } from '../schema/job.ts';
import { jobColumns } from './job-store.ts';
import { appendActs } from './journal-append.ts';

const daysOfDayActs = 7;
// Some hundred a day would hide everything else.
const notRoutine = or(ne(jobs.kind, 'day-act'), ne(jobs.state, 'done'));
/** A person has these tried again; what is done stays done. */
const retryable: readonly JobState[] = ['dead', 'failed', 'cancelled'];

export function taskStore(db: Database): TasksPort {
  return {
    counts: async (landlordId) => {
      const rows = await db
        .select({ state: jobs.state, count: sql<number>`count(*)::int` })
        .from(jobs)
        .where(eq(jobs.landlordId, landlordId))
        .groupBy(jobs.state);
      const of = (state: JobState) => rows.find((row) => row.state === state)?.count ?? 0;
      return {
        queued: of('queued'),
        running: of('running'),
        done: of('done'),
        failed: of('failed'),
        dead: of('dead'),
        cancelled: of('cancelled'),
      };
    },
    list: (landlordId, state, limit) =>
      db
        .select(jobColumns)
        .from(jobs)
        .where(and(eq(jobs.landlordId, landlordId), state === null ? notRoutine : eq(jobs.state, state)))
        .orderBy(desc(jobs.createdAt))
        .limit(limit),
    retry: (asked, id) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const job = await lockedTask(tx, asked.landlordId, id);
        if (!job) return refuse('unknown');
        if (!retryable.includes(job.state)) return refuse('notRetryable');
        await putBack(tx, [id]);
        await appendActs(tx, asked.landlordId, [
          taskAct('task.retried', asked, { task: id, kind: job.kind }),
        ]);
        return ok({ jobId: id, attempts: job.attempts, lane: laneOfKind(job.kind) });
      }),
    retryDead: (asked) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const dead = await tx
          .select({ id: jobs.id, kind: jobs.kind, attempts: jobs.attempts })
          .from(jobs)
          .where(and(eq(jobs.landlordId, asked.landlordId), eq(jobs.state, 'dead')))
          .for('update');
        if (dead.length === 0) return [];
        await putBack(
          tx,
          dead.map(({ id }) => id),
        );
        await appendActs(tx, asked.landlordId, [taskAct('task.allRetried', asked, { tasks: dead.length })]);
        return dead.map(({ id, kind, attempts }) => ({ jobId: id, attempts, lane: laneOfKind(kind) }));
      }),
    cancel: (asked, id) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const job = await lockedTask(tx, asked.landlordId, id);
        if (!job) return refuse('unknown');
        if ((job.state !== 'queued' && job.state !== 'running') || job.cancelRequested) return refuse('over');
        const waits = job.state === 'queued';
        await tx
          .update(jobs)
          .set({ cancelRequested: true, ...(waits ? { state: 'cancelled', finishedAt: sql`now()` } : {}) })
          .where(eq(jobs.id, id));
        await appendActs(tx, asked.landlordId, [
          taskAct('task.cancelled', asked, { task: id, kind: job.kind }),
        ]);
        return ok(null);
      }),
    dropOld: (landlordId, now) => withLandlord(db, landlordId, (tx) => dropOld(tx, landlordId, now)),
  };
}

async function lockedTask(tx: Transaction, landlordId: string, id: string): Promise<Job | null> {
  const rows: Job[] = await tx
    .select(jobColumns)
    .from(jobs)
    .where(and(eq(jobs.id, id), eq(jobs.landlordId, landlordId)))
    .for('update');
  return rows[0] ?? null;
}

async function putBack(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx
    .update(jobs)
    .set({
      state: 'queued',
      faults: 0,
      cancelRequested: false,
      nextAttemptAt: sql`now()`,
      progress: 0,
      step: null,
      error: null,
      finishedAt: null,
    })
    .where(inArray(jobs.id, [...ids]));
}

function taskAct(kind: string, { actor, now, landlordId }: Asked, after: Record<string, string | number>) {
  const subjects = [`landlord:${landlordId}` as const];
  return { kind, at: now, actor, subjects, before: null, after, why: null };
}

async function dropOld(tx: Transaction, landlordId: string, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const acts = await tx
    .delete(jobs)
    .where(
      and(
        eq(jobs.landlordId, landlordId),
        eq(jobs.kind, 'day-act'),
        eq(jobs.state, 'done'),
        lt(jobs.createdAt, before(daysOfDayActs)),
      ),
    )
    .returning({ id: jobs.id });
  const pieces = await tx
    .delete(jobFiles)
    .where(lt(jobFiles.createdAt, before(daysOfJobFiles)))
    .returning({ fileId: jobFiles.fileId });
  return acts.length + new Set(pieces.map(({ fileId }) => fileId)).size;
}
