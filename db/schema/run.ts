/** Stored runs: never changed once written (a trigger refuses), so that each can be replayed to the byte. */
import {
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { RunSummary } from '../../src/jobs/run-port.ts';
import type { Problem, Solution } from '../../src/matching/problem.ts';
import type { ShortlistResult } from '../../src/matching/run-result.ts';
import { sealedBytes } from '../encryption/sealed-columns.ts';
import { bytes, civilDay, createdAt, landlordId, ownId } from './columns.ts';

/** What a run read: gzip of canonical JSON, once for all the runs that read the same. */
export const runSnapshots = pgTable(
  'run_snapshots',
  {
    landlordId: landlordId(),
    hash: text().notNull(),
    content: sealedBytes('run_snapshots.content').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.hash] })],
);

export const runs = pgTable(
  'runs',
  {
    id: ownId(),
    landlordId: landlordId(),
    sessionOn: civilDay().notNull(),
    snapshotHash: text().notNull(),
    problemHash: text().notNull(),
    solutionHash: text().notNull(),
    /** All that the run says beside its problem, its solution and its shortlists. */
    summary: jsonb().$type<RunSummary>().notNull(),
    problem: jsonb().$type<Problem>().notNull(),
    /** Pairs of a large problem, whose JSON then has none: see stores/run-problem. */
    problemPairs: bytes(),
    solution: jsonb().$type<Solution>().notNull(),
    engine: text().notNull(),
    value: doublePrecision().notNull(),
    bound: doublePrecision().notNull(),
    gap: doublePrecision().notNull(),
    justifiedEnvy: integer().notNull(),
    /** Null: started by the service itself. */
    startedBy: uuid(),
    /** The task that made it: a task taken twice makes one run. Null: made without a task. */
    jobId: uuid(),
    createdAt: createdAt(),
  },
  (table) => [
    foreignKey({
      columns: [table.landlordId, table.snapshotHash],
      foreignColumns: [runSnapshots.landlordId, runSnapshots.hash],
    }),
    index().on(table.landlordId, table.createdAt),
    uniqueIndex('runs_one_a_job').on(table.jobId),
  ],
);

/** One home of a run, so that a page reads one row. */
export const runShortlists = pgTable(
  'run_shortlists',
  {
    landlordId: landlordId(),
    runId: uuid()
      .notNull()
      .references(() => runs.id),
    vacancyId: text().notNull(),
    homeId: text().notNull(),
    /** Place in the result. */
    position: integer().notNull(),
    content: jsonb().$type<ShortlistResult>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.vacancyId] })],
);
