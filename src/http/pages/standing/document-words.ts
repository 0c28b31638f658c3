/** Documents to a household in plain French: states, and why a file is not taken. */
import type { DocumentStanding, HeldDocument } from '../../../committee/candidates/documents.ts';
import { documentRefusalWords } from '../../../committee/candidates/documents.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import { type SendRefusal, sentLimits } from '../../../portal/standing/sent-file.ts';
import { uploadRefusalSentence } from '../../upload.ts';
import { documentRules } from './document-uploads.ts';

/** What is wrong, and what to do. */
export function sendRefusalWords(refusal: SendRefusal): string {
  switch (refusal) {
    case 'tooLarge':
    case 'empty':
    case 'wrongKind':
    case 'cut':
    case 'infected':
      return uploadRefusalSentence(refusal, documentRules);
    case 'notListed':
      return 'Ce document n’est pas dans la liste de ceux que l’on peut demander. Vous n’avez pas à l’envoyer.';
    case 'stillValid':
      return 'Ce document est déjà vérifié et encore valable : vous n’avez rien à envoyer.';
    case 'tooManyOfDocument':
      return `Vous avez déjà envoyé ${sentLimits.filesOfDocument} fichiers pour ce document. Reprenez-en un avant d’en envoyer un autre.`;
    case 'tooManyToday':
      return `Vous avez envoyé ${sentLimits.filesADay} fichiers en un jour : c’est le maximum. Continuez demain, ou venez au guichet.`;
    case 'tooMuch':
      return 'Votre dossier contient beaucoup de fichiers déjà. Envoyez-en de plus petits, ou venez au guichet.';
    default:
      return 'Cet envoi n’existe plus. Choisissez le fichier de nouveau.';
  }
}

/** Where a document stands, with its day. */
export function documentStandingWords(standing: DocumentStanding, held: HeldDocument | undefined): string {
  const until = held?.validUntil ?? null;
  switch (standing) {
    case 'requested':
      return held?.requestedOn ? `Demandé le ${frenchLongDate(held.requestedOn)}` : 'Demandé';
    case 'received':
      return `Reçu${held?.receivedOn ? ` le ${frenchLongDate(held.receivedOn)}` : ''}. Une personne va le vérifier.`;
    case 'valid':
      return `Vérifié${until === null ? '' : `, valable jusqu’au ${frenchLongDate(until)}`}. Rien à envoyer.`;
    case 'expired':
      return `N’est plus valable${until === null ? '' : ` depuis le ${frenchLongDate(until)}`}`;
    case 'refused': {
      const because = documentRefusalWords(held?.refusalReason);
      return `Non accepté${because === null ? '' : ` : ${because}`}. Envoyez-en un autre.`;
    }
    default:
      return 'Pas encore envoyé';
  }
}
