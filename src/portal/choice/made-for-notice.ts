/** What a household is told when somebody else expressed or took back a wish for it: an officer, or who has a mandate. */
import type { Actor } from '../../domain/act.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import type { InterestSource } from '../advert.ts';
import { newsOfWishBy } from '../answers/waiting.ts';
import type { Chance } from '../chance/chance-port.ts';
import { chanceInWords } from '../chance/chance-words.ts';
import type { Notice } from '../notifications/notice.ts';
import { homeNameOf } from '../standing/home-name.ts';
import { mayWithdraw } from './express-wish.ts';
import type { Wish } from './wish.ts';

const asked: Readonly<Partial<Record<InterestSource, string>>> = {
  counter: 'Vous nous l’avez demandé au guichet.',
  telephone: 'Vous nous l’avez demandé par téléphone.',
  paper: 'Vous nous l’avez demandé par courrier.',
};
const byMandate = 'Une personne à qui vous avez donné un mandat l’a demandé pour vous.';

/** True where the household did not act by itself: it is then told of what was done in its name. */
export function isMadeForHousehold({ role }: Actor): boolean {
  return role !== 'tenant';
}

/** The wish as it was written, the chance of that day where one can be told, and by when news comes. */
export function expressedForNotice(
  wish: Wish,
  chance: Chance | null,
  { today, answerDays }: { today: CivilDate; answerDays: number },
): Notice {
  const { id, number, advert } = wish;
  const by = frenchLongDate(newsOfWishBy(wish, answerDays, today));
  const back = mayWithdraw(advert, today)
    ? [
        `Vous n’avez rien demandé, ou vous changez d’avis ? Retirez cette candidature jusqu’au ${frenchLongDate(advert.closesOn)} inclus, sur le portail, au guichet ou par téléphone. Cela ne compte jamais comme un refus.`,
      ]
    : [];
  return {
    number,
    eventKey: `wish-expressed:${id}`,
    subject: `Votre candidature est notée : ${homeNameOf(advert.facts)}`,
    paragraphs: [
      `Nous avons noté votre candidature pour ce logement : ${homeNameOf(advert.facts)}. Elle compte au ${frenchLongDate(wish.expressedOn)}. ${asked[wish.source] ?? byMandate}`,
      ...(chance === null ? [] : [chanceInWords(chance)]),
      ...back,
      `Prochaine nouvelle, écrite : au plus tard le ${by}, dans tous les cas.`,
    ],
    sms: 'Votre candidature pour un logement est notée.',
    path: '/demandeur/souhaits',
  };
}

export function withdrawnForNotice({ id, number, advert }: Wish, today: CivilDate): Notice {
  return {
    number,
    eventKey: `wish-withdrawn:${id}`,
    subject: `Votre candidature est retirée : ${homeNameOf(advert.facts)}`,
    paragraphs: [
      `Votre candidature pour ce logement est retirée : ${homeNameOf(advert.facts)}. Un agent, ou une personne à qui vous avez donné un mandat, l’a fait pour vous.`,
      'Cela ne compte pas comme un refus.',
      ...(mayWithdraw(advert, today)
        ? [
            `Vous n’avez rien demandé ? Candidatez de nouveau jusqu’au ${frenchLongDate(advert.closesOn)} inclus.`,
          ]
        : []),
    ],
    sms: 'Votre candidature pour un logement est retirée.',
    path: '/demandeur/souhaits',
  };
}
