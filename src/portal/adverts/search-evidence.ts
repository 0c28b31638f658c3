/**
 * C-06 (i): the exception "not enough candidates" is evidenced by the search that was run. An advert is such a search:
 * how long it was public, on which media, how many households were interested at its closing.
 */

import { type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate } from '../../kernel/french.ts';
import { obligationNumber } from '../../law/obligation-figures.ts';
import type { AdvertClosing } from '../advert.ts';
import type { AdvertRegime } from '../policy.ts';

export type AdvertSearch = {
  regime: AdvertRegime;
  opensOn: CivilDate;
  /** Oldest first; empty: still open, which evidences nothing. */
  closings: readonly AdvertClosing[];
  exportedTo: readonly string[];
};

/** The search in one French sentence, for the agenda and the minutes; null before the first closing. */
export function advertSearchInWords({ opensOn, closings, exportedTo }: AdvertSearch): string | null {
  const last = closings.at(-1);
  if (!last) return null;
  const days = daysBetween(opensOn, last.on) + 1;
  const media = ['le portail public', ...exportedTo].join(', ');
  const interested =
    last.interested === 0
      ? 'aucun ménage intéressé'
      : frenchCount(last.interested, 'ménage intéressé', 'ménages intéressés');
  return `Annonce publiée du ${frenchLongDate(opensOn)} au ${frenchLongDate(last.on)} (${frenchCount(days, 'jour')}) sur ${media} : ${interested} à la clôture.`;
}

/** Whether the closed search shows that candidates were wanting, by the number of the text in force that day. */
export function tooFewInterested({ closings }: AdvertSearch, heldOn: CivilDate): boolean {
  const last = closings.at(-1);
  const atLeast = obligationNumber('committee.minExamined', heldOn);
  return last !== undefined && atLeast !== null && last.interested < atLeast;
}
