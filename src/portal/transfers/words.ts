/** Transfers in French: grounds, states, reasons and what is missing, for officers and for households. */
import { isCivilDate } from '../../kernel/civil-date.ts';
import { frenchEuros, frenchLongDate, frenchNumber } from '../../kernel/french.ts';
import type { Fact, Reason } from '../../law/rule.ts';
import { missingInWords } from '../../wording/gaps-in-words.ts';
import type { TransferGround } from '../policy.ts';
import type { ClosingReason, Recommendation, RequestOrigin, RequestState } from './request.ts';
import type { StepKind } from './steps.ts';

/** As officers read them; the article of each stands beside. */
export const groundNames: Readonly<Record<TransferGround, string>> = {
  relocation: 'Relogement : vente ou démolition',
  underOccupied: 'Sous-occupation',
  overOccupied: 'Sur-occupation',
  adaptedHomeLeft: 'Logement adapté quitté',
  adaptedHomeNeeded: 'Logement adapté nécessaire',
  aboveCeilings: 'Revenus au-dessus du plafond',
  effort: 'Loyer trop lourd',
  priority: 'Situation prioritaire (L441-1)',
  family: 'Famille',
  workplace: 'Travail',
  comfort: 'Autre souhait',
};

/** As a household says them. */
export const groundsForHousehold: Readonly<Record<TransferGround, string>> = {
  relocation: 'Mon immeuble va être démoli, vendu ou changer d’usage',
  underOccupied: 'Mon logement est trop grand',
  overOccupied: 'Mon logement est trop petit',
  adaptedHomeLeft: 'Mon logement est équipé pour une personne qui n’y vit plus',
  adaptedHomeNeeded: 'Il me faut un logement plus accessible',
  aboveCeilings: 'Mes revenus ont augmenté',
  effort: 'Mon loyer est trop lourd, un logement moins cher m’aiderait',
  priority: 'Je suis dans une situation prioritaire',
  family: 'Me rapprocher de ma famille, une séparation, une naissance',
  workplace: 'Me rapprocher de mon travail',
  comfort: 'Une autre raison',
};

/** The rule that founds each ground; null: the landlord's published order alone (M-09). */
export const groundRules: Readonly<Record<TransferGround, string>> = {
  relocation: 'M-07',
  underOccupied: 'F-03',
  overOccupied: 'F-05',
  adaptedHomeLeft: 'F-04',
  adaptedHomeNeeded: 'C-12',
  aboveCeilings: 'C-12',
  effort: 'M-08d',
  priority: 'P-01',
  family: 'M-09',
  workplace: 'M-09',
  comfort: 'M-09',
};

export const stateNames: Readonly<Record<RequestState, string>> = {
  received: 'Reçue',
  examined: 'Examinée',
  accepted: 'Acceptée',
  searching: 'Recherche en cours',
  proposed: 'Logement proposé',
  moving: 'Déménagement préparé',
  done: 'Relogé',
  refused: 'Refusée',
  closed: 'Close',
};

/** What each state means to the household. */
export const statesForHousehold: Readonly<Record<RequestState, string>> = {
  received: 'Nous avons reçu votre demande. Elle attend son examen.',
  examined: 'Votre demande a été examinée. La réponse va suivre.',
  accepted: 'Votre demande est acceptée. Nous allons chercher un logement.',
  searching: 'Nous cherchons un logement pour vous.',
  proposed: 'Nous avons un logement à vous proposer. La commission d’attribution décide.',
  moving: 'Votre déménagement se prépare.',
  done: 'Vous avez changé de logement.',
  refused: 'Votre demande est refusée.',
  closed: 'Votre demande est close.',
};

export const originNames: Readonly<Record<RequestOrigin, string>> = {
  tenant: 'Demandée par le locataire',
  finding: 'Repérée par l’outil, reprise par un agent',
  landlord: 'Ouverte par le bailleur',
  fellowLandlord: 'Demandée par un autre bailleur',
};

export const recommendationNames: Readonly<Record<Recommendation, string>> = {
  favourable: 'Avis favorable',
  moreInformation: 'Complément demandé',
  unfavourable: 'Avis défavorable',
};

export const closingNames: Readonly<Record<ClosingReason, string>> = {
  withdrawn: 'Le ménage ne le souhaite plus',
  housedElsewhere: 'Le ménage a trouvé un autre logement',
  notRegistered: 'Demande jamais enregistrée au registre national (C-05)',
  leftHome: 'Le ménage a quitté son logement',
};

export const closingForHousehold: Readonly<Record<ClosingReason, string>> = {
  withdrawn: 'Vous nous avez dit que vous ne souhaitez plus changer de logement.',
  housedElsewhere: 'Vous avez trouvé un autre logement.',
  notRegistered:
    'Votre demande n’a pas de numéro unique malgré nos rappels. Sans lui, la loi ne permet d’attribuer aucun logement.',
  leftHome: 'Vous avez quitté votre logement.',
};

export const stepNames: Readonly<Record<StepKind, string>> = {
  examine: 'Examiner',
  accept: 'Accepter la demande',
  refuse: 'Refuser la demande',
  search: 'Commencer la recherche',
  inform: 'Donner des nouvelles',
  propose: 'Proposer un logement',
  searchAgain: 'Reprendre la recherche',
  plan: 'Enregistrer le plan de déménagement',
  finish: 'Noter le relogement',
  close: 'Clore la demande',
};

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
