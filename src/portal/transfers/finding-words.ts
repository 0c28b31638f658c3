/** Findings in French: what a rule says of a tenancy, its dated facts, and what is missing. */
import { isCivilDate } from '../../kernel/civil-date.ts';
import { frenchEuros, frenchLongDate, frenchNumber } from '../../kernel/french.ts';
import type { Fact, Reason } from '../../law/rule.ts';
import { missingInWords } from '../../wording/gaps-in-words.ts';

const reasonSentences: Readonly<Record<string, string>> = {
  'under-occupied': 'Plus de pièces que de personnes plus une',
  'occupants-unknown': 'Plus de pièces que de personnes plus une, sauf ce qui reste à vérifier',
  'over-occupied': 'Surface sous le minimum pour ceux qui y vivent',
  'sale-perimeter': 'Logement dans un périmètre de vente',
  'demolition-perimeter': 'Logement à démolir',
  'changeOfUse-perimeter': 'Logement qui change d’usage',
  'sale-obliges-nobody': 'Une vente n’oblige ni à acheter ni à partir : départ volontaire seulement',
  'adapted-home-left': 'Logement adapté que plus personne n’utilise comme tel',
  'adapted-occupant-unknown': 'Logement adapté : reste-t-il utilisé comme tel ?',
  'adapted-home-needed': 'Le logement n’offre pas l’accessibilité dont le ménage a besoin',
  'adapted-need-declared': 'Le ménage demande un logement plus accessible que le sien',
  'above-ceilings': 'Revenu fiscal au-dessus du plafond de ce logement',
  'exempt-age': 'Locataire de plus de 65 ans : rien ne peut lui être imposé',
  'exempt-disability': 'Situation protégée du ménage : rien ne peut lui être imposé',
  'exempt-qpv': 'Quartier prioritaire, aujourd’hui ou à l’entrée : rien ne peut être imposé',
  'zone-not-tense': 'Zone non tendue : proposer, sans que le refus fasse perdre un droit',
  'zone-tense': 'Zone tendue : trois refus d’offres conformes font perdre le droit au maintien',
};

/** One line: what the rule says of the tenancy. Throws for a code that nobody put in words. */
export function findingReasonInWords({ code }: Pick<Reason, 'code'>): string {
  const sentence = reasonSentences[code];
  if (sentence === undefined) throw new Error(`no words for the finding ${code}`);
  return sentence;
}

const factNames: Readonly<Record<string, string>> = {
  habitableRooms: 'pièces',
  professionalRooms: 'pièces professionnelles',
  residents: 'personnes',
  visitingChildren: 'enfants accueillis',
  surfaceM2: 'surface (m²)',
  minimumSurfaceM2: 'minimum (m²)',
  perimeter: 'opération',
  perimeterSource: 'autorisation',
  adaptedHome: 'logement adapté',
  accessibilityNeeded: 'besoin',
  accessibility: 'le logement offre',
  income: 'revenu',
  incomeOf: 'année du revenu',
  ceiling: 'plafond',
  financing: 'financement',
  zone: 'zone',
  category: 'catégorie de ménage',
  extraPersons: 'personnes en plus',
  figure: 'chiffre',
};

const values: Readonly<Record<string, string>> = {
  none: 'aucune accessibilité particulière',
  stepFree: 'plain-pied',
  wheelchair: 'fauteuil roulant',
  official: 'officiel',
  derived: 'dérivé',
  n2: 'N-2',
  n1: 'N-1',
  last12Months: '12 derniers mois',
  other: 'autres régions',
  idf: 'Île-de-France',
  paris: 'Paris et communes limitrophes',
};

/** "pièces : 4" with the day on which it was true; null for what an officer need not read. */
export function factInWords({ field, value, asOf }: Fact): string | null {
  if (value === null || field === 'zone' || field === 'extraPersons' || field === 'figure') return null;
  const name = factNames[field];
  if (name === undefined) return null;
  // The lease file gives no day for those who live there.
  const undated = field === 'residents' ? ' (fichier des baux, sans date)' : '';
  const day = asOf === null ? undated : ` (au ${frenchLongDate(asOf)})`;
  return `${name} : ${valueInWords(field, value)}${day}`;
}

function valueInWords(field: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number') {
    return field === 'income' || field === 'ceiling'
      ? frenchEuros(Math.round(value * 100))
      : frenchNumber(value, 1);
  }
  if (isCivilDate(value)) return frenchLongDate(value);
  return values[value] ?? value;
}

const missingWords: Readonly<Record<string, string>> = {
  authorisation: 'l’autorisation de l’opération',
  disabledOccupantLeft: 'si le logement adapté sert encore',
};

/** What must be asked before anything can be said. */
export function missingOfFinding(field: string): string {
  return missingWords[field] ?? missingInWords(field);
}
