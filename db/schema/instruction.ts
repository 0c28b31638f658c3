/** Instruction of a candidate: how to reach the household, contacts made, documents, visits, doubts about doubles. */
import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { sealedJson } from '../encryption/sealed-columns.ts';
import { civilDay, createdAt, instant, landlordId, ownId } from './columns.ts';

/** How to reach a household. Kept apart from the application: nothing that is hashed or exported carries it. */
export const applicantContacts = pgTable(
  'applicant_contacts',
  {
    landlordId: landlordId(),
    number: text().notNull(),
    email: text(),
    telephone: text(),
    /** Lines of the postal address. */
    address: text().array().notNull(),
    preferred: text({ enum: ['email', 'sms', 'letter'] }).notNull(),
    updatedAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.number] })],
);

export const contactAttempts = pgTable(
  'contact_attempts',
  {
    id: ownId(),
    landlordId: landlordId(),
    vacancyId: text().notNull(),
    number: text().notNull(),
    outcome: text({ enum: ['interested', 'declined', 'noAnswer', 'callBack'] }).notNull(),
    /** Why a household declines, as for a refused offer. */
    reason: text(),
    callBackOn: civilDay(),
    at: instant().notNull(),
    by: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.vacancyId, table.number)],
);

/** Documents belong to the household, not to a home: none is asked twice. */
export const documents = pgTable(
  'documents',
  {
    landlordId: landlordId(),
    number: text().notNull(),
    /** Code of the closed list (P-02). */
    document: text().notNull(),
    state: text({ enum: ['requested', 'received', 'checked', 'refused'] }).notNull(),
    requestedOn: civilDay(),
    receivedOn: civilDay(),
    checkedOn: civilDay(),
    checkedBy: text(),
    validUntil: civilDay(),
    /** Why it was refused, from the list that the household reads; null otherwise. */
    refusalReason: text(),
    updatedAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.number, table.document] }),
    // What came and waits to be checked: a few among all the documents of years, asked for on each officer's day.
    index('documents_received').on(table.landlordId, table.number).where(sql`${table.state} = 'received'`),
  ],
);

export const visits = pgTable(
  'visits',
  {
    id: ownId(),
    landlordId: landlordId(),
    vacancyId: text().notNull(),
    /** Null: a slot that is still free. */
    number: text(),
    startsAt: instant().notNull(),
    outcome: text({ enum: ['planned', 'done', 'missed', 'cancelled'] }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique().on(table.landlordId, table.vacancyId, table.startsAt),
    index().on(table.landlordId, table.number),
  ],
);

/** Two applications that look like one household: flagged with evidence, decided by a person, never merged here. */
export const duplicateReviews = pgTable(
  'duplicate_reviews',
  {
    landlordId: landlordId(),
    /** The smaller number first. */
    first: text('first_number').notNull(),
    second: text('second_number').notNull(),
    verdict: text({ enum: ['same', 'different'] }).notNull(),
    evidence: jsonb().$type<readonly string[]>().notNull(),
    by: text().notNull(),
    on: civilDay('judged_on').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.first, table.second] })],
);

/** A file under protection: its page, letters and sign-ins follow at once. The reason is never stored here. */
export const protections = pgTable(
  'protections',
  {
    landlordId: landlordId(),
    number: text().notNull(),
    since: instant().notNull(),
    until: instant(),
    by: text().notNull(),
    /** The only way to reach the person from now on. */
    newContact: sealedJson<{
      email: string | null;
      telephone: string | null;
      address: readonly string[];
    }>('protections.new_contact'),
    /** The shared application that this one was split from, where it was (N-05). */
    splitFrom: text(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.number] })],
);
