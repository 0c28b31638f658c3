/** A household that the committee placed behind others, or that waits for its offer: news until the home has its end. */
import type { CandidateDecision } from '../../committee/decision.ts';
import { addDays, type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import type { Notice } from '../notifications/notice.ts';
import { nextNewsOn } from './waiting.ts';

/** A place on the list of a home, as decided; `home`: "T3 de 62 m² à Metz". */
export type RankedPlace = {
  vacancyId: string;
  number: string;
  home: string;
  rank: number;
  heldOn: CivilDate;
  /** The home went to another household of the list, or is no longer to let. */
  isOver: boolean;
};

/** A place that gives nothing to its household after so long is told of no more: its end was missed. */
export const rankedDays = 120;

/** True where a decision gives a place on the list of its home. */
export function isPlaced({ rank, kind }: Pick<CandidateDecision, 'rank' | 'kind'>): boolean {
  return rank !== null && kind !== 'nonAttribution' && kind !== 'irrecevability';
}

/** Whether the promised days are over once at least since the sitting. */
export function isRankedNewsDue(
  { heldOn }: Pick<RankedPlace, 'heldOn'>,
  answerDays: number,
  today: CivilDate,
): boolean {
  return daysBetween(heldOn, today) >= answerDays && today <= addDays(heldOn, rankedDays);
}

/** What a household reads while it waits for the home. */
export function rankedWords(rank: number): string {
  if (rank === 1) return 'Vous êtes au rang 1 : une proposition écrite doit vous parvenir.';
  return rank === 2
    ? 'Vous êtes au rang 2. Le ménage placé avant vous n’a pas encore signé.'
    : `Vous êtes au rang ${rank}. Les ${rank - 1} ménages placés avant vous n’ont pas encore tous répondu.`;
}

/** The news of a home whose list is still open: never silence behind a rank. */
export function rankedWaitingNotice(place: RankedPlace, answerDays: number, today: CivilDate): Notice {
  const nextOn = nextNewsOn(place.heldOn, answerDays, today);
  return {
    number: place.number,
    eventKey: `rank-waiting:${place.vacancyId}:${nextOn}`,
    subject: 'Où en est le logement pour lequel vous êtes classé',
    paragraphs: [
      `La commission d’attribution vous a classé le ${frenchLongDate(place.heldOn)} pour ce logement : ${place.home}. ${rankedWords(place.rank)}`,
      'Vos autres candidatures continuent. Vous n’avez rien à faire.',
      `Prochaine nouvelle au plus tard le ${frenchLongDate(nextOn)}.`,
    ],
    sms: 'Des nouvelles d’un logement pour lequel vous êtes classé.',
    path: '/demandeur/suivi',
  };
}

/** The end of a list for a household that it did not serve; nothing tells who has the home. */
export function rankedOverNotice({ vacancyId, number, home, heldOn }: RankedPlace): Notice {
  return {
    number,
    eventKey: `rank-over:${vacancyId}`,
    subject: 'Le logement pour lequel vous étiez classé n’est plus à louer',
    paragraphs: [
      `La commission d’attribution vous avait classé le ${frenchLongDate(heldOn)} pour ce logement : ${home}. Il n’est plus à louer : un ménage placé avant vous l’a pris, ou le bailleur ne le loue plus.`,
      'Ce n’est pas un refus de votre part : cela ne change pas vos points. Votre demande reste active, et vos autres candidatures aussi.',
      'Et maintenant : voyez les autres annonces, ou demandez qu’on candidate pour vous.',
    ],
    sms: 'Des nouvelles d’un logement pour lequel vous étiez classé.',
    path: '/demandeur/suivi',
  };
}
