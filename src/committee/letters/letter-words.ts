/** Phrases that letters are made of, in French that people speak. */
import { frenchEuros, frenchLongDate } from '../../kernel/french.ts';
import type {
  DecisionSituation,
  LetterHome,
  LetterSituation,
  OccupancySituation,
} from './letter-situation.ts';

/** "T3 de 62 m², 12 rue des Lilas, à Metz"; an address that names its commune is left as it is. */
export function homeInWords(home: LetterHome): string {
  const whole = home.address.toLocaleLowerCase('fr').endsWith(home.commune.toLocaleLowerCase('fr'));
  return whole ? `${home.label}, ${home.address}` : `${home.label}, ${home.address}, à ${home.commune}`;
}

/** "1er", "2e". */
export function ordinal(rank: number): string {
  return rank === 1 ? '1er' : `${rank}e`;
}

/** What a rank means for the household, until the home is let. */
export function rankNext(rank: number): string {
  if (rank === 1) return 'Vous êtes en tête : c’est à vous que nous proposons ce logement d’abord.';
  const before = rank === 2 ? 'Un ménage est placé' : `${rank - 1} ménages sont placés`;
  const refusal = rank === 2 ? 'S’il refuse' : 'S’ils refusent tous';
  return `${before} avant vous. ${refusal}, nous vous proposons ce logement. Sinon, le logement est loué à un autre ménage, et nous ne pouvons pas vous le proposer.`;
}

/** The decision as the end of "la commission a décidé :". */
export function decisionInWords(decision: DecisionSituation): string {
  switch (decision.kind) {
    case 'attribution':
      return 'vous attribuer le logement';
    case 'rank':
      return `vous attribuer le logement au ${ordinal(decision.rank)} rang`;
    case 'suspensiveAttribution':
      return `vous attribuer le logement, à condition de recevoir cette pièce au plus tard le ${frenchLongDate(decision.condition.dueOn)} : ${decision.condition.document}`;
    case 'nonAttribution':
      return 'ne pas vous attribuer le logement';
    case 'irrecevability':
      return 'rejeter votre demande comme irrecevable, car une condition d’accès n’est pas remplie';
  }
}

/** C-12, without any diagnosis. */
export const occupancyInWords: Readonly<Record<OccupancySituation, string>> = {
  overOccupied: 'Votre logement est trop petit pour le nombre de personnes qui y vivent.',
  underOccupied: 'Votre logement a plus de pièces que ce que la loi prévoit pour votre foyer.',
  adaptedHomeLeft: 'Votre logement a été aménagé pour une personne qui n’y vit plus.',
  adaptedHomeNeeded: 'Votre foyer a besoin d’un logement adapté.',
  aboveCeiling: 'Vos ressources dépassent le plafond fixé pour votre logement.',
};

type RelocationOfferSituation = Extract<LetterSituation, { kind: 'relocationOffer' }>;

/** F-03, F-04, M-07, without any diagnosis. */
export const relocationInWords: Readonly<Record<RelocationOfferSituation['ground'], string>> = {
  underOccupied:
    'Votre logement a plus de pièces que ce que la loi prévoit pour votre foyer. Nous devons vous proposer un logement adapté à vos besoins (article L442-3-1 du Code de la construction et de l’habitation).',
  adaptedHomeLeft:
    'Votre logement a été aménagé pour une personne qui n’y vit plus. Nous devons vous proposer un autre logement (article L442-3-2 du Code de la construction et de l’habitation).',
  demolition:
    'Votre immeuble fait l’objet d’une opération autorisée. Nous devons vous proposer un autre logement (article L442-6 du Code de la construction et de l’habitation).',
};

/** R442-3-2: the amounts are those of 2009, floors that prices have raised since. */
export function grantInWords({
  firmCents,
  flatCents,
}: NonNullable<RelocationOfferSituation['grant']>): string {
  return `Une aide au déménagement vous est due : l’entreprise est payée au moins jusqu’à ${frenchEuros(firmCents)}, ou vous recevez un forfait d’au moins ${frenchEuros(flatCents)}, à votre choix.`;
}

export function caseOutcome(upheld: boolean): string {
  return upheld
    ? 'Votre demande est acceptée.'
    : 'Après ce nouvel examen, nous ne pouvons pas accepter votre demande.';
}
