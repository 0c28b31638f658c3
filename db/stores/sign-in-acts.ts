/** A sign-in's line in the journal, and the message about a new device: both in one short transaction, or neither. */
import { and, arrayContains, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { Account } from '../../src/access/account-port.ts';
import {
  newDeviceNotice,
  programNoticeHours,
  type SignIn,
  signInKind,
} from '../../src/access/sign-in-notice.ts';
import type { Actor } from '../../src/domain/act.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { outbox } from '../schema/correspondence.ts';
import { journalContents, journalLines } from '../schema/journal.ts';
import { appendActs } from './journal-append.ts';
import { contentOfLine } from './journal-content.ts';

export function keepSignIn(
  db: Database,
  account: Account,
  signIn: SignIn,
  by: Actor,
  now: Date,
): Promise<void> {
  const { id, landlordId } = account;
  return withLandlord(db, landlordId, async (tx) => {
    const isTold = signIn.isNewDevice && (await isToBeTold(tx, account, signIn, now));
    if (isTold) {
      await tx.insert(outbox).values({
        ...{ landlordId, recipient: account.email, ...newDeviceNotice(account, signIn, now) },
        channel: 'email',
        state: 'waiting',
        nextAttemptAt: now,
        createdAt: now,
      });
    }
    await appendActs(tx, landlordId, [
      {
        kind: signInKind,
        at: now,
        actor: by,
        subjects: [`account:${id}`],
        before: null,
        after: { ...signIn, isTold },
        why: null,
      },
    ]);
  });
}

/** Not for the first sign-in of all; for programs, which keep no mark of the device, once a day. */
async function isToBeTold(
  tx: Transaction,
  { id }: Account,
  { browser }: SignIn,
  now: Date,
): Promise<boolean> {
  if (!(await anySignIn(tx, id))) return false;
  if (browser !== null) return true;
  const since = new Date(now.getTime() - programNoticeHours * 3_600_000);
  const told = sql`${journalContents.content}->'after' @> '{"browser": null, "isTold": true}'::jsonb`;
  return !(await anySignIn(tx, id, and(gt(journalLines.at, since), told)));
}

async function anySignIn(tx: Transaction, accountId: string, which?: SQL): Promise<boolean> {
  const isTheirs = arrayContains(journalLines.subjects, [`account:${accountId}`]);
  const [found] = await tx
    .select({ sequence: journalLines.sequence })
    .from(journalLines)
    .leftJoin(journalContents, contentOfLine)
    .where(and(isTheirs, eq(journalLines.kind, signInKind), which))
    .limit(1);
  return found !== undefined;
}
