/** Transfer requests as pages read them: narrowed to a person's communes, late answers first. */
import { and, desc, eq, inArray, isNull, lte, not, or, type SQL, sql } from 'drizzle-orm';
import { isInScope } from '../../src/access/scope.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { TransferReader } from '../../src/portal/transfers/finding-port.ts';
import { aheadOf, byPriority, type Place } from '../../src/portal/transfers/order.ts';
import { isOverdue, liveStates } from '../../src/portal/transfers/request.ts';
import type {
  RequestFile,
  RequestFilter,
  RequestLine,
  TenantHome,
  TransferPort,
} from '../../src/portal/transfers/transfer-port.ts';
import type { PortalVisitor } from '../../src/portal/visitor.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { homes } from '../schema/home.ts';
import { protections } from '../schema/instruction.ts';
import { tenancies } from '../schema/tenancy.ts';
import { tenancyFacts, transferRequests } from '../schema/transfer.ts';
import { protectedKeys } from './lease-guard.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import {
  applicationOf,
  factsOf,
  presentHomeColumns,
  requestColumns,
  requestOf,
  shownHome,
  tenancyOf,
} from './transfer-rows.ts';

const isLiveRow = inArray(transferRequests.state, [...liveStates]);

export async function listRequests(
  tx: Transaction,
  reader: TransferReader,
  { state, ground, owner }: RequestFilter,
  by: { accountId: string; today: CivilDate },
): Promise<RequestLine[]> {
  const wanted: SQL[] = [
    state === 'live' ? isLiveRow : eq(transferRequests.state, state),
    ...(ground === null ? [] : [eq(transferRequests.ground, ground)]),
    ...(owner === 'mine' ? [eq(transferRequests.ownerAccountId, by.accountId)] : []),
    ...(owner === 'nobody' ? [isNull(transferRequests.ownerAccountId)] : []),
  ];
  return inOrder(await linesIn(tx, reader, wanted), by.today);
}

/** Late answers first, the oldest of them first; then the published order. */
function inOrder(lines: readonly RequestLine[], today: CivilDate): RequestLine[] {
  const late = lines.filter((line) => isOverdue(line, today)).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  return [...late, ...lines.filter((line) => !isOverdue(line, today)).sort(byPriority)];
}

export async function dueRequests(
  tx: Transaction,
  reader: TransferReader,
  until: CivilDate,
): Promise<RequestLine[]> {
  const lines = await linesIn(tx, reader, [isLiveRow, lte(transferRequests.dueOn, until)]);
  return lines.sort((a, b) => (a.dueOn === b.dueOn ? byPriority(a, b) : a.dueOn < b.dueOn ? -1 : 1));
}

export async function countRequests(
  tx: Transaction,
  reader: TransferReader,
  today: CivilDate,
): ReturnType<TransferPort['counts']> {
  const lines = await linesIn(tx, reader, []);
  const live = lines.filter(({ state }) => liveStates.some((one) => one === state));
  const byState = new Map<string, number>();
  for (const { state } of lines) byState.set(state, (byState.get(state) ?? 0) + 1);
  return {
    live: live.length,
    overdue: live.filter((line) => isOverdue(line, today)).length,
    nobody: live.filter(({ ownerAccountId }) => ownerAccountId === null).length,
    fastLane: live.filter(({ fastLane }) => fastLane).length,
    byState,
  };
}

/** Requests with their household and present home, within the reader's communes. */
export async function linesIn(
  tx: Transaction,
  { communes }: TransferReader,
  wanted: readonly SQL[],
): Promise<RequestLine[]> {
  const rows = await tx
    .select({
      request: requestColumns,
      name: applications.name,
      persons: applications.persons,
      wished: sql<string[] | null>`${applications.content}->'wishes'->'communes'`,
      residents: tenancies.residents,
      holderName: sql<string | null>`${tenancyFacts.content}->>'holderName'`,
      home: presentHomeColumns,
    })
    .from(transferRequests)
    .leftJoin(
      applications,
      and(
        eq(applications.landlordId, transferRequests.landlordId),
        eq(applications.number, transferRequests.number),
      ),
    )
    .leftJoin(
      tenancies,
      and(
        eq(tenancies.landlordId, transferRequests.landlordId),
        eq(tenancies.id, transferRequests.tenancyId),
      ),
    )
    .leftJoin(
      tenancyFacts,
      and(
        eq(tenancyFacts.landlordId, transferRequests.landlordId),
        eq(tenancyFacts.tenancyId, transferRequests.tenancyId),
      ),
    )
    .leftJoin(homes, and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId)))
    .where(and(...wanted));
  const guarded = await protectedKeys(tx);
  const isGuarded = ({ number, tenancyId }: { number: string | null; tenancyId: string | null }) =>
    guarded.has(number ?? '') || guarded.has(tenancyId ?? '');
  return rows
    .filter(({ home, wished }) =>
      isInScope(communes, [...(home === null ? [] : [home.insee]), ...(wished ?? [])]),
    )
    .map(({ request, name, persons, residents, holderName, home }) => ({
      ...requestOf(request),
      householdName: name ?? holderName,
      persons: persons ?? residents,
      home:
        home &&
        shownHome({ ...home, residence: isGuarded(request) ? null : home.residence }, isGuarded(request)),
    }));
}

export async function requestFile(tx: Transaction, id: string): Promise<RequestFile | null> {
  const everywhere = { landlordId: '', communes: null };
  const [line] = await linesIn(tx, everywhere, [eq(transferRequests.id, id)]);
  if (!line) return null;
  const tenancy = line.tenancyId === null ? null : await tenancyOf(tx, line.tenancyId);
  const places = await livePlaces(tx);
  const before = places.filter((one) => one.tier === line.tier && byPriority(one, line) < 0).length;
  return {
    ...line,
    tenancy,
    ...(await factsOf(tx, line.tenancyId)),
    movingGrant: (await portalPolicyInForce(tx)).movingGrant,
    application: await applicationOf(tx, line.number),
    place: before + 1,
  };
}

function livePlaces(tx: Transaction): Promise<Place[]> {
  return tx
    .select({
      id: transferRequests.id,
      tier: transferRequests.tier,
      fastLane: transferRequests.fastLane,
      receivedOn: transferRequests.receivedOn,
    })
    .from(transferRequests)
    .where(isLiveRow);
}

/**
 * Requests of the file, and of its lease: another file's under the same lease too, since a couple may ask in two names,
 * but never one that is under protection.
 */
function requestsSeenBy(number: string | null, leaseId: string | null): SQL | undefined {
  const own = number === null ? [] : [eq(transferRequests.number, number)];
  if (leaseId === null) return own[0];
  const isGuarded = sql`exists (select 1 from ${protections} where ${protections.landlordId} = ${transferRequests.landlordId} and ${protections.number} = ${transferRequests.number} and ${protections.until} is null)`;
  return or(...own, and(eq(transferRequests.tenancyId, leaseId), not(isGuarded)));
}

export async function tenantHome(tx: Transaction, { number, tenancyId }: PortalVisitor): Promise<TenantHome> {
  const application = await applicationOf(tx, number);
  const leaseId = tenancyId ?? application?.current.tenancyId ?? null;
  const tenancy = leaseId === null ? null : await tenancyOf(tx, leaseId);
  const { factsAsOf } = await factsOf(tx, leaseId);
  const seen = requestsSeenBy(number, leaseId);
  const rows =
    seen === undefined
      ? []
      : await tx
          .select(requestColumns)
          .from(transferRequests)
          .where(seen)
          .orderBy(desc(transferRequests.receivedOn), desc(transferRequests.id));
  const places = rows.length === 0 ? [] : await livePlaces(tx);
  return {
    movingGrant: (await portalPolicyInForce(tx)).movingGrant,
    home: tenancy?.home ?? null,
    lease: tenancy && { ...tenancy, factsAsOf },
    requests: rows.map(requestOf).map((request) => ({ ...request, ahead: aheadOf(request, places) })),
    persons: tenancy?.residents ?? application?.current.residents ?? null,
  };
}
