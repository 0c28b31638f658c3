/** Reads letters and works out where each stands: contacts and protections change after a letter is written. */
import { and, asc, desc, eq, isNull, ne, type SQL } from 'drizzle-orm';
import { type Delivery, deliveryOf, letterStateOf } from '../../src/committee/letters/delivery.ts';
import { letterContentSchema } from '../../src/committee/letters/letter-content.ts';
import type { FileReader, LetterLine, StoredLetter } from '../../src/committee/letters/letter-port.ts';
import type { Transaction } from '../connection.ts';
import { letters, outbox } from '../schema/correspondence.ts';
import { applicantContacts, protections } from '../schema/instruction.ts';
import { filesInScope } from './file-scope.ts';

/** Those whose file the reader may see. */
export async function within<Row extends { number: string }>(
  tx: Transaction,
  rows: readonly Row[],
  communes: FileReader['communes'],
): Promise<Row[]> {
  const seen = await filesInScope(
    tx,
    rows.map(({ number }) => number),
    communes,
  );
  return rows.filter(({ number }) => seen(number));
}

/** Letters with where each stands now: its message, then the contact or the protection of its file. */
export async function readLetters(
  tx: Transaction,
  condition: SQL | undefined,
  order: 'oldest' | 'newest',
  limit: number,
): Promise<StoredLetter[]> {
  const rows = await tx
    .select({
      id: letters.id,
      number: letters.number,
      content: letters.content,
      sentAt: letters.sentAt,
      sentBy: letters.sentBy,
      protection: { number: protections.number, newContact: protections.newContact },
      // The first column decides whether drizzle takes the row of a join as absent: one that is never null.
      contact: {
        number: applicantContacts.number,
        email: applicantContacts.email,
        address: applicantContacts.address,
        preferred: applicantContacts.preferred,
      },
      message: { state: outbox.state, attempts: outbox.attempts, lastError: outbox.lastError },
    })
    .from(letters)
    .leftJoin(protections, and(eq(protections.number, letters.number), isNull(protections.until)))
    .leftJoin(applicantContacts, eq(applicantContacts.number, letters.number))
    .leftJoin(outbox, and(eq(outbox.letterId, letters.id), ne(outbox.state, 'stopped')))
    .where(condition)
    .orderBy(...(order === 'oldest' ? [asc(letters.id)] : [desc(letters.sentAt), desc(letters.id)]))
    .limit(limit);
  return rows.map((row) => {
    const content = letterContentSchema.parse(row.content);
    const guarded = row.protection === null ? null : { newContact: row.protection.newContact };
    const delivery = deliveryOf(content, row.contact, guarded);
    const message = row.message === null || row.message.state === 'stopped' ? null : row.message.state;
    const { id, number, sentAt, sentBy } = row;
    return {
      id,
      number,
      recipientName: content.recipientName,
      kind: content.kind,
      subject: content.subject,
      writtenOn: content.writtenOn,
      traceable: content.traceable,
      state: letterStateOf({ sent: sentAt !== null }, delivery, message),
      handBecause: delivery.by === 'hand' ? delivery.because : null,
      sentAt,
      sentBy,
      attempts: row.message?.attempts ?? 0,
      cause: row.message?.lastError ?? null,
      content,
      delivery: hiddenOnceSent(delivery, sentAt),
      guarded: guarded !== null,
    };
  });
}

/** A letter that left shows no address again: that of today is not the one that it went to. */
function hiddenOnceSent(delivery: Delivery, sentAt: Date | null): Delivery {
  return sentAt === null || delivery.by !== 'post' ? delivery : { by: 'post', address: [] };
}

/** A letter as lists show it: without its text or where it goes. */
export function lineOf({
  content: _content,
  delivery: _delivery,
  guarded: _guarded,
  ...line
}: StoredLetter): LetterLine {
  return line;
}
