/** What households are told of exchanges, in plain French; the text of a message never says where anybody lives. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchEuros, frenchLongDate } from '../../kernel/french.ts';
import type { Notice } from '../notifications/notice.ts';
import type { ExchangeStep } from './consent.ts';
import { offeredInWords } from './words.ts';

const exchangePath = '/demandeur/logement/echange';

type Of = { number: string; step: Pick<ExchangeStep, 'id' | 'checks' | 'dueOn' | 'version'> };

/** The question: what is offered, what it would cost, until when, and that no answer engages nobody. */
export function askedNotice({ number, step }: Of): Notice {
  const { checks, dueOn } = step;
  const until = dueOn === null ? '' : ` avant la fin du ${frenchLongDate(dueOn)}`;
  return {
    number,
    eventKey: `exchange ${step.id} asked ${step.version}`,
    subject: 'Un logement vous est proposé en échange',
    paragraphs: [
      `Vous nous avez dit que vous pourriez déménager. Voici une proposition : ${offeredInWords(checks.home)}.`,
      `Le loyer avec les charges serait de ${frenchEuros(checks.rentCents)} par mois. Aujourd’hui, vous payez ${frenchEuros(checks.todayRentCents)}.`,
      `Dites oui ou non${until}, sur votre page ou au guichet. Vous n’êtes pas obligé d’accepter. Si vous dites non, vous gardez votre logement et tous vos droits.`,
      checks.swapOfRight
        ? 'Cet échange est prévu par la loi (article 9 de la loi du 6 juillet 1989) : si les deux familles sont d’accord, chacune reprend le bail de l’autre.'
        : 'Un oui ne suffit pas : la commission d’attribution (CALEOL) décide ensuite pour chaque logement. Ne donnez pas votre préavis avant sa décision.',
    ],
    sms: 'Un logement vous est proposé en échange du vôtre.',
    path: exchangePath,
  };
}

/** Somebody else could not, or did not answer: said at once, with what comes next. */
export function fallenNotice({ number, step }: Of, today: CivilDate): Notice {
  return {
    number,
    eventKey: `exchange ${step.id} fallen`,
    subject: 'L’échange proposé ne se fera pas ainsi',
    paragraphs: [
      `Le ${frenchLongDate(today)}, un des ménages de l’échange n’a pas pu continuer. Ce n’est pas votre réponse qui est en cause.`,
      'Vous gardez votre logement et tous vos droits. Votre souhait reste enregistré : nous cherchons une autre possibilité.',
    ],
    sms: 'L’échange proposé ne se fera pas. Votre souhait reste enregistré.',
    path: exchangePath,
  };
}

/** A swap of right carried out: the other's lease is theirs from that day (M-08). */
export function swappedNotice({ number, step }: Of, on: CivilDate): Notice {
  const { checks } = step;
  return {
    number,
    eventKey: `exchange ${step.id} swapped`,
    subject: 'Votre échange de logement est fait',
    paragraphs: [
      `Depuis le ${frenchLongDate(on)}, chacune des deux familles a repris le bail de l’autre. Le vôtre est maintenant celui-ci : ${offeredInWords(checks.home)}.`,
      `Le loyer avec les charges est de ${frenchEuros(checks.rentCents)} par mois.`,
      'C’est un droit prévu par la loi (article 9 de la loi du 6 juillet 1989). Vous n’êtes pas un nouveau locataire : la date de votre entrée chez nous ne change pas.',
    ],
    sms: 'Votre échange de logement est fait.',
    path: exchangePath,
  };
}

/** All agreed: the day of the sitting, the one month's notice, and what not to do before. */
export function committeeNotice({ number, step }: Of, heldOn: CivilDate): Notice {
  const { movesOn } = step.checks;
  return {
    number,
    eventKey: `exchange ${step.id} committee`,
    subject: 'Votre échange passe devant la commission',
    paragraphs: [
      `Tous les ménages ont dit oui. La commission d’attribution (CALEOL) examine votre dossier le ${frenchLongDate(heldOn)}. Elle décide, et peut refuser.`,
      'Si elle refuse pour un des ménages, le vôtre peut ne plus pouvoir déménager. Vous gardez alors votre logement et tous vos droits, et nous vous le disons tout de suite.',
      'Ne donnez pas votre préavis avant sa décision. Dans notre parc, le préavis est ensuite d’un mois.',
      ...(movesOn === null
        ? []
        : [`Si elle accepte, le déménagement est prévu le ${frenchLongDate(movesOn)}, sans double loyer.`]),
    ],
    sms: 'Votre échange passe devant la commission d’attribution.',
    path: exchangePath,
  };
}
