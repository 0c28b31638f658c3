/** Letters, the outbox that carries them, and the cases that they open. */
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { civilDay, createdAt, instant, landlordId, ownId } from './columns.ts';

/** Editable templates, versioned; the highest version serves. */
export const letterTemplates = pgTable(
  'letter_templates',
  {
    landlordId: landlordId(),
    kind: text().notNull(),
    version: integer().notNull(),
    subject: text().notNull(),
    /** Paragraphs with {{placeholders}}. */
    body: text().notNull(),
    by: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.kind, table.version] })],
);

/** A letter as it was written: paragraphs frozen, drawn as PDF whenever asked. */
export const letters = pgTable(
  'letters',
  {
    id: ownId(),
    landlordId: landlordId(),
    number: text().notNull(),
    kind: text().notNull(),
    /** What it answers: a decision, an offer, a case. */
    about: text().notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    writtenOn: civilDay().notNull(),
    channel: text({ enum: ['email', 'letter', 'sms'] }).notNull(),
    sentAt: instant(),
    /** The same event writes one letter. */
    eventKey: text().notNull().unique(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.number)],
);

/** Messages that wait for, or went through, the mail server (or the file outbox). */
export const outbox = pgTable(
  'outbox',
  {
    id: ownId(),
    landlordId: landlordId(),
    letterId: uuid(),
    recipient: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    state: text({ enum: ['waiting', 'sent', 'failed', 'stopped'] }).notNull(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    sentAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.state)],
);

/** A request for review by a person, a recours gracieux, a correction of a datum: an owner and a day to answer by. */
export const cases = pgTable(
  'cases',
  {
    id: ownId(),
    landlordId: landlordId(),
    number: text().notNull(),
    kind: text({ enum: ['review', 'appeal', 'correction'] }).notNull(),
    about: text(),
    receivedOn: civilDay().notNull(),
    dueOn: civilDay().notNull(),
    ownerAccountId: uuid(),
    ownerName: text(),
    state: text({ enum: ['open', 'answered'] }).notNull(),
    answer: text(),
    answeredOn: civilDay(),
    upheld: boolean(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.landlordId, table.state, table.dueOn),
    index().on(table.landlordId, table.number),
  ],
);
