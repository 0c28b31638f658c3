/** The log of an endpoint's deliveries, and the replay of what was told: the same bytes again. */
import { and, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Attempt } from '../../src/access/webhooks/delivery.ts';
import { type WebhookType, webhookTypes } from '../../src/access/webhooks/event.ts';
import type {
  DeliveryState,
  EndpointLog,
  LogFilter,
  WebhookPort,
} from '../../src/access/webhooks/webhook-port.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { webhookAttempts, webhookDeliveries, webhookEndpoints, webhookEvents } from '../schema/webhook.ts';
import { appendActs } from './journal-append.ts';
import { changeEndpoint, lockEndpoint } from './webhook-rows.ts';

const linesAPage = 25;

/** One page of the log, newest first, with how many deliveries are in each state. */
export async function logOf(
  tx: Transaction,
  endpointId: string,
  { state, page: asked }: LogFilter,
): Promise<EndpointLog> {
  const counts = await countsOf(tx, endpointId);
  const total = state === null ? Object.values(counts).reduce((sum, one) => sum + one, 0) : counts[state];
  const pages = Math.max(1, Math.ceil(total / linesAPage));
  const page = Math.min(Math.max(1, asked), pages);
  const rows = await tx
    .select({
      id: webhookDeliveries.id,
      eventId: webhookDeliveries.eventId,
      type: webhookEvents.type,
      at: webhookEvents.at,
      state: webhookDeliveries.state,
      dueAt: webhookDeliveries.dueAt,
      version: webhookDeliveries.version,
    })
    .from(webhookDeliveries)
    .innerJoin(webhookEvents, eq(webhookEvents.id, webhookDeliveries.eventId))
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        state === null ? undefined : eq(webhookDeliveries.state, state),
      ),
    )
    .orderBy(desc(webhookEvents.at), desc(webhookEvents.id))
    .limit(linesAPage)
    .offset((page - 1) * linesAPage);
  const attempts = await attemptsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const lines = rows.map((row) => ({
    ...row,
    type: typeOf(row.type),
    attempts: attempts.get(row.id) ?? [],
  }));
  return { lines, page, pages, counts };
}

async function countsOf(tx: Transaction, endpointId: string): Promise<EndpointLog['counts']> {
  const rows = await tx
    .select({ state: webhookDeliveries.state, many: count() })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.endpointId, endpointId))
    .groupBy(webhookDeliveries.state);
  const many = (state: DeliveryState) => rows.find((row) => row.state === state)?.many ?? 0;
  return {
    waiting: many('waiting'),
    delivered: many('delivered'),
    failed: many('failed'),
    stopped: many('stopped'),
  };
}

async function attemptsOf(tx: Transaction, deliveryIds: readonly string[]): Promise<Map<string, Attempt[]>> {
  const found = new Map<string, Attempt[]>();
  if (deliveryIds.length === 0) return found;
  const rows = await tx
    .select()
    .from(webhookAttempts)
    .where(inArray(webhookAttempts.deliveryId, [...deliveryIds]))
    .orderBy(desc(webhookAttempts.at), desc(webhookAttempts.id));
  for (const { deliveryId, at, outcome, status, durationMs, excerpt } of rows) {
    const own = found.get(deliveryId) ?? [];
    own.push({ at, outcome, status, durationMs, excerpt });
    found.set(deliveryId, own);
  }
  return found;
}

function typeOf(stored: string): WebhookType {
  const type = webhookTypes.find((one) => one === stored);
  if (type === undefined) throw new Error(`a stored event has the unknown type ${stored}`);
  return type;
}

/** Asks for one delivery again; a second click of the same page changes nothing. */
export function replayOne(
  db: Database,
  { landlordId, actor, now }: Parameters<WebhookPort['replay']>[0],
  { deliveryId, version }: Parameters<WebhookPort['replay']>[1],
): ReturnType<WebhookPort['replay']> {
  return withLandlord(db, landlordId, async (tx) => {
    const [found] = await tx
      .select({ endpointId: webhookDeliveries.endpointId, eventId: webhookDeliveries.eventId })
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.id, deliveryId));
    const endpoint = found ? await lockEndpoint(tx, found.endpointId) : null;
    if (!found || endpoint === null) return refuse({ code: 'unknownEndpoint' });
    if (endpoint.state === 'disabled') return refuse({ code: 'disabled' });
    const again = await tx
      .update(webhookDeliveries)
      .set({ state: 'waiting', attempts: 0, dueAt: sql`now()`, version: version + 1 })
      .where(and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.version, version)))
      .returning({ id: webhookDeliveries.id });
    if (again.length > 0) {
      await tx
        .update(webhookEndpoints)
        .set({ pausedUntil: null })
        .where(eq(webhookEndpoints.id, endpoint.id));
      await appendActs(tx, landlordId, [
        {
          kind: 'webhook.replayed',
          at: now,
          actor,
          subjects: [`webhook:${endpoint.id}`],
          before: null,
          after: { event: found.eventId },
          why: null,
        },
      ]);
    }
    return ok({ endpointId: endpoint.id });
  });
}

/** Asks again for every event since the day that the endpoint chooses now, those that it never got included. */
export function replaySince(
  db: Database,
  asked: Parameters<WebhookPort['replaySince']>[0],
  input: Parameters<WebhookPort['replaySince']>[1],
): ReturnType<WebhookPort['replaySince']> {
  return changeEndpoint(db, asked, input, async (tx, endpoint) => {
    if (endpoint.state === 'disabled') return refuse({ code: 'disabled' });
    const events = tx
      .select({
        id: sql`gen_random_uuid()`.as('id'),
        landlordId: webhookEvents.landlordId,
        endpointId: sql`${endpoint.id}::uuid`.as('endpoint_id'),
        eventId: sql`${webhookEvents.id}`.as('event_id'),
        state: sql`'waiting'`.as('state'),
        attempts: sql`0`.as('attempts'),
        dueAt: sql`now()`.as('due_at'),
        leaseId: sql`null::uuid`.as('lease_id'),
        leasedUntil: sql`null::timestamptz`.as('leased_until'),
        version: sql`1`.as('version'),
        createdAt: sql`now()`.as('created_at'),
      })
      .from(webhookEvents)
      .where(
        and(
          inArray(webhookEvents.type, endpoint.types),
          sql`${webhookEvents.at} >= ${input.since}::timestamp at time zone 'Europe/Paris'`,
        ),
      );
    const again = await tx
      .insert(webhookDeliveries)
      .select(events)
      .onConflictDoUpdate({
        target: [webhookDeliveries.endpointId, webhookDeliveries.eventId],
        set: {
          state: 'waiting',
          attempts: 0,
          dueAt: sql`now()`,
          version: sql`${webhookDeliveries.version} + 1`,
        },
      })
      .returning({ id: webhookDeliveries.id });
    return ok({
      value: again.length,
      set: { pausedUntil: null },
      act: {
        kind: 'webhook.replayedSince',
        before: null,
        after: { since: input.since, events: again.length },
      },
    });
  });
}
