/** Until when wishes count: the closing day of a tense place, each weekly closing of a slack one, the post's days. */
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import type { Advert, AdvertClosing, InterestSource } from '../advert.ts';

type Closings = Pick<Advert, 'state' | 'regime'> & { closings: readonly AdvertClosing[] };

/** Whether a list can be made among those who asked: the advert is closed, or a weekly closing has passed. */
export function listIsClosed({ state, closings }: Closings): boolean {
  return state === 'closed' || closings.length > 0;
}

/** The wishes that a list made now counts: in a slack place, those of the last weekly closing and before. */
export function wishesThatCount<Wish extends { expressedOn: CivilDate }>(
  { state, regime, closings }: Closings,
  wishes: readonly Wish[],
): readonly Wish[] {
  const last = closings.at(-1);
  if (regime === 'tense' || state === 'closed' || last === undefined) return wishes;
  return wishes.filter(({ expressedOn }) => expressedOn <= last.on);
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
