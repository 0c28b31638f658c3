/** Sentences of priorities, offers, reviews and applications (P-, I-05, C-, N-). */
import type { ApplicationLifeCode } from '../../law/application-life.ts';
import type { OfferCode } from '../../law/offer.ts';
import type { PriorityCode } from '../../law/priority.ts';
import type { RemovalCode } from '../../law/removal.ts';
import type { ReviewCode } from '../../law/review.ts';
import {
  asOf,
  colon,
  count,
  day,
  euros,
  factValue,
  figure,
  type ReasonTable,
  type Sentence,
} from '../facts-in-words.ts';
import { letterOfFact } from '../priority-words.ts';

export const prioritySentences: Record<PriorityCode, Sentence> = {
  'letter-presumed': (reason) =>
    `Les faits déclarés correspondent à${colon} ${letterOfFact(factValue(reason, 'letter'))}. Seul un label donné par un organisme compte dans les quotas.`,
  'letter-unknown': (reason) =>
    `Un fait manque pour savoir si le ménage relève de${colon} ${letterOfFact(factValue(reason, 'letter'))}.`,
  'dalo-in-force': () => 'Le ménage a un droit au logement opposable (DALO) en vigueur.',
  'dalo-unknown': () => 'On ne sait pas si le droit au logement opposable (DALO) est toujours en vigueur.',
  'dalo-hosting-only': () =>
    'La décision porte sur un hébergement, non sur un logement. Elle ne vaut pas DALO.',
  'own-resources-only': () => 'Seules les ressources du demandeur comptent (L441-1).',
  'own-resources-unknown': () =>
    'Un fait manque pour savoir si seules les ressources du demandeur comptent (L441-1).',
  'no-priority-claimed': () => 'Aucun fait déclaré ne correspond à une catégorie prioritaire.',
};

export const committeeSentences: ReasonTable & Record<OfferCode | ReviewCode, Sentence> = {
  'unique-number-registered': () => 'La demande a son numéro unique.',
  'unique-number-missing': () =>
    'La demande n’a pas de numéro unique valable. La commission ne peut pas l’examiner sans lui.',
  'dalo-designation': () =>
    'Le préfet a désigné ce ménage au titre du droit au logement opposable (DALO). Sa demande peut être examinée seule.',
  'offer-open': (reason) => `Le ménage peut répondre jusqu’au ${day(reason, 'deadline')} inclus.`,
  'offer-accepted': () => 'Le ménage a accepté l’offre dans le délai.',
  'offer-refused': () => 'Le ménage a refusé l’offre. Sa demande reste active.',
  'offer-silence': (reason) =>
    `Sans réponse le ${day(reason, 'deadline')}, l’offre est tenue pour refusée. La demande reste active.`,
  'offer-answer-late': (reason) =>
    `La réponse est arrivée après le ${day(reason, 'deadline')}. L’offre est tenue pour refusée.`,
  'offer-answer-day-unknown': (reason) =>
    `Il manque la date ou le sens de la réponse. Le délai finissait le ${day(reason, 'deadline')}.`,
  'offer-delay-too-short': (reason) =>
    `L’offre laisse ${count(reason, 'replyDays', 'jour')} pour répondre. Il en faut au moins ${figure(reason, 'minReplyDays', 0)}.`,
  'offer-delay-not-loaded': () => 'Le délai légal de réponse n’est pas chargé pour la date de cette offre.',
  'review-not-tense': () => 'Hors zone tendue, l’examen triennal de l’occupation n’est pas obligatoire.',
  'review-due': (reason) => `L’examen de l’occupation est dû depuis le ${day(reason, 'dueOn')}.`,
  'review-later': (reason) => `Le prochain examen de l’occupation est dû le ${day(reason, 'dueOn')}.`,
  'review-last-unknown': () => 'La date du dernier examen de l’occupation n’est pas connue.',
  'review-not-loaded': () => 'La période de l’examen de l’occupation n’est pas chargée pour cette date.',
};

export const applicationSentences: ReasonTable & Record<ApplicationLifeCode | RemovalCode, Sentence> = {
  'application-live': (reason) => `La demande est en cours, valable jusqu’au ${day(reason, 'expiresOn')}.`,
  'application-not-filed-yet': (reason) => `La demande n’est déposée que le ${day(reason, 'filedOn')}.`,
  'application-removed': () =>
    'La demande n’est plus dans le fichier des demandes. Le demandeur peut en déposer une nouvelle.',
  'application-expired': (reason) =>
    `La demande a expiré le ${day(reason, 'expiresOn')}, faute de renouvellement.`,
  'validity-not-loaded': () => 'La durée de validité d’une demande n’est pas chargée pour cette date.',
  'removal-due': (reason) => `La demande sort du fichier le ${day(reason, 'removedOn')}.`,
  'removal-needs-warning': () => 'La demande ne peut pas être radiée sans un avertissement remis et tracé.',
  'removal-warning-running': (reason) =>
    `L’avertissement court encore. La demande pourra être radiée le ${day(reason, 'removedOn')}.`,
  'removal-not-yet': (reason) => `La demande ne sort du fichier que le ${day(reason, 'removedOn')}.`,
  'removal-not-loaded': () => 'Le délai d’avertissement n’est pas chargé pour cette date.',
  'refusal-no-removal': () => 'Refuser une offre ne radie jamais la demande.',
  'wait-beyond-abnormal-delay': (reason) =>
    `L’attente dépasse le délai anormalement long du département (${figure(reason, 'abnormalDelayMonths', 0)}\u00a0mois).`,
  'wait-within-abnormal-delay': (reason) =>
    `L’attente ne dépasse pas le délai anormalement long du département (${figure(reason, 'abnormalDelayMonths', 0)}\u00a0mois).`,
  'abnormal-delay-not-loaded': () =>
    'Le délai anormalement long du département n’est pas chargé. On ne sait pas si l’attente le dépasse.',
  'resources-declared': () => 'Les ressources sont déclarées, sans justificatif pour l’instant.',
  arrears: (reason) =>
    `Une dette de loyer de ${euros(reason, 'amount')} est connue${factValue(reason, 'underPlan') === true ? ', avec un plan d’apurement' : ''}${asOf(reason, 'amount')}. Elle n’enlève aucun point.`,
};
