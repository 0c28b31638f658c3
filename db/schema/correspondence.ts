/** Letters, the outbox that carries them, and the cases that they open. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { caseKinds } from '../../src/committee/cases/case.ts';
import { sealedText } from '../encryption/sealed-columns.ts';
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
    /** How it left: a message, a printed sheet, or in the household's own hands. */
    sentBy: text({ enum: ['email', 'sms', 'post', 'hand'] }),
    /** The same event writes one letter. */
    eventKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('letters_once').on(table.landlordId, table.eventKey),
    index().on(table.landlordId, table.number),
    index().on(table.landlordId, table.writtenOn),
    index().on(table.landlordId, table.channel).where(sql`${table.sentAt} is null`),
  ],
);

/** Messages that wait for, or went through, the mail server (or the file outbox). */
export const outbox = pgTable(
  'outbox',
  {
    id: ownId(),
    landlordId: landlordId(),
    letterId: uuid(),
    /** The mail server, or the gateway of short messages: then the recipient is a telephone and there is no subject. */
    channel: text({ enum: ['email', 'sms'] })
      .notNull()
      .default('email'),
    recipient: sealedText('outbox.recipient').notNull(),
    subject: text().notNull(),
    text: sealedText('outbox.text').notNull(),
    /** Path of the portal where one click stops such messages (RFC 8058); null: the message is no subscription. */
    unsubscribeUrl: text(),
    state: text({ enum: ['waiting', 'sent', 'failed', 'stopped'] }).notNull(),
    attempts: integer().notNull().default(0),
    /** French: why the last attempt failed, or why the message was stopped. */
    lastError: text(),
    /** Not before that instant: each failure waits longer. */
    nextAttemptAt: instant().notNull().defaultNow(),
    sentAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.landlordId, table.state),
    // A letter leaves in one message, unless that message was stopped.
    uniqueIndex('outbox_one_a_letter').on(table.letterId).where(sql`${table.state} <> 'stopped'`),
  ],
);

/** A request for review by a person, a recours gracieux, a correction of a datum: an owner and a day to answer by. */
export const cases = pgTable(
  'cases',
  {
    id: ownId(),
    landlordId: landlordId(),
    number: text().notNull(),
    kind: text({ enum: caseKinds }).notNull(),
    about: text(),
    receivedOn: civilDay().notNull(),
    dueOn: civilDay().notNull(),
    ownerAccountId: uuid(),
    ownerName: text(),
    state: text({ enum: ['open', 'answered'] }).notNull(),
    answer: text(),
    answeredOn: civilDay(),
    upheld: boolean(),
    /** What the household asks, in its own words; null: asked by word of mouth. */
    request: text(),
    /** Given by the form: the same request again finds its case instead of opening a second. */
    requestKey: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('cases_request').on(table.landlordId, table.requestKey),
    index().on(table.landlordId, table.state, table.dueOn),
    index().on(table.landlordId, table.number),
  ],
);
