/** What the minutes of a sitting say (C-14), frozen at its closing. Never a nationality, health or a name of household. */
import type { CivilDate } from '../kernel/civil-date.ts';
import type { DecisionKind } from './decision.ts';
import type { MemberQuality } from './member.ts';
import type { CandidateException, SessionMode } from './session.ts';
import type { Presence, Quorum } from './session-view.ts';

export type MinutesMember = {
  name: string;
  quality: MemberQuality;
  /** "Maire de la commune du logement, voix prépondérante". */
  qualityInWords: string;
  voice: 'voting' | 'consultative' | 'observer';
  sitsFor: string | null;
  presence: Presence;
  /** Name of the member who carries the proxy. */
  proxyTo: string | null;
  /** ISO instants. */
  arrivedAt: string | null;
  leftAt: string | null;
};

export type MinutesDecision = {
  number: string;
  kind: DecisionKind;
  /** "Attribution avec classement". */
  kindName: string;
  rank: number | null;
  condition: { document: string; documentName: string; dueOn: CivilDate } | null;
  reasons: readonly { code: string; sentence: string; article: string }[];
  note: string | null;
  /** French names of the criteria that were looked at (C-10). */
  criteria: readonly string[];
  dalo: boolean;
  priority: boolean;
  firstQuartile: boolean | null;
  transfer: 'none' | 'internal' | 'otherLandlord';
  /** French: where the candidate comes from. */
  origin: string;
  /** French names of documents not there at the examination. */
  missingDocuments: readonly string[];
};

export type MinutesVote = {
  propositions: readonly { label: string; voters: readonly string[]; voices: number }[];
  winner: string;
  /** Name of the mayor whose vote settled equal numbers; null where none did. */
  castingVote: string | null;
};

export type MinutesHome = {
  vacancyId: string;
  homeId: string;
  rplsId: string | null;
  address: string;
  communeName: string;
  typology: string;
  surfaceM2: number;
  financing: string;
  qpv: boolean;
  /** Contingent: the holder's name; null: the landlord's own. */
  holderName: string | null;
  examined: number;
  /** Eligible households of the search; null where candidates were put by hand. */
  eligible: number | null;
  exception: CandidateException | null;
  quorum: Quorum | null;
  voting: readonly { name: string; qualityInWords: string; proxies: number }[];
  consultative: readonly { name: string; qualityInWords: string }[];
  /** Names of those who declared a tie. */
  withdrawn: readonly string[];
  outcome: 'decided' | 'postponed' | 'withdrawn';
  postponedBecause: string | null;
  decidedAt: string | null;
  decisions: readonly MinutesDecision[];
  vote: MinutesVote | null;
  /** Why the order differs from that proposed; null where it does not. */
  departure: { label: string; note: string | null } | null;
  /** Decisions replaced during the sitting, and why. */
  replaced: readonly { at: string; why: string }[];
};

/** A review of occupancy (C-12): the lease and the home, never a name. */
export type MinutesReview = {
  tenancyId: string;
  /** "T4 de 82 m², 12 rue des Lilas, Metz". */
  home: string;
  dueOn: CivilDate;
  /** French; null where the sitting gave no opinion: the review waits for another one. */
  opinion: {
    situation: string;
    article: string;
    kind: string;
    suitableHome: string;
    note: string | null;
  } | null;
};

/** A relocation that the law imposes, told to the commission, which does not decide it (C-13). */
export type MinutesInformation = {
  number: string | null;
  tenancyId: string | null;
  operation: string | null;
  present: string | null;
  accepted: string;
  acceptedOn: CivilDate | null;
};

export type MinutesContent = {
  format: 1;
  landlordName: string;
  commissionName: string;
  heldOn: CivilDate;
  startsAt: string | null;
  place: string | null;
  mode: SessionMode;
  kind: 'ordinary' | 'emergency';
  convenedAt: string | null;
  openedAt: string | null;
  closedAt: string;
  bylaws: { version: number; effectiveOn: CivilDate; quorumIsDefault: boolean };
  chairName: string | null;
  recordedBy: string;
  members: readonly MinutesMember[];
  quorum: Quorum;
  homes: readonly MinutesHome[];
  /** Absent from minutes frozen before sittings examined occupancy. */
  reviews?: readonly MinutesReview[];
  informations?: readonly MinutesInformation[];
};
