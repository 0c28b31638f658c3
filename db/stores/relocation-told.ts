/** What a sitting is told of relocations (C-13): those of our own tenants, and those of a fellow landlord's households. */
import { asc, eq, sql } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { fellowContentSchema } from '../../src/portal/relocations/fellow-request.ts';
import type { ToldRelocation } from '../../src/portal/relocations/review-port.ts';
import { protectedAddress } from '../../src/portal/transfers/transfer-port.ts';
import type { Transaction } from '../connection.ts';
import { homes, vacancies } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { fellowRequests, transferRequests } from '../schema/transfer.ts';
import { protectedKeys } from './lease-guard.ts';
import { standingOf } from './relocation-read.ts';
import { homeInWords, reviewedHomeColumns } from './review-read.ts';
import { requestColumns, requestOf } from './transfer-rows.ts';

export async function sittingRelocations(
  tx: Transaction,
  sessionId: string,
  today: CivilDate,
): Promise<ToldRelocation[]> {
  const rows = await tx
    .select(requestColumns)
    .from(transferRequests)
    .where(sql`${transferRequests.details}->'relocation'->'information'->>'sessionId' = ${sessionId}`)
    .orderBy(asc(transferRequests.receivedOn), asc(transferRequests.id));
  const guarded = await protectedKeys(tx);
  const told: ToldRelocation[] = [];
  for (const request of rows.map(requestOf)) {
    const { standing } = await standingOf(tx, request, today);
    const { accepted } = standing;
    if (accepted === null) continue;
    // Neither where it lives nor where it goes: minutes are read by many (D-04).
    const isProtected = guarded.has(request.number ?? '') || guarded.has(request.tenancyId ?? '');
    told.push({
      requestId: request.id,
      fellow: null,
      number: request.number,
      tenancyId: request.tenancyId,
      perimeter: standing.perimeter?.name ?? null,
      present: isProtected ? protectedAddress : await placeOfTenancy(tx, request.tenancyId),
      accepted: isProtected
        ? protectedAddress
        : ((await placeOfHome(tx, accepted.homeId)) ?? accepted.homeId),
      acceptedOn: accepted.answeredOn,
    });
  }
  return [...told, ...(await fellowsTold(tx, sessionId, guarded))];
}

async function placeOfTenancy(tx: Transaction, tenancyId: string | null): Promise<string | null> {
  if (tenancyId === null) return null;
  const [row] = await tx
    .select({ homeId: tenancies.homeId })
    .from(tenancies)
    .where(eq(tenancies.id, tenancyId));
  return row ? placeOfHome(tx, row.homeId) : null;
}

async function placeOfHome(tx: Transaction, homeId: string): Promise<string | null> {
  const [home] = await tx.select(reviewedHomeColumns).from(homes).where(eq(homes.id, homeId));
  if (!home) return null;
  return homeInWords(home);
}

/** Households of fellow landlords whose home here is promised: where they live is the fellow's to know. */
async function fellowsTold(
  tx: Transaction,
  sessionId: string,
  guarded: ReadonlySet<string>,
): Promise<ToldRelocation[]> {
  const rows = await tx
    .select()
    .from(fellowRequests)
    .where(sql`${fellowRequests.content}->'information'->>'sessionId' = ${sessionId}`)
    .orderBy(asc(fellowRequests.receivedOn), asc(fellowRequests.id));
  const told: ToldRelocation[] = [];
  for (const { id, fellow, number, content, answeredOn } of rows) {
    const { need, answer } = fellowContentSchema.parse(content);
    if (answer === null || answer.vacancyId === null) continue;
    const [home] = await tx
      .select(reviewedHomeColumns)
      .from(vacancies)
      .innerJoin(homes, eq(homes.id, vacancies.homeId))
      .where(eq(vacancies.id, answer.vacancyId));
    told.push({
      requestId: id,
      fellow,
      number,
      tenancyId: null,
      perimeter: need.operationName,
      present: `logement d’un autre bailleur (${fellow})`,
      accepted:
        home === undefined
          ? answer.vacancyId
          : guarded.has(number ?? '')
            ? protectedAddress
            : homeInWords(home),
      acceptedOn: answeredOn,
    });
  }
  return told;
}
