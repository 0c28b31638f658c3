/** What is recorded of one freed home, from every table that knows something of it: what its life is read from. */
import type { Home, Vacancy } from '../../domain/home.ts';
import type { refusalReasons } from '../../domain/offer.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { DecisionKind } from '../decision.ts';
import type { AgendaState, SessionState } from '../session.ts';

export type RefusalReason = (typeof refusalReasons)[number];

/** What officers record between the notice and the keys. */
export type Progress = {
  exitVisitOn: CivilDate | null;
  worksUntilOn: CivilDate | null;
  keysGivenOn: CivilDate | null;
  nextGesture: string | null;
  /** 0 where nothing was recorded yet. */
  version: number;
};

export const noProgress: Progress = {
  exitVisitOn: null,
  worksUntilOn: null,
  keysGivenOn: null,
  nextGesture: null,
  version: 0,
};

/** The latest orientation decided; homes oriented by a file have none, their vacancy row says it. */
export type OrientationFacts = {
  /** A holder's id, or "own", "transfer", "renewal", "saleRelocation". */
  destination: string;
  on: CivilDate;
  outcome: 'designated' | 'lapsed' | 'returned' | 'let' | 'failed' | null;
};

export type AgendaFacts = {
  sessionId: string;
  heldOn: CivilDate;
  startsAt: string | null;
  sessionState: SessionState;
  state: AgendaState;
};

export type DecidedCandidate = {
  number: string;
  kind: DecisionKind;
  rank: number | null;
  /** The document that is missing, its last day, and when it came; checked: an officer accepted it. */
  condition: { document: string; dueOn: CivilDate; receivedOn: CivilDate | null; checked: boolean } | null;
};

export type OfferFactsOfHome = {
  id: string;
  number: string;
  rank: number;
  /** The sitting whose decision it carries out, corrected since or not; null for an offer from a file. */
  sessionId: string | null;
  sentOn: CivilDate;
  receivedOn: CivilDate | null;
  replyDays: number | null;
  answer: 'accepted' | 'refused' | null;
  answeredOn: CivilDate | null;
  refusalReason: RefusalReason | null;
};

export type FreedHome = {
  vacancy: Vacancy;
  home: Pick<
    Home,
    | 'id'
    | 'insee'
    | 'address'
    | 'residence'
    | 'typology'
    | 'surfaceM2'
    | 'floor'
    | 'financing'
    | 'adaptedPlai'
    | 'rentCents'
    | 'annexRentCents'
    | 'chargesCents'
    | 'flatChargesCents'
    | 'qpvCode'
    | 'energyClass'
  >;
  holderName: string | null;
  progress: Progress;
  orientation: OrientationFacts | null;
  /** Households that a holder designated for this home. */
  designations: { count: number; dalo: boolean };
  /** Households by the last outcome of the calls made to them for this home. */
  contacts: { interested: number; declined: number; noAnswer: number; callBack: number };
  /** The agenda that the home is on, or was on last. */
  agenda: AgendaFacts | null;
  /** The last decision that no other corrects. */
  decision: { sessionId: string; decidedOn: CivilDate; candidates: readonly DecidedCandidate[] } | null;
  /** Oldest first. */
  offers: readonly OfferFactsOfHome[];
  leaseSignedOn: CivilDate | null;
};
