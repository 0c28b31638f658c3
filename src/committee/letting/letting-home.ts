/** A home that a closed sitting decided, with all that has happened to its list since: what the rules of this folder read. */
import type { Application } from '../../domain/application.ts';
import type { Home, Vacancy } from '../../domain/home.ts';
import type { Offer, refusalReasons } from '../../domain/offer.ts';
import type { Designation, ReservationHolder } from '../../domain/reservation.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Policy } from '../../matching/policy.ts';
import type { CandidateDecision } from '../decision.ts';

export type RefusalReason = (typeof refusalReasons)[number];

/** What the service keeps of an offer beside its answer. */
export type OfferDetails = {
  sentBy: string;
  sentAt: string;
  /** Given by the form: the same request again finds its offer. */
  requestKey: string;
  /** Made under the droit au logement opposable: the letter must say so (P-07). */
  dalo: boolean;
  answeredBy?: string;
  answeredAt?: string;
  answerKey?: string;
  /** How a refusal came about. */
  how?: 'answer' | 'silence' | 'late' | 'renounced' | 'released';
  /** What the household said after the last day, and when. */
  late?: { answer: 'accepted' | 'refused'; on: CivilDate };
};

/** An offer that carries out a decision of this home. */
export type LettingOffer = Offer & {
  receivedOn: CivilDate | null;
  replyDays: number;
  details: OfferDetails | null;
};

/** The document that a decision c) waits for, as the file of the household has it. */
export type AwaitedDocument = {
  state: 'requested' | 'received' | 'checked' | 'refused';
  receivedOn: CivilDate | null;
  checkedOn: CivilDate | null;
};

/** One household of the home's list: the decision on it, and what is known of it today. */
export type LettingCandidate = {
  decision: CandidateDecision;
  /** Null: the application is no longer in the database. */
  application: Application | null;
  /** As the committee saw it. */
  seen: { dalo: boolean; priority: boolean; persons: number; monthlyResourcesCents: number | null } | null;
  document: AwaitedDocument | null;
  /** A lease of this landlord signed under this number: the home, and the day. */
  signedElsewhere: { vacancyId: string | null; on: CivilDate } | null;
  /** Another home that it has accepted, or may still accept. */
  offeredElsewhere: { vacancyId: string; accepted: boolean } | null;
};

export type LettingHome = {
  vacancy: Vacancy;
  home: Home;
  sessionId: string;
  heldOn: CivilDate;
  /** The decision that counts: the last of its chain of corrections. */
  homeDecisionId: string;
  candidates: readonly LettingCandidate[];
  offers: readonly LettingOffer[];
  /** Days that the règlement gives to answer an offer. */
  offerReplyDays: number;
  /** What the landlord and its holders are, for labels, quotas and designations. */
  landlord: { id: string; name: string; aliases: readonly string[] };
  holders: readonly ReservationHolder[];
  designations: readonly Designation[];
  policy: Policy;
  lease: { number: string | null; signedOn: CivilDate; by: string | null } | null;
  keysGivenOn: CivilDate | null;
  returned: { on: CivilDate; by: string } | null;
};

/** What a lease reads of its home, decided by a sitting or not: a relocation of the law is told, never decided (C-13). */
export type LeasedHome = Pick<
  LettingHome,
  'vacancy' | 'home' | 'landlord' | 'holders' | 'designations' | 'policy'
>;
