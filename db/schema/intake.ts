/** Imports that were done, by the hash of what they held: the same file again changes nothing. */
import { jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, landlordId, ownId } from './columns.ts';

export const imports = pgTable(
  'imports',
  {
    id: ownId(),
    landlordId: landlordId(),
    kind: text().notNull(),
    contentHash: text().notNull(),
    summary: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [unique().on(table.landlordId, table.kind, table.contentHash)],
);
