/** Where a count of a year's leases stood at the end of each week, for a pace curve. */
import { addDays, type CivilDate, civilDateOf } from '../../kernel/civil-date.ts';
import type { LeaseRecord } from '../facts.ts';

export type PacePoint = { on: CivilDate; total: number; inGroup: number };

export type PaceQuestion = {
  year: number;
  asOf: CivilDate;
  /** In the whole that is counted, and in the part of it. */
  holds: (lease: LeaseRecord) => boolean;
  counts: (lease: LeaseRecord) => boolean;
};

const daysAWeek = 7;

/** From the end of the first week of the year to `asOf`, which is the last point; empty before the year begins. */
export function paceSeries(leases: readonly LeaseRecord[], question: PaceQuestion): PacePoint[] {
  const { year, asOf, holds, counts } = question;
  const [first, last] = [civilDateOf(year, 1, 1), civilDateOf(year, 12, 31)];
  const end = asOf < last ? asOf : last;
  if (end < first) return [];
  const kept = leases
    .filter((lease) => first <= lease.signedOn && lease.signedOn <= end && holds(lease))
    .map((lease) => ({ on: lease.signedOn, counted: counts(lease) }));
  const upTo = (on: CivilDate): PacePoint => {
    const signed = kept.filter((lease) => lease.on <= on);
    return { on, total: signed.length, inGroup: signed.filter(({ counted }) => counted).length };
  };
  const days: CivilDate[] = [];
  for (let on = addDays(first, daysAWeek - 1); on < end; on = addDays(on, daysAWeek)) days.push(on);
  return [...days, end].map(upTo);
}
