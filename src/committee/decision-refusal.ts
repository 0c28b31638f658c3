/** Why a decision, a ballot or a vote is refused as it was filled in; `number` says beside which candidate. */
import type { CivilDate } from '../kernel/civil-date.ts';
import { frenchLongDate } from '../kernel/french.ts';

export const decisionRefusalCodes = [
  'candidateUndecided',
  'candidateTwice',
  'notACandidate',
  'ranksWithHoles',
  'attributionTwice',
  'rankMissing',
  'rankNotAllowed',
  'noLongerLive',
  'conditionMissing',
  'conditionNotAllowed',
  'unknownDocument',
  'conditionDayOutside',
  'reasonMissing',
  'reasonNotAllowed',
  'unknownReason',
  'reasonOfOtherKind',
  'reasonNotOpposable',
  'localLinkAlone',
  'fragileElsewhere',
  'noteMissing',
  'noteForbidden',
  'textForbidden',
  'criteriaMissing',
  'unknownCriterion',
  'noOrderStated',
  'departureUnstated',
  'unknownDepartureReason',
  'notAVoter',
  'votedTwice',
  'noVotes',
  'noCastingVote',
  'otherPropositionWon',
] as const;

type OfCandidate =
  | 'candidateUndecided'
  | 'candidateTwice'
  | 'notACandidate'
  | 'rankMissing'
  | 'rankNotAllowed'
  | 'noLongerLive'
  | 'conditionMissing'
  | 'conditionNotAllowed'
  | 'unknownDocument'
  | 'reasonMissing'
  | 'reasonNotAllowed'
  | 'unknownReason'
  | 'reasonOfOtherKind'
  | 'reasonNotOpposable'
  | 'localLinkAlone'
  | 'fragileElsewhere'
  | 'noteMissing'
  | 'criteriaMissing'
  | 'unknownCriterion';

export type DecisionRefusal =
  | { code: OfCandidate; number: string }
  | { code: 'conditionDayOutside'; number: string; from: CivilDate; until: CivilDate }
  | { code: 'noteForbidden'; number: string; because: ForbiddenNote }
  /** A reason of departure, of postponement or of correction, the name of a proposition, a remark. */
  | { code: 'textForbidden'; because: ForbiddenNote }
  | { code: 'ranksWithHoles' | 'attributionTwice' }
  | { code: 'noOrderStated' | 'departureUnstated' | 'unknownDepartureReason' }
  | { code: 'notAVoter' | 'votedTwice'; name: string }
  | { code: 'noVotes' | 'noCastingVote' }
  | { code: 'otherPropositionWon'; label: string };

/** What a free note may not hold (D-03, D-04). */
export type ForbiddenNote = 'origin' | 'health' | 'violence' | 'privateLife' | 'number' | 'name';

const ofCandidate: Readonly<Record<OfCandidate, string>> = {
  candidateUndecided: 'Cette demande n’a pas de décision : choisissez une des cinq.',
  candidateTwice: 'Cette demande a deux décisions : une seule est possible.',
  notACandidate: 'Cette demande n’est pas candidate pour ce logement.',
  rankMissing: 'Donnez un rang à cette attribution.',
  rankNotAllowed: 'Une non-attribution ou un rejet ne porte pas de rang.',
  noLongerLive:
    'Cette demande n’est plus active (logée, radiée ou renoncée) : elle ne peut pas recevoir de rang.',
  conditionMissing:
    'Une attribution sous condition suspensive nomme la pièce attendue et le dernier jour pour la recevoir.',
  conditionNotAllowed: 'Seule l’attribution sous condition suspensive porte une condition.',
  unknownDocument: 'La pièce attendue doit être choisie dans la liste limitative (R441-2-4-1).',
  reasonMissing: 'Indiquez au moins un motif : tout refus est notifié avec le sien (L441-2-2).',
  reasonNotAllowed: 'Une attribution ne porte pas de motif de refus.',
  unknownReason: 'Choisissez le motif dans la liste.',
  reasonOfOtherKind: 'Ce motif ne sert pas à cette décision : choisissez-en un autre.',
  reasonNotOpposable: 'Ce motif ne peut pas être opposé à cette demande (L441-2-2).',
  localLinkAlone:
    'L’absence de lien avec la commune ne peut pas être le seul motif (L441) : ajoutez-en un autre, ou changez de décision.',
  fragileElsewhere:
    'Ce motif ne vaut que pour une résidence inscrite comme fragile dans la convention intercommunale d’attribution (L441-2-2).',
  noteMissing: 'Ce motif demande une précision propre à cette demande.',
  criteriaMissing: 'Indiquez au moins un élément de la situation que vous avez regardé (L441-1).',
  unknownCriterion: 'Choisissez les éléments regardés dans la liste.',
};

const forbidden: Readonly<Record<ForbiddenNote, string>> = {
  origin: 'Le texte parle de nationalité, d’origine ou de religion : retirez-le.',
  health: 'Le texte parle de santé : écrivez le besoin du logement (« plain-pied »), jamais la cause.',
  violence: 'Le texte parle de violences : écrivez « situation prioritaire (L441-1) ».',
  privateLife: 'Le texte parle de la vie privée ou d’opinions : retirez-le.',
  number: 'Le texte contient un numéro de demande, de téléphone ou une adresse électronique : retirez-le.',
  name: 'Le texte contient un nom du ménage : retirez-le.',
};

/** What is refused, and what to do. */
export function decisionRefusalInWords(refusal: DecisionRefusal): string {
  switch (refusal.code) {
    case 'conditionDayOutside':
      return `Le dernier jour pour la pièce doit être entre le ${frenchLongDate(refusal.from)} et le ${frenchLongDate(refusal.until)} (règlement intérieur).`;
    case 'noteForbidden':
    case 'textForbidden':
      return forbidden[refusal.because];
    case 'ranksWithHoles':
      return 'Les rangs doivent se suivre sans trou ni doublon : 1, 2, 3…';
    case 'attributionTwice':
      return 'Une attribution simple désigne un seul ménage, au rang 1 et sans suivant : pour plusieurs, choisissez l’attribution avec classement.';
    case 'noOrderStated':
      return 'Dites si l’ordre proposé est suivi ou non : les deux demandent le même choix.';
    case 'departureUnstated':
      return 'L’ordre retenu n’est pas l’ordre proposé : indiquez pourquoi.';
    case 'unknownDepartureReason':
      return 'Choisissez dans la liste la raison de l’écart à l’ordre proposé.';
    case 'notAVoter':
      return `${refusal.name} n’a pas voix délibérative pour ce logement, ou n’est pas présent.`;
    case 'votedTwice':
      return `${refusal.name} figure deux fois dans le vote : chaque membre vote une fois.`;
    case 'noVotes':
      return 'Aucune voix n’a été exprimée : enregistrez le vote ou retirez-le.';
    case 'noCastingVote':
      return 'Les voix sont partagées et le maire de la commune n’a pas voté : votez de nouveau, ou reportez le logement.';
    case 'otherPropositionWon':
      return `La proposition « ${refusal.label} » a recueilli le plus de voix : enregistrez ses décisions.`;
    default:
      return ofCandidate[refusal.code];
  }
}
