/** French words of the pages of cases. */
import type { CaseRefusal } from '../../../committee/cases/case-port.ts';
import type { ForbiddenNote } from '../../../committee/decision-refusal.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';

const forbidden: Readonly<Record<ForbiddenNote, string>> = {
  origin: 'La réponse parle de nationalité, d’origine ou de religion : retirez-le.',
  health: 'La réponse parle de santé : parlez du logement qui convient, jamais de la cause.',
  violence: 'La réponse parle de violences : écrivez « situation prioritaire (L441-1) ».',
  privateLife: 'La réponse parle de la vie privée ou d’opinions : retirez-le.',
  number: 'La réponse contient un numéro : retirez-le.',
  name: 'La réponse contient un nom : retirez-le.',
};

export function caseRefusalInWords(refusal: CaseRefusal): string {
  switch (refusal.code) {
    case 'noSuchFile':
      return 'Aucune demande ne porte ce numéro : vérifiez-le.';
    case 'noSuchCase':
      return 'Ce recours n’existe pas.';
    case 'receivedLater':
      return 'Le jour de réception est à venir : vérifiez-le.';
    case 'alreadyAnswered':
      return `${refusal.by} a déjà répondu le ${frenchShortDate(civilDateInParis(refusal.at))}. Votre réponse n’a pas été enregistrée.`;
    case 'changedMeanwhile':
      return `${refusal.by} a modifié ce recours après que vous l’avez ouvert. Relisez-le, puis recommencez : votre texte est gardé ci-dessous.`;
    case 'answerForbidden':
      return forbidden[refusal.because];
  }
}
