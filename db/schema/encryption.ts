/** What a database says of its encryption: which keys it asks for, and which columns hold no clear value any more. */
import { pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';

export const encryptionKeys = pgTable('encryption_keys', {
  name: text().primaryKey(),
  /** A known word sealed by that key: a wrong key shows at the start of the service, not on a page. */
  proof: text().notNull(),
  createdAt: createdAt(),
});

/** Columns whose values of before encryption have been sealed. */
export const sealedColumns = pgTable('sealed_columns', {
  /** `table.column`. */
  place: text().primaryKey(),
  createdAt: createdAt(),
});
