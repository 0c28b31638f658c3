/**
 * The journal of acts: append-only (a trigger refuses the rest) and chained by hashes. A line's content stands apart,
 * so that retention can erase what was personal without breaking the chain: the line keeps the hash of what it was.
 */
import { bigint, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { JournalContent } from '../../src/access/journal.ts';
import { createdAt, instant, landlordId } from './columns.ts';

export const journalLines = pgTable(
  'journal_lines',
  {
    landlordId: landlordId(),
    /** 1, 2, 3… without a hole within a landlord. */
    sequence: bigint({ mode: 'number' }).notNull(),
    kind: text().notNull(),
    at: instant().notNull(),
    actor: jsonb().$type<{ accountId: string | null; name: string; role: string }>().notNull(),
    subjects: text().array().notNull(),
    /** SHA-256 of the salted content. */
    contentHash: text().notNull(),
    previousHash: text().notNull(),
    /** SHA-256 of all of the above. */
    hash: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.landlordId, table.sequence] }),
    index('journal_lines_subjects').using('gin', table.subjects),
    index().on(table.landlordId, table.at),
  ],
);

export const journalContents = pgTable(
  'journal_contents',
  {
    landlordId: landlordId(),
    sequence: bigint({ mode: 'number' }).notNull(),
    /** `{ salt, before, after, why }`. */
    content: jsonb().$type<JournalContent>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.sequence] })],
);

/** Where the chain ends: a cut tail shows. */
export const journalHeads = pgTable('journal_heads', {
  landlordId: landlordId().primaryKey(),
  sequence: bigint({ mode: 'number' }).notNull(),
  hash: text().notNull(),
});
