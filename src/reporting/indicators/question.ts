/** What is asked of an indicator, and which leases it reads: civil days, both ends included. */
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import { addDays, addMonths, type CivilDate, civilDateOf, yearOf } from '../../kernel/civil-date.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { NotCounted, Period } from '../indicator.ts';

export type Question = {
  period: Period;
  /** Nothing after this day is counted. */
  asOf: CivilDate;
};

/** The period asked, cut at the day up to which one counts. */
export function periodOf({ period, asOf }: Question): Period {
  return { from: period.from, until: asOf < period.until ? asOf : period.until };
}

/** The whole months that end on a day: back from the day after, so that no shorter month is met. */
export function monthsUpTo(until: CivilDate, months: number): Period {
  return { from: addMonths(addDays(until, 1), -months), until };
}

/** First day that facts must hold for an indicator of the period: the controls of the two years before. */
export function firstDayRead(period: Period): CivilDate {
  return civilDateOf(yearOf(period.from) - 2, 7, 1);
}

/** Whether a day falls in the period; false where it is not known. */
export function isWithin(day: CivilDate | null, { from, until }: Period): boolean {
  return day !== null && from <= day && day <= until;
}

const inOrderOf = new WeakMap<readonly LeaseRecord[], readonly LeaseRecord[]>();

/** Sorted once for each frozen facts: figures list the leases behind them in one order, whatever order they came in. */
function ordered(leases: readonly LeaseRecord[]): readonly LeaseRecord[] {
  const known = inOrderOf.get(leases);
  if (known) return known;
  const sorted = [...leases].sort((a, b) => compareCodeUnits(a.id, b.id));
  inOrderOf.set(leases, sorted);
  return sorted;
}

/** Signed leases of the period that are attributions, by identifier: a swap of right is none (M-08). */
export function attributionsIn({ leases }: Pick<ReportingFacts, 'leases'>, period: Period): LeaseRecord[] {
  return ordered(leases).filter((lease) => isWithin(lease.signedOn, period) && !isSwap(lease));
}

/** Swaps of the period, which stand in no count; nothing where there is none. */
export function swapsNotCounted({ leases }: Pick<ReportingFacts, 'leases'>, period: Period): NotCounted[] {
  const swaps = ordered(leases).filter((lease) => isWithin(lease.signedOn, period) && isSwap(lease));
  return notCounted('échanges de droit entre locataires (L442-3-5) : ce ne sont pas des attributions', swaps);
}

/** One line of what is not counted, or none where it would say zero. */
export function notCounted(because: string, leases: readonly LeaseRecord[]): NotCounted[] {
  return leases.length === 0 ? [] : [{ because, count: leases.length, leaseIds: leases.map(({ id }) => id) }];
}

function isSwap({ facts }: LeaseRecord): boolean {
  return facts?.swapOfRight === true;
}
