/** Endpoints as pages read them, and the change of one under its lock. */
import { asc, eq, sql } from 'drizzle-orm';
import { chosenTypes } from '../../src/access/webhooks/event.ts';
import type { Endpoint, EndpointChange, WebhookRefusal } from '../../src/access/webhooks/webhook-port.ts';
import type { Act, Asked } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { webhookEndpoints } from '../schema/webhook.ts';
import { appendActs } from './journal-append.ts';

type EndpointRow = typeof webhookEndpoints.$inferSelect;

/** Every column but the secrets: no page reads them. */
const shown = {
  id: webhookEndpoints.id,
  name: webhookEndpoints.name,
  url: webhookEndpoints.url,
  types: webhookEndpoints.types,
  state: webhookEndpoints.state,
  disabledBecause: webhookEndpoints.disabledBecause,
  failingSince: webhookEndpoints.failingSince,
  formerUntil:
    sql<Date | null>`case when ${webhookEndpoints.formerUntil} > now() then ${webhookEndpoints.formerUntil} end`.mapWith(
      webhookEndpoints.formerUntil,
    ),
  createdBy: webhookEndpoints.createdBy,
  createdAt: webhookEndpoints.createdAt,
  version: webhookEndpoints.version,
};

/** Oldest first; one of them where an identifier is given. */
export async function endpointsOf(tx: Transaction, endpointId?: string): Promise<Endpoint[]> {
  const rows = await tx
    .select(shown)
    .from(webhookEndpoints)
    .where(endpointId === undefined ? undefined : eq(webhookEndpoints.id, endpointId))
    .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id));
  return rows.map((row) => ({ ...row, types: chosenTypes.filter((type) => row.types.includes(type)) }));
}

/** The endpoint, locked: before any of its deliveries, whoever writes. Acts that are born meanwhile do not wait for it. */
export async function lockEndpoint(tx: Transaction, endpointId: string): Promise<EndpointRow | null> {
  const [row] = await tx
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId))
    .for('no key update');
  return row ?? null;
}

type Done<Value> = {
  value: Value;
  set: Partial<EndpointRow>;
  act: Pick<Act, 'kind' | 'before' | 'after'>;
};

/** One change of an endpoint, as the form showed it, with its act; the second of two people is told of the first. */
export function changeEndpoint<Value>(
  db: Database,
  asked: Asked,
  { endpointId, version }: EndpointChange,
  work: (tx: Transaction, row: EndpointRow) => Promise<Result<Done<Value>, WebhookRefusal>>,
): Promise<Result<Value, WebhookRefusal>> {
  const { landlordId, actor, now } = asked;
  return withLandlord(db, landlordId, async (tx) => {
    const row = await lockEndpoint(tx, endpointId);
    if (row === null) return refuse({ code: 'unknownEndpoint' });
    if (row.version !== version) {
      return refuse({ code: 'changedMeanwhile', by: row.changedBy, at: row.changedAt });
    }
    const done = await work(tx, row);
    if (!done.ok) return done;
    const { value, set, act } = done.value;
    await tx
      .update(webhookEndpoints)
      .set({ ...set, changedBy: actor.name, changedAt: now, version: version + 1 })
      .where(eq(webhookEndpoints.id, endpointId));
    await appendActs(tx, landlordId, [
      { ...act, at: now, actor, subjects: [`webhook:${endpointId}`], why: null },
    ]);
    return ok(value);
  });
}
