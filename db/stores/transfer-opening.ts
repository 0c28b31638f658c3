/** How a transfer request begins, whoever asks: its place in the published order, its first due date, its act. */
import { and, eq, inArray, or } from 'drizzle-orm';
import type { Act, Asked } from '../../src/domain/act.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { PortalPolicy, TransferGround } from '../../src/portal/policy.ts';
import type { TransferOwner } from '../../src/portal/transfers/finding-port.ts';
import { isFastLane, tierOf } from '../../src/portal/transfers/order.ts';
import { liveStates, type RequestDetails, type RequestOrigin } from '../../src/portal/transfers/request.ts';
import type { Transaction } from '../connection.ts';
import { transferRequests } from '../schema/transfer.ts';
import { tenancyOf } from './transfer-rows.ts';

export type Opening = {
  /** Sent twice, it opens one request. */
  key: string;
  number: string | null;
  tenancyId: string | null;
  ground: TransferGround;
  origin: RequestOrigin;
  details: Partial<RequestDetails>;
  owner: TransferOwner | null;
};

/** The request and its act, to append last; `opened` false, and no act, where the same key came before. */
export async function openRequest(
  tx: Transaction,
  asked: Asked,
  policy: PortalPolicy,
  opening: Opening,
): Promise<{ id: string; opened: boolean; dueOn: CivilDate; acts: readonly Act[] }> {
  const { landlordId, today, now, actor } = asked;
  const { key, number, tenancyId, ground, origin, details, owner } = opening;
  const tenancy = tenancyId === null ? null : await tenancyOf(tx, tenancyId);
  const tier = tierOf(policy, ground);
  const fastLane = isFastLane(policy, tenancy?.home.typology ?? null);
  const dueOn = addDays(today, policy.transferAnswerDays);
  const [created] = await tx
    .insert(transferRequests)
    .values({
      landlordId,
      number,
      tenancyId,
      ground,
      origin,
      state: 'received',
      tier,
      fastLane,
      ownerAccountId: owner?.accountId ?? null,
      ownerName: owner?.name ?? null,
      receivedOn: today,
      dueOn,
      details,
      requestKey: key,
    })
    .onConflictDoNothing()
    .returning({ id: transferRequests.id });
  if (created) {
    const act: Act = {
      kind: 'transfer.opened',
      at: now,
      actor,
      subjects: transferSubjects({ id: created.id, number, tenancyId }),
      before: null,
      after: { ground, origin, tier, fastLane, dueOn },
      why: null,
    };
    return { id: created.id, opened: true, dueOn, acts: [act] };
  }
  const [same] = await tx
    .select({ id: transferRequests.id, dueOn: transferRequests.dueOn })
    .from(transferRequests)
    .where(eq(transferRequests.requestKey, key));
  if (!same) throw new Error('a transfer request that was opened is not there');
  return { ...same, opened: false, acts: [] };
}

/** The live request of a household or of its tenancy; null where none stands. Lock the tenancy first. */
export async function liveRequestOf(
  tx: Transaction,
  { number, tenancyId }: { number: string | null; tenancyId: string | null },
): Promise<string | null> {
  const same = [
    ...(number === null ? [] : [eq(transferRequests.number, number)]),
    ...(tenancyId === null ? [] : [eq(transferRequests.tenancyId, tenancyId)]),
  ];
  if (same.length === 0) return null;
  const [row] = await tx
    .select({ id: transferRequests.id })
    .from(transferRequests)
    .where(and(inArray(transferRequests.state, [...liveStates]), or(...same)))
    .limit(1);
  return row?.id ?? null;
}

/** What an act on a request bears on. */
export function transferSubjects(request: {
  id: string;
  number: string | null;
  tenancyId: string | null;
}): Act['subjects'] {
  return [
    `transfer:${request.id}`,
    ...(request.number === null ? [] : [`application:${request.number}` as const]),
    ...(request.tenancyId === null ? [] : [`tenancy:${request.tenancyId}` as const]),
  ];
}
