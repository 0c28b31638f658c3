/** Who has seen a household's file (D-01): told once a person, a file and a day, however often the page is read. */
import { and, arrayContains, desc, eq, sql } from 'drizzle-orm';
import type { Actor } from '../../src/domain/act.ts';
import { civilDateInParis } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { journalLines } from '../schema/journal.ts';
import { appendActs } from './journal-append.ts';

const kind = 'file.opened';

/** Writes the act where the person had not opened the file that day yet. */
export async function recordOpening(
  tx: Transaction,
  landlordId: string,
  number: string,
  by: Actor,
  now: Date,
): Promise<void> {
  const subject = `application:${number}` as const;
  // Two tabs of the same person follow each other.
  const key = `opened ${landlordId} ${number} ${by.accountId ?? by.name}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${key}))`);
  const [last] = await tx
    .select({ at: journalLines.at })
    .from(journalLines)
    .where(
      and(
        eq(journalLines.kind, kind),
        arrayContains(journalLines.subjects, [subject]),
        sql`${journalLines.actor} ->> 'accountId' = ${by.accountId}`,
      ),
    )
    .orderBy(desc(journalLines.sequence))
    .limit(1);
  if (last && civilDateInParis(last.at) === civilDateInParis(now)) return;
  await appendActs(tx, landlordId, [
    { kind, at: now, actor: by, subjects: [subject], before: null, after: null, why: null },
  ]);
}
