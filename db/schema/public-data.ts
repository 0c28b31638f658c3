/** When what anyone may read last changed: triggers count it, whoever writes and from whichever process. */
import { bigint, pgTable, text } from 'drizzle-orm/pg-core';

export const publicData = pgTable('public_data', {
  /** One row a kind of public data. */
  name: text({ enum: ['adverts', 'rules'] }).primaryKey(),
  version: bigint({ mode: 'number' }).notNull().default(0),
  /** The transaction that raised it last, so that one transaction raises it once. */
  raisedBy: text(),
});
