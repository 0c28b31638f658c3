/** The promise of an answer, as a day: a closed advert that nobody decided gives news again and again. */
import { addDays, type CivilDate, daysBetween } from '../../kernel/civil-date.ts';

/** The next day, from `today`, by which a household hears of a wish whose advert closed. */
export function nextNewsOn(closedOn: CivilDate, answerDays: number, today: CivilDate): CivilDate {
  const turns = Math.max(1, Math.floor(daysBetween(closedOn, today) / answerDays) + 1);
  return addDays(closedOn, turns * answerDays);
}

/** Whether the promised days are over once at least: the household is owed news today. */
export function isNewsDue(closedOn: CivilDate, answerDays: number, today: CivilDate): boolean {
  return daysBetween(closedOn, today) >= answerDays;
}
