/** Why the lease of an imposed relocation was not recorded, and what to do. */
import { frenchShortDate } from '../../../kernel/french.ts';
import type { LeaseRefusal } from '../../../portal/relocations/relocation-lease.ts';
import { reasonInWords } from '../../../wording/reason-sentence.ts';

export function leaseRefusalInWords(refusal: LeaseRefusal): string {
  switch (refusal.code) {
    case 'notInformed':
      return 'La commission doit être informée de ce relogement (CCH L441-2 V). Inscrivez-le aux informations d’une prochaine séance, puis enregistrez le bail : il n’attend pas que la séance se tienne.';
    case 'operationMissing':
      return 'L’opération n’est pas connue. Choisissez-la dans « Ce qu’on sait » : les quotas comptent ce bail selon elle.';
    case 'numberMissing':
      return `Ce ménage n’a pas de numéro unique : sans lui, aucun logement ne s’attribue (CCH L441-2-1). ${
        refusal.byLandlord
          ? 'En renouvellement urbain, le bailleur enregistre lui-même la demande au système national d’enregistrement. Enregistrez-la'
          : 'Le ménage dépose sa demande, ou un guichet l’enregistre pour lui'
      }, puis reliez son numéro depuis la demande de mutation.`;
    case 'partLeaves':
      return 'Une partie du foyer seulement part : ceux qui partent ont leur propre demande et leur propre numéro. Le bail actuel continue pour les autres.';
    case 'homeLet':
      return `Ce logement est déjà loué${refusal.on === null ? '' : ` : bail signé le ${frenchShortDate(refusal.on)}`}. ${lost}`;
    case 'homeOccupied':
      return 'Ce logement est encore occupé : son locataire a donné congé et n’est pas parti. Notez sa sortie sur le tableau des logements, puis enregistrez le bail.';
    case 'homeWithdrawn':
      return `Ce logement n’est plus à louer. ${lost}`;
    case 'homeLetApart':
      return `Ce logement est réservé à une location particulière (association, bail glissant). ${lost}`;
    case 'homeDecided':
      return `La commission du ${frenchShortDate(refusal.heldOn)} a décidé de ce logement pour d’autres ménages. Attendez que cette liste soit épuisée.`;
    case 'homeOnAgenda':
      return `Ce logement est à l’ordre du jour de la séance du ${frenchShortDate(refusal.heldOn)}, pour d’autres ménages. Retirez-le d’abord de cette séance.`;
    case 'homeOffered':
      return 'Ce logement est proposé à un autre ménage, qui n’a pas encore répondu. Attendez sa réponse.';
    case 'homePromised':
      return `Ce logement est proposé ou promis à un autre ménage à reloger. ${lost}`;
    case 'homeReserved':
      return `Ce logement est orienté vers ${refusal.holder ?? 'un réservataire'}, qui y désigne ses candidats. Reprenez d’abord l’orientation.`;
    case 'householdBarred':
      return `La loi ne permet pas ce bail. ${refusal.reasons.map(reasonInWords).join(' ')}`;
    case 'toVerify':
      return `Une donnée manque. ${refusal.reasons.map(reasonInWords).join(' ')} Vérifiez sur pièces, puis cochez la case.`;
    case 'leaseDay':
      return `Le bail est signé après l’acceptation : entre le ${days(refusal)}.`;
    case 'noticeDay':
      return `Le congé du ménage suit l’offre et n’est pas à venir : entre le ${days(refusal)}.`;
    case 'oldEndDay':
      return `Le bail actuel finit au plus tard un mois après le congé (CCH L442-6-3) : entre le ${days(refusal)}.`;
    case 'signedMeanwhile':
      return `${refusal.by} a déjà enregistré le bail, signé le ${frenchShortDate(refusal.on)}. Relisez la page.`;
  }
}

const lost = 'Notez plus haut que l’offre n’a pas abouti, puis proposez un autre logement.';

function days({ from, to }: Extract<LeaseRefusal, { from: unknown }>): string {
  return `${frenchShortDate(from)} et le ${frenchShortDate(to)}`;
}
