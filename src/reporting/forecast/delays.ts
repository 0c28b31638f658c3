/** How long a freed home takes to be let, learned from the leases that were signed. */
import { type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import type { LeaseRecord } from '../facts.ts';

/** Whole days, in order. */
export type Delays = readonly number[];

/** What the usual delay weighs as much as, in leases, and its middle in days: an assumption that few leases correct. */
const assumed = { leases: 2, days: 75 } as const;

/** From the notice, and from the day when the home is free, to the signature. First lettings have no notice. */
export function delaysOf(leases: readonly LeaseRecord[]): { fromNotice: Delays; fromAvailable: Delays } {
  const days = (startOf: (facts: NonNullable<LeaseRecord['facts']>) => CivilDate | null) =>
    leases
      .flatMap(({ facts, signedOn }) => {
        const start = facts === null || facts.firstLetting ? null : startOf(facts);
        return start === null ? [] : [daysBetween(start, signedOn)];
      })
      .sort((a, b) => a - b);
  return {
    fromNotice: days(({ noticeReceivedOn }) => noticeReceivedOn),
    fromAvailable: days(({ availableOn }) => availableOn),
  };
}

/**
 * The chance that a home not yet let after `elapsed` days is let at `limit` days at the latest: the share of the past
 * homes that had waited as long, drawn to an assumed delay where they are few.
 */
export function chanceWithin(delays: Delays, elapsed: number, limit: number): number {
  if (limit <= elapsed) return 0;
  const waited = delays.length - countUpTo(delays, elapsed);
  const within = countUpTo(delays, limit) - countUpTo(delays, elapsed);
  const window = limit - Math.max(0, elapsed);
  const prior = window <= 0 ? 0 : window / (window + assumed.days);
  return (within + assumed.leases * prior) / (waited + assumed.leases);
}

function countUpTo(sorted: Delays, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
