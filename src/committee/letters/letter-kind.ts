/** The letters that a household may receive around a committee. */

export const letterKinds = [
  'attribution',
  'rank',
  'suspensiveAttribution',
  'nonAttribution',
  'irrecevability',
  'postponed',
  'correction',
  'occupancyOpinion',
  'offer',
  'offerLapsed',
  'documentRequest',
  'caseReceived',
  'caseAnswered',
  'removalWarning',
  'relocationOffer',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** What is written: letters of a kind, which have a template, and notices of the portal, whose words are their event's. */
export const writtenKinds = [...letterKinds, 'notice'] as const;
export type WrittenKind = (typeof writtenKinds)[number];

/** As officers read them in lists. */
export const letterNames: Readonly<Record<WrittenKind, string>> = {
  attribution: 'Attribution',
  rank: 'Attribution avec classement',
  suspensiveAttribution: 'Attribution sous condition',
  nonAttribution: 'Non-attribution',
  irrecevability: 'Irrecevabilité',
  postponed: 'Examen reporté',
  correction: 'Décision corrigée',
  occupancyOpinion: 'Avis sur l’occupation',
  offer: 'Proposition de logement',
  offerLapsed: 'Proposition sans réponse',
  documentRequest: 'Demande de pièces',
  caseReceived: 'Recours : accusé de réception',
  caseAnswered: 'Recours : réponse',
  removalWarning: 'Avertissement avant radiation',
  relocationOffer: 'Offre de relogement',
  notice: 'Message du portail',
};

/** Those whose delivery must leave a trace, so never a message alone: a removal follows (N-04 c and d), or a right may be lost (F-03, F-04, M-07). */
export function needsTraceableDelivery(kind: LetterKind): boolean {
  return kind === 'irrecevability' || kind === 'removalWarning' || kind === 'relocationOffer';
}
