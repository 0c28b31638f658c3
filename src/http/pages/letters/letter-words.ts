/** French words of the pages of letters: states, refusals, what a gesture did. */
import type { LetterState } from '../../../committee/letters/delivery.ts';
import type { LetterRefusal } from '../../../committee/letters/letter-port.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';

export const stateTitles: Readonly<Record<LetterState, string>> = {
  toPrint: 'À imprimer et à poster',
  toHand: 'À remettre en main propre',
  toEmail: 'À envoyer par courriel',
  queued: 'En attente d’envoi',
  failed: 'Envoi manqué',
  sent: 'Partis',
};

/** Why an officer must hand a letter over. */
export const handReasons = {
  protected: 'dossier protégé, sans adresse sûre',
  noAddress: 'aucune adresse connue',
} as const;

export const sentWords = {
  email: 'par courriel',
  sms: 'par SMS',
  post: 'par la poste',
  hand: 'en main propre',
} as const;

export function letterRefusalInWords(refusal: LetterRefusal): string {
  switch (refusal.code) {
    case 'noSuchSession':
      return 'Cette séance n’existe pas.';
    case 'notClosed':
      return 'Cette séance n’est pas close : ses courriers s’écrivent après sa clôture.';
    case 'noSuchLetter':
      return 'Ce courrier n’existe pas.';
    case 'noSuchFile':
      return 'Ce dossier n’existe pas.';
    case 'alreadySent':
      return `Ce courrier est déjà parti le ${frenchShortDate(civilDateInParis(refusal.at))}.`;
    case 'notByEmail':
      return 'Ce courrier ne peut pas partir par courriel : imprimez-le, ou remettez-le en main propre.';
  }
}

/** The gesture that the address tells of, said at the top of the page; null where it tells of none. */
export function doneInWords(query: Readonly<Record<string, unknown>>): string | null {
  const count = (name: string) => {
    const value = query[name];
    return typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : null;
  };
  const written = count('ecrits');
  if (written !== null) {
    return written === 0
      ? 'Tous les courriers de cette séance étaient déjà écrits : rien n’a été écrit deux fois.'
      : `${frenchCount(written, 'courrier écrit', 'courriers écrits')}. Ceux qui partent par courriel sont en route.`;
  }
  const marked = count('partis');
  if (marked === null) return null;
  return marked === 0
    ? 'Ces courriers étaient déjà notés comme partis.'
    : `${frenchCount(marked, 'courrier noté comme parti', 'courriers notés comme partis')}.`;
}

/** Drawn while the person waits, a second at most; more would keep every page waiting. */
export const drawnAtOnce = 50;
