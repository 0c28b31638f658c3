/** The rows of a sitting, or of one of its homes, each list in one query. */
import { and, asc, eq, exists, notExists, sql } from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import type { AgendaCandidate } from '../../src/committee/session.ts';
import type { AgendaRow, LineParts, LineRow, RoomParts } from '../../src/committee/session-assembly.ts';
import type { RecordedDecision, Remark } from '../../src/committee/session-view.ts';
import type { ReservationHolder } from '../../src/domain/reservation.ts';
import type { Transaction } from '../connection.ts';
import {
  agendaCandidates,
  agendaHomes,
  attendances,
  ballots,
  homeDecisions,
  remarks,
  withdrawals,
} from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { holders } from '../schema/reservation.ts';
import { domainColumns } from './columns-of.ts';
import { decisionOf } from './session-rows.ts';

/** A sitting; with a vacancy, that home of it only. */
export type Scope = { sessionId: string; vacancyId?: string };

/** The condition that keeps the rows of the scope. */
export function within(table: { sessionId: PgColumn; vacancyId: PgColumn }, scope: Scope) {
  const { sessionId, vacancyId } = scope;
  return and(
    eq(table.sessionId, sessionId),
    vacancyId === undefined ? undefined : eq(table.vacancyId, vacancyId),
  );
}

const { runId: _runId, postponement, searchedOn, ...agenda } = domainColumns(agendaHomes);

/** In the order of the agenda. */
export async function agendaRows(tx: Transaction, scope: Scope): Promise<AgendaRow[]> {
  const rows = await tx
    .select({
      agenda,
      home: domainColumns(homes),
      vacancy: domainColumns(vacancies),
      searchedOn,
      postponement,
    })
    .from(agendaHomes)
    .innerJoin(vacancies, eq(vacancies.id, agendaHomes.vacancyId))
    .innerJoin(homes, eq(homes.id, agendaHomes.homeId))
    .where(within(agendaHomes, scope))
    .orderBy(asc(agendaHomes.position), asc(agendaHomes.vacancyId));
  return rows.map((row) => ({
    ...row,
    postponement: row.postponement && { ...row.postponement, at: new Date(row.postponement.at) },
  }));
}

const { typology, surfaceM2, address, insee, adaptedPlai } = homes;

/** The same homes with no more than a line says. */
export function lineRows(tx: Transaction, scope: Scope): Promise<LineRow[]> {
  return tx
    .select({
      agenda,
      home: { typology, surfaceM2, address, insee, adaptedPlai },
      vacancy: { holderId: vacancies.holderId },
      searchedOn,
    })
    .from(agendaHomes)
    .innerJoin(vacancies, eq(vacancies.id, agendaHomes.vacancyId))
    .innerJoin(homes, eq(homes.id, agendaHomes.homeId))
    .where(within(agendaHomes, scope))
    .orderBy(asc(agendaHomes.position), asc(agendaHomes.vacancyId));
}

/** Every home of the sitting by its name and state, with the numbers that its decision in force ranks. */
export function stopsOf(tx: Transaction, { sessionId }: Scope) {
  const correction = alias(homeDecisions, 'correction');
  const corrected = tx
    .select({ id: correction.id })
    .from(correction)
    .where(eq(correction.supersedes, homeDecisions.id));
  const order = sql<string[]>`(
    select coalesce(array_agg(one->>'number' order by (one->>'rank')::int), '{}')
    from jsonb_array_elements(${homeDecisions.candidates}) as one where one->>'rank' is not null)`;
  const decided = tx
    .select({ vacancyId: homeDecisions.vacancyId, order: order.as('ranked') })
    .from(homeDecisions)
    .where(and(eq(homeDecisions.sessionId, sessionId), notExists(corrected)))
    .as('decided');
  return tx
    .select({
      agenda: { vacancyId: agendaHomes.vacancyId, state: agendaHomes.state },
      home: { typology, surfaceM2, address, insee },
      order: decided.order,
    })
    .from(agendaHomes)
    .innerJoin(homes, eq(homes.id, agendaHomes.homeId))
    .leftJoin(decided, eq(decided.vacancyId, agendaHomes.vacancyId))
    .where(eq(agendaHomes.sessionId, sessionId))
    .orderBy(asc(agendaHomes.position), asc(agendaHomes.vacancyId));
}

/** In the order of columns. */
export function candidatesOf(tx: Transaction, scope: Scope): Promise<AgendaCandidate[]> {
  return tx
    .select(domainColumns(agendaCandidates))
    .from(agendaCandidates)
    .where(within(agendaCandidates, scope))
    .orderBy(asc(agendaCandidates.vacancyId), asc(agendaCandidates.position));
}

/** How many candidates each home has of each origin, and how many without a proof of their resources. */
export function candidateCounts(tx: Transaction, scope: Scope): Promise<LineParts['counts']> {
  const { vacancyId, origin, sheet } = agendaCandidates;
  return tx
    .select({
      vacancyId,
      origin,
      candidates: sql<number>`count(*)::int`,
      unproved: sql<number>`(count(*) filter (where ${sheet}->>'resourcesEvidence' = 'declared'))::int`,
    })
    .from(agendaCandidates)
    .where(within(agendaCandidates, scope))
    .groupBy(vacancyId, origin);
}

/** Oldest first. */
export async function decisionsOf(tx: Transaction, scope: Scope): Promise<RecordedDecision[]> {
  const rows = await tx
    .select()
    .from(homeDecisions)
    .where(within(homeDecisions, scope))
    .orderBy(asc(homeDecisions.decidedAt), asc(homeDecisions.id));
  return rows.map(decisionOf);
}

/** Oldest first. */
export function remarksOf(tx: Transaction, scope: Scope): Promise<Remark[]> {
  const { id, vacancyId, authorName, text, writtenAt, keepUntil } = remarks;
  return tx
    .select({ id, vacancyId, authorName, text, writtenAt, keepUntil })
    .from(remarks)
    .where(within(remarks, scope))
    .orderBy(asc(writtenAt), asc(id));
}

export function withdrawalsOf(tx: Transaction, scope: Scope): Promise<RoomParts['withdrawals']> {
  return tx
    .select({ memberId: withdrawals.memberId, vacancyId: withdrawals.vacancyId })
    .from(withdrawals)
    .where(within(withdrawals, scope));
}

/** Those who hold one of the homes. */
export function holdersOf(tx: Transaction, scope: Scope): Promise<ReservationHolder[]> {
  const held = tx
    .select({ id: vacancies.id })
    .from(agendaHomes)
    .innerJoin(vacancies, eq(vacancies.id, agendaHomes.vacancyId))
    .where(and(within(agendaHomes, scope), eq(vacancies.holderId, holders.id)));
  return tx.select(domainColumns(holders)).from(holders).where(exists(held));
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
export async function ballotsOf(
  tx: Transaction,
  scope: Scope,
  memberId: string | null,
): Promise<Pick<RoomParts, 'ballots' | 'ownBallots'>> {
  const { vacancyId, content, castAt } = ballots;
  const [cast, own] = await Promise.all([
    tx
      .select({ vacancyId, memberId: ballots.memberId })
      .from(ballots)
      .where(within(ballots, scope))
      .orderBy(asc(ballots.memberId)),
    memberId === null
      ? []
      : tx
          .select({ vacancyId, content, castAt })
          .from(ballots)
          .where(and(within(ballots, scope), eq(ballots.memberId, memberId))),
  ]);
  return { ballots: cast, ownBallots: own };
}
