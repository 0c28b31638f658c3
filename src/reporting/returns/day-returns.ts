/** The returns that an officer's day tells of: those due within fifteen days, and those late for a month at most. */
import { addDays, type CivilDate, daysBetween, yearOf } from '../../kernel/civil-date.ts';
import { type ReturnPlaces, returnsDueIn } from './calendar.ts';
import { returnKindWords } from './return-kinds.ts';
import { groupReturns, type OnDay, type SentMark, soonDays } from './return-state.ts';

/** One line, whatever the number of its recipients. */
export type DayReturn = { key: string; title: string; lastDay: CivilDate; recipients: number };

// Later, the calendar goes on telling: a day that repeats itself for months is not read any more.
const lateDays = 30;

export function dayReturns(
  places: ReturnPlaces,
  marks: readonly SentMark[],
  { today, since }: OnDay,
): DayReturn[] {
  const years = new Set([yearOf(addDays(today, -lateDays)), yearOf(today), yearOf(addDays(today, soonDays))]);
  const returns = [...years].flatMap((year) => returnsDueIn(year, places));
  return groupReturns(returns, marks, { today, since }).flatMap(({ first, returns: group }) => {
    const left = group.filter(({ state }) => state !== 'sent' && state !== 'before');
    const days = daysBetween(today, first.lastDay);
    const [next] = left;
    if (next === undefined || days > soonDays || days < -lateDays) return [];
    return [
      {
        key: next.due.key,
        title: `${returnKindWords[first.kind].title}, ${first.periodName}`,
        lastDay: first.lastDay,
        recipients: left.length,
      },
    ];
  });
}
