/** The promise of an answer, as a day: a wish that nobody decided gives news again and again. */
import { addDays, type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import type { Wish } from '../choice/wish.ts';

/** The next day, from `today`, by which a household has news that was promised every `answerDays` from a day. */
export function nextNewsOn(from: CivilDate, answerDays: number, today: CivilDate): CivilDate {
  const turns = Math.max(1, Math.floor(daysBetween(from, today) / answerDays) + 1);
  return addDays(from, turns * answerDays);
}

type Waiting = Pick<Wish, 'expressedOn'> & {
  advert: Pick<Wish['advert'], 'state' | 'regime' | 'closesOn'>;
};

/** What the turns of news count from: the closing, or the wish itself where publication goes on week after week. */
function newsFrom({ expressedOn, advert }: Waiting): CivilDate {
  return advert.regime === 'slack' ? expressedOn : advert.closesOn;
}

/** The day by which the household of a live wish hears of it, whatever becomes of the advert. */
export function newsOfWishBy(wish: Waiting, answerDays: number, today: CivilDate): CivilDate {
  const { state } = wish.advert;
  // What ended the advert is answered by the day that follows it.
  if (state === 'withdrawn' || state === 'answered') return addDays(today, 1);
  return nextNewsOn(newsFrom(wish), answerDays, today);
}

/** Whether the promised days are over once at least: the household is owed news today. */
export function isNewsDue(wish: Waiting, answerDays: number, today: CivilDate): boolean {
  return daysBetween(newsFrom(wish), today) >= answerDays;
}
