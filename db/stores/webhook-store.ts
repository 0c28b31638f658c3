/** Connections to other systems as administrators keep them: each gesture is one transaction with its act. */
import { eq, sql } from 'drizzle-orm';
import { hoursOfFormerSecret } from '../../src/access/webhooks/delivery.ts';
import { newSecret } from '../../src/access/webhooks/signature.ts';
import type { WebhookPort } from '../../src/access/webhooks/webhook-port.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, withLandlord } from '../connection.ts';
import { webhookEndpoints } from '../schema/webhook.ts';
import { appendActs } from './journal-append.ts';
import { logOf, replayOne, replaySince } from './webhook-log.ts';
import { changeEndpoint, endpointsOf } from './webhook-rows.ts';

export function webhookStore(db: Database): WebhookPort {
  return {
    list: (landlordId) => withLandlord(db, landlordId, (tx) => endpointsOf(tx)),
    find: (landlordId, endpointId) =>
      withLandlord(db, landlordId, async (tx) => (await endpointsOf(tx, endpointId))[0] ?? null),
    log: (landlordId, endpointId, filter) =>
      withLandlord(db, landlordId, (tx) => logOf(tx, endpointId, filter)),
    create: (asked, input) => create(db, asked, input),
    chooseTypes: (asked, input) =>
      changeEndpoint(db, asked, input, async (_tx, row) =>
        ok({
          value: null,
          set: { types: [...input.types] },
          act: {
            kind: 'webhook.typesChosen',
            before: { types: row.types },
            after: { types: [...input.types] },
          },
        }),
      ),
    setActive: (asked, input) =>
      changeEndpoint(db, asked, input, async (_tx, row) =>
        ok({
          value: null,
          set: input.active
            ? { state: 'active', disabledBecause: null, failingSince: null, pausedUntil: null }
            : { state: 'disabled', disabledBecause: 'person' },
          act: {
            kind: input.active ? 'webhook.enabled' : 'webhook.disabled',
            before: { state: row.state, because: row.disabledBecause },
            after: { state: input.active ? 'active' : 'disabled' },
          },
        }),
      ),
    test: (asked, input) =>
      changeEndpoint(db, asked, input, async (_tx, row) =>
        row.state === 'disabled'
          ? refuse({ code: 'disabled' })
          : ok({
              value: null,
              // Whoever tries the connection does not wait for the minute that follows a failure.
              set: { pausedUntil: null },
              act: { kind: 'webhook.tested', before: null, after: null },
            }),
      ),
    rotate: (asked, input) => rotate(db, asked, input),
    endRotation: (asked, input) => endRotation(db, asked, input),
    replay: (asked, input) => replayOne(db, asked, input),
    replaySince: (asked, input) => replaySince(db, asked, input),
  };
}

/** Sent twice, the form makes one endpoint; its secret was given to the first request only. */
async function create(
  db: Database,
  { landlordId, actor, now }: Parameters<WebhookPort['create']>[0],
  { key, name, url, types }: Parameters<WebhookPort['create']>[1],
): ReturnType<WebhookPort['create']> {
  const secret = newSecret();
  return withLandlord(db, landlordId, async (tx) => {
    const [made] = await tx
      .insert(webhookEndpoints)
      .values({
        landlordId,
        name,
        url,
        types: [...types],
        secret,
        createdBy: actor.name,
        changedBy: actor.name,
        changedAt: now,
        requestKey: key,
      })
      .onConflictDoNothing()
      .returning({ id: webhookEndpoints.id });
    if (!made) {
      const [known] = await tx
        .select({ id: webhookEndpoints.id })
        .from(webhookEndpoints)
        .where(eq(webhookEndpoints.requestKey, key));
      if (!known) throw new Error('a connection that exists cannot be read');
      return { endpointId: known.id, secret: null };
    }
    await appendActs(tx, landlordId, [
      {
        kind: 'webhook.created',
        at: now,
        actor,
        subjects: [`webhook:${made.id}`],
        before: null,
        // The path of an address may hold a token of the receiver.
        after: { name, host: new URL(url).host, types: [...types] },
        why: null,
      },
    ]);
    return { endpointId: made.id, secret };
  });
}

/** Two secrets at most: while a former one signs, another rotation would cut off a receiver that still has it. */
function rotate(
  db: Database,
  asked: Parameters<WebhookPort['rotate']>[0],
  input: Parameters<WebhookPort['rotate']>[1],
): ReturnType<WebhookPort['rotate']> {
  const secret = newSecret();
  return changeEndpoint(db, asked, input, async (tx, row) => {
    const [shown] = await endpointsOf(tx, row.id);
    if (shown?.formerUntil) return refuse({ code: 'twoSecrets', until: shown.formerUntil });
    const [clock] = await tx
      .select({ until: sql<string>`now() + make_interval(hours => ${hoursOfFormerSecret})` })
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.id, row.id));
    return ok({
      value: secret,
      set: { secret, formerSecret: row.secret, formerUntil: new Date(clock?.until ?? 0) },
      act: { kind: 'webhook.secretRotated', before: null, after: { formerForHours: hoursOfFormerSecret } },
    });
  });
}

/** One secret again: the new one, or the former where the new one was not noted in time. */
function endRotation(
  db: Database,
  asked: Parameters<WebhookPort['endRotation']>[0],
  input: Parameters<WebhookPort['endRotation']>[1],
): ReturnType<WebhookPort['endRotation']> {
  return changeEndpoint(db, asked, input, async (_tx, row) =>
    row.formerSecret === null
      ? refuse({ code: 'oneSecret' })
      : ok({
          value: null,
          set: {
            secret: input.keep === 'new' ? row.secret : row.formerSecret,
            formerSecret: null,
            formerUntil: null,
          },
          act: { kind: 'webhook.secretKept', before: null, after: { kept: input.keep } },
        }),
  );
}
