/** Where a wish stands, as dated lines that never end in silence: what happened, what comes next, and by when. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import { unreachable } from '../../kernel/result.ts';
import type { InterestSource } from '../advert.ts';
import type { Wish } from './wish.ts';

const sources: Readonly<Record<InterestSource, string>> = {
  portal: 'sur le portail',
  counter: 'au guichet',
  telephone: 'par téléphone',
  paper: 'par courrier',
  standing: 'par votre candidature permanente',
  outside: 'depuis un autre site',
};

/** The lines of a wish on a day. */
export function wishLines(wish: Wish, today: CivilDate): readonly string[] {
  const { advert, expressedOn, answeredOn } = wish;
  const began = `${frenchLongDate(expressedOn)} : candidature ${sources[wish.source]}.`;
  switch (wish.state) {
    case 'withdrawn':
      return [
        began,
        `${frenchLongDate(answeredOn ?? expressedOn)} : candidature retirée. Cela ne compte pas comme un refus.`,
      ];
    case 'answered':
      return [began, `${frenchLongDate(answeredOn ?? expressedOn)} : réponse donnée, avec ses raisons.`];
    case 'live':
      return [began, ...nextLines(advert, today)];
    default:
      return unreachable(wish.state);
  }
}

function nextLines({ state, regime, closesOn }: Wish['advert'], today: CivilDate): string[] {
  const day = frenchLongDate(closesOn);
  if (state === 'withdrawn') {
    return ['L’annonce a été retirée : vous allez recevoir une réponse datée qui dit pourquoi.'];
  }
  if (state === 'open' && today <= closesOn) {
    return regime === 'slack'
      ? [
          `Prochain point le ${day} : la liste des candidats est alors faite, dans l’ordre de la loi et de la grille.`,
        ]
      : [`Clôture le ${day}. Ensuite la liste des candidats est faite, et la commission décide.`];
  }
  return [
    `${day} : annonce close. La liste des candidats est faite dans l’ordre de la loi et de la grille.`,
    `Aujourd’hui, ${frenchLongDate(today)} : la commission n’a pas encore décidé. Vous aurez une réponse écrite et datée, dans tous les cas.`,
  ];
}
