/** Why nothing was recorded on a relocation, a fellow landlord's request or a review, and what to do. */
import type { FellowRefusal } from '../../../portal/relocations/fellow-port.ts';
import type { RelocationRefusal } from '../../../portal/relocations/relocation-port.ts';
import type { ReviewRefusal } from '../../../portal/relocations/review-port.ts';
import { transferRefusalInWords } from '../transfers/transfer-words.ts';
import { leaseRefusalInWords } from './lease-refusals.ts';

export function relocationRefusalInWords(refusal: RelocationRefusal): string {
  switch (refusal.code) {
    case 'sourceMissing':
      return 'Dites où le voisinage a été lu (carte, arrêté, service) : c’est une donnée du bailleur, jamais une supposition.';
    case 'placeContradicts':
      return 'Le voisinage choisi ne va pas avec les communes des deux logements. Corrigez-le, ou laissez « inconnu ».';
    case 'sameHome':
      return 'C’est le logement que le ménage occupe déjà.';
    case 'inFuture':
      return 'Cette date est à venir. Notez un fait quand il a eu lieu.';
    case 'beforeOffer':
      return 'La réponse ne peut pas être antérieure à la notification de l’offre.';
    case 'noOfferNow':
      return 'Le ménage a déjà accepté une offre.';
    case 'offerOpen':
      return 'Une offre attend encore sa réponse : notez-la avant d’en enregistrer une autre.';
    case 'notByLaw':
      return 'Aucun texte n’impose ce relogement aujourd’hui : ce geste n’a pas d’objet ici.';
    case 'noneAccepted':
      return 'Aucune offre n’est acceptée : la commission est informée du logement accepté.';
    case 'noSuchSitting':
      return 'Cette séance n’existe pas ou elle est close. Choisissez-en une autre.';
    case 'noSuchOffer':
      return 'Cette offre n’existe plus. Rechargez la page.';
    case 'ended':
      return 'Cette demande est terminée : plus rien ne s’y ajoute.';
    case 'answeredMeanwhile':
      return `${refusal.by} a déjà noté que l’offre est ${refusal.answer === 'accepted' ? 'acceptée' : 'refusée'}. Relisez la page.`;
    case 'notInformed':
    case 'operationMissing':
    case 'partLeaves':
    case 'numberMissing':
    case 'homeLet':
    case 'homeOccupied':
    case 'homeWithdrawn':
    case 'homeLetApart':
    case 'homeDecided':
    case 'homeOnAgenda':
    case 'homeOffered':
    case 'homePromised':
    case 'homeReserved':
    case 'householdBarred':
    case 'toVerify':
    case 'leaseDay':
    case 'noticeDay':
    case 'oldEndDay':
    case 'signedMeanwhile':
      return leaseRefusalInWords(refusal);
    default:
      return transferRefusalInWords(refusal);
  }
}

export function fellowRefusalInWords(refusal: FellowRefusal): string {
  switch (refusal.code) {
    case 'noSuchRequest':
      return 'Cette demande n’existe plus. Revenez à la liste.';
    case 'changedMeanwhile':
      return `${refusal.by} s’en est occupé entre-temps. Relisez la page avant de recommencer.`;
    case 'notNow':
      return 'Ce geste n’est pas possible à cette étape de la demande. Relisez la page.';
    case 'numberUnknown':
      return 'Ce numéro unique n’est pas dans nos demandes. Importez-la d’abord depuis le système national d’enregistrement.';
    case 'noSuchSitting':
      return 'Cette séance n’existe pas ou elle est close. Choisissez-en une autre.';
    case 'reasonMissing':
      return 'Un refus donne sa raison.';
    case 'textForbidden':
      return 'Le texte parle de santé, d’origine ou de ce que la loi interdit de noter. Retirez-le.';
    case 'noSuchHome':
      return 'Ce logement n’est plus à louer. Choisissez-en un autre.';
    case 'wrongDay':
      return 'Vérifiez la date : elle suit la réception de la demande et n’est pas à venir.';
    case 'numberMissing':
      return 'Ce ménage n’a pas de numéro unique connu : sans lui, aucun logement ne s’attribue (CCH L441-2-1). Notez celui que le confrère donne.';
    default:
      return leaseRefusalInWords(refusal);
  }
}

export function reviewRefusalInWords(refusal: ReviewRefusal): string {
  switch (refusal.code) {
    case 'noSuchReview':
    case 'noSuchTenancy':
      return 'Cet examen n’existe pas ou plus. Revenez à la liste.';
    case 'changedMeanwhile':
      return `${refusal.by} s’en est occupé entre-temps. Relisez la page avant de recommencer.`;
    case 'notDue':
      return 'L’examen de ce bail n’est pas dû : rien à ouvrir.';
    case 'notNow':
      return 'Ce geste n’est pas possible à cette étape. Rechargez la page.';
    case 'noSuchSitting':
      return 'Cette séance n’existe pas ou elle est close. Choisissez-en une autre.';
    case 'sittingNotOpen':
      return 'L’avis se donne pendant la séance : ouvrez-la d’abord.';
    case 'sittingNotClosed':
      return 'L’avis se notifie une fois la séance close.';
    case 'situationMissing':
      return 'La situation retenue n’est pas de celles que le dossier montre.';
    case 'textForbidden':
      return 'Le texte parle de santé, d’origine ou de ce que la loi interdit de noter. Retirez-le.';
    case 'outOfScope':
      return 'Ce logement n’est pas dans votre périmètre.';
    case 'inFuture':
      return 'Cette date est à venir. Notez un fait quand il a eu lieu.';
  }
}
