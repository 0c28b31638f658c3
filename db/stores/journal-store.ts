/** Reads the journal: the story of a subject, the check of the whole chain, and the erasure of old contents. */
import { and, arrayContains, asc, desc, gt, inArray, lt, lte } from 'drizzle-orm';
import { checkJournal, erasureKind, type StoredLine } from '../../src/access/journal-check.ts';
import type { JournalPort, ToldAct } from '../../src/access/journal-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { minutes } from '../schema/committee.ts';
import { journalContents, journalHeads, journalLines } from '../schema/journal.ts';
import { appendActs } from './journal-append.ts';
import { contentOfLine } from './journal-content.ts';

const linesPerBatch = 1_000;

const lineColumns = {
  sequence: journalLines.sequence,
  kind: journalLines.kind,
  at: journalLines.at,
  actor: journalLines.actor,
  subjects: journalLines.subjects,
  contentHash: journalLines.contentHash,
  previousHash: journalLines.previousHash,
  hash: journalLines.hash,
  content: journalContents.content,
};

export function journalStore(db: Database): JournalPort {
  return {
    story: (landlordId, subject, limit) =>
      withLandlord(db, landlordId, async (tx) =>
        (
          await lines(tx)
            .where(arrayContains(journalLines.subjects, [subject]))
            .orderBy(desc(journalLines.sequence))
            .limit(limit)
        ).map(told),
      ),
    page: (landlordId, before, limit) =>
      withLandlord(db, landlordId, async (tx) =>
        (
          await lines(tx)
            .where(before === null ? undefined : lt(journalLines.sequence, before))
            .orderBy(desc(journalLines.sequence))
            .limit(limit)
        ).map(told),
      ),
    check: (landlordId) =>
      withLandlord(
        db,
        landlordId,
        async (tx) => {
          const [head] = await tx
            .select({ sequence: journalHeads.sequence, hash: journalHeads.hash })
            .from(journalHeads);
          const closed = await tx
            .select({ sequence: minutes.journalSequence, hash: minutes.journalHash, id: minutes.sessionId })
            .from(minutes);
          const anchors = closed.map(({ id, ...anchor }) => ({
            ...anchor,
            about: `le procès-verbal de la séance ${id}`,
          }));
          return checkJournal(chain(tx), head ?? null, anchors);
        },
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      ),
    erase: (landlordId, subject, upTo, by, why) =>
      withLandlord(db, landlordId, async (tx) => {
        const found = await tx
          .select({ sequence: journalLines.sequence })
          .from(journalLines)
          .innerJoin(journalContents, contentOfLine)
          .where(and(arrayContains(journalLines.subjects, [subject]), lte(journalLines.at, upTo)))
          .orderBy(asc(journalLines.sequence));
        const sequences = found.map(({ sequence }) => sequence);
        if (sequences.length === 0) return 0;
        await tx.delete(journalContents).where(inArray(journalContents.sequence, sequences));
        const subjects = [`landlord:${landlordId}`] as const;
        await appendActs(tx, landlordId, [
          { kind: erasureKind, at: new Date(), actor: by, subjects, before: null, after: sequences, why },
        ]);
        return sequences.length;
      }),
  };
}

function lines(tx: Transaction) {
  return tx.select(lineColumns).from(journalLines).leftJoin(journalContents, contentOfLine);
}

async function* chain(tx: Transaction): AsyncGenerator<StoredLine> {
  let after = 0;
  for (;;) {
    const batch = await lines(tx)
      .where(gt(journalLines.sequence, after))
      .orderBy(asc(journalLines.sequence))
      .limit(linesPerBatch);
    yield* batch;
    const last = batch.at(-1);
    if (!last) return;
    after = last.sequence;
  }
}

function told({ content, ...line }: Awaited<ReturnType<typeof lines>>[number]): ToldAct {
  return {
    sequence: line.sequence,
    kind: line.kind,
    at: line.at,
    actor: line.actor,
    subjects: line.subjects,
    before: content?.before ?? null,
    after: content?.after ?? null,
    why: content?.why ?? null,
    erased: content === null,
  };
}
