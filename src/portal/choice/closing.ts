/** Until when wishes count: the closing day of a tense place, each weekly closing of a slack one, the post's days. */
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import type { Advert, AdvertClosing, InterestSource } from '../advert.ts';

type Closings = Pick<Advert, 'state' | 'regime' | 'closesOn'> & { closings: readonly AdvertClosing[] };

/** A day, and the days that the published policy gives to the post. */
export type PostalDay = { today: CivilDate; postalDays: number };

/** Whether a letter posted on that day may still be on its way: a third of households have no smartphone. */
function postIsOnItsWay(closedOn: CivilDate, { today, postalDays }: PostalDay): boolean {
  return today < countsFrom(closedOn, postalDays);
}

/** The first day on which a closing has its whole count: what was posted in time has had its days to come. */
export function countsFrom(closedOn: CivilDate, postalDays: number): CivilDate {
  return addDays(closedOn, postalDays + 1);
}

/**
 * Whether a list can be made among those who asked: the advert is closed, or a weekly closing has passed, and what was
 * posted in time has had its days to come.
 */
export function listIsClosed(advert: Closings, day: PostalDay): boolean {
  return advert.state === 'closed'
    ? !postIsOnItsWay(advert.closesOn, day)
    : lastClosing(advert, day) !== undefined;
}

/** The wishes that a list made now counts: in a slack place, those of the last weekly closing and before. */
export function wishesThatCount<Wish extends { expressedOn: CivilDate }>(
  advert: Closings,
  wishes: readonly Wish[],
  day: PostalDay,
): readonly Wish[] {
  const last = lastClosing(advert, day);
  if (advert.regime === 'tense' || advert.state === 'closed' || last === undefined) return wishes;
  return wishes.filter(({ expressedOn }) => expressedOn <= last.on);
}

function lastClosing({ closings }: Closings, day: PostalDay): AdvertClosing | undefined {
  return closings.findLast(({ on }) => !postIsOnItsWay(on, day));
}

/** The closings once one more wish is written: what was posted in time is counted in those that it reaches. */
export function closingsWith(
  closings: readonly AdvertClosing[],
  expressedOn: CivilDate,
): readonly AdvertClosing[] {
  return closings.map((closing) =>
    expressedOn <= closing.on ? { ...closing, interested: closing.interested + 1 } : closing,
  );
}

/**
 * Whether a wish expressed on a day may be written today: on or before the last day, and, where it came by post,
 * within the days that the published policy gives to the post.
 */
export function isInTime(
  wish: { source: InterestSource; expressedOn: CivilDate },
  advert: Pick<Advert, 'opensOn' | 'closesOn'>,
  today: CivilDate,
  postalDays: number,
): boolean {
  if (wish.expressedOn < advert.opensOn || wish.expressedOn > advert.closesOn || wish.expressedOn > today)
    return false;
  return today <= (wish.source === 'paper' ? addDays(advert.closesOn, postalDays) : advert.closesOn);
}
