/** Which tax income is compared with the ceiling (I-08): that of N-2, or a later one at least 10 % lower. */
import { type CivilDate, yearOf } from '../kernel/civil-date.ts';
import type { Cents } from '../kernel/money.ts';
import { exactFigureOn, latestNumberFigure } from './parameters/figures.ts';

type TaxIncomeYear = 'n2' | 'n1' | 'last12Months';
export type CountedIncome = { incomeCents: Cents; of: TaxIncomeYear };

const perMille = 1000;
const dropsByYear = new Map<number, number>();

/**
 * The income that counts: the lowest of those at least 10 % under N-2 (exactly 10 % is enough), N-2 otherwise.
 * Null where N-2 is unknown. A later year left null is not claimed: N-2 then counts.
 * `date` chooses the version of the rule; without it, the last one.
 */
export function countedIncome(
  taxIncome: { n2Cents: Cents | null; n1Cents: Cents | null; last12MonthsCents: Cents | null },
  date?: CivilDate,
): CountedIncome | null {
  const { n2Cents } = taxIncome;
  if (n2Cents === null) return null;
  const kept = perMille - dropPerMille(date);
  const isLowerEnough = (cents: Cents | null): cents is Cents =>
    cents !== null && cents < n2Cents && cents * perMille <= n2Cents * kept;
  let counted: CountedIncome = { incomeCents: n2Cents, of: 'n2' };
  if (isLowerEnough(taxIncome.n1Cents)) counted = { incomeCents: taxIncome.n1Cents, of: 'n1' };
  const last = taxIncome.last12MonthsCents;
  if (isLowerEnough(last) && last < counted.incomeCents) counted = { incomeCents: last, of: 'last12Months' };
  return counted;
}

function dropPerMille(date: CivilDate | undefined): number {
  if (date === undefined) return Math.round(latestNumberFigure('ceiling.incomeDrop') * perMille);
  const known = dropsByYear.get(yearOf(date));
  if (known !== undefined) return known;
  const drop = exactFigureOn('ceiling.incomeDrop', date).mul(perMille).valueOf();
  dropsByYear.set(yearOf(date), drop);
  return drop;
}
