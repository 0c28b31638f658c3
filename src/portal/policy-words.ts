/** The published policy of the portal in plain sentences: what a household may count on. */
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../kernel/french.ts';
import type { AdvertRegime, PortalPolicy } from './policy.ts';

const weekdays = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;

/** The day of a weekly closing: 1 is Monday. */
export function weekdayName(day: number): string {
  return weekdays[day - 1] ?? '';
}

const regimeNames: Readonly<Record<AdvertRegime, string>> = {
  tense: 'une date de clôture, puis l’ordre de la grille, DALO compris',
  slack: 'une publication continue, avec une clôture chaque semaine',
};

/** One idea a sentence, in the order in which a household meets them. */
export function policySentences(policy: PortalPolicy): string[] {
  const days = (count: number) => frenchCount(count, 'jour');
  return [
    `Les annonces suivent, sauf exception de commune, ce régime : ${regimeNames[policy.regime]}.`,
    `Une annonce avec date de clôture reste ouverte au moins ${days(policy.tenseOpenDays)}.`,
    `Ailleurs, la clôture a lieu chaque ${weekdayName(policy.slackClosingWeekday)}.`,
    'L’heure à laquelle vous dites qu’un logement vous intéresse ne compte jamais.',
    `Après la clôture, le logement est proposé parmi les ménages qui ont candidaté, s’ils sont au moins ${frenchNumber(policy.minimumInterested, 0)} à pouvoir l’avoir. Sinon, toutes les demandes qui correspondent sont examinées.`,
    'Les ménages dont le droit au logement (DALO) est reconnu, et ceux qu’un réservataire désigne, sont examinés même sans candidature.',
    `Vous pouvez avoir ${frenchCount(policy.maxLiveWishes, 'souhait')} en cours à la fois.`,
    `Après la décision, chaque candidat a une réponse datée en ${days(policy.answerDays)} au plus.`,
    `Une demande de correction a une réponse en ${days(policy.correctionDays)} au plus.`,
    policy.postalDays === 0
      ? 'Pour un courrier, le cachet de la poste compte.'
      : `Pour un courrier, le cachet de la poste compte, et ${days(policy.postalDays)} de plus pour qu’il arrive.`,
    `Les points d’une attribution passée ne sont montrés qu’à partir de ${frenchNumber(policy.minimumCell, 0)} attributions semblables.`,
    policy.quietFromHour === policy.quietToHour
      ? 'Les messages partent à toute heure.'
      : `Aucun message ne part entre ${policy.quietFromHour} h et ${policy.quietToHour} h.`,
    policy.opensByIdentity
      ? 'Là où le bouton est affiché, FranceConnect ouvre le dossier de la personne qui a fait la demande. Les codes restent possibles.'
      : 'Un dossier s’ouvre par un code envoyé au contact que le dossier contient.',
    `Une demande de changement de logement a toujours une prochaine réponse datée, en ${days(policy.transferAnswerDays)} au plus.`,
    policy.exchangeMovesAYear === null
      ? 'Le nombre d’échanges dans l’année n’est pas limité.'
      : `Le bailleur prépare au plus ${frenchCount(policy.exchangeMovesAYear, 'déménagement')} par échange dans l’année.`,
    `Pour compter la vacance d’une chaîne de déménagements, le bailleur prend ${days(policy.chainDaysBetweenMoves)} entre deux déménagements, et ${days(policy.chainDaysToLetLast)} pour louer le dernier logement.`,
    policy.movingGrant === null
      ? 'Les montants de l’aide au déménagement (R442-3-2) sont ceux de 2009 : des planchers, que la loi fait suivre les prix chaque année. Le bailleur ne les a pas encore actualisés.'
      : `Aide au déménagement (R442-3-2), depuis le ${frenchShortDate(policy.movingGrant.asOf)} : entreprise payée jusqu’à ${frenchEuros(policy.movingGrant.firmCents)}, ou forfait de ${frenchEuros(policy.movingGrant.flatCents)} (${policy.movingGrant.source}).`,
  ];
}
