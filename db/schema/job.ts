/** Long tasks. The row is the truth; a message in a queue only says "look at that row". */
import { boolean, doublePrecision, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { jobKinds, jobStates } from '../../src/jobs/job.ts';
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
    attempts: integer().notNull().default(0),
    /** The worker says that it lives; a running row whose beat is old is picked up again. */
    beatAt: instant(),
    result: jsonb().$type<Record<string, unknown>>(),
    /** French, for the person who asked; never a stack. */
    error: text(),
    requestedBy: uuid(),
    finishedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.state, table.createdAt), index().on(table.landlordId, table.createdAt)],
);
