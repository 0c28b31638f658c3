/** Writes a letter in the transaction of what it tells of: the offer and its letter, or neither. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { composeLetter } from '../../src/committee/letters/compose-letter.ts';
import {
  type Contact,
  type Delivery,
  deliveryOf,
  type ProtectedContact,
} from '../../src/committee/letters/delivery.ts';
import { type LetterContent, letterText } from '../../src/committee/letters/letter-content.ts';
import type { LetterRequest } from '../../src/committee/letters/letter-port.ts';
import type { Act, Actor } from '../../src/domain/act.ts';
import { frenchLongDate } from '../../src/kernel/french.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { letters, outbox } from '../schema/correspondence.ts';
import { applicantContacts, protections } from '../schema/instruction.ts';
import { landlords } from '../schema/landlord.ts';
import { tenancies } from '../schema/tenancy.ts';
import { tenancyFacts } from '../schema/transfer.ts';
import { letterheadInForce, templateInForce } from './letter-templates.ts';

export type WrittenLetter = {
  id: string;
  /** False: the same event had its letter already. */
  written: boolean;
  /** To append to the journal with the acts of the caller; none where nothing was written. */
  acts: readonly Act[];
};

/**
 * Writes the letter and, where the household reads messages, the message that carries it. The same event writes one
 * letter, however many ask at the same time. Throws where the file does not exist.
 */
export async function writeLetter(
  tx: Transaction,
  landlordId: string,
  request: LetterRequest,
  who: { actor: Actor; now: Date },
): Promise<WrittenLetter> {
  const { number, situation, about, eventKey, on } = request;
  const name = await nameOf(tx, number);
  const content = composeLetter(situation, {
    sender: await senderOf(tx, landlordId),
    household: { number, name },
    on,
    template: await templateInForce(tx, situation.kind),
    reviewDays: request.reviewDays,
  });
  const delivery = await deliveryNow(tx, number, content);
  const [created] = await tx
    .insert(letters)
    .values({
      landlordId,
      number,
      kind: situation.kind,
      about,
      content,
      writtenOn: on,
      channel: delivery.by === 'email' ? 'email' : 'letter',
      eventKey,
    })
    .onConflictDoNothing()
    .returning({ id: letters.id });
  if (!created) return { id: await idOf(tx, eventKey), written: false, acts: [] };
  if (delivery.by === 'email') {
    await queueMessage(tx, landlordId, created.id, delivery.to, content, who.now);
  }
  const act: Act = {
    kind: 'letter.written',
    at: who.now,
    actor: who.actor,
    subjects: [`application:${number}`],
    before: null,
    after: { letter: created.id, kind: situation.kind, about, by: delivery.by },
    why: null,
  };
  return { id: created.id, written: true, acts: [act] };
}

/** The subject says nothing of what the letter says: previews of messages are seen by others. */
export async function queueMessage(
  tx: Transaction,
  landlordId: string,
  letterId: string,
  recipient: string,
  content: LetterContent,
  now: Date,
): Promise<void> {
  await tx
    .insert(outbox)
    .values({
      landlordId,
      letterId,
      recipient,
      subject: `Votre demande de logement : courrier du ${frenchLongDate(content.writtenOn)}`,
      text: letterText(content),
      state: 'waiting',
      nextAttemptAt: now,
    })
    .onConflictDoNothing();
}

/** How the file is reached at this instant: its protection first, then its contact. */
export async function deliveryNow(
  tx: Transaction,
  number: string,
  letter: { traceable: boolean; byPost?: boolean | undefined },
): Promise<Delivery> {
  const [protection] = await tx
    .select({ newContact: protections.newContact })
    .from(protections)
    .where(and(eq(protections.number, number), isNull(protections.until)));
  const [contact] = await tx
    .select({
      email: applicantContacts.email,
      address: applicantContacts.address,
      preferred: applicantContacts.preferred,
    })
    .from(applicantContacts)
    .where(eq(applicantContacts.number, number));
  const reach: Contact | null = contact ?? null;
  const guarded: ProtectedContact = protection ?? null;
  return deliveryOf(letter, reach, guarded);
}

/** The landlord as the head of its letters shows it. */
export async function senderOf(tx: Transaction, landlordId: string) {
  const [landlord] = await tx
    .select({ name: landlords.name })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  if (!landlord) throw new Error(`no such landlord: ${landlordId}`);
  const { place, lines } = await letterheadInForce(tx);
  return { name: landlord.name, place, lines };
}

async function nameOf(tx: Transaction, number: string): Promise<string | null> {
  const [row] = await tx
    .select({ name: applications.name })
    .from(applications)
    .where(eq(applications.number, number));
  if (row) return row.name;
  // A tenant without an application is written to under the reference of the lease.
  const [tenant] = await tx
    .select({ name: sql<string | null>`${tenancyFacts.content}->>'holderName'` })
    .from(tenancies)
    .leftJoin(
      tenancyFacts,
      and(eq(tenancyFacts.landlordId, tenancies.landlordId), eq(tenancyFacts.tenancyId, tenancies.id)),
    )
    .where(eq(tenancies.id, number));
  if (!tenant) throw new Error('a letter for a file that does not exist');
  return tenant.name;
}

async function idOf(tx: Transaction, eventKey: string): Promise<string> {
  const [row] = await tx.select({ id: letters.id }).from(letters).where(eq(letters.eventKey, eventKey));
  if (!row) throw new Error('a letter that was written is not there');
  return row.id;
}
