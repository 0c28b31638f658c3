/** Reads what left for one file, under its own key: no contact is read, so none can be shown. */
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { type LetterContent, letterContentSchema } from '../../src/committee/letters/letter-content.ts';
import { civilDateInParis } from '../../src/kernel/civil-date.ts';
import type { ReceivedLetter, ReceivedLetterPort } from '../../src/portal/notifications/received-letter.ts';
import { type Database, withLandlord } from '../connection.ts';
import { letters } from '../schema/correspondence.ts';

export function receivedLetterStore(db: Database): ReceivedLetterPort {
  return {
    of: (landlordId, key, { skip, limit }) =>
      withLandlord(
        db,
        landlordId,
        async (tx) => {
          const rows = await tx
            .select()
            .from(letters)
            .where(and(eq(letters.number, key), isNotNull(letters.sentAt)))
            .orderBy(desc(letters.sentAt), desc(letters.id))
            .offset(skip)
            .limit(limit + 1);
          const read = rows.flatMap((row) => receivedOf(row) ?? []);
          return { letters: read.slice(0, limit).map(({ letter }) => letter), more: rows.length > limit };
        },
        { accessMode: 'read only' },
      ),
    find: (landlordId, key, id) =>
      withLandlord(
        db,
        landlordId,
        async (tx) => {
          const [row] = await tx
            .select()
            .from(letters)
            .where(and(eq(letters.id, id), eq(letters.number, key), isNotNull(letters.sentAt)));
          const read = row ? receivedOf(row) : null;
          return read === null || read.letter.isSealed ? null : read;
        },
        { accessMode: 'read only' },
      ),
  };
}

function receivedOf(
  row: typeof letters.$inferSelect,
): { letter: ReceivedLetter; content: LetterContent } | null {
  if (row.sentAt === null) return null;
  const content = letterContentSchema.parse(row.content);
  return {
    content,
    letter: {
      id: row.id,
      subject: content.subject,
      sentOn: civilDateInParis(row.sentAt),
      by: row.sentBy ?? (row.channel === 'letter' ? 'post' : row.channel),
      isSealed: content.byPost === true,
    },
  };
}
