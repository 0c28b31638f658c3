/** Writes an act at the end of the journal, in the transaction of the change that it tells: both or neither. */
import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { firstPreviousHash, nextLine } from '../../src/access/journal.ts';
import type { Act } from '../../src/domain/act.ts';
import type { Transaction } from '../connection.ts';
import { journalContents, journalHeads, journalLines } from '../schema/journal.ts';
import { announce } from './webhook-birth.ts';

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
  const written = acts.map((act) => {
    const { line, content } = nextLine(at, act, randomBytes(16).toString('base64url'));
    at = { sequence: line.sequence, hash: line.hash };
    return { act, line: { ...line, subjects: [...line.subjects], landlordId }, content };
  });
  await tx.insert(journalLines).values(written.map(({ line }) => line));
  await tx
    .insert(journalContents)
    .values(written.map(({ line, content }) => ({ landlordId, sequence: line.sequence, content })));
  await tx
    .update(journalHeads)
    .set({ sequence: sql`${at.sequence}`, hash: at.hash })
    .where(eq(journalHeads.landlordId, landlordId));
  // Whatever writes an act tells it to the systems that asked: nobody else has to think of it.
  const told = written.map(({ act, line }) => ({ act, sequence: line.sequence }));
  await announce(tx, landlordId, told);
}
