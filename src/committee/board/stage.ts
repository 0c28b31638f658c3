/** The stages of a freed home in their order, and the words that name them. */

/** From the notice to the keys; `withdrawn` stands beside them. */
export const stages = [
  'notice',
  'exitVisit',
  'works',
  'available',
  'oriented',
  'candidatesSought',
  'instructed',
  'onAgenda',
  'decided',
  'offered',
  'leaseSigned',
  'keys',
  'withdrawn',
] as const;
export type Stage = (typeof stages)[number];

export const stageNames: Readonly<Record<Stage, string>> = {
  notice: 'Préavis reçu',
  exitVisit: 'Visite de sortie faite',
  works: 'Travaux',
  available: 'Disponible, à orienter',
  oriented: 'Orienté vers un réservataire',
  candidatesSought: 'Candidats à chercher',
  instructed: 'Dossiers instruits',
  onAgenda: 'À l’ordre du jour',
  decided: 'Décidé',
  offered: 'Proposé',
  leaseSigned: 'Bail signé',
  keys: 'Clés remises',
  withdrawn: 'Retiré de la location',
};

/** On whom the next step depends. */
const movers = ['landlord', 'works', 'holder', 'committee', 'household', 'nobody'] as const;
export type Mover = (typeof movers)[number];

export const moverNames: Readonly<Record<Mover, string>> = {
  landlord: 'nous',
  works: 'les travaux',
  holder: 'le réservataire',
  committee: 'la commission',
  household: 'le ménage',
  nobody: 'personne',
};

/** What is to do next, as a code; `gestureNames` says it. */
const gestures = [
  'planExitVisit',
  'decideWorks',
  'finishWorks',
  'orient',
  'awaitDesignation',
  'takeBack',
  'callCandidates',
  'putOnAgenda',
  'holdSitting',
  'decideHome',
  'recordDecision',
  'awaitDocument',
  'checkDocument',
  'sendOffer',
  'awaitAnswer',
  'closeOffer',
  'signLease',
  'giveKeys',
  'done',
  'none',
] as const;
export type Gesture = (typeof gestures)[number];

export const gestureNames: Readonly<Record<Gesture, string>> = {
  planExitVisit: 'Faire la visite de sortie',
  decideWorks: 'Dire si des travaux sont nécessaires, ou rendre le logement disponible',
  finishWorks: 'Finir les travaux',
  orient: 'Orienter le logement',
  awaitDesignation: 'Désigner des candidats',
  takeBack: 'Reprendre le logement : le délai du réservataire est passé',
  callCandidates: 'Appeler des candidats',
  putOnAgenda: 'Inscrire à l’ordre du jour',
  holdSitting: 'Tenir la séance',
  decideHome: 'Décider en séance',
  recordDecision: 'Tenir ou reporter la séance : sa date est passée',
  awaitDocument: 'Remettre la pièce demandée',
  checkDocument: 'Vérifier la pièce reçue',
  sendOffer: 'Envoyer la proposition',
  awaitAnswer: 'Répondre à la proposition',
  closeOffer: 'Constater le silence, qui vaut refus, et passer au suivant',
  signLease: 'Signer le bail',
  giveKeys: 'Remettre les clés',
  done: 'Rien : les clés sont remises',
  none: 'Rien : le logement n’est pas à louer',
};
