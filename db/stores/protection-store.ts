/** Protects a file in one transaction: whoever was looking through it is out before the officer sees the page again. */
import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { splitApplication } from '../../src/access/protection.ts';
import type { ProtectionPort } from '../../src/access/protection-port.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, landlordOfTransaction, type Transaction, withLandlord } from '../connection.ts';
import { accounts, signInLinks, webSessions } from '../schema/account.ts';
import { applications } from '../schema/application.ts';
import { letters, outbox } from '../schema/correspondence.ts';
import { applicantContacts, protections } from '../schema/instruction.ts';
import { mandates, portalCodes } from '../schema/portal.ts';
import { tenancies } from '../schema/tenancy.ts';
import { applicationOf, applicationRow } from './application-rows.ts';
import { stopProtectedMoves } from './exchange-lapse.ts';
import { appendActs } from './journal-append.ts';

export function protectionStore(db: Database): ProtectionPort {
  return {
    file: (landlordId, number) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx
          .select({ content: applications.content, name: applications.name })
          .from(applications)
          .where(eq(applications.number, number));
        return row ? applicationOf(row.content, row.name) : null;
      }),
    of: (landlordId, number) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx
          .select({
            number: protections.number,
            since: protections.since,
            by: protections.by,
            splitFrom: protections.splitFrom,
          })
          .from(protections)
          .where(and(eq(protections.number, number), isNull(protections.until)));
        return row ?? null;
      }),
    protect: (landlordId, request, by, now, today) =>
      withLandlord(db, landlordId, async (tx) => {
        const { number, newContact, split } = request;
        if (newContact.email === null && newContact.telephone === null && newContact.address.length === 0) {
          return refuse('no-contact');
        }
        const [row] = await tx
          .select({ content: applications.content, name: applications.name })
          .from(applications)
          .where(eq(applications.number, number))
          .for('update');
        if (!row) return refuse('unknown-file');
        const [known] = await tx
          .select({ number: protections.number })
          .from(protections)
          .where(and(eq(protections.number, number), isNull(protections.until)));
        if (known) return refuse('already-protected');

        let own = number;
        let messagesStopped = 0;
        if (split !== null) {
          const files = splitApplication(applicationOf(row.content, row.name), split, `SEP-${v7()}`, today);
          if (!files.ok) return files;
          own = files.value.own.number;
          const [created] = await tx
            .insert(applications)
            .values(applicationRow(landlordId, files.value.own))
            .onConflictDoNothing()
            .returning({ number: applications.number });
          if (!created) return refuse('number-taken');
          await tx
            .update(applications)
            .set({ ...applicationRow(landlordId, files.value.left), updatedAt: now })
            .where(eq(applications.number, number));
        } else {
          for (const key of [number, ...(await leasesOf(tx, number, row.content.current.tenancyId))]) {
            messagesStopped += await forgetContact(tx, key);
          }
        }
        await tx
          .insert(protections)
          .values({
            landlordId,
            number: own,
            since: now,
            by: by.name,
            newContact,
            splitFrom: split === null ? null : number,
          })
          .onConflictDoUpdate({
            target: [protections.landlordId, protections.number],
            set: { since: now, until: null, by: by.name, newContact },
          });
        // The lease is another name of the file: what it opened, or mandated, closes with it.
        const leases = await leasesOf(tx, number, row.content.current.tenancyId);
        let signInsEnded = await endSignIns(tx, number, now, split === null);
        for (const key of [number, ...leases]) {
          signInsEnded += await endVisits(tx, key);
          messagesStopped += (await stopCodes(tx, key, now)) + (await stopMessages(tx, key));
          await endMandates(tx, key, now);
        }
        const asked = { landlordId, actor: by, now, today };
        const stopped = await stopProtectedMoves(tx, asked, leases);
        const act = { at: now, actor: by, before: null, why: null };
        await appendActs(tx, landlordId, [
          ...stopped,
          {
            ...act,
            kind: 'file.protected',
            subjects: [`application:${own}`],
            after: { split: split !== null, signInsEnded, messagesStopped },
          },
          ...(split === null
            ? []
            : [
                {
                  ...act,
                  kind: 'file.split',
                  subjects: [`application:${number}`] as const,
                  after: { signInsEnded, messagesStopped },
                },
              ]),
        ]);
        return ok({ number: own, signInsEnded, messagesStopped });
      }),
    end: (landlordId, number, by, now, why) =>
      withLandlord(db, landlordId, async (tx) => {
        const ended = await tx
          .update(protections)
          .set({ until: now })
          .where(and(eq(protections.number, number), isNull(protections.until)))
          .returning({ number: protections.number });
        if (ended.length === 0) return false;
        await appendActs(tx, landlordId, [
          {
            kind: 'file.protectionEnded',
            at: now,
            actor: by,
            subjects: [`application:${number}`],
            before: null,
            after: null,
            why,
          },
        ]);
        return true;
      }),
  };
}

/** Ends the open sign-ins of the file's accounts; where it is not shared, their password is worth nothing any more. */
async function endSignIns(tx: Transaction, number: string, now: Date, locks: boolean): Promise<number> {
  const owners = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.applicationNumber, number));
  const ids = owners.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const ended = await tx
    .delete(webSessions)
    .where(inArray(sql`${webSessions.content}->>'accountId'`, ids))
    .returning({ id: webSessions.idHash });
  await tx
    .update(signInLinks)
    .set({ usedAt: now })
    .where(and(inArray(signInLinks.accountId, ids), isNull(signInLinks.usedAt)));
  if (locks) await tx.update(accounts).set({ passwordHash: null }).where(inArray(accounts.id, ids));
  return ended.length;
}

/** The leases that the file names, or that name it. */
async function leasesOf(tx: Transaction, number: string, named: string | null): Promise<string[]> {
  const rows = await tx
    .select({ id: tenancies.id })
    .from(tenancies)
    .where(eq(tenancies.applicationNumber, number));
  return [...new Set([...(named === null ? [] : [named]), ...rows.map(({ id }) => id)])].sort();
}

/** Visits of the portal that a code opened, by the number or by the lease alone. */
async function endVisits(tx: Transaction, key: string): Promise<number> {
  const portal = sql`${webSessions.content}->'portal'`;
  const ended = await tx
    .delete(webSessions)
    .where(
      // A unique number is the same for every landlord, a lease is one landlord's.
      sql`${portal}->>'number' = ${key} or (${portal}->>'number' is null and ${portal}->>'tenancyId' = ${key}
        and ${portal}->>'landlordId' = ${landlordOfTransaction})`,
    )
    .returning({ id: webSessions.idHash });
  return ended.length;
}

/** Codes that wait, and every message that carries one: a message and its code share an identifier. */
async function stopCodes(tx: Transaction, key: string, now: Date): Promise<number> {
  const ofFile = or(
    eq(portalCodes.number, key),
    and(isNull(portalCodes.number), eq(portalCodes.tenancyId, key)),
  );
  await tx
    .update(portalCodes)
    .set({ usedAt: now })
    .where(and(ofFile, isNull(portalCodes.usedAt)));
  const codes = tx.select({ id: portalCodes.id }).from(portalCodes).where(ofFile);
  return stopWaiting(tx, inArray(outbox.id, codes));
}

/** Takes the contact away, so that nothing that reads contacts finds it; what waits for it without a letter stops. */
async function forgetContact(tx: Transaction, number: string): Promise<number> {
  const [old] = await tx
    .delete(applicantContacts)
    .where(eq(applicantContacts.number, number))
    .returning({ email: applicantContacts.email, telephone: applicantContacts.telephone });
  const recipients = [old?.email, old?.telephone].flatMap((one) => (one ? [one] : []));
  return recipients.length === 0 ? 0 : stopWaiting(tx, inArray(outbox.id, await waitingFor(tx, recipients)));
}

/** Messages without a letter that wait for these recipients, who are sealed: SQL cannot look for them. */
async function waitingFor(tx: Transaction, recipients: readonly string[]): Promise<string[]> {
  const waiting = await tx
    .select({ id: outbox.id, recipient: outbox.recipient })
    .from(outbox)
    .where(and(eq(outbox.state, 'waiting'), isNull(outbox.letterId)));
  return waiting.filter(({ recipient }) => recipients.includes(recipient)).map(({ id }) => id);
}

async function stopWaiting(tx: Transaction, which: SQL | undefined): Promise<number> {
  const stopped = await tx
    .update(outbox)
    .set({ state: 'stopped' })
    .where(and(eq(outbox.state, 'waiting'), which))
    .returning({ id: outbox.id });
  return stopped.length;
}

/** Whoever was mandated may be close to the one who must not find the person: mandates are given again, by them. */
async function endMandates(tx: Transaction, number: string, now: Date): Promise<void> {
  await tx
    .update(mandates)
    .set({ endedAt: now })
    .where(and(eq(mandates.number, number), isNull(mandates.endedAt)));
}

async function stopMessages(tx: Transaction, number: string): Promise<number> {
  const ofFile = tx.select({ id: letters.id }).from(letters).where(eq(letters.number, number));
  return stopWaiting(tx, inArray(outbox.letterId, ofFile));
}
