/** Who has seen a household's file (D-01): told once a person, a file and a day, however often the page is read. */
import { and, arrayContains, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Act, Actor } from '../../src/domain/act.ts';
import { civilDateInParis } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { protections } from '../schema/instruction.ts';
import { journalLines } from '../schema/journal.ts';
import { appendActs } from './journal-append.ts';

const opened = 'file.opened';
/** The page of a protected file shows how to reach the person: a value that is sealed in the database. */
const contactRead = 'protected.contactRead';

/** Writes the act where the person had not opened the file that day yet. */
export async function recordOpening(
  tx: Transaction,
  landlordId: string,
  number: string,
  by: Actor,
  now: Date,
): Promise<void> {
  // Two tabs of the same person follow each other.
  const key = `opened ${landlordId} ${number} ${by.accountId ?? by.name}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${key}))`);
  const [covered] = await tx
    .select({ number: protections.number })
    .from(protections)
    .where(and(eq(protections.number, number), isNull(protections.until)));
  const subjects = [`application:${number}`] as const;
  const acts: Act[] = [];
  for (const kind of covered === undefined ? [opened] : [opened, contactRead]) {
    if (await wasTold(tx, kind, subjects, by, now)) continue;
    acts.push({ kind, at: now, actor: by, subjects, before: null, after: null, why: null });
  }
  if (acts.length > 0) await appendActs(tx, landlordId, acts);
}

async function wasTold(
  tx: Transaction,
  kind: string,
  subjects: readonly string[],
  by: Actor,
  now: Date,
): Promise<boolean> {
  const [last] = await tx
    .select({ at: journalLines.at })
    .from(journalLines)
    .where(
      and(
        eq(journalLines.kind, kind),
        arrayContains(journalLines.subjects, [...subjects]),
        sql`${journalLines.actor} ->> 'accountId' = ${by.accountId}`,
      ),
    )
    .orderBy(desc(journalLines.sequence))
    .limit(1);
  return last !== undefined && civilDateInParis(last.at) === civilDateInParis(now);
}
