/** What no honest file goes beyond: dates of 1899 or 2099 and amounts of 10^308 are mistakes, and are said so. */
import { addYears, type CivilDate, civilDate } from '../kernel/civil-date.ts';
import type { DateBounds } from './cells.ts';

const firstBirth = civilDate('1900-01-01');
const firstApplication = civilDate('1970-01-01');
const firstLease = civilDate('1920-01-01');

/** Yearly and monthly amounts in euros above which a figure is a slip of the keyboard. */
export const maxEuros = {
  rent: 20_000,
  charges: 10_000,
  monthlyResources: 1_000_000,
  yearlyIncome: 20_000_000,
  arrears: 1_000_000,
} as const;

/** Days on which someone alive, born today at the latest, can be born. */
export function birthBounds(today: CivilDate): DateBounds {
  return { from: firstBirth, to: today };
}

/**
 * Days on which something about an application can have happened. A session may be computed on an export that is newer
 * than its date: what happened since is read, and the rules date it (a label given later does not count, P-08).
 */
export function pastBounds(today: CivilDate): DateBounds {
  return { from: firstApplication, to: addYears(today, 1) };
}

/** Days on which a lease can have been signed. */
export function leaseBounds(today: CivilDate): DateBounds {
  return { from: firstLease, to: today };
}

/** Days of the past or of the next five years: availability, delays, ends. */
export function planBounds(today: CivilDate): DateBounds {
  return { from: firstApplication, to: addYears(today, 5) };
}
