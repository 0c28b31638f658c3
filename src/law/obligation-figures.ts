/** Dated figures of quotas, delays and limits (parameters/obligations.json): shares, numbers, days of the year. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type CivilDate, civilDate, civilDateOf, civilDateSchema, yearOf } from '../kernel/civil-date.ts';
import { type Exact, exact } from '../kernel/exact.ts';

export const obligationIds = [
  'quota.q1OutsideQpv',
  'quota.nonQ1InQpv',
  'quota.priorityQuarter',
  'control.sixMonths',
  'control.twelveMonths',
  'control.reportDays',
  'control.firstClosing',
  'control.secondClosing',
  'state.maxShare',
  'state.maxCivilServantsShare',
  'state.minOutsideQpvShare',
  'guarantors.maxShare',
  'guarantors.yearsAfterRepayment',
  'flow.holdersReport',
  'flow.conferenceReport',
  'designation.monthsInTenseZone',
  'plusMix.minShareModest',
  'plusMix.maxShareAbove',
  'plusMix.nearestUnder',
  'priority.childWelfareMaxAge',
  'priority.childWelfareYears',
  'dalo.commissionMonths',
  'dalo.commissionMonthsOverseas',
  'dalo.offerMonths',
  'dalo.offerMonthsLargeAreas',
  'dalo.mayorDays',
  'committee.maxMonthsBetweenSessions',
  'committee.minExamined',
  'offer.minReplyDays',
  'review.periodYears',
  'relocation.offers',
  'relocation.titleMonths',
  'relocation.titleMonthsAfterDeath',
  'relocation.protectedAge',
  'relocation.maxKm',
  'transfer.noticeMonths',
  'grant.removalByFirm',
  'grant.removalFlat',
  'grant.upgrade',
  'grant.upgradePerDependant',
  'swap.minChildren',
  'application.validityMonths',
  'application.noticeMonths',
  'application.attestationMonths',
  'removal.warningMonths',
  'reception.months',
  'reception.monthsLargeAreas',
  'retention.monthsAfterRemoval',
  'appeal.months',
  'appeal.silenceMonths',
  'access.silenceMonths',
] as const;
export type ObligationId = (typeof obligationIds)[number];

const obligationRowSchema = z.object({
  id: z.enum(obligationIds),
  /** A decimal ("0.25", "3") or a day of the year ("06-30"). */
  value: z.string().regex(/^(\d+(\.\d+)?|\d{2}-\d{2})$/),
  unit: z.string().min(1),
  from: civilDateSchema,
  until: civilDateSchema.nullable(),
  source: z.string().min(1),
});
export type ObligationRow = z.infer<typeof obligationRowSchema>;

let loaded: readonly ObligationRow[] | undefined;

/** Every row, as the page of figures and the test of temporal coverage read them. */
export function obligationRows(): readonly ObligationRow[] {
  loaded ??= z
    .array(obligationRowSchema)
    .parse(JSON.parse(readFileSync(new URL('./parameters/obligations.json', import.meta.url), 'utf8')));
  return loaded;
}

/** The row in force on the day; undefined where none is: the rule then answers unknown. */
export function obligationRow(id: ObligationId, date: CivilDate): ObligationRow | undefined {
  return obligationRows().find(
    (row) => row.id === id && row.from <= date && (row.until === null || date <= row.until),
  );
}

/** A whole number of law (days, months, years, offers…) on the day; null where none is loaded. */
export function obligationNumber(id: ObligationId, date: CivilDate): number | null {
  const row = obligationRow(id, date);
  return row ? Number(row.value) : null;
}

/** A share of law on the day, exact; null where none is loaded. */
export function obligationShare(id: ObligationId, date: CivilDate): Exact | null {
  const row = obligationRow(id, date);
  return row ? exact(row.value) : null;
}

/** A day of the calendar of that year ("02-28" → 28 February); null where none is loaded at its end. */
export function obligationDay(id: ObligationId, year: number): CivilDate | null {
  const row = obligationRow(id, civilDate(`${year}-12-31`));
  const match = row && /^(\d{2})-(\d{2})$/.exec(row.value);
  return match ? civilDateOf(year, Number(match[1]), Number(match[2])) : null;
}

/** How an answer names a figure that is not loaded for its day, in `awaiting`: "order offer.minReplyDays 1998". */
export function awaitedObligation(id: ObligationId, date: CivilDate): string {
  return `order ${id} ${yearOf(date)}`;
}
