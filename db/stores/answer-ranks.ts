/** Households placed on the list of a home and not served yet: news day after day, and the end, each told once. */
import { and, eq, gte, inArray, isNotNull } from 'drizzle-orm';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import {
  isPlaced,
  isRankedNewsDue,
  type RankedPlace,
  rankedDays,
  rankedOverNotice,
  rankedWaitingNotice,
} from '../../src/portal/answers/ranked.ts';
import { homeNameOf } from '../../src/portal/standing/home-name.ts';
import type { Transaction } from '../connection.ts';
import { homes, vacancies } from '../schema/home.ts';
import { leases, offers } from '../schema/tenancy.ts';
import { lockHousehold } from './interest-rows.ts';
import { appendActs } from './journal-append.ts';
import { currentDecisions } from './letting-decisions.ts';
import { notifyWithin } from './portal-notify.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

/** The places of recent sittings whose households have no offer of the home and signed no lease since. */
export async function rankedPlaces(tx: Transaction, today: CivilDate): Promise<RankedPlace[]> {
  const since = addDays(today, -rankedDays);
  const decisions = (await currentDecisions(tx, { heldSince: since })).map(({ final }) => final);
  const vacancyIds = decisions.map(({ vacancyId }) => vacancyId);
  if (vacancyIds.length === 0) return [];
  const named = await tx
    .select({
      id: vacancies.id,
      status: vacancies.status,
      home: { typology: homes.typology, surfaceM2: homes.surfaceM2, insee: homes.insee },
    })
    .from(vacancies)
    .innerJoin(homes, and(eq(homes.landlordId, vacancies.landlordId), eq(homes.id, vacancies.homeId)))
    .where(inArray(vacancies.id, vacancyIds));
  const offered = await tx
    .select({ vacancyId: offers.vacancyId, number: offers.applicationNumber })
    .from(offers)
    .where(inArray(offers.vacancyId, vacancyIds));
  const signed = await tx
    .select({ number: leases.applicationNumber, signedOn: leases.signedOn })
    .from(leases)
    .where(and(isNotNull(leases.applicationNumber), gte(leases.signedOn, since)));
  const homeOf = new Map(named.map((row) => [row.id, row]));
  const hasOffer = new Set(offered.map(({ vacancyId, number }) => `${vacancyId} ${number}`));
  return decisions.flatMap(({ vacancyId, heldOn, candidates }) => {
    const place = homeOf.get(vacancyId);
    if (!place) return [];
    return candidates.flatMap((own) => {
      const { number, rank } = own;
      if (rank === null || !isPlaced(own) || hasOffer.has(`${vacancyId} ${number}`)) return [];
      if (signed.some((lease) => lease.number === number && lease.signedOn >= heldOn)) return [];
      const isOver = place.status === 'let' || place.status === 'withdrawn';
      return [{ vacancyId, number, rank, heldOn, home: homeNameOf(place.home), isOver }];
    });
  });
}

/** 1 where the household was told now. */
export async function tellRanked(
  tx: Transaction,
  landlordId: string,
  place: RankedPlace,
  { today, now }: { today: CivilDate; now: Date },
): Promise<0 | 1> {
  const { answerDays } = await portalPolicyInForce(tx);
  if (!place.isOver && !isRankedNewsDue(place, answerDays, today)) return 0;
  if (!(await lockHousehold(tx, place.number))) return 0;
  const notice = place.isOver ? rankedOverNotice(place) : rankedWaitingNotice(place, answerDays, today);
  const told = await notifyWithin(tx, landlordId, notice, now);
  if (!told.written) return 0;
  await appendActs(tx, landlordId, told.acts);
  return 1;
}
