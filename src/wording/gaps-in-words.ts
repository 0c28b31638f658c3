/** What is missing or awaited, in words: never the path of a field. */
import { obligationRows } from '../law/obligation-figures.ts';

/** The ends of paths that rules and calculators list in `missing`, without array positions. */
const fieldWords: Readonly<Record<string, string>> = {
  bornOn: 'une date de naissance',
  persons: 'les personnes du ménage',
  monthlyResources: 'les ressources mensuelles',
  n2: 'le revenu fiscal de l’année N-2',
  taxIncome: 'le revenu fiscal',
  disabled: 'une donnée du ménage pour le plafond',
  energyClass: 'la classe énergie du logement',
  number: 'le numéro unique',
  employment: 'la situation d’emploi',
  labels: 'les labels du ménage',
  place: 'la situation du logement proposé',
  distanceKm: 'la distance du logement proposé',
  meetsArticle13bis: 'la conformité des offres refusées',
  age: 'l’âge du locataire',
  disabledOrDependent: 'une donnée protégée du ménage',
  qpvAtEntry: 'la situation du quartier à l’entrée dans les lieux',
  tenseZone: 'la zone, tendue ou non',
  answer: 'la réponse à l’offre',
  answeredOn: 'la date de la réponse',
  sentOn: 'la date d’envoi de l’offre',
  replyDays: 'le délai de réponse',
  leaseSignedOn: 'la date de signature du bail',
  lastReviewedOn: 'la date du dernier examen de l’occupation',
  designationDueOn: 'l’échéance du réservataire',
  professionalRooms: 'le nombre de pièces professionnelles',
  visitingChildren: 'le nombre d’enfants accueillis',
  sameOwner: 'le propriétaire des deux logements',
  sameComplex: 'l’ensemble immobilier des deux logements',
  surfaceM2: 'une surface',
  heightM: 'une hauteur sous plafond',
  volumeM3: 'un volume',
};

/** "les ressources mensuelles" from "household.monthlyResources"; facts of L441-1 keep their silence (D-04). */
export function missingInWords(path: string): string {
  if (path.startsWith('facts.')) return 'un fait de la situation (L441-1)';
  const field = path.split('.').at(-1) ?? '';
  return fieldWords[field] ?? 'une donnée du dossier';
}

/** "l’arrêté des seuils de quartile (2028)" from "order quartile 2028". */
export function awaitedInWords(awaited: string): string {
  if (awaited === 'overseas') return 'les chiffres propres à l’outre-mer';
  const [, subject = '', period = ''] = /^order (\S+) (.+)$/.exec(awaited) ?? [];
  if (subject === 'quartile') return `l’arrêté des seuils de quartile (${period})`;
  if (subject === 'ceilings') return `l’arrêté des plafonds de ressources (${period})`;
  if (subject === 'abnormal-delay') {
    return `l’arrêté du préfet sur le délai anormalement long (département ${period})`;
  }
  if (subject === 'crds' || subject.startsWith('apl-') || subject.startsWith('rls-')) {
    return `le barème de l’aide au logement (${period})`;
  }
  const row = obligationRows().find(({ id }) => id === subject);
  return row ? `le texte en vigueur en ${period} (${row.source})` : 'un texte qui n’est pas chargé';
}
