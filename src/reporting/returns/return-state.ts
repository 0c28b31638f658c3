/** Where a return stands on a day, and which reminder that day asks for. */
import { type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import type { DueReturn } from './calendar.ts';

export type ReturnState = 'toCome' | 'open' | 'dueSoon' | 'late' | 'sent' | 'before';

/** The day, and the first one of which the tool knows anything; null: it knows of nothing yet. */
export type OnDay = { today: CivilDate; since: CivilDate | null };

/** A copy that was sent counts once it is final: a provisional one leaves the return to send. */
export type SentMark = { kind: string; subject: string; provisional: boolean; sentOn: CivilDate };

const reminderThresholds = [15, 3, 0] as const;
type ReminderThreshold = (typeof reminderThresholds)[number];
/** From then on a return presses. */
export const soonDays = reminderThresholds[0];

/** The sendings of one return. */
function sendingsOf<Mark extends SentMark>(
  { kind, subject }: Pick<DueReturn, 'kind' | 'subject'>,
  marks: readonly Mark[],
): Mark[] {
  return marks.filter((mark) => mark.kind === kind && mark.subject === subject);
}

/**
 * `toCome` while the period runs; then open, due within fifteen days, late; `sent` whenever a final copy left; `before`
 * where it was due before the tool was used: nothing tells whether it was sent.
 */
export function returnState(
  due: DueReturn,
  marks: readonly SentMark[],
  { today, since }: OnDay,
): ReturnState {
  if (sendingsOf(due, marks).some(({ provisional }) => !provisional)) return 'sent';
  if (today > due.lastDay) return due.lastDay < (since ?? today) ? 'before' : 'late';
  if (today <= due.covers.until) return 'toCome';
  return daysBetween(today, due.lastDay) <= soonDays ? 'dueSoon' : 'open';
}

/** The nearest threshold that the day has reached: a service that was off on the fifteenth day sends it later. */
export function reminderDue({ lastDay }: DueReturn, today: CivilDate): ReminderThreshold | null {
  const left = daysBetween(today, lastDay);
  if (left < 0) return null;
  return reminderThresholds.findLast((threshold) => left <= threshold) ?? null;
}

/** Returns that fall due together, each with what is still to send. */
export type ReturnGroup = {
  obligation: string;
  first: DueReturn;
  returns: readonly { due: DueReturn; state: ReturnState }[];
};

/** In the order of the calendar. */
export function groupReturns(
  returns: readonly DueReturn[],
  marks: readonly SentMark[],
  on: OnDay,
): ReturnGroup[] {
  const groups = new Map<string, { first: DueReturn; returns: { due: DueReturn; state: ReturnState }[] }>();
  for (const due of returns) {
    const group = groups.get(due.obligation) ?? { first: due, returns: [] };
    group.returns.push({ due, state: returnState(due, marks, on) });
    groups.set(due.obligation, group);
  }
  return [...groups].map(([obligation, group]) => ({ obligation, ...group }));
}
