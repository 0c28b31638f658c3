/** An officer's own desk: what was typed and not sent, saved views of the board, named scenarios of a session. */
import { index, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './account.ts';
import { createdAt, instant, landlordId, ownId } from './columns.ts';
import { runs } from './run.ts';

/** What a person typed in a form and has not sent yet, by page and form. */
export const drafts = pgTable(
  'drafts',
  {
    landlordId: landlordId(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    /** Path of the page and name of the form. */
    key: text().notNull(),
    fields: jsonb().$type<Record<string, string | string[]>>().notNull(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.key] })],
);

export const savedViews = pgTable(
  'saved_views',
  {
    id: ownId(),
    landlordId: landlordId(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    page: text().notNull(),
    name: text().notNull(),
    /** The query string of the filters. */
    query: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [unique().on(table.accountId, table.page, table.name)],
);

/** A run that someone named, to compare it with another. */
export const scenarios = pgTable(
  'scenarios',
  {
    id: ownId(),
    landlordId: landlordId(),
    name: text().notNull(),
    runId: uuid()
      .notNull()
      .references(() => runs.id),
    by: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [unique().on(table.landlordId, table.name), index().on(table.runId)],
);
