/** A year's flow as it stands on a day: what was let, what runs with a destination, what came back, what is due. */
import type { Home, Vacancy } from '../../domain/home.ts';
import type { ReservationHolder } from '../../domain/reservation.ts';
import type { Lease } from '../../domain/tenancy.ts';
import { type CivilDate, civilDateOf, daysBetween, yearOf } from '../../kernel/civil-date.ts';
import { flowBase, holderFlow } from '../../law/flow.ts';
import { inHolderTerritory, isDeducted } from './destination.ts';
import { conventionOf, type FlowPlan } from './flow-plan.ts';

/** What the balance reads of a home. */
export type FlowPlace = Pick<Home, 'insee' | 'qpvCode' | 'typology' | 'financing' | 'constructionYear'>;

/** A home freed and not let yet; `destination` null: it waits for its orientation. */
export type FreedHome = {
  vacancy: Vacancy;
  home: Home;
  destination: string | null;
  /** the destination may designate only households other than first quartile. */
  firstQuartileExcluded: boolean;
  /** Households designated for it. */
  designated: number;
};

/** All that orientation reads of a landlord's year, frozen on a day. */
export type FlowYear = {
  date: CivilDate;
  holders: readonly ReservationHolder[];
  /** What was entered for the year; null: an estimate is made. */
  plan: FlowPlan | null;
  leases: readonly (Lease & { constructionYear: number | null })[];
  freed: readonly FreedHome[];
  /** Homes that came back from a holder this year and are not let, with whose they were. */
  returned: readonly { destination: string; place: FlowPlace }[];
  /** Households to relocate, with where and how large: a home is kept for one that could take it. */
  relocating: readonly Relocating[];
};

export type Relocating = {
  use: 'renewal' | 'saleRelocation';
  /** Empty: anywhere. */
  communes: readonly string[];
  typologies: readonly string[];
};

/** A home of the year counted where it went. */
export type Use = { destination: string; stage: 'let' | 'running' | 'returned'; place: FlowPlace };

/** Where a signed lease counts: its holder, else what deducts it from the flow, else the non-reserved part. */
function destinationOfLease(
  lease: Pick<Lease, 'holderId' | 'reservationFailed' | 'relocated' | 'transfer'>,
): string {
  if (lease.holderId !== null && !lease.reservationFailed) return lease.holderId;
  if (lease.relocated) return 'renewal';
  return lease.transfer === 'internal' ? 'transfer' : 'own';
}

/** Every home of the year that counts somewhere; those that came back count only where the convention says so. */
export function usesOf(year: FlowYear, plan: FlowPlan): Use[] {
  const signed = year.leases.map(
    (lease): Use => ({ destination: destinationOfLease(lease), stage: 'let', place: lease }),
  );
  const running = year.freed.flatMap(({ destination, home }): Use[] =>
    destination === null ? [] : [{ destination, stage: 'running', place: home }],
  );
  const returned = returnedHomes(year).flatMap(({ destination, place }): Use[] =>
    conventionOf(plan, destination).returnedHomesCount ? [{ destination, stage: 'returned', place }] : [],
  );
  return [...signed, ...running, ...returned];
}

/** Homes that a holder gave back or let lapse this year, let since or not. */
export function returnedHomes(year: FlowYear): { destination: string; place: FlowPlace }[] {
  const letSince = year.leases.flatMap((lease) =>
    lease.holderId !== null && lease.reservationFailed ? [{ destination: lease.holderId, place: lease }] : [],
  );
  return [...letSince, ...year.returned];
}

/** The plan of the year: that entered, or an estimate from what was let so far, which says that it is one. */
export function planOf(year: FlowYear): FlowPlan {
  if (year.plan) return year.plan;
  const elapsed = Math.max(1, daysBetween(civilDateOf(yearOf(year.date), 1, 1), year.date) + 1);
  const overYear = (count: number) => Math.round((count * 365) / elapsed);
  const countOf = (destination: string) =>
    year.leases.filter((lease) => destinationOfLease(lease) === destination).length;
  return {
    year: yearOf(year.date),
    source: 'Estimation : les baux signés depuis le 1er janvier, prolongés au même rythme',
    estimated: true,
    vacated: overYear(year.leases.length),
    newDeliveries: 0,
    newProgrammesInFlow: true,
    deducted: {
      internalTransfers: overYear(countOf('transfer')),
      urbanRenewal: overYear(countOf('renewal')),
      orcod: 0,
      unfitHousing: 0,
      sale: 0,
    },
    prefetSubstituted: 0,
    namedHomes: 0,
    rounding: 'nearest',
    tenseCommunes: null,
    largeAreaDepartements: null,
    conventions: [],
  };
}

export type Due = {
  destination: string;
  /** Share of the convention, in thousandths of the base of its territory; null for own uses. */
  sharePermille: number | null;
  /** Homes of the whole year. */
  yearDue: number;
};

/**
 * What the year owes each destination: holders their share of the base, on their own territory for those that have one;
 * the landlord the deductions that it forecast, and the rest of the base. Holders without a share are due nothing.
 */
export function yearDues(
  year: FlowYear,
  plan: FlowPlan,
  uses: readonly Use[],
): { base: number; dues: Due[] } {
  const base = flowBase(plan);
  const holders = year.holders.map((holder): Due => {
    const within = Math.round(base * shareOfTerritory(holder, uses, year.date));
    const yearDue = holder.flowPermille === null ? 0 : holderFlow(holder.flowPermille, within, plan.rounding);
    return { destination: holder.id, sharePermille: holder.flowPermille, yearDue };
  });
  const reserved = holders.reduce((sum, { yearDue }) => sum + yearDue, 0);
  const { internalTransfers, urbanRenewal, orcod, unfitHousing, sale } = plan.deducted;
  const own = (destination: string, yearDue: number): Due => ({ destination, sharePermille: null, yearDue });
  return {
    base,
    dues: [
      ...holders,
      own('own', Math.max(0, base - reserved)),
      own('transfer', internalTransfers),
      own('renewal', urbanRenewal + orcod + unfitHousing),
      own('saleRelocation', sale),
    ],
  };
}

/** Part of the year's flow that stands in the holder's territory; 1 where it has none. */
export function shareOfTerritory(
  holder: Pick<ReservationHolder, 'kind' | 'territory'>,
  uses: readonly Use[],
  date: CivilDate,
): number {
  if (holder.territory === null) return 1;
  const flow = uses.filter(({ destination }) => !isDeducted(destination));
  if (flow.length === 0) return 0;
  return flow.filter(({ place }) => inHolderTerritory(holder, place, date)).length / flow.length;
}
