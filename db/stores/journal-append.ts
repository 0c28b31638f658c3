/** Writes an act at the end of the journal, in the transaction of the change that it tells: both or neither. */
import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { firstPreviousHash, nextLine } from '../../src/access/journal.ts';
import type { Act } from '../../src/domain/act.ts';
import type { Transaction } from '../connection.ts';
import { journalContents, journalHeads, journalLines } from '../schema/journal.ts';

/**
 * Appends the acts in order. The head of the chain is locked until the transaction ends, so writers of one landlord
 * follow each other: append last, after the checks and the rows.
 */
export async function appendActs(tx: Transaction, landlordId: string, acts: readonly Act[]): Promise<void> {
  if (acts.length === 0) return;
  await tx
    .insert(journalHeads)
    .values({ landlordId, sequence: 0, hash: firstPreviousHash })
    .onConflictDoNothing();
  const [head] = await tx
    .select({ sequence: journalHeads.sequence, hash: journalHeads.hash })
    .from(journalHeads)
    .where(eq(journalHeads.landlordId, landlordId))
    .for('update');
  if (!head) throw new Error('the journal has no head');
  let at = head;
  for (const act of acts) {
    const { line, content } = nextLine(at, act, randomBytes(16).toString('base64url'));
    const { subjects, ...rest } = line;
    await tx.insert(journalLines).values({ ...rest, subjects: [...subjects], landlordId });
    await tx.insert(journalContents).values({ landlordId, sequence: line.sequence, content });
    at = { sequence: line.sequence, hash: line.hash };
  }
  await tx
    .update(journalHeads)
    .set({ sequence: sql`${at.sequence}`, hash: at.hash })
    .where(eq(journalHeads.landlordId, landlordId));
}
