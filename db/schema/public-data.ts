/** When what many read last changed: triggers count it, whoever writes and from whichever process. */
import { bigint, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

export const publicData = pgTable('public_data', {
  /** One row a kind: what anyone may read of adverts and of rules; what sessions read beside homes and households. */
  name: text({ enum: ['adverts', 'rules', 'frame'] }).primaryKey(),
  version: bigint({ mode: 'number' }).notNull().default(0),
  /** The transaction that raised it last, so that one transaction raises it once. */
  raisedBy: text(),
});

/**
 * What a transaction under way changed, by whole statements: an import touches thousands of rows. At its end the version
 * is raised and the mark goes; it is never seen from outside.
 */
export const publicDataMarks = pgTable(
  'public_data_marks',
  {
    name: text().notNull(),
    transaction: text().notNull(),
  },
  (mark) => [primaryKey({ columns: [mark.name, mark.transaction] })],
);
