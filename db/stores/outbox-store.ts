/** The outbox of every landlord: messages are taken one by one, under a lease, so that two processes share the work. */
import { and, asc, eq, lte, ne, sql } from 'drizzle-orm';
import { letterContentSchema } from '../../src/committee/letters/letter-content.ts';
import { serviceActor } from '../../src/domain/act.ts';
import type { ClaimedMessage, OutboxPort } from '../../src/jobs/outbox-port.ts';
import { messageWay } from '../../src/portal/notifications/reach.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { letters, outbox } from '../schema/correspondence.ts';
import { appendActs } from './journal-append.ts';
import { listLandlords } from './landlord-store.ts';
import { deliveryNow } from './letter-writing.ts';
import { reachOf } from './portal-reach.ts';

export function outboxStore(db: Database): OutboxPort {
  return {
    claim: async (now, leaseUntil) => {
      for (const { id } of await listLandlords(db)) {
        const message = await claimOf(db, id, now, leaseUntil);
        if (message) return message;
      }
      return null;
    },
    sent: (message, now) =>
      withLandlord(db, message.landlordId, async (tx) => {
        const [row] = await tx
          .update(outbox)
          .set({ state: 'sent', sentAt: now, lastError: null })
          // A worker whose lease ran out while it sent tells nothing twice.
          .where(and(eq(outbox.id, message.id), ne(outbox.state, 'sent')))
          .returning({ letterId: outbox.letterId });
        if (!row?.letterId) return;
        const [letter] = await tx
          .update(letters)
          .set({ sentAt: now, sentBy: message.channel })
          .where(eq(letters.id, row.letterId))
          .returning({ number: letters.number });
        if (!letter) return;
        await appendActs(tx, message.landlordId, [
          {
            kind: 'letter.sent',
            at: now,
            actor: serviceActor,
            subjects: [`application:${letter.number}`],
            before: null,
            after: { letter: row.letterId, by: message.channel },
            why: null,
          },
        ]);
      }),
    failed: (message, cause, again) =>
      withLandlord(db, message.landlordId, async (tx) => {
        await tx
          .update(outbox)
          .set(
            again === null
              ? { state: 'failed', lastError: cause }
              : { lastError: cause, nextAttemptAt: again },
          )
          .where(
            and(
              eq(outbox.id, message.id),
              eq(outbox.state, 'waiting'),
              // Taken again by another since: what comes of it is that one's to tell.
              eq(outbox.attempts, message.attempts),
            ),
          );
      }),
  };
}

/** One landlord's next message; those that may not leave any more are stopped on the way. */
async function claimOf(
  db: Database,
  landlordId: string,
  now: Date,
  leaseUntil: Date,
): Promise<ClaimedMessage | null> {
  for (;;) {
    const taken = await withLandlord(db, landlordId, (tx) => takeNext(tx, landlordId, now, leaseUntil));
    if (taken !== 'stopped') return taken;
  }
}

async function takeNext(
  tx: Transaction,
  landlordId: string,
  now: Date,
  leaseUntil: Date,
): Promise<ClaimedMessage | 'stopped' | null> {
  const [due] = await tx
    .select({
      id: outbox.id,
      letterId: outbox.letterId,
      channel: outbox.channel,
      recipient: outbox.recipient,
      subject: outbox.subject,
      text: outbox.text,
      unsubscribePath: outbox.unsubscribeUrl,
    })
    .from(outbox)
    .where(and(eq(outbox.state, 'waiting'), lte(outbox.nextAttemptAt, now)))
    .orderBy(asc(outbox.nextAttemptAt), asc(outbox.id))
    .limit(1)
    .for('update', { skipLocked: true });
  if (!due) return null;
  const [letter] =
    due.letterId === null
      ? []
      : await tx
          .select({ number: letters.number, content: letters.content })
          .from(letters)
          .where(eq(letters.id, due.letterId));
  const content = letter ? letterContentSchema.parse(letter.content) : null;
  let { recipient } = due;
  if (letter && content) {
    const to = await recipientNow(tx, due.channel, letter.number, content);
    if (to === null) {
      await tx
        .update(outbox)
        .set({ state: 'stopped', lastError: stoppedBecause[due.channel] })
        .where(eq(outbox.id, due.id));
      return 'stopped';
    }
    recipient = to;
  }
  const [row] = await tx
    .update(outbox)
    .set({ recipient, nextAttemptAt: leaseUntil, attempts: sql`${outbox.attempts} + 1` })
    .where(eq(outbox.id, due.id))
    .returning({ attempts: outbox.attempts });
  const { id, channel, subject, text, unsubscribePath } = due;
  const attempts = row?.attempts ?? 1;
  return { id, landlordId, channel, recipient, subject, text, unsubscribePath, attempts, letter: content };
}

const stoppedBecause: Readonly<Record<ClaimedMessage['channel'], string>> = {
  email: 'Le dossier ne reçoit plus de courriel à cette adresse.',
  sms: 'Le dossier ne reçoit plus de SMS à ce numéro.',
};

/** Where the file is reached by that channel at this instant; null: not that way any more. */
async function recipientNow(
  tx: Transaction,
  channel: ClaimedMessage['channel'],
  number: string,
  letter: { traceable: boolean },
): Promise<string | null> {
  if (channel === 'email') {
    const delivery = await deliveryNow(tx, number, letter);
    return delivery.by === 'email' ? delivery.to : null;
  }
  const way = letter.traceable ? null : messageWay(await reachOf(tx, number));
  return way?.by === 'sms' ? way.to : null;
}
