/** Writes what other systems are told of an act, in its own transaction: no event is lost, made twice, or made of nothing. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type BornEvent, bornOf } from '../../src/access/webhooks/birth.ts';
import { webhookBody } from '../../src/access/webhooks/event.ts';
import type { Act } from '../../src/domain/act.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { vacancies } from '../schema/home.ts';
import { protections } from '../schema/instruction.ts';
import { webhookDeliveries, webhookEndpoints, webhookEvents } from '../schema/webhook.ts';

/** An act with its line of the journal. */
type Written = { act: Act; sequence: number };

/** Freezes the messages of the acts for the endpoints that chose them; a message that none chose is not written. */
export async function announce(
  tx: Transaction,
  landlordId: string,
  written: readonly Written[],
): Promise<void> {
  const born = written.flatMap(({ act, sequence }) => {
    const event = bornOf(act);
    return event === null ? [] : [{ event, sequence, at: act.at }];
  });
  if (born.length === 0) return;
  const endpoints = await tx
    .select({ id: webhookEndpoints.id, types: webhookEndpoints.types, state: webhookEndpoints.state })
    .from(webhookEndpoints);
  const chosen = born.flatMap((one) => {
    const to = endpoints.filter(({ id, types }) =>
      one.event.endpointId === null ? types.includes(one.event.type) : one.event.endpointId === id,
    );
    return to.length === 0 ? [] : [{ ...one, to, id: v7() }];
  });
  if (chosen.length === 0) return;
  const events = chosen.map(({ event }) => event);
  const [homeOf, mayLeave] = [await homesOf(tx, events), await numbersThatMayLeave(tx, events)];
  await tx.insert(webhookEvents).values(
    chosen.map(({ id, event, sequence, at }) => {
      const { type, vacancyId, number, own } = event;
      const applicationNumber = number !== null && mayLeave.has(number) ? number : null;
      const data = { vacancyId, homeId: homeOf.get(vacancyId ?? ''), applicationNumber, ...own };
      const body = webhookBody({ id, type, at, landlordId, data });
      return { id, landlordId, sequence, type, applicationNumber, body, at };
    }),
  );
  // A disabled endpoint is sent nothing until an administrator replays what it missed.
  const deliveries = chosen.flatMap(({ id, to }) =>
    to
      .filter(({ state }) => state === 'active')
      .map((endpoint) => ({ landlordId, endpointId: endpoint.id, eventId: id })),
  );
  if (deliveries.length > 0) await tx.insert(webhookDeliveries).values(deliveries);
}

async function homesOf(tx: Transaction, events: readonly BornEvent[]): Promise<Map<string, string>> {
  const ids = [...new Set(events.flatMap(({ vacancyId }) => vacancyId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: vacancies.id, homeId: vacancies.homeId })
    .from(vacancies)
    .where(inArray(vacancies.id, ids));
  return new Map(rows.map(({ id, homeId }) => [id, homeId]));
}

/** National numbers of files that are not protected: the only word on a household that other systems are given. */
async function numbersThatMayLeave(tx: Transaction, events: readonly BornEvent[]): Promise<Set<string>> {
  const numbers = [...new Set(events.flatMap(({ number }) => number ?? []))];
  if (numbers.length === 0) return new Set();
  const rows = await tx
    .select({ number: applications.number })
    .from(applications)
    .leftJoin(protections, and(eq(protections.number, applications.number), isNull(protections.until)))
    .where(
      and(
        inArray(applications.number, numbers),
        isNull(protections.number),
        sql`${applications.content}->>'withoutNumber' is null`,
      ),
    );
  return new Set(rows.map(({ number }) => number));
}
