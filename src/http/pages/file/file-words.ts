/** Words of a household's file: states, outcomes and refusals as an officer reads them. */
import type { DocumentRefusal, DocumentStanding } from '../../../committee/candidates/documents.ts';
import type {
  ArrearsRefusal,
  followUps,
  recommendations,
  VisitOutcome,
} from '../../../committee/candidates/file-port.ts';
import type { ContactOutcome } from '../../../committee/candidates/pool-port.ts';
import { refusalReasonNames } from '../../../committee/letting/words.ts';
import type { Application } from '../../../domain/application.ts';
import { refusalReasons } from '../../../domain/offer.ts';
import { geography } from '../../../domain/territory.ts';
import { civilDateInParis, hourInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';

export const statusWords: Readonly<Record<Application['status'], string>> = {
  live: 'en cours',
  housed: 'radiée : logement attribué',
  renounced: 'radiée : renoncement',
  unreachable: 'radiée : sans réponse',
  inadmissible: 'radiée : irrecevable',
  expired: 'radiée : non renouvelée',
};

export const standingWords: Readonly<Record<DocumentStanding, string>> = {
  absent: 'jamais demandée',
  requested: 'demandée',
  received: 'reçue, à vérifier',
  valid: 'vérifiée et valable',
  expired: 'périmée',
  refused: 'refusée',
};

export const outcomeWords: Readonly<Record<ContactOutcome, string>> = {
  interested: 'Intéressé',
  declined: 'A renoncé',
  noAnswer: 'Sans réponse',
  callBack: 'À rappeler',
};

export const visitWords: Readonly<Record<VisitOutcome, string>> = {
  planned: 'prévue',
  done: 'faite',
  missed: 'manquée',
  cancelled: 'annulée',
};

export const declineReasons = refusalReasons.map((code) => [code, refusalReasonNames[code]] as const);

/** The reason of a refusal in words; another text as it is. */
export function declineInWords(code: string): string {
  return declineReasons.find(([known]) => known === code)?.[1] ?? code;
}

export const recommendationWords: Readonly<Record<(typeof recommendations)[number], string>> = {
  favourable: 'favorable',
  withSupport: 'favorable avec accompagnement',
  otherHome: 'un autre logement conviendrait mieux',
  unfavourable: 'défavorable',
};

export const followUpWords: Readonly<Record<(typeof followUps)[number], string>> = {
  none: 'aucune suite',
  socialSupport: 'accompagnement social',
  debtPlan: 'plan d’apurement',
  adaptedHome: 'recherche d’un logement adapté',
  glidingLease: 'bail glissant',
};

export const documentRefusals: Readonly<Record<DocumentRefusal | 'unknown-file', string>> = {
  'unknown-file': 'Ce dossier n’existe pas.',
  'not-listed': 'Cette pièce n’est pas sur la liste fermée : elle ne peut pas être demandée.',
  'still-valid': 'Cette pièce est déjà là et valable : elle n’est pas demandée une seconde fois.',
  'already-requested': 'Cette pièce a déjà été demandée au ménage.',
  'awaiting-check': 'Cette pièce est arrivée : vérifiez-la avant d’en demander une autre.',
  'nothing-to-check': 'Il n’y a pas de pièce à vérifier : quelqu’un l’a peut-être fait avant vous.',
  'expired-already': 'La date de validité est passée : une pièce périmée ne peut pas être retenue.',
};

export const arrearsRefusals: Readonly<Record<ArrearsRefusal, string>> = {
  'unknown-file': 'Ce dossier n’existe pas.',
  'changed-meanwhile':
    'Un collègue a actualisé cette dette pendant que vous la lisiez. Relisez le nouveau chiffre avant de le changer.',
};

/** "21/11/2026 à 14:05" in Paris. */
export function momentInWords(at: Date): string {
  const hour = hourInParis(at);
  return `${frenchShortDate(civilDateInParis(at))} à ${hour}`;
}

/** "T3 de 63 m² à Metz", or the vacancy's identifier where the home is not known. */
export function namedHome(
  homes: ReadonlyMap<string, { typology: string; surfaceM2: number; insee: string }>,
  vacancyId: string | null,
): string {
  const home = vacancyId === null ? undefined : homes.get(vacancyId);
  if (!home) return vacancyId ?? 'logement non précisé';
  return `${home.typology} de ${Math.round(home.surfaceM2)} m² à ${communeName(home.insee)}`;
}

export function communeName(insee: string): string {
  return geography().communes.get(insee)?.name ?? insee;
}
