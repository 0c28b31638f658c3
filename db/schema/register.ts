/** What the national register (SNE) must learn of an application (N-09, N-10), and what of it the extract shows. */
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { civilDay, createdAt, instant, landlordId, ownId } from './columns.ts';

export const registerEvents = pgTable(
  'register_events',
  {
    id: ownId(),
    landlordId: landlordId(),
    number: text().notNull(),
    /** Code of R441-2-15 I: designation, agenda, decision, rank, offer, refusal, lease, radiation… */
    kind: text().notNull(),
    on: civilDay('happened_on').notNull(),
    /** The body that is its author. */
    author: text().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    /** The same event is recorded once. */
    eventKey: text().notNull(),
    exportId: uuid(),
    exportedAt: instant(),
    /** The extract of that day showed it. */
    confirmedOn: civilDay(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('register_events_once').on(table.landlordId, table.eventKey),
    index().on(table.landlordId, table.number),
    // A file of exported events is read part by part, in the order of numbers.
    index().on(table.landlordId, table.exportId, table.number),
  ],
);

/** What an officer must enter or refresh in the register by hand: ticked when the next extract shows it. */
export const registerTasks = pgTable(
  'register_tasks',
  {
    id: ownId(),
    landlordId: landlordId(),
    number: text().notNull(),
    kind: text({ enum: ['enter', 'refresh', 'correct', 'remove'] }).notNull(),
    /** The field of the register, and the value to copy. */
    field: text().notNull(),
    value: text().notNull(),
    doneOn: civilDay(),
    confirmedOn: civilDay(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.landlordId, table.number),
    // The same thing to enter is listed once.
    uniqueIndex('register_tasks_once').on(
      table.landlordId,
      table.number,
      table.kind,
      table.field,
      table.value,
    ),
  ],
);

/** A file of events made for the register: the events name it, so that it can be written again to the byte. */
export const registerExports = pgTable(
  'register_exports',
  {
    id: ownId(),
    landlordId: landlordId(),
    on: civilDay('made_on').notNull(),
    at: instant().notNull(),
    by: text().notNull(),
    events: integer().notNull(),
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('register_exports_request').on(table.landlordId, table.requestKey)],
);

/**
 * What follows a letter that warns of a removal (N-04 c and d): its proof of delivery, and how it ended. No row: the
 * letter has not been proved to be received.
 */
export const removalWarnings = pgTable(
  'removal_warnings',
  {
    landlordId: landlordId(),
    letterId: uuid().notNull(),
    number: text().notNull(),
    /** Day of receipt, or of the first presentation where nobody fetched it. */
    deliveredOn: civilDay(),
    means: text({ enum: ['registered', 'electronic', 'hand', 'bailiff'] }),
    /** Number of the registered letter, or of the act. */
    reference: text(),
    stoppedOn: civilDay(),
    stoppedWhy: text(),
    stoppedBy: text(),
    removedOn: civilDay(),
    removedBy: text(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.letterId] }),
    index().on(table.landlordId, table.number),
  ],
);
