/** Reads a whole sitting in a fixed number of queries, however many homes and candidates it has. */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { assembleSession, type SessionParts } from '../../src/committee/session-assembly.ts';
import type { PriorOpinion, SessionView } from '../../src/committee/session-view.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import {
  agendaCandidates,
  agendaHomes,
  attendances,
  ballots,
  commissions,
  committeeSessions,
  homeDecisions,
  minutes,
  priorOpinions,
  remarks,
  withdrawals,
} from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { contactAttempts, protections } from '../schema/instruction.ts';
import { residenceRules } from '../schema/letting.ts';
import { holders } from '../schema/reservation.ts';
import { domainColumns } from './columns-of.ts';
import { bylawsOf, decisionOf, membersOn } from './session-rows.ts';

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The sitting with everything that its pages show; null where there is none of that identifier. */
export async function readSession(
  tx: Transaction,
  sessionId: string,
  viewer: { accountId: string } | null,
): Promise<SessionView | null> {
  if (!uuidShape.test(sessionId)) return null;
  const [found] = await tx
    .select({ session: domainColumns(committeeSessions), commission: domainColumns(commissions) })
    .from(committeeSessions)
    .innerJoin(commissions, eq(commissions.id, committeeSessions.commissionId))
    .where(eq(committeeSessions.id, sessionId));
  if (!found) return null;
  const { session } = found;
  const members = await membersOn(tx, session.commissionId, session.heldOn);
  const ofViewer = members.find(({ accountId }) => accountId !== null && accountId === viewer?.accountId);
  const rows = await agendaOf(tx, sessionId);
  const candidates = await tx
    .select(domainColumns(agendaCandidates))
    .from(agendaCandidates)
    .where(eq(agendaCandidates.sessionId, sessionId))
    .orderBy(asc(agendaCandidates.vacancyId), asc(agendaCandidates.position));
  const numbers = [...new Set(candidates.map(({ number }) => number))];
  return assembleSession({
    ...found,
    bylaws: await bylawsOf(tx, session),
    members,
    homes: rows,
    candidates,
    ...(await roomOf(tx, sessionId)),
    ...(await ballotsOf(tx, sessionId, ofViewer?.id ?? null)),
    ...(await factsAround(tx, numbers, rows)),
    viewer: ofViewer ?? null,
  });
}

async function agendaOf(tx: Transaction, sessionId: string): Promise<SessionParts['homes']> {
  const rows = await tx
    .select({
      agenda: domainColumns(agendaHomes),
      home: domainColumns(homes),
      vacancy: domainColumns(vacancies),
    })
    .from(agendaHomes)
    .innerJoin(vacancies, eq(vacancies.id, agendaHomes.vacancyId))
    .innerJoin(homes, eq(homes.id, agendaHomes.homeId))
    .where(eq(agendaHomes.sessionId, sessionId))
    .orderBy(asc(agendaHomes.position), asc(agendaHomes.vacancyId));
  return rows.map(({ agenda: { searchedOn, postponement, runId: _runId, ...agenda }, home, vacancy }) => ({
    agenda,
    home,
    vacancy,
    searchedOn,
    postponement: postponement && { ...postponement, at: new Date(postponement.at) },
  }));
}

async function roomOf(
  tx: Transaction,
  sessionId: string,
): Promise<Pick<SessionParts, 'attendance' | 'withdrawals' | 'decisions' | 'remarks' | 'minutes'>> {
  const decisions = await tx
    .select()
    .from(homeDecisions)
    .where(eq(homeDecisions.sessionId, sessionId))
    .orderBy(asc(homeDecisions.decidedAt), asc(homeDecisions.id));
  const [frozen] = await tx
    .select({
      contentHash: minutes.contentHash,
      journalSequence: minutes.journalSequence,
      journalHash: minutes.journalHash,
    })
    .from(minutes)
    .where(eq(minutes.sessionId, sessionId));
  return {
    attendance: await attendanceOf(tx, sessionId),
    withdrawals: await tx
      .select({ memberId: withdrawals.memberId, vacancyId: withdrawals.vacancyId })
      .from(withdrawals)
      .where(eq(withdrawals.sessionId, sessionId)),
    decisions: decisions.map(decisionOf),
    remarks: await tx
      .select({
        id: remarks.id,
        vacancyId: remarks.vacancyId,
        authorName: remarks.authorName,
        text: remarks.text,
        writtenAt: remarks.writtenAt,
        keepUntil: remarks.keepUntil,
      })
      .from(remarks)
      .where(eq(remarks.sessionId, sessionId))
      .orderBy(asc(remarks.writtenAt), asc(remarks.id)),
    minutes: frozen ?? null,
  };
}

/** One line a member who was ever marked. */
export function attendanceOf(tx: Transaction, sessionId: string) {
  const { memberId, state, proxyTo, arrivedAt, leftAt } = attendances;
  return tx
    .select({ memberId, state, proxyTo, arrivedAt, leftAt })
    .from(attendances)
    .where(eq(attendances.sessionId, sessionId))
    .orderBy(asc(attendances.memberId));
}

/** Who cast a ballot, and what the viewer's own say: nobody else's content leaves the database before the closing. */
async function ballotsOf(
  tx: Transaction,
  sessionId: string,
  memberId: string | null,
): Promise<Pick<SessionParts, 'ballots' | 'ownBallots'>> {
  const cast = await tx
    .select({ vacancyId: ballots.vacancyId, memberId: ballots.memberId })
    .from(ballots)
    .where(eq(ballots.sessionId, sessionId))
    .orderBy(asc(ballots.memberId));
  if (memberId === null) return { ballots: cast, ownBallots: [] };
  const own = await tx
    .select({ vacancyId: ballots.vacancyId, content: ballots.content, castAt: ballots.castAt })
    .from(ballots)
    .where(and(eq(ballots.sessionId, sessionId), eq(ballots.memberId, memberId)));
  return { ballots: cast, ownBallots: own };
}

async function factsAround(
  tx: Transaction,
  numbers: readonly string[],
  rows: SessionParts['homes'],
): Promise<Pick<SessionParts, 'opinions' | 'holders' | 'fragileResidences' | 'notOpposable' | 'declined'>> {
  const fragile = await tx
    .select({ residence: residenceRules.residence })
    .from(residenceRules)
    .where(eq(residenceRules.fragile, true));
  return {
    holders: await tx.select(domainColumns(holders)).from(holders),
    fragileResidences: new Set(fragile.map(({ residence }) => residence)),
    opinions: await opinionsOf(tx, numbers),
    notOpposable: await notOpposableAmong(tx, numbers),
    declined: await declinedOf(
      tx,
      rows.map(({ agenda }) => agenda.vacancyId),
    ),
  };
}

async function opinionsOf(tx: Transaction, numbers: readonly string[]): Promise<PriorOpinion[]> {
  if (numbers.length === 0) return [];
  return tx
    .select(domainColumns(priorOpinions))
    .from(priorOpinions)
    .where(inArray(priorOpinions.number, [...numbers]))
    .orderBy(desc(priorOpinions.on), asc(priorOpinions.id));
}

/** Households protected now or before, or whose label tells of an order: owning a home is no ground against them. */
export async function notOpposableAmong(
  tx: Transaction,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (numbers.length === 0) return new Set();
  const guarded = await tx
    .select({ number: protections.number })
    .from(protections)
    .where(inArray(protections.number, [...numbers]));
  const labelled = await tx
    .select({ number: applications.number })
    .from(applications)
    .where(
      and(
        inArray(applications.number, [...numbers]),
        sql`${applications.content} -> 'labels' @> '[{"category":"g"}]'::jsonb`,
      ),
    );
  return new Set([...guarded, ...labelled].map(({ number }) => number));
}

/** How many households said no to each home: the last contact counts. */
export async function declinedOf(
  tx: Transaction,
  vacancyIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (vacancyIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([contactAttempts.vacancyId, contactAttempts.number], {
      vacancyId: contactAttempts.vacancyId,
      outcome: contactAttempts.outcome,
    })
    .from(contactAttempts)
    .where(inArray(contactAttempts.vacancyId, [...vacancyIds]))
    .orderBy(contactAttempts.vacancyId, contactAttempts.number, desc(contactAttempts.at));
  const counts = new Map<string, number>();
  for (const { vacancyId, outcome } of rows) {
    if (outcome === 'declined') counts.set(vacancyId, (counts.get(vacancyId) ?? 0) + 1);
  }
  return counts;
}
