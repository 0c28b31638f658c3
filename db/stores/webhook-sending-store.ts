/** Deliveries of every landlord: taken one by one under a lease, so that any number of processes share the work. */
import { and, asc, eq, inArray, isNull, lt, lte, not, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { connectionKeepers } from '../../src/access/permissions.ts';
import { daysKept } from '../../src/access/webhooks/delivery.ts';
import { disabledNotice } from '../../src/access/webhooks/notice.ts';
import type { ClaimedDelivery, WebhookSendingPort } from '../../src/access/webhooks/webhook-port.ts';
import { serviceActor } from '../../src/domain/act.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { protections } from '../schema/instruction.ts';
import { webhookAttempts, webhookDeliveries, webhookEndpoints, webhookEvents } from '../schema/webhook.ts';
import { appendActs } from './journal-append.ts';
import { listLandlords } from './landlord-store.ts';
import { mailRoles } from './mail-roles.ts';
import { lockEndpoint } from './webhook-rows.ts';

const day = 86_400_000;

export function webhookSendingStore(db: Database): WebhookSendingPort {
  return {
    landlords: async () => (await listLandlords(db)).map(({ id }) => id),
    claim: async (landlordId, now, leaseUntil) => {
      for (;;) {
        const taken = await withLandlord(db, landlordId, (tx) => takeNext(tx, landlordId, now, leaseUntil));
        if (taken !== 'stopped') return taken;
      }
    },
    settle: (claimed, attempt, after) =>
      withLandlord(db, claimed.landlordId, (tx) => settle(tx, claimed, attempt, after)),
    erase: (landlordId, now) =>
      withLandlord(db, landlordId, async (tx) => {
        const waiting = tx
          .select({ id: webhookDeliveries.eventId })
          .from(webhookDeliveries)
          .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
          .where(and(eq(webhookDeliveries.state, 'waiting'), eq(webhookEndpoints.state, 'active')));
        const erased = await tx
          .delete(webhookEvents)
          .where(
            and(
              lt(webhookEvents.createdAt, new Date(now.getTime() - daysKept * day)),
              not(inArray(webhookEvents.id, waiting)),
            ),
          )
          .returning({ id: webhookEvents.id });
        return erased.length;
      }),
  };
}

async function takeNext(
  tx: Transaction,
  landlordId: string,
  now: Date,
  leaseUntil: Date,
): Promise<ClaimedDelivery | 'stopped' | null> {
  const [due] = await tx
    .select({
      id: webhookDeliveries.id,
      endpointId: webhookDeliveries.endpointId,
      eventId: webhookDeliveries.eventId,
      attempts: webhookDeliveries.attempts,
      number: webhookEvents.applicationNumber,
      body: webhookEvents.body,
      url: webhookEndpoints.url,
      secret: webhookEndpoints.secret,
      formerSecret: webhookEndpoints.formerSecret,
      formerUntil: webhookEndpoints.formerUntil,
    })
    .from(webhookDeliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .innerJoin(webhookEvents, eq(webhookEvents.id, webhookDeliveries.eventId))
    .where(
      and(
        eq(webhookDeliveries.state, 'waiting'),
        lte(webhookDeliveries.dueAt, now),
        or(isNull(webhookDeliveries.leasedUntil), lte(webhookDeliveries.leasedUntil, now)),
        eq(webhookEndpoints.state, 'active'),
        or(isNull(webhookEndpoints.pausedUntil), lte(webhookEndpoints.pausedUntil, now)),
      ),
    )
    .orderBy(asc(webhookDeliveries.dueAt), asc(webhookDeliveries.id))
    .limit(1)
    .for('update', { of: webhookDeliveries, skipLocked: true });
  if (!due) return null;
  const { id, endpointId, eventId, number, body, url, secret, formerSecret, formerUntil } = due;
  if (number !== null && (await isProtected(tx, number))) {
    await tx
      .update(webhookDeliveries)
      .set({ state: 'stopped', dueAt: null, leaseId: null, leasedUntil: null })
      .where(eq(webhookDeliveries.id, id));
    return 'stopped';
  }
  const leaseId = v7();
  const attempts = due.attempts + 1;
  await tx
    .update(webhookDeliveries)
    .set({ leaseId, leasedUntil: leaseUntil, attempts })
    .where(eq(webhookDeliveries.id, id));
  const former = formerSecret !== null && formerUntil !== null && formerUntil > now ? [formerSecret] : [];
  return { id, landlordId, endpointId, eventId, leaseId, url, body, secrets: [secret, ...former], attempts };
}

async function isProtected(tx: Transaction, number: string): Promise<boolean> {
  const [row] = await tx
    .select({ number: protections.number })
    .from(protections)
    .where(and(eq(protections.number, number), isNull(protections.until)));
  return row !== undefined;
}

async function settle(
  tx: Transaction,
  claimed: ClaimedDelivery,
  attempt: Parameters<WebhookSendingPort['settle']>[1],
  after: Parameters<WebhookSendingPort['settle']>[2],
): Promise<boolean> {
  const { landlordId } = claimed;
  const endpoint = await lockEndpoint(tx, claimed.endpointId);
  if (endpoint === null) return false;
  const { state, dueAt, endpoint: next } = after(endpoint.failingSince);
  const own = await tx
    .update(webhookDeliveries)
    .set({ state, dueAt, leaseId: null, leasedUntil: null, version: sql`${webhookDeliveries.version} + 1` })
    .where(and(eq(webhookDeliveries.id, claimed.id), eq(webhookDeliveries.leaseId, claimed.leaseId)))
    .returning({ id: webhookDeliveries.id });
  if (own.length === 0) return false;
  await tx.insert(webhookAttempts).values({ ...attempt, landlordId, deliveryId: claimed.id });
  const { failingSince, pausedUntil, disable } = next;
  await tx
    .update(webhookEndpoints)
    .set({ failingSince, pausedUntil })
    .where(eq(webhookEndpoints.id, endpoint.id));
  if (disable !== null && endpoint.state === 'active') {
    await disableByItself(tx, landlordId, endpoint, disable, attempt.at);
  }
  return true;
}

/** Disabled with an act, and a message to those who may enable it again. */
async function disableByItself(
  tx: Transaction,
  landlordId: string,
  endpoint: typeof webhookEndpoints.$inferSelect,
  because: 'failures' | 'gone',
  now: Date,
): Promise<void> {
  await tx
    .update(webhookEndpoints)
    .set({
      state: 'disabled',
      disabledBecause: because,
      changedBy: serviceActor.name,
      changedAt: now,
      version: sql`${webhookEndpoints.version} + 1`,
    })
    .where(eq(webhookEndpoints.id, endpoint.id));
  const notice = disabledNotice(endpoint.name, because);
  await mailRoles(tx, { landlordId, roles: connectionKeepers, now }, notice);
  await appendActs(tx, landlordId, [
    {
      kind: 'webhook.disabledByItself',
      at: now,
      actor: serviceActor,
      subjects: [`webhook:${endpoint.id}`],
      before: { state: 'active' },
      after: { state: 'disabled', because },
      why: null,
    },
  ]);
}
