/** Who may sign in, their one-time links, their sessions on the web, and failed attempts. */
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { roles } from '../../src/access/permissions.ts';
import { createdAt, instant, landlordId, ownId } from './columns.ts';

export const accounts = pgTable('accounts', {
  id: ownId(),
  landlordId: landlordId(),
  /** Lower case. */
  email: text().notNull().unique(),
  name: text().notNull(),
  role: text({ enum: roles }).notNull(),
  /** The reservation holder that a holder's account speaks for. */
  holderId: text(),
  /** The application of a tenant's account. */
  applicationNumber: text(),
  /** Agencies and communes that an officer or a reader is held to; null: the whole landlord. */
  agencyIds: text().array(),
  communes: text().array(),
  /** Départements whose indicators a préfecture's account reads; null: none, and for other roles no limit. */
  departements: text().array(),
  /** scrypt with its parameters; null until the one-time link has set one. */
  passwordHash: text(),
  disabledAt: instant(),
  createdAt: createdAt(),
});

export const signInLinks = pgTable('sign_in_links', {
  /** SHA-256 of the token: the database never holds what opens a session. */
  tokenHash: text().primaryKey(),
  landlordId: landlordId(),
  accountId: uuid()
    .notNull()
    .references(() => accounts.id),
  expiresAt: instant().notNull(),
  usedAt: instant(),
  createdAt: createdAt(),
});

export const webSessions = pgTable(
  'web_sessions',
  {
    /** SHA-256 of the session's identifier. */
    idHash: text().primaryKey(),
    content: jsonb().notNull(),
    /** Whose it is, once signed in: they see their sessions and end them. */
    accountId: uuid().references(() => accounts.id),
    /** It is over by then without a request in between; each request puts it off, never beyond `endsAt`. */
    expiresAt: instant().notNull(),
    /** It is over then whatever is asked; written once. */
    endsAt: instant(),
    seenAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.expiresAt), index().on(table.accountId)],
);

export const signInAttempts = pgTable('sign_in_attempts', {
  /** SHA-256 of the account or the address counted. */
  keyHash: text().primaryKey(),
  count: integer().notNull(),
  resetsAt: instant().notNull(),
  /** Before it, another attempt is refused unheard; null: none is delayed. */
  nextAt: instant(),
});
