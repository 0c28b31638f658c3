/** Where a wish stands, as dated lines that never end in silence: what happened, then the news to come, and by when. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import { unreachable } from '../../kernel/result.ts';
import type { InterestSource } from '../advert.ts';
import { newsOfWishBy } from '../answers/waiting.ts';
import type { Wish } from './wish.ts';

const sources: Readonly<Record<InterestSource, string>> = {
  portal: 'sur le portail',
  counter: 'au guichet',
  telephone: 'par téléphone',
  paper: 'par courrier',
  standing: 'par votre candidature permanente',
  outside: 'depuis un autre site',
};

/** The day, and the days of the published promise of an answer. */
export type NewsPromise = { today: CivilDate; answerDays: number };

/** The lines of a wish on a day: until its end the last one says by when news comes, then what the next step is. */
export function wishLines(wish: Wish, promise: NewsPromise): readonly string[] {
  const { expressedOn, answeredOn } = wish;
  const began = `${frenchLongDate(expressedOn)} : candidature ${sources[wish.source]}.`;
  const ended = frenchLongDate(answeredOn ?? expressedOn);
  switch (wish.state) {
    case 'withdrawn':
      return [
        began,
        `${ended} : candidature retirée. Cela ne compte pas comme un refus.`,
        'Et maintenant : votre demande continue, candidatez à d’autres annonces quand vous voulez.',
      ];
    case 'answered':
      return [
        began,
        `${ended} : réponse donnée, avec ses raisons.`,
        'Et maintenant : la réponse dit la suite, et comment la contester. Votre demande continue tant qu’un bail n’est pas signé.',
      ];
    case 'live':
      return [began, ...whereItStands(wish.advert, promise), nextNews(wish, promise)];
    default:
      return unreachable(wish.state);
  }
}

function whereItStands({ state, regime, closesOn }: Wish['advert'], { today }: NewsPromise): string[] {
  const day = frenchLongDate(closesOn);
  if (state === 'withdrawn') return ['L’annonce a été retirée : une réponse datée vous dit pourquoi.'];
  if (state === 'open' && today <= closesOn) {
    return regime === 'slack'
      ? [`Prochain point le ${day} : la liste des candidats est alors faite, dans l’ordre de la grille.`]
      : [`Clôture le ${day}. Ensuite la liste des candidats est faite, et la commission décide.`];
  }
  return [
    `${day} : annonce close. La liste des candidats est faite dans l’ordre de la grille.`,
    `Aujourd’hui, ${frenchLongDate(today)} : la commission n’a pas encore décidé.`,
  ];
}

function nextNews(wish: Wish, { today, answerDays }: NewsPromise): string {
  const by = frenchLongDate(newsOfWishBy(wish, answerDays, today));
  return `Prochaine nouvelle, écrite : au plus tard le ${by}, dans tous les cas. Vous n’avez rien à faire.`;
}
