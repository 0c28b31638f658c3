/** When an advert opens and closes, by the published policy of the portal. */
import { addDays, type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { AdvertRegime, PortalPolicy } from '../policy.ts';
import type { AdvertRefusal } from './advert-refusal.ts';

export type AdvertDates = { opensOn: CivilDate; closesOn: CivilDate };

// A date typed wrong, not a plan.
const furthestOpeningDays = 90;
const longestOpenDays = 90;

/** 1 Monday … 7 Sunday. */
function weekdayOf(date: CivilDate): number {
  // 1970-01-01 was a Thursday.
  return ((new Date(`${date}T00:00:00Z`).getTime() / 86_400_000 + 3) % 7) + 1;
}

/** The first weekly closing after a day: never the day itself, which would leave no time to read. */
export function nextWeeklyClosing(
  after: CivilDate,
  { slackClosingWeekday }: Pick<PortalPolicy, 'slackClosingWeekday'>,
): CivilDate {
  const ahead = (slackClosingWeekday - weekdayOf(after) + 7) % 7;
  return addDays(after, ahead === 0 ? 7 : ahead);
}

/** The first day on which an advert of a tense place may close: its opening day counts as the first. */
export function earliestClosing(opensOn: CivilDate, { tenseOpenDays }: Pick<PortalPolicy, 'tenseOpenDays'>) {
  return addDays(opensOn, tenseOpenDays - 1);
}

/** The dates asked, or why they cannot be. In a slack place the closing follows from the policy. */
export function checkedDates(
  asked: { opensOn: CivilDate; closesOn: CivilDate | null },
  regime: AdvertRegime,
  policy: PortalPolicy,
  today: CivilDate,
): Result<AdvertDates, AdvertRefusal> {
  const { opensOn, closesOn } = asked;
  if (opensOn < today) return refuse({ code: 'opensInPast', today });
  const latest = addDays(today, furthestOpeningDays);
  if (opensOn > latest) return refuse({ code: 'opensTooLate', latest });
  if (regime === 'slack') return ok({ opensOn, closesOn: nextWeeklyClosing(opensOn, policy) });
  if (closesOn === null) return refuse({ code: 'closingMissing' });
  const earliest = earliestClosing(opensOn, policy);
  if (closesOn < earliest) return refuse({ code: 'closesTooEarly', earliest, days: policy.tenseOpenDays });
  const last = addDays(opensOn, longestOpenDays);
  return closesOn > last ? refuse({ code: 'closesTooLate', latest: last }) : ok({ opensOn, closesOn });
}

/**
 * The dates on the day when an advert is let out: an opening day that has passed becomes that day, and the advert keeps
 * as many days open as were written.
 */
export function datesOnRelease(
  dates: AdvertDates,
  regime: AdvertRegime,
  policy: PortalPolicy,
  today: CivilDate,
): AdvertDates {
  if (dates.opensOn >= today) return dates;
  return regime === 'slack'
    ? { opensOn: today, closesOn: nextWeeklyClosing(today, policy) }
    : { opensOn: today, closesOn: addDays(dates.closesOn, daysBetween(dates.opensOn, today)) };
}
