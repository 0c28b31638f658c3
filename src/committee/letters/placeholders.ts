/** The words between {{ }} that a template may hold: a closed list for each kind of letter, with their values. */
import { frenchCount, frenchEuros, frenchLongDate } from '../../kernel/french.ts';
import { caseNames } from '../cases/case.ts';
import type { LetterKind } from './letter-kind.ts';
import type { Decided, DecisionSituation, LetterHome, LetterSituation } from './letter-situation.ts';
import {
  caseOutcome,
  decisionInWords,
  grantInWords,
  homeInWords,
  occupancyInWords,
  ordinal,
  rankNext,
  relocationInWords,
} from './letter-words.ts';

/** What each stands for, as the person who edits a template reads it. */
export const placeholderMeanings = {
  organisme: 'nom du bailleur',
  numero: 'numéro unique de la demande',
  date: 'jour du courrier',
  logement: 'typologie, surface, adresse et commune du logement',
  loyer: 'loyer par mois, sans les charges',
  charges: 'charges par mois',
  commission: 'nom de la commission',
  date_decision: 'jour de la séance',
  motifs: 'raisons de la décision, une par ligne (seul dans son paragraphe)',
  rang: 'rang obtenu : « 1er », « 2e »',
  suite_du_rang: 'phrase : ce que ce rang veut dire',
  delai_reponse: 'jours laissés pour répondre à une proposition',
  piece: 'pièce attendue',
  date_limite: 'dernier jour pour répondre ou pour envoyer',
  decision_avant: 'décision corrigée, en mots',
  decision_apres: 'nouvelle décision, en mots',
  situation: 'situation constatée par la commission',
  logement_adapte: 'caractéristiques d’un logement adapté',
  conseils: 'conseils de la commission, un par ligne (seul dans son paragraphe)',
  date_envoi: 'jour où la proposition, ou le courrier resté sans réponse, est parti',
  pieces: 'pièces demandées, une par ligne (seul dans son paragraphe)',
  demande: 'ce qui était demandé : nouvel examen, recours, correction, rendez-vous',
  date_reception: 'jour où la demande est arrivée',
  responsable: 'personne qui suit la demande',
  reponse: 'réponse écrite par cette personne (seul dans son paragraphe)',
  suite: 'phrase : la demande est acceptée, ou non',
  motif_relogement: 'phrase : pourquoi un relogement est proposé',
  loyer_actuel: 'phrase : le loyer actuel, où il est connu',
  aide: 'phrase : l’aide au déménagement, où elle est due',
} as const;
export type Placeholder = keyof typeof placeholderMeanings;

/** Those whose value may be several paragraphs or lines: they stand alone in their paragraph. */
export const blockPlaceholders: ReadonlySet<Placeholder> = new Set([
  'motifs',
  'conseils',
  'pieces',
  'reponse',
]);

type Allowed = { allowed: readonly Placeholder[]; required: readonly Placeholder[] };

const always = ['organisme', 'numero', 'date'] as const satisfies readonly Placeholder[];
const ofHome = ['logement', 'loyer', 'charges'] as const satisfies readonly Placeholder[];
const ofDecision = [
  ...always,
  ...ofHome,
  'commission',
  'date_decision',
  'motifs',
  'delai_reponse',
] as const satisfies readonly Placeholder[];

/** `required`: what the letter would be worth nothing without (C-08: a refusal says why; C-09: an offer, until when). */
export const placeholdersOf: Readonly<Record<LetterKind, Allowed>> = {
  attribution: { allowed: ofDecision, required: ['date_decision', 'logement'] },
  rank: {
    allowed: [...ofDecision, 'rang', 'suite_du_rang'],
    required: ['date_decision', 'logement', 'rang', 'suite_du_rang'],
  },
  suspensiveAttribution: {
    allowed: [...ofDecision, 'piece', 'date_limite', 'suite_du_rang'],
    required: ['date_decision', 'logement', 'piece', 'date_limite'],
  },
  nonAttribution: { allowed: ofDecision, required: ['date_decision', 'logement', 'motifs'] },
  irrecevability: { allowed: ofDecision, required: ['date_decision', 'motifs'] },
  postponed: {
    allowed: [...always, ...ofHome, 'commission', 'date_decision'],
    required: ['date_decision', 'logement'],
  },
  correction: {
    allowed: [...ofDecision, 'decision_avant', 'decision_apres'],
    required: ['date_decision', 'decision_avant', 'decision_apres', 'motifs'],
  },
  occupancyOpinion: {
    allowed: [...always, 'date_decision', 'situation', 'logement_adapte', 'conseils'],
    required: ['date_decision', 'situation', 'logement_adapte', 'conseils'],
  },
  offer: {
    allowed: [...always, ...ofHome, 'date_decision', 'date_envoi', 'delai_reponse', 'date_limite'],
    required: ['logement', 'delai_reponse', 'date_limite'],
  },
  offerLapsed: {
    allowed: [...always, ...ofHome, 'date_envoi', 'date_limite'],
    required: ['logement', 'date_limite'],
  },
  documentRequest: { allowed: [...always, 'pieces', 'date_limite'], required: ['pieces', 'date_limite'] },
  removalWarning: {
    allowed: [...always, 'date_envoi', 'demande'],
    required: ['date_envoi', 'demande'],
  },
  relocationOffer: {
    allowed: [...always, ...ofHome, 'motif_relogement', 'loyer_actuel', 'aide'],
    required: ['logement', 'loyer', 'motif_relogement'],
  },
  caseReceived: {
    allowed: [...always, 'demande', 'date_reception', 'date_limite', 'responsable'],
    required: ['date_reception', 'date_limite'],
  },
  caseAnswered: {
    allowed: [...always, 'demande', 'date_reception', 'responsable', 'reponse', 'suite'],
    required: ['suite', 'reponse'],
  },
};

export type PlaceholderValue = string | readonly string[];
export type PlaceholderValues = Readonly<Partial<Record<Placeholder, PlaceholderValue>>>;

/** The values of a situation: one for each placeholder that its kind allows, but those of `always`. */
export function placeholderValues(situation: LetterSituation): PlaceholderValues {
  switch (situation.kind) {
    case 'attribution':
    case 'nonAttribution':
    case 'irrecevability':
      return ofDecided(situation);
    case 'rank':
      return {
        ...ofDecided(situation),
        rang: ordinal(situation.rank),
        suite_du_rang: rankNext(situation.rank),
      };
    case 'suspensiveAttribution':
      return {
        ...ofDecided(situation),
        piece: situation.condition.document,
        date_limite: frenchLongDate(situation.condition.dueOn),
        suite_du_rang: situation.rank === null ? '' : rankNext(situation.rank),
      };
    case 'postponed':
      return {
        ...ofHomeValues(situation.home),
        commission: situation.commission,
        date_decision: frenchLongDate(situation.heldOn),
      };
    case 'correction':
      return { ...ofDecided(situation.after), ...ofCorrection(situation.before, situation.after) };
    case 'occupancyOpinion':
      return {
        date_decision: frenchLongDate(situation.heldOn),
        situation: occupancyInWords[situation.situation],
        logement_adapte: situation.suitableHome,
        conseils: situation.advice,
      };
    case 'offer':
      return {
        ...ofHomeValues(situation.home),
        date_decision: frenchLongDate(situation.heldOn),
        date_envoi: frenchLongDate(situation.sentOn),
        delai_reponse: frenchCount(situation.replyDays, 'jour'),
        date_limite: frenchLongDate(situation.until),
      };
    case 'offerLapsed':
      return {
        ...ofHomeValues(situation.home),
        date_envoi: frenchLongDate(situation.sentOn),
        date_limite: frenchLongDate(situation.until),
      };
    case 'documentRequest':
      return { pieces: situation.documents, date_limite: frenchLongDate(situation.dueOn) };
    case 'removalWarning':
      return { date_envoi: frenchLongDate(situation.letterOn), demande: situation.asked };
    case 'relocationOffer':
      return {
        ...ofHomeValues(situation.home),
        motif_relogement: relocationInWords[situation.ground],
        loyer_actuel:
          situation.presentRentCents === null
            ? ''
            : `Vous payez aujourd’hui ${frenchEuros(situation.presentRentCents)} de loyer par mois.`,
        aide: situation.grant === null ? '' : grantInWords(situation.grant),
      };
    case 'caseReceived':
      return {
        demande: caseNames[situation.caseKind].toLocaleLowerCase('fr'),
        date_reception: frenchLongDate(situation.receivedOn),
        date_limite: frenchLongDate(situation.dueOn),
        responsable: situation.ownerName ?? 'notre service des attributions',
      };
    case 'caseAnswered':
      return {
        demande: caseNames[situation.caseKind].toLocaleLowerCase('fr'),
        date_reception: frenchLongDate(situation.receivedOn),
        responsable: situation.ownerName ?? 'notre service des attributions',
        reponse: paragraphsOf(situation.answer),
        suite: caseOutcome(situation.upheld),
      };
  }
}

/** The paragraphs of a text typed by a person: apart by an empty line. */
export function paragraphsOf(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

function ofHomeValues(home: LetterHome): PlaceholderValues {
  return {
    logement: homeInWords(home),
    loyer: `${frenchEuros(home.rentCents)} par mois`,
    charges: `${frenchEuros(home.chargesCents)} par mois`,
  };
}

function ofDecided(decided: Decided): PlaceholderValues {
  return {
    ...ofHomeValues(decided.home),
    commission: decided.commission,
    date_decision: frenchLongDate(decided.heldOn),
    motifs: decided.reasons,
    delai_reponse: frenchCount(decided.replyDays, 'jour'),
  };
}

function ofCorrection(before: DecisionSituation, after: DecisionSituation): PlaceholderValues {
  return {
    decision_avant: decisionInWords(before),
    decision_apres: decisionInWords(after),
  };
}
