/** Ties a line of the journal to its content, which an erasure takes away while the line stays. */
import { and, eq } from 'drizzle-orm';
import { journalContents, journalLines } from '../schema/journal.ts';

export const contentOfLine = and(
  eq(journalContents.landlordId, journalLines.landlordId),
  eq(journalContents.sequence, journalLines.sequence),
);
