/** What a household is told when a standing wish answered an advert for it. */
import { frenchEuros, frenchLongDate, frenchNumber } from '../../kernel/french.ts';
import type { Chance } from '../chance/chance-port.ts';
import { chanceInWords } from '../chance/chance-words.ts';
import type { Notice } from '../notifications/notice.ts';
import type { Wish } from './wish.ts';

/** One message an advert: what was asked for, its chance, until when it can be taken back, and that nothing is due. */
export function standingNotice(
  { number, advert }: Pick<Wish, 'number' | 'advert'>,
  chance: Chance | null,
): Notice {
  const { facts, closesOn } = advert;
  const home = `${facts.typology} de ${frenchNumber(facts.surfaceM2, 0)} m² à ${facts.communeName}`;
  const rent = facts.rentCents + facts.annexRentCents + facts.chargesCents + facts.flatChargesCents;
  return {
    number,
    eventKey: `standing|${advert.id}`,
    subject: `Nous avons candidaté pour vous : ${home}`,
    paragraphs: [
      `Vous nous avez demandé de candidater pour vous aux logements qui vous conviennent. Nous l’avons fait pour ce logement : ${home}, ${frenchEuros(rent)} par mois, charges comprises.`,
      ...(chance === null ? [] : [chanceInWords(chance)]),
      `Vous n’en voulez pas ? Retirez cette candidature jusqu’au ${frenchLongDate(closesOn)} inclus, sur le portail, au guichet ou par téléphone. Cela ne compte jamais comme un refus.`,
      'Sinon, vous n’avez rien à faire. Vous aurez une réponse datée, avec ses raisons.',
    ],
    sms: 'Nous avons candidaté pour vous à un logement. Vous pouvez vous retirer.',
    path: '/demandeur/souhaits',
  };
}
