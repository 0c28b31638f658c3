/** The commission (CALEOL): who sits, under which règlement, its sittings, agendas, attendance, votes and decisions. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Bylaws } from '../../src/committee/bylaws.ts';
import type { CandidateDecision, HomeDecision, SplitVote } from '../../src/committee/decision.ts';
import { memberQualities } from '../../src/committee/member.ts';
import type { MinutesContent } from '../../src/committee/minutes-content.ts';
import {
  type AgendaHome,
  agendaStates,
  type CandidateException,
  candidateOrigins,
  sessionModes,
  sessionStates,
} from '../../src/committee/session.ts';
import type { BallotContent, SittingFacts } from '../../src/committee/session-view.ts';
import type { CandidateSheet, ShortlistResult } from '../../src/matching/run-result.ts';
import { civilDay, createdAt, instant, landlordId, ownId } from './columns.ts';

export const commissions = pgTable(
  'commissions',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    name: text().notNull(),
    communes: text().array(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.id] })],
);

export const committeeMembers = pgTable(
  'committee_members',
  {
    landlordId: landlordId(),
    id: text().notNull(),
    commissionId: text().notNull(),
    name: text().notNull(),
    quality: text({ enum: memberQualities }).notNull(),
    representsTenants: boolean().notNull(),
    territory: text(),
    alternateOf: text(),
    chair: boolean().notNull(),
    accountId: uuid(),
    from: civilDay('sits_from').notNull(),
    until: civilDay('sits_until'),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.id] }), index().on(table.accountId)],
);

export const bylaws = pgTable(
  'bylaws',
  {
    landlordId: landlordId(),
    commissionId: text().notNull(),
    version: integer().notNull(),
    effectiveOn: civilDay().notNull(),
    content: jsonb().$type<Bylaws>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.landlordId, table.commissionId, table.version] })],
);

export const committeeSessions = pgTable(
  'committee_sessions',
  {
    id: ownId(),
    landlordId: landlordId(),
    commissionId: text().notNull(),
    heldOn: civilDay().notNull(),
    startsAt: text(),
    place: text(),
    mode: text({ enum: sessionModes }).notNull(),
    kind: text({ enum: ['ordinary', 'emergency'] }).notNull(),
    state: text({ enum: sessionStates }).notNull(),
    bylawsVersion: integer().notNull(),
    chairMemberId: text(),
    runId: uuid(),
    convenedAt: instant(),
    openedAt: instant(),
    openUntil: instant(),
    closedAt: instant(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.heldOn)],
);

export const agendaHomes = pgTable(
  'agenda_homes',
  {
    landlordId: landlordId(),
    sessionId: uuid()
      .notNull()
      .references(() => committeeSessions.id),
    vacancyId: text().notNull(),
    homeId: text().notNull(),
    position: integer().notNull(),
    state: text({ enum: agendaStates }).notNull(),
    exception: jsonb().$type<CandidateException>(),
    pool: jsonb().$type<ShortlistResult['pool']>(),
    next: jsonb().$type<AgendaHome['next']>().notNull(),
    /** The run that proposed the candidates, and the day of its search; null where they were put by hand. */
    runId: uuid(),
    searchedOn: civilDay(),
    /** Why it was not decided, once it is postponed. */
    postponement: jsonb().$type<{ reason: string; note: string | null; by: string; at: string }>(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.sessionId, table.vacancyId] }),
    // A home waits on one agenda at a time.
    uniqueIndex('agenda_homes_one_pending')
      .on(table.landlordId, table.vacancyId)
      .where(sql`${table.state} = 'pending'`),
  ],
);

export const agendaCandidates = pgTable(
  'agenda_candidates',
  {
    landlordId: landlordId(),
    sessionId: uuid().notNull(),
    vacancyId: text().notNull(),
    number: text().notNull(),
    position: integer().notNull(),
    proposedRank: integer(),
    totalPoints: integer(),
    origin: text({ enum: candidateOrigins }).notNull(),
    sheet: jsonb().$type<CandidateSheet>().notNull(),
    priorityInWords: text(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.sessionId, table.vacancyId, table.number] }),
    foreignKey({
      columns: [table.sessionId, table.vacancyId],
      foreignColumns: [agendaHomes.sessionId, agendaHomes.vacancyId],
    }),
    index().on(table.landlordId, table.number),
  ],
);

export const attendances = pgTable(
  'attendances',
  {
    landlordId: landlordId(),
    sessionId: uuid()
      .notNull()
      .references(() => committeeSessions.id),
    memberId: text().notNull(),
    state: text({ enum: ['present', 'remote', 'represented', 'absent'] }).notNull(),
    /** The member present who holds the proxy of one who is represented. */
    proxyTo: text(),
    arrivedAt: instant(),
    leftAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.memberId] })],
);

/** A tie that a member declared with a candidate of a home: the member takes no part in that home. */
export const withdrawals = pgTable(
  'withdrawals',
  {
    landlordId: landlordId(),
    sessionId: uuid()
      .notNull()
      .references(() => committeeSessions.id),
    memberId: text().notNull(),
    vacancyId: text().notNull(),
    declaredAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.memberId, table.vacancyId] })],
);

/** A member's ballot on a home: changeable and sealed until the sitting closes. */
export const ballots = pgTable(
  'ballots',
  {
    landlordId: landlordId(),
    sessionId: uuid().notNull(),
    vacancyId: text().notNull(),
    memberId: text().notNull(),
    content: jsonb().$type<BallotContent>().notNull(),
    castAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.vacancyId, table.memberId] })],
);

/** For decisions that came from elsewhere: nothing was recorded of who was there. */
const sittingUnknown: SittingFacts = {
  voices: {
    voting: [],
    consultative: [],
    castingVote: null,
    quorum: { required: 0, reached: 0, met: false },
  },
  examined: 0,
};

/** Decisions are evidence: written once (a trigger refuses the rest), corrected by a later act that names them. */
export const homeDecisions = pgTable(
  'home_decisions',
  {
    id: ownId(),
    landlordId: landlordId(),
    sessionId: uuid().notNull(),
    vacancyId: text().notNull(),
    decidedAt: instant().notNull(),
    recordedBy: text().notNull(),
    candidates: jsonb().$type<readonly CandidateDecision[]>().notNull(),
    vote: jsonb().$type<SplitVote>(),
    departure: jsonb().$type<NonNullable<HomeDecision['departure']>>(),
    supersedes: uuid(),
    /** Why a correction was made; null for a first decision. */
    why: text(),
    /** Who had a voice and was there, the quorum, the applications examined: as it was at that moment. */
    sitting: jsonb().$type<SittingFacts>().notNull().default(sittingUnknown),
    /** Given by the form: the same request again finds its decision instead of making a second. */
    requestKey: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('home_decisions_one_first')
      .on(table.sessionId, table.vacancyId)
      .where(sql`${table.supersedes} is null`),
    uniqueIndex('home_decisions_one_correction').on(table.supersedes),
    uniqueIndex('home_decisions_request').on(table.landlordId, table.requestKey),
  ],
);

export const remarks = pgTable(
  'remarks',
  {
    id: ownId(),
    landlordId: landlordId(),
    sessionId: uuid().notNull(),
    vacancyId: text().notNull(),
    memberId: text(),
    authorName: text().notNull(),
    text: text().notNull(),
    writtenAt: instant().notNull(),
    /** Erased after that day. */
    keepUntil: civilDay().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.sessionId, table.vacancyId)],
);

/** A closed sitting, frozen: what the minutes say, with the place of the journal at that moment. */
export const minutes = pgTable(
  'minutes',
  {
    landlordId: landlordId(),
    sessionId: uuid()
      .primaryKey()
      .references(() => committeeSessions.id),
    content: jsonb().$type<MinutesContent>().notNull(),
    contentHash: text().notNull(),
    journalSequence: integer().notNull(),
    journalHash: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId)],
);

/** Opinions of an internal social commission or an inter-landlord body on a complex file, before the committee. */
export const priorOpinions = pgTable(
  'prior_opinions',
  {
    id: ownId(),
    landlordId: landlordId(),
    number: text().notNull(),
    body: text().notNull(),
    on: civilDay('given_on').notNull(),
    recommendation: text({ enum: ['favourable', 'withSupport', 'otherHome', 'unfavourable'] }).notNull(),
    followUp: text({ enum: ['none', 'socialSupport', 'debtPlan', 'adaptedHome', 'glidingLease'] }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.landlordId, table.number)],
);
