/** An event as fields to copy into the register's screens: French name, value. */
import { type CivilDate, isCivilDate } from '../../kernel/civil-date.ts';
import { frenchShortDate } from '../../kernel/french.ts';
import { type RegisterEvent, registerEventNames } from './events.ts';

const fieldNames: Readonly<Record<string, string>> = {
  logement: 'Logement (identifiant RPLS)',
  commune: 'Commune (code INSEE)',
  typologie: 'Type de logement',
  financement: 'Financement',
  reservataire: 'Réservataire',
  reservationEchouee: 'Candidat du réservataire non abouti',
  dalo: 'DALO',
  prioritaire: 'Prioritaire (L441-1)',
  premierQuartile: '1er quartile',
  mutation: 'Mutation',
  relogement: 'Relogement (renouvellement urbain, ORCOD)',
  rang: 'Rang',
  delaiJours: 'Délai de réponse (jours)',
  motif: 'Motif',
  motifs: 'Motifs',
  adapte: 'Logement adapté',
  decision: 'Décision',
  pieceAvant: 'Pièce attendue jusqu’au',
  seance: 'Séance du',
  piece: 'Pièce',
  avis: 'Avis',
  date: 'Date',
  correction: 'Corrige une décision antérieure',
};

export type CopyField = { label: string; value: string };

/** What to copy, in the order of the register's form: the event, its day, its author, then its details. */
export function eventFields(event: Pick<RegisterEvent, 'kind' | 'on' | 'author' | 'details'>): CopyField[] {
  return [
    { label: 'Événement', value: registerEventNames[event.kind] },
    { label: 'Date', value: frenchShortDate(event.on) },
    { label: 'Auteur', value: event.author },
    ...Object.entries(event.details).flatMap(([name, value]) =>
      value === null || name === 'date' ? [] : [{ label: fieldNames[name] ?? name, value: plain(value) }],
    ),
  ];
}

function plain(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  const text = String(value);
  return isCivilDate(text) ? frenchShortDate(text satisfies CivilDate) : text;
}
