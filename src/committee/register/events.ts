/** The events that the national register must learn of an application, each recorded once (N-10, R441-2-15 I). */
import type { CivilDate } from '../../kernel/civil-date.ts';

export const registerEventKinds = [
  'designation',
  'documentRequested',
  'opinion',
  'agenda',
  'visit',
  'decision',
  'offer',
  'acceptance',
  'refusal',
  'lease',
  'removal',
] as const;
export type RegisterEventKind = (typeof registerEventKinds)[number];

/** As officers read them. */
export const registerEventNames: Readonly<Record<RegisterEventKind, string>> = {
  designation: 'Désignation par un réservataire',
  documentRequested: 'Demande de pièces',
  opinion: 'Avis d’une instance',
  agenda: 'Inscription à l’ordre du jour de la CALEOL',
  visit: 'Visite du logement',
  decision: 'Décision de la CALEOL',
  offer: 'Proposition de logement',
  acceptance: 'Proposition acceptée',
  refusal: 'Proposition refusée par le demandeur',
  lease: 'Signature du bail',
  removal: 'Radiation de la demande',
};

/** Plain values, in French where a person reads them: "decision: Attribution avec classement". */
export type EventDetails = Readonly<Record<string, string | number | boolean | null>>;

export type RegisterEvent = {
  number: string;
  kind: RegisterEventKind;
  on: CivilDate;
  /** The body that is its author. */
  author: string;
  details: EventDetails;
  /** The same event is recorded once, whoever finds it first. */
  eventKey: string;
};

export function isRegisterEventKind(text: string): text is RegisterEventKind {
  return (registerEventKinds as readonly string[]).includes(text);
}
