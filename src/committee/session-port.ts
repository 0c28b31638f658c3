/**
 * What pages, papers and the steps after a sitting ask of the store of sittings. Every write is one transaction that
 * ends in the journal; expected refusals are values, told in French by `sessionRefusalInWords`.
 */
import { z } from 'zod';
import type { Asked } from '../domain/act.ts';
import { type CivilDate, civilDateSchema } from '../kernel/civil-date.ts';
import type { Result } from '../kernel/result.ts';
import type { Bylaws } from './bylaws.ts';
import { candidateDecisionSchema } from './decision.ts';
import type { Member } from './member.ts';
import type { MinutesContent } from './minutes-content.ts';
import { candidateOrigins, exceptionSchema, sessionModes } from './session.ts';
import type { SessionAtHome, SessionLines } from './session-excerpt.ts';
import type { SessionRefusal } from './session-refusal.ts';
import type {
  CommissionView,
  DecidedHome,
  DepartureReport,
  PriorOpinion,
  RecordedDecision,
  Remark,
  SessionLine,
  SessionView,
} from './session-view.ts';
import { presences } from './session-view.ts';

export type Answer<Value> = Promise<Result<Value, SessionRefusal>>;

/** Where the sitting, or one home of it, stands after a write: the next form carries this version. */
export type SessionAfter = { sessionId: string; version: number };
export type HomeAfter = { sessionId: string; vacancyId: string; version: number };

export const newSessionSchema = z.object({
  /** Made with the form: the same form sent twice makes one sitting, whose identifier it becomes. */
  key: z.uuid(),
  commissionId: z.string().min(1),
  heldOn: civilDateSchema,
  startsAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'heure attendue, comme 09:30')
    .nullable(),
  place: z.string().trim().max(200).nullable(),
  mode: z.enum(sessionModes),
  kind: z.enum(['ordinary', 'emergency']),
});
export type NewSession = z.infer<typeof newSessionSchema>;

const ofSession = z.object({ sessionId: z.uuid(), version: z.coerce.number().int().min(1) });
const ofHome = ofSession.extend({ vacancyId: z.string().min(1) });

export const homesFromRunSchema = ofSession.extend({
  runId: z.uuid(),
  vacancyIds: z.array(z.string().min(1)).min(1).max(300),
});
/** A home whose candidates a person chose: each with where it comes from. */
export const homeByHandSchema = ofHome.extend({
  candidates: z.array(z.object({ number: z.string().min(1), origin: z.enum(candidateOrigins) })).max(40),
});
/** In these four, `version` is that of the home on the agenda. */
export const homeChangeSchema = ofHome;
export const candidateChangeSchema = ofHome.extend({
  number: z.string().min(1),
  /** For an addition: 'added' where the committee or the officer asks for it. */
  origin: z.enum(candidateOrigins).default('added'),
});
export const exceptionChangeSchema = ofHome.extend({
  exception: exceptionSchema.omit({ on: true, exchangeStep: true }),
});
export const attendanceChangeSchema = z.object({
  sessionId: z.uuid(),
  memberId: z.string().min(1),
  state: z.enum(presences),
  proxyTo: z.string().min(1).nullable(),
});
export const openSchema = ofSession.extend({ chairMemberId: z.string().min(1) });
export const tieSchema = z.object({
  sessionId: z.uuid(),
  vacancyId: z.string().min(1),
  memberId: z.string().min(1),
});

/** How the order decided stands to the order proposed: always said, and never pre-ticked. */
export const orderStatementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('followed') }),
  z.object({
    kind: z.literal('departure'),
    /** Code of `departureReasons`. */
    reason: z.string().min(1),
    note: z.string().trim().max(500).nullable(),
  }),
]);
export type OrderStatement = z.infer<typeof orderStatementSchema>;

export const voteInputSchema = z.object({
  propositions: z.array(z.object({ label: z.string().trim().min(1), memberIds: z.array(z.string()) })).min(2),
  /** Index of the proposition that the decisions sent with it carry out: it must be the one that won. */
  carried: z.number().int().min(0),
});
export type VoteInput = z.infer<typeof voteInputSchema>;

export const decideSchema = ofHome.extend({
  /** Made with the form: the same request sent again finds the decision that it made. */
  requestKey: z.uuid(),
  candidates: z.array(candidateDecisionSchema).min(1).max(40),
  /** Null only where the order was agreed without a vote, which is the ordinary case. */
  vote: voteInputSchema.nullable(),
  /** Null only where no order was proposed for the home. */
  order: orderStatementSchema.nullable(),
});
export type DecideInput = z.infer<typeof decideSchema>;
/** A correction names the decision that it replaces (the one in force) and says why. */
export const correctSchema = decideSchema
  .omit({ version: true })
  .extend({ supersedes: z.uuid(), why: z.string().trim().min(10).max(500) });
export type CorrectInput = z.infer<typeof correctSchema>;

export const postponeSchema = ofHome.extend({
  /** Code of `postponementReasons`. */
  reason: z.string().min(1),
  note: z.string().trim().max(500).nullable(),
});
export const ballotSchema = z.object({
  sessionId: z.uuid(),
  vacancyId: z.string().min(1),
  content: z.union([z.literal('postpone'), z.array(candidateDecisionSchema).min(1).max(40)]),
});
export const remarkSchema = z.object({
  key: z.uuid(),
  sessionId: z.uuid(),
  vacancyId: z.string().min(1),
  text: z.string().trim().min(1).max(2000),
});
export const opinionSchema = z.object({
  key: z.uuid(),
  number: z.string().min(1),
  body: z.string().trim().min(3).max(120),
  on: civilDateSchema,
  recommendation: z.enum(['favourable', 'withSupport', 'otherHome', 'unfavourable']),
  followUp: z.enum(['none', 'socialSupport', 'debtPlan', 'adaptedHome', 'glidingLease']),
});

/** Who reads: the account by which a member is known. */
export type Viewer = { accountId: string };

export type SessionPort = {
  /** Newest first; with an account, only the sittings of commissions in which that person sits. */
  list: (landlordId: string, only?: { memberAccountId: string }) => Promise<SessionLine[]>;
  /** The whole of a sitting; `viewer` shows that member's own ballots and nobody else's. For papers, not for pages. */
  find: (landlordId: string, sessionId: string, viewer: Viewer | null) => Promise<SessionView | null>;
  /** A sitting with its homes as lines: no sheet is read. */
  findLines: (landlordId: string, sessionId: string, viewer: Viewer | null) => Promise<SessionLines | null>;
  /** A sitting at one of its homes. Null where the landlord has no such sitting. */
  findAtHome: (
    landlordId: string,
    place: { sessionId: string; vacancyId: string },
    viewer: Viewer | null,
  ) => Promise<SessionAtHome | null>;
  /** The frozen minutes of a closed sitting. */
  minutes: (
    landlordId: string,
    sessionId: string,
  ) => Promise<{ content: MinutesContent; contentHash: string; journalHash: string } | null>;
  /** Homes of closed sittings with the decision in force, newest sitting first. */
  decidedHomes: (
    landlordId: string,
    filter?: { sessionId?: string; vacancyId?: string; number?: string },
  ) => Promise<DecidedHome[]>;
  /** Those of the list that no agenda may take now: on another one, being let, or not to let any more. */
  homesTaken: (landlordId: string, vacancyIds: readonly string[]) => Promise<ReadonlySet<string>>;
  departures: (landlordId: string, from: CivilDate, until: CivilDate) => Promise<DepartureReport>;

  create: (asked: Asked, session: NewSession) => Answer<SessionAfter>;
  /** Homes with the shortlists of a stored run; those that stand on another agenda are refused by name. */
  addHomesFromRun: (asked: Asked, input: z.infer<typeof homesFromRunSchema>) => Answer<SessionAfter>;
  addHomeByHand: (asked: Asked, input: z.infer<typeof homeByHandSchema>) => Answer<SessionAfter>;
  /** Before the decision only; the home is free for another agenda again. `version` is the home's. */
  removeHome: (asked: Asked, input: z.infer<typeof homeChangeSchema>) => Answer<SessionAfter>;
  /** One of the next five, or any live application with a number (C-05); also while the sitting is open. */
  addCandidate: (asked: Asked, input: z.infer<typeof candidateChangeSchema>) => Answer<HomeAfter>;
  /** Before convening only: later each candidate is decided. */
  removeCandidate: (asked: Asked, input: z.infer<typeof candidateChangeSchema>) => Answer<HomeAfter>;
  /** C-06: the exception that stands, checked against the facts. */
  recordException: (asked: Asked, input: z.infer<typeof exceptionChangeSchema>) => Answer<HomeAfter>;
  /** Sends the agenda: delay of the règlement, a number for each (C-05), three for each home (C-06). */
  convene: (asked: Asked, input: z.infer<typeof ofSession>) => Answer<SessionAfter>;
  cancel: (asked: Asked, input: z.infer<typeof ofSession>) => Answer<SessionAfter>;
  /** Opens with a chair who sits and, but for an asynchronous sitting, with the quorum. */
  open: (asked: Asked, input: z.infer<typeof openSchema>) => Answer<SessionAfter>;
  /** Before and during the sitting; answers the version, `find` the quorum that results. */
  setAttendance: (asked: Asked, input: z.infer<typeof attendanceChangeSchema>) => Answer<SessionAfter>;
  /** A member takes no part in a home from now on. Declared by the member or recorded by the secretary. */
  declareTie: (asked: Asked, input: z.infer<typeof tieSchema>) => Answer<HomeAfter>;
  decide: (asked: Asked, input: DecideInput) => Answer<RecordedDecision>;
  postpone: (asked: Asked, input: z.infer<typeof postponeSchema>) => Answer<HomeAfter>;
  /** During the sitting or after its closing: a new act that replaces the one in force. */
  correct: (asked: Asked, input: CorrectInput) => Answer<RecordedDecision>;
  /** Asynchronous: the ballot of the member whose account asks, replaced as often as wished until the closing. */
  castBallot: (asked: Asked, input: z.infer<typeof ballotSchema>) => Answer<{ castAt: Date }>;
  /** Visible to all members; kept as long as the règlement says. */
  remark: (asked: Asked, input: z.infer<typeof remarkSchema>) => Answer<Remark>;
  /**
   * Freezes the sitting: pending homes are postponed (asynchronous: their ballots are counted first) and the minutes
   * written. An asynchronous sitting is opened and closed by its chair's account where the chair has one.
   */
  close: (asked: Asked, input: z.infer<typeof ofSession>) => Answer<SessionAfter>;
  /** Names of a home's candidates, for one deliberate click: the journal keeps who looked. */
  showIdentities: (
    asked: Asked,
    input: { sessionId: string; vacancyId: string },
  ) => Answer<ReadonlyMap<string, string | null>>;
  recordOpinion: (asked: Asked, input: z.infer<typeof opinionSchema>) => Answer<PriorOpinion>;
};

/** Commissions, their members and their règlement. */
export type CommitteePort = {
  commissions: (landlordId: string, on: CivilDate) => Promise<CommissionView[]>;
  /** Newest version first; empty where the board adopted none. */
  bylawsHistory: (landlordId: string, commissionId: string) => Promise<Bylaws[]>;
  /**
   * A new version, numbered after the last one that the sender read: refused where somebody published another since. The
   * same rules sent twice make one. Sittings convened keep theirs.
   */
  publishBylaws: (asked: Asked, bylaws: Bylaws) => Answer<Bylaws>;
  /** Adds a member, or changes the one of that id. The board appoints six: a seventh at the same time is refused. */
  saveMember: (asked: Asked, member: Member) => Answer<Member>;
};
