/** The answer to a wish in plain French: who decided, why, where the household stood, what next and until when. */
import { reasonOf } from '../../committee/reasons.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchNumber } from '../../kernel/french.ts';
import { unreachable } from '../../kernel/result.ts';
import { obligationNumber } from '../../law/obligation-figures.ts';
import { orderWords, otherOrderWords, ownPointsWords } from '../choice/order-words.ts';
import type { Wish } from '../choice/wish.ts';
import type { Notice } from '../notifications/notice.ts';
import type { WishAnswer } from './wish-answer.ts';

/** The parts of an answer, in the order in which they are read. */
export type AnswerWords = {
  /** What was decided, in a sentence. */
  decided: string;
  /** Each with its article in words, where there are several. */
  reasons: readonly string[];
  /** Where the household stood, and what like homes took. */
  stood: readonly string[];
  next: readonly string[];
  /** How to correct a datum, ask for a review or appeal, with the last day. */
  disagree: readonly string[];
};

type Told = Pick<WishAnswer, 'decidedBy' | 'decidedOn' | 'outcome' | 'place'>;

/** `homeName`: "T3 de 62 m² à Metz". */
export function wishAnswerWords(answer: WishAnswer, homeName: string): AnswerWords {
  return {
    decided: decidedWords(answer, homeName),
    reasons: reasonWords(answer),
    stood: [...placeWords(answer), likeWords(answer)],
    next: nextWords(answer),
    disagree: disagreeWords(answer),
  };
}

/** A decision of the committee outside any advert, in the same words. */
export function decisionWords(
  decision: Pick<WishAnswer, 'decidedBy' | 'decidedOn' | 'outcome'>,
  homeName: string,
): Omit<AnswerWords, 'stood'> {
  const told = { ...decision, place: null };
  return {
    decided: decidedWords(told, homeName),
    reasons: reasonWords(told),
    next: nextWords(told),
    disagree: disagreeWords({ ...told, correctionDays: null }),
  };
}

/** The answer as a message of its own; its subject says nothing of what was decided. */
export function wishAnswerNotice(
  wish: { id: string; number: string },
  answer: WishAnswer,
  homeName: string,
): Notice {
  const words = wishAnswerWords(answer, homeName);
  return {
    number: wish.number,
    eventKey: `wish-answer:${wish.id}`,
    subject: 'Réponse à votre candidature',
    paragraphs: [words.decided, ...words.reasons, ...words.stood, ...words.next, ...words.disagree],
    sms: 'La réponse à votre candidature pour un logement vous attend.',
    path: '/demandeur/suivi',
  };
}

/** The news of a wish that nobody decided yet: never silence, even where publication goes on week after week. */
export function waitingNotice(
  { id, number, advert }: Pick<Wish, 'id' | 'number' | 'advert'>,
  homeName: string,
  nextOn: CivilDate,
): Notice {
  const closing = frenchLongDate(advert.closesOn);
  return {
    number,
    eventKey: `wish-waiting:${id}:${nextOn}`,
    subject: 'Où en est votre candidature',
    paragraphs: [
      `Vous avez candidaté pour un logement : ${homeName}. ${
        advert.state === 'open'
          ? `L’annonce reste ouverte ; la prochaine liste des candidats est faite le ${closing}.`
          : `L’annonce est close depuis le ${closing}.`
      }`,
      'Le logement n’est pas encore attribué : la commission d’attribution n’a pas décidé. Votre candidature compte toujours.',
      `Prochaine nouvelle au plus tard le ${frenchLongDate(nextOn)}. Vous n’avez rien à faire.`,
    ],
    sms: 'Des nouvelles de votre candidature pour un logement vous attendent.',
    path: '/demandeur/suivi',
  };
}

function decidedWords({ decidedBy, decidedOn, outcome }: Told, homeName: string): string {
  const on = frenchLongDate(decidedOn);
  const begin = `Pour le logement ${homeName}, ${decidedBy}`;
  switch (outcome.code) {
    case 'housed':
      return `Le bail du logement ${homeName} est signé avec vous, le ${on}.`;
    case 'given':
      return outcome.rank === 1
        ? `${begin} vous a placé au rang 1, le ${on} : le logement vous est attribué${outcome.condition === null ? '' : ', à une condition'}.`
        : `${begin} vous a placé au rang ${outcome.rank}, le ${on}. ${aheadRefuse(outcome.rank - 1)}, le logement vous est proposé.`;
    case 'refused':
      return outcome.irrecevable
        ? `${begin} a déclaré votre demande irrecevable, le ${on}.`
        : `${begin} a examiné votre candidature le ${on} et ne vous a pas attribué ce logement.${wentTo(outcome)}`;
    case 'notPresented':
      return `${begin} a décidé le ${on}. Votre candidature n’était pas parmi celles présentées.${wentTo(outcome)}`;
    case 'withdrawn':
      return `L’annonce du logement ${homeName} a été retirée le ${on} par ${decidedBy}. Le logement n’est attribué à personne par cette annonce.`;
    default:
      return unreachable(outcome);
  }
}

/** Said only where it is so: a committee may give a home to nobody. */
function wentTo({ toAnother }: { toAnother: boolean }): string {
  return toAnother ? ' Le logement est attribué à un autre ménage.' : '';
}

function aheadRefuse(ahead: number): string {
  return ahead === 1
    ? 'Si le ménage placé avant vous refuse'
    : `Si les ${ahead} ménages placés avant vous refusent`;
}

function reasonWords({ outcome, place }: Told): string[] {
  if (outcome.code === 'refused') {
    const listed = outcome.reasons.flatMap((code) => {
      const reason = reasonOf(code);
      return reason ? [`${reason.letter.replace(/\.$/, '')} (${inFull(reason.article)}).`] : [];
    });
    return [...listed, ...(outcome.note === null ? [] : [`Ce que la commission en dit : ${outcome.note}`])];
  }
  if (outcome.code === 'given' && outcome.condition !== null) {
    const { document, dueOn } = outcome.condition;
    return [`La condition : envoyer « ${document} » au plus tard le ${frenchLongDate(dueOn)}.`];
  }
  if (outcome.code !== 'notPresented') return [];
  const told = {
    missing: 'Le jour où vous avez candidaté, il manquait une information dans votre demande.',
    notHere:
      'Le jour où vous avez candidaté, ce logement n’était pas proposé à une demande comme la vôtre : taille du foyer, réservation, ou type de demande.',
    yes: null,
  }[outcome.told ?? 'yes'];
  const order =
    place === null || place.place === 1
      ? 'Pourquoi : la liste présentée suit les points et les objectifs publiés du territoire. Elle compte aussi des demandes qui ne viennent pas de l’annonce, comme celles que la loi ou un réservataire désigne. La vôtre n’y avait pas de place.'
      : 'Pourquoi : d’autres demandes étaient avant la vôtre dans l’ordre publié.';
  return told === null ? [order] : [told, order];
}

function placeWords({ place, outcome }: WishAnswer): string[] {
  if (place === null || outcome.code === 'withdrawn' || outcome.code === 'housed') return [];
  const kind = place.ownKindOnly ? ' avec une demande de la même sorte que la vôtre' : '';
  const among =
    place.of === 1
      ? `Vous étiez le seul ménage à avoir candidaté à cette annonce${kind}.`
      : `Parmi les ${place.of} ménages qui ont candidaté à cette annonce${kind}, vous étiez à la place ${place.place}.`;
  return [
    `${among} ${orderWords(place.mostQuotaPoints)} ${ownPointsWords({ ...place, gridPoints: place.points })}`,
    otherOrderWords(place.mostQuotaPoints),
  ];
}

function likeWords({ likeLettings, place }: WishAnswer): string {
  const { where, minimum, spread } = likeLettings;
  if (spread === null) {
    return `Moins de ${minimum} logements semblables (${where}) ont été loués : nous ne montrons pas leurs points, on pourrait reconnaître quelqu’un.`;
  }
  const scores = `Points de ceux qui ont eu l’un des ${frenchNumber(spread.count)} derniers logements semblables (${where}) : la moitié avait ${frenchNumber(spread.middle)} points ou plus ; un sur dix avait moins de ${frenchNumber(spread.low)}, un sur dix plus de ${frenchNumber(spread.high)}.`;
  return place === null ? scores : `${scores} Vous : ${frenchNumber(place.points)}.`;
}

function nextWords({ outcome }: Told): string[] {
  switch (outcome.code) {
    case 'housed':
      return ['Vous n’avez rien d’autre à faire pour cette candidature.'];
    case 'given':
      if (outcome.condition !== null) {
        return [
          'Ensuite : envoyez ce document depuis la page « Mes documents ». Le logement vous est alors proposé.',
        ];
      }
      return outcome.rank === 1
        ? ['Ensuite : vous recevez une proposition écrite. Vous aurez dix jours au moins pour répondre.']
        : [
            'Ensuite : nous vous écrivons si le logement vous est proposé, ou s’il est loué. Vos autres candidatures continuent.',
          ];
    case 'refused':
      return outcome.irrecevable
        ? ['Ensuite : un courrier vous dit ce que cela change pour votre demande, et jusqu’à quand agir.']
        : [
            'Ensuite : votre demande reste active, et vos autres candidatures aussi. Un courrier de la commission confirme cette réponse.',
          ];
    case 'notPresented':
    case 'withdrawn':
      return [
        'Ensuite : votre demande reste active, et vos autres candidatures aussi. Ce n’est pas un refus de votre part : cela ne change pas vos points.',
      ];
    default:
      return unreachable(outcome);
  }
}

function disagreeWords({
  outcome,
  decidedOn,
  correctionDays,
}: Told & { correctionDays: number | null }): string[] {
  const correct = `Une information vous semble fausse ? Dites-le depuis votre dossier, page « Corriger » : une personne vous répond${correctionDays === null ? '' : ` en ${frenchCount(correctionDays, 'jour')} au plus`}.`;
  if (outcome.code !== 'refused') {
    return outcome.code === 'housed'
      ? []
      : [correct, 'Vous pouvez aussi demander qu’une personne regarde à nouveau, par la même page.'];
  }
  const months = obligationNumber('appeal.months', decidedOn);
  const delay = months === null ? 'le délai écrit dans le courrier' : `${months} mois`;
  return [
    correct,
    `Pas d’accord avec la décision ? Vous avez ${delay}, à partir du courrier de la commission, pour demander au bailleur de la revoir (recours gracieux) ou pour saisir le tribunal administratif. C’est gratuit.`,
  ];
}

/** "CCH L441-1, R441-3-1" → "Code de la construction et de l’habitation, articles L441-1, R441-3-1". */
function inFull(article: string): string {
  const which = article.includes(',') ? 'articles' : 'article';
  return article.replace(/^CCH /, `Code de la construction et de l’habitation, ${which} `);
}
