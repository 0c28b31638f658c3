/** Writing the contact of a file, and what must happen to whatever the former one opened. */
import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { contactWarning } from '../../src/portal/notifications/contact-change.ts';
import type { ContactChange } from '../../src/portal/notifications/preference-port.ts';
import { messageWay } from '../../src/portal/notifications/reach.ts';
import type { Transaction } from '../connection.ts';
import { webSessions } from '../schema/account.ts';
import { outbox } from '../schema/correspondence.ts';
import { applicantContacts } from '../schema/instruction.ts';
import { portalCodes } from '../schema/portal.ts';
import { reachOf } from './portal-reach.ts';

/** `key`: an application's number, or the lease of who has none (as `portalFileKey`). */
export async function writeContact(
  tx: Transaction,
  landlordId: string,
  key: string,
  change: ContactChange,
): Promise<void> {
  const preferred = 'email' in change ? 'email' : 'sms';
  await tx
    .insert(applicantContacts)
    .values({ landlordId, number: key, address: [], preferred, ...change })
    .onConflictDoUpdate({
      target: [applicantContacts.landlordId, applicantContacts.number],
      set: { ...change, updatedAt: sql`now()` },
    });
}

/** Straight to the contact that is about to be left, at any hour: whoever lost it must know. */
export async function warnOldContact(
  tx: Transaction,
  landlordId: string,
  key: string,
  what: 'asked' | 'changed',
): Promise<void> {
  const old = messageWay(await reachOf(tx, key));
  if (old === null) return;
  await tx.insert(outbox).values({
    landlordId,
    channel: old.by,
    recipient: old.to,
    ...contactWarning(what, old.by),
    state: 'waiting',
  });
}

/** What was opened, or asked to be, through the old contact; the visit that changes it is opened again by its page. */
export async function endOtherVisits(tx: Transaction, key: string): Promise<void> {
  await tx.delete(webSessions).where(
    sql`(${webSessions.content}->'portal'->>'number' = ${key}
        or (${webSessions.content}->'portal'->>'number' is null and ${webSessions.content}->'portal'->>'tenancyId' = ${key}))
        and ${webSessions.content}->'portal'->>'mandate' is null`,
  );
  const voided = await tx
    .update(portalCodes)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        or(eq(portalCodes.number, key), and(isNull(portalCodes.number), eq(portalCodes.tenancyId, key))),
        isNull(portalCodes.mandateId),
        isNull(portalCodes.usedAt),
        gt(portalCodes.expiresAt, sql`now()`),
      ),
    )
    .returning({ id: portalCodes.id });
  if (voided.length === 0) return;
  const ids = voided.map(({ id }) => id);
  await tx
    .update(outbox)
    .set({ state: 'stopped' })
    .where(and(eq(outbox.state, 'waiting'), inArray(outbox.id, ids)));
}
