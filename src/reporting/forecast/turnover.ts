/** How fast the stock turns: leases by day and by month of the year, learned from the leases of the years read. */
import {
  addDays,
  type CivilDate,
  daysBetween,
  daysInMonth,
  monthOf,
  yearOf,
} from '../../kernel/civil-date.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import { chanceWithin, type Delays } from './delays.ts';

export const daysAYear = 365.25;

/** Leases that a flat year weighs as much as, for each month: few leases make no season. */
const flatMonthLeases = 60;
/** Years that the landlord's own turnover weighs as much as, for a group of homes. */
export const ownTurnoverYears = 0.5;

export type Turnover = {
  /** First day that the leases cover, and how long until the day of the forecast. */
  observedFrom: CivilDate;
  years: number;
  /** Leases of homes that had been let before: the first lettings are deliveries. */
  relettings: number;
  /** Leases a year for one home of the stock. */
  perHome: number;
  /** How much more or less than its share of the days each month brings, January first. */
  season: readonly number[];
};

export function isReletting({ facts }: Pick<LeaseRecord, 'facts'>): boolean {
  return !facts?.firstLetting;
}

export function turnoverOf({ leases, from, asOf, stock }: ReportingFacts): Turnover {
  const relettings = leases.filter((lease) => lease.signedOn <= asOf && isReletting(lease));
  // A landlord that began in the middle of a year is no slower for it.
  const first = relettings[0]?.signedOn ?? from;
  const days = Math.max(1, daysBetween(first, asOf) + 1);
  const homes = stock.reduce((total, one) => total + one.homes, 0);
  const years = days / daysAYear;
  return {
    observedFrom: first,
    years,
    relettings: relettings.length,
    perHome: homes === 0 ? 0 : relettings.length / homes / years,
    season: seasonOf(relettings, first, asOf),
  };
}

function seasonOf(leases: readonly LeaseRecord[], first: CivilDate, last: CivilDate): number[] {
  const seen = new Array<number>(12).fill(0);
  for (const { signedOn } of leases) seen[monthOf(signedOn) - 1] = seen[monthOf(signedOn) - 1]! + 1;
  const perDay = leases.length / Math.max(1, daysBetween(first, last) + 1);
  const observed = daysByMonth(first, last);
  return seen.map(
    (count, month) => (count + flatMonthLeases) / (observed[month]! * perDay + flatMonthLeases),
  );
}

function daysByMonth(first: CivilDate, last: CivilDate): number[] {
  const days = new Array<number>(12).fill(0);
  for (let at = first; at <= last; ) {
    const month = monthOf(at) - 1;
    const left = Math.min(daysInMonth(yearOf(at), month + 1) - Number(at.slice(8)), daysBetween(at, last));
    days[month] = days[month]! + left + 1;
    at = addDays(at, left + 1);
  }
  return days;
}

/**
 * For each day from the day after `asOf` to `until`, the years of arrivals so far of homes whose notice has yet to
 * come: each day weighs its season, and the part of lettings that follow their notice in so few days. Homes already on
 * notice are counted one by one elsewhere.
 */
export function unannouncedYears(
  { season }: Pick<Turnover, 'season'>,
  fromNotice: Delays,
  asOf: CivilDate,
  until: CivilDate,
): number[] {
  let total = 0;
  return Array.from({ length: daysBetween(asOf, until) }, (_, index) => {
    const month = monthOf(addDays(asOf, index + 1)) - 1;
    total += (season[month]! * chanceWithin(fromNotice, 0, index + 1)) / daysAYear;
    return total;
  });
}
