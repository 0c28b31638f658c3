/** Long tasks. The row is the truth; a message in a queue only says "look at that row". */
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { jobKinds, jobStates } from '../../src/jobs/job.ts';
import { sealedBytes } from '../encryption/sealed-columns.ts';
import { createdAt, instant, landlordId, ownId } from './columns.ts';

export const jobs = pgTable(
  'jobs',
  {
    id: ownId(),
    landlordId: landlordId(),
    kind: text({ enum: jobKinds }).notNull(),
    parameters: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text({ enum: jobStates }).notNull().default('queued'),
    /** From 0 to 1. */
    progress: doublePrecision().notNull().default(0),
    step: text(),
    cancelRequested: boolean().notNull().default(false),
    /** How often it was taken: the number of the present taking, which alone may write. */
    attempts: integer().notNull().default(0),
    /** How many of these takings broke down. */
    faults: integer().notNull().default(0),
    /** Not taken before. */
    nextAttemptAt: instant().notNull().defaultNow(),
    /** The same key makes one task. */
    onceKey: text(),
    /** The worker says that it lives; a running row whose beat is old is picked up again. */
    beatAt: instant(),
    result: jsonb().$type<Record<string, unknown>>(),
    /** French, for the person who asked; never a stack. */
    error: text(),
    requestedBy: uuid(),
    finishedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.state, table.createdAt),
    index().on(table.landlordId, table.createdAt),
    uniqueIndex('jobs_once').on(table.landlordId, table.onceKey),
  ],
);

/** A file given to a task or made by one, in pieces, where every worker reaches it. Kept some days at most. */
export const jobFiles = pgTable(
  'job_files',
  {
    landlordId: landlordId(),
    fileId: uuid().notNull(),
    position: integer().notNull(),
    content: sealedBytes('job_files.content').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.fileId, table.position] }), index().on(table.createdAt)],
);
