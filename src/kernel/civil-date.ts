/**
 * Civil dates ("2026-11-21"): a day of the French calendar, without time or zone.
 * All legal delays are counted in civil days and months; instants (timestamps) live elsewhere.
 */
import { z } from 'zod';

declare const civilDateBrand: unique symbol;

/** A valid calendar day written YYYY-MM-DD. Comparing two as strings compares them as days. */
export type CivilDate = string & { readonly [civilDateBrand]: true };

const millisecondsPerDay = 86_400_000;
const hyphen = 45;
const zero = 48;

/**
 * Tells whether the text is a day that exists (2026-02-30 does not). Read digit by digit: a metropolis holds millions of
 * days, and a pattern or a memory of days met takes several times longer.
 */
export function isCivilDate(text: string): text is CivilDate {
  if (text.length !== 10 || text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return false;
  const year = digitsOf(text, 0, 4);
  const month = digitsOf(text, 5, 7);
  const day = digitsOf(text, 8, 10);
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The number that digits write; NaN where one of them is none. */
function digitsOf(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Reads a day; throws a RangeError where it does not exist. Use `civilDateSchema` for outside data. */
export function civilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw new RangeError(`not a civil date: ${text}`);
  return text;
}

/** The zod schema of a civil date in outside data. */
export const civilDateSchema = z
  .string()
  .refine(isCivilDate, { message: 'date attendue au format AAAA-MM-JJ, jour existant' });

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}

export function monthOf(date: CivilDate): number {
  return Number(date.slice(5, 7));
}

export function dayOf(date: CivilDate): number {
  return Number(date.slice(8, 10));
}

/** The day of that year and month; a day past the end of the month becomes its last day (29 → 28 February). */
export function civilDateOf(year: number, month: number, day: number): CivilDate {
  const kept = Math.min(day, daysInMonth(year, month));
  return civilDate(
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(kept).padStart(2, '0')}`,
  );
}

/** Days since 1970-01-01; useful where many dates are compared in typed arrays. */
function dayNumber(date: CivilDate): number {
  return Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / millisecondsPerDay;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return civilDate(new Date((dayNumber(date) + days) * millisecondsPerDay).toISOString().slice(0, 10));
}

/** The same day `months` later; the 31st becomes the last day of a shorter month. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const count = yearOf(date) * 12 + (monthOf(date) - 1) + months;
  return civilDateOf(Math.floor(count / 12), (((count % 12) + 12) % 12) + 1, dayOf(date));
}

export function addYears(date: CivilDate, years: number): CivilDate {
  return addMonths(date, years * 12);
}

/** Whole days from one day to another (negative when `to` is earlier). */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Whole months elapsed from one day to a later one; 0 where `to` is not later. */
export function monthsElapsed(from: CivilDate, to: CivilDate): number {
  if (to <= from) return 0;
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from);
  return addMonths(from, months) > to ? months - 1 : months;
}

/** Age in whole years; someone born on 29 February turns a year older on 1 March of a common year. */
export function ageOn(bornOn: CivilDate, date: CivilDate): number {
  const years = yearOf(date) - yearOf(bornOn);
  return date.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

// The Swedish format writes "2026-11-21 14:30". Making a format costs a hundred times more than using it.
const parisClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** The civil day in Europe/Paris of an instant. The only place where a clock becomes a day. */
export function civilDateInParis(instant: Date): CivilDate {
  return civilDate(parisClock.format(instant).slice(0, -' 14:30'.length));
}

/** The hour in Europe/Paris of an instant, "14:30". */
export function hourInParis(instant: Date): string {
  return parisClock.format(instant).slice(-'14:30'.length);
}

/** The instant of a day and an hour ("14:30") in Europe/Paris; an hour that spring skips becomes the next one. */
export function instantInParis(date: CivilDate, hour: string): Date {
  const asUtc = Date.parse(`${date}T${hour}:00Z`);
  // Paris is two hours ahead of UTC in summer, one in winter.
  const summer = new Date(asUtc - 2 * 3_600_000);
  return parisClock.format(summer) === `${date} ${hour}` ? summer : new Date(asUtc - 3_600_000);
}
