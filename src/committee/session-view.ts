/** What is read of a sitting: everything in one value, made of a handful of queries. */
import type { Home, Vacancy } from '../domain/home.ts';
import type { ReservationHolder } from '../domain/reservation.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Bylaws } from './bylaws.ts';
import type { CandidateDecision, HomeDecision } from './decision.ts';
import type { Commission, Member, MemberQuality } from './member.ts';
import type { AgendaCandidate, AgendaHome, CandidateException, CommitteeSession } from './session.ts';

export const presences = ['present', 'remote', 'represented', 'absent'] as const;
export type Presence = (typeof presences)[number];

export type Attendance = {
  memberId: string;
  state: Presence;
  /** The member who votes for one that is represented; null otherwise. */
  proxyTo: string | null;
  arrivedAt: Date | null;
  leftAt: Date | null;
};

/** C-03: of the six seats, how many are held by someone present, at a distance where allowed, or represented. */
export type Quorum = { required: number; reached: number; met: boolean };

/** Someone's voice for one home (C-01). */
export type Voice = {
  memberId: string;
  name: string;
  quality: MemberQuality;
  /** The full member for whom an alternate sits; null for a full member. */
  sitsFor: string | null;
  presence: Presence;
  /** Ballots carried when voting: 1, more with proxies; 0 where absent, represented or withdrawn. */
  weight: number;
  /** Declared a tie with a candidate of this home: takes no part in it. */
  withdrawn: boolean;
};

export type HomeVoices = {
  voting: readonly Voice[];
  /** Heard without voting. */
  consultative: readonly Voice[];
  /** The mayor of the commune of the home, if there to vote; null: no casting vote. */
  castingVote: string | null;
  /** For this home: those who withdrew are not counted. */
  quorum: Quorum;
};

/** Where a home stands with the three applications of C-06. */
export type CandidatesCheck =
  | { state: 'enough'; count: number }
  /** Fewer, with an exception that the facts bear out. */
  | { state: 'exception'; count: number; exception: CandidateException }
  /** Fewer, and no exception recorded, or one that the facts do not bear out. */
  | {
      state: 'blocked';
      count: number;
      /** The exception that the facts would bear out, ready to be confirmed by the officer; null: none. */
      possible: Pick<CandidateException, 'ground' | 'evidence'> | null;
    };

export type Postponement = {
  /** Code of `postponementReasons`. */
  reason: string;
  note: string | null;
  by: string;
  at: Date;
};

export type Remark = {
  id: string;
  vacancyId: string;
  authorName: string;
  text: string;
  writtenAt: Date;
  /** Erased after that day. */
  keepUntil: CivilDate;
};

/** An opinion given before the committee on a complex file: no narrative. */
export type PriorOpinion = {
  id: string;
  number: string;
  body: string;
  on: CivilDate;
  recommendation: 'favourable' | 'withSupport' | 'otherHome' | 'unfavourable';
  followUp: 'none' | 'socialSupport' | 'debtPlan' | 'adaptedHome' | 'glidingLease';
};

/** The decision of an asynchronous ballot, as one member would have it; or to send the home to a sitting. */
export type BallotContent = readonly CandidateDecision[] | 'postpone';

export type CandidateView = AgendaCandidate & {
  /** Opinions of a social commission or an inter-landlord body, newest first. */
  opinions: readonly PriorOpinion[];
  /** C-08: owning a home cannot be opposed (L441-2-2 al. 2). Never say why. */
  ownershipNotOpposable: boolean;
};

export type AgendaHomeView = {
  agenda: AgendaHome;
  home: Home;
  vacancy: Vacancy;
  /** "Metz". */
  communeName: string;
  epciName: string | null;
  holder: ReservationHolder | null;
  /** Listed "à enjeu prioritaire de mixité sociale": opens the ground of Q-18 for this home only. */
  fragileResidence: boolean;
  /** R441-4, where the home is adapted: in which order it goes; a hint, the committee decides. */
  adaptedHint: string | null;
  candidates: readonly CandidateView[];
  candidatesCheck: CandidatesCheck;
  /** As things stand now; what was at the decision stands in `current.sitting`. */
  voices: HomeVoices;
  withdrawnMemberIds: readonly string[];
  /** The decision in force, corrections followed; null while pending or postponed. */
  current: RecordedDecision | null;
  /** Every decision taken, oldest first. */
  history: readonly RecordedDecision[];
  postponement: Postponement | null;
  remarks: readonly Remark[];
  /** Asynchronous: members who cast a ballot (never what it says), and the viewer's own. */
  ballots: { castBy: readonly string[]; own: { content: BallotContent; castAt: Date } | null };
};

/** Who was there when a home was decided: frozen with the decision. */
export type SittingFacts = {
  voices: HomeVoices;
  /** Applications examined for the home. */
  examined: number;
};

export type RecordedDecision = HomeDecision & {
  sitting: SittingFacts;
  /** Why a correction was made; null for a first decision. */
  why: string | null;
};

/** What every page of a sitting says, whichever of its homes it shows. */
export type SessionHead = {
  session: CommitteeSession;
  commission: Commission;
  bylaws: Bylaws;
  /** Those who sit on the day of the sitting, full members before alternates. */
  members: readonly Member[];
  attendance: readonly Attendance[];
  quorum: Quorum;
  /** The viewer as a member of this commission; null otherwise. */
  viewer: Member | null;
  minutes: { contentHash: string; journalSequence: number; journalHash: string } | null;
};

/** The whole of a sitting: what its papers, its closing and its letters are made of. */
export type SessionView = SessionHead & {
  /** In the order of the agenda. */
  homes: readonly AgendaHomeView[];
};

export type SessionLine = {
  session: CommitteeSession;
  commissionName: string;
  homes: number;
  pending: number;
  decided: number;
  postponed: number;
  candidates: number;
};

export type CommissionView = {
  commission: Commission;
  members: readonly Member[];
  /** In force on the day asked; the safe defaults where the board adopted none. */
  bylaws: Bylaws;
  /** C-04: last sitting held, and the day by which the next must be. */
  lastHeldOn: CivilDate | null;
  nextDueBy: CivilDate | null;
};

/** A home that a closed sitting decided: what offers, letters and leases start from. */
export type DecidedHome = {
  session: CommitteeSession;
  commissionName: string;
  bylaws: Bylaws;
  vacancyId: string;
  homeId: string;
  /** In force, corrections followed; candidates by rank, then those without. */
  decision: RecordedDecision;
  candidates: readonly AgendaCandidate[];
};

export type DepartureCount = { code: string; label: string; homes: number; candidates: number };

/** How far committees leave what is proposed: to learn from it, and to control it. */
export type DepartureReport = {
  from: CivilDate;
  until: CivilDate;
  /** Homes decided for which an order was proposed. */
  decided: number;
  followed: number;
  departed: number;
  byReason: readonly DepartureCount[];
  /** Candidates by group (DALO, priority, first quartile, transfer, household size): how they fared. */
  byGroup: readonly {
    group: string;
    label: string;
    proposed: number;
    /** Placed better than proposed, as proposed, lower, or without a rank though proposed. */
    raised: number;
    kept: number;
    lowered: number;
    setAside: number;
  }[];
};
