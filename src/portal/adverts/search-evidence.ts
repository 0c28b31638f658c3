/**
 * C-06 (i): the exception "not enough candidates" is evidenced by the search that was run. An advert is such a search:
 * how long it was public, on which media, how many households were interested at its closing.
 */

import { addDays, type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate } from '../../kernel/french.ts';
import { obligationNumber } from '../../law/obligation-figures.ts';
import type { AdvertClosing } from '../advert.ts';
import { countsFrom } from '../choice/closing.ts';
import type { AdvertRegime } from '../policy.ts';

export type AdvertSearch = {
  regime: AdvertRegime;
  opensOn: CivilDate;
  /** Oldest first; empty: still open, which evidences nothing. */
  closings: readonly AdvertClosing[];
  exportedTo: readonly string[];
  /** Days that the published policy gives to the post: until they are over, a closing evidences nothing. */
  postalDays: number;
};

/** One closing as evidence: the day from which its count is whole, and the sentence that tells it. */
export type SearchClosing = { countsFrom: CivilDate; interested: number; sentence: string };

/** Each closing as evidence, oldest first; none before the first. */
export function searchClosings({ opensOn, closings, exportedTo, postalDays }: AdvertSearch): SearchClosing[] {
  const media = ['le portail public', ...exportedTo].join(', ');
  return closings.map(({ on, interested }) => {
    const days = frenchCount(daysBetween(opensOn, on) + 1, 'jour');
    const count =
      interested === 0
        ? 'aucun ménage intéressé'
        : frenchCount(interested, 'ménage intéressé', 'ménages intéressés');
    const post =
      postalDays === 0
        ? ''
        : ` Les courriers postés à temps y sont comptés jusqu’au ${frenchLongDate(addDays(on, postalDays))}.`;
    return {
      countsFrom: countsFrom(on, postalDays),
      interested,
      sentence: `Annonce publiée du ${frenchLongDate(opensOn)} au ${frenchLongDate(on)} (${days}) sur ${media} : ${count} à la clôture.${post}`,
    };
  });
}

/** The closing that evidences, on a day, that candidates were wanting; null where none does. */
export function tooFewInterested(search: AdvertSearch, day: CivilDate): SearchClosing | null {
  const last = searchClosings(search).findLast((closing) => closing.countsFrom <= day);
  const atLeast = obligationNumber('committee.minExamined', day);
  return last !== undefined && atLeast !== null && last.interested < atLeast ? last : null;
}
