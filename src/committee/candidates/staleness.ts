/** What of a household's data is old or unproved before a committee reads it: shown, never held against it. */
import { type CivilDate, daysBetween, yearOf } from '../../kernel/civil-date.ts';
import type { PoolRow } from '../../matching/pool-shape.ts';

/** An arrears figure, or a document, older than this is refreshed before an agenda. Practice, not law. */
const freshDays = 30;
/** An application that expires sooner is renewed first, or leaves the register in the middle of the procedure (N-03). */
export const renewalSoonDays = 60;
/** The first rows that a committee may see and ask for. */
const firstRows = 12;

export type Staleness = { first: number; unproved: number; oldIncome: number; renewSoon: number };

/** Counts the unproved, old or expiring among the first households of the order. */
export function stalenessOf(rows: readonly PoolRow[], today: CivilDate): Staleness {
  const first = rows.filter(({ order }) => order !== null).slice(0, firstRows);
  return {
    first: first.length,
    unproved: first.filter(({ evidence }) => evidence !== 'proved').length,
    oldIncome: first.filter((row) => hasOldIncome(row, today)).length,
    renewSoon: first.filter((row) => expiresSoon(row, today)).length,
  };
}

/** Ceilings read the income of N-2 (I-08): nothing that recent is on file. */
function hasOldIncome({ incomeYear }: Pick<PoolRow, 'incomeYear'>, today: CivilDate): boolean {
  return incomeYear === null || incomeYear < yearOf(today) - 2;
}

export function expiresSoon({ expiresOn }: Pick<PoolRow, 'expiresOn'>, today: CivilDate): boolean {
  return expiresOn !== null && daysBetween(today, expiresOn) <= renewalSoonDays;
}

/** Whether a figure is too old for the next agenda: more than a month before it, or before today where none is set. */
export function isStale(asOf: CivilDate, today: CivilDate, agendaOn: CivilDate | null): boolean {
  return daysBetween(asOf, agendaOn ?? today) > freshDays;
}
