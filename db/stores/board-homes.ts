/** Freed homes with all that their life is read from: a fixed number of queries, however many homes. */
import {
  and,
  asc,
  desc,
  eq,
  exists,
  inArray,
  isNotNull,
  ne,
  notExists,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Agency, BoardReader } from '../../src/committee/board/board-port.ts';
import { type FreedHome, noProgress } from '../../src/committee/board/home-facts.ts';
import type { CandidateDecision } from '../../src/committee/decision.ts';
import { type CivilDate, civilDateInParis } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { agendaHomes, committeeSessions, homeDecisions } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { contactAttempts, documents } from '../schema/instruction.ts';
import { agencies, orientations, vacancyProgress } from '../schema/letting.ts';
import { designations, holders } from '../schema/reservation.ts';
import { leases, offers } from '../schema/tenancy.ts';
import { domainColumns } from './columns-of.ts';

/** The condition that keeps the homes which the reader may see. */
export function withinReach({ communes }: BoardReader): SQL | undefined {
  return communes === null ? undefined : inArray(homes.insee, [...communes]);
}

/** The landlord's agencies, by name. */
export function agenciesOf(tx: Transaction): Promise<Agency[]> {
  return tx
    .select({ id: agencies.id, name: agencies.name, communes: agencies.communes })
    .from(agencies)
    .orderBy(agencies.name);
}

/** Homes that an officer still has something to do for: not let, or let without the keys handed over. */
export function stillOpen(tx: Transaction): SQL | undefined {
  const lease = tx.select({ id: leases.id }).from(leases).where(eq(leases.vacancyId, vacancies.id));
  const keys = tx
    .select({ id: vacancyProgress.vacancyId })
    .from(vacancyProgress)
    .where(and(eq(vacancyProgress.vacancyId, vacancies.id), isNotNull(vacancyProgress.keysGivenOn)));
  return or(ne(vacancies.status, 'let'), and(exists(lease), notExists(keys)));
}

/** The homes that the condition keeps, with every fact of their life. */
export async function freedHomes(tx: Transaction, where: SQL | undefined): Promise<FreedHome[]> {
  const rows = await tx
    .select({
      vacancy: domainColumns(vacancies),
      home: domainColumns(homes),
      holderName: holders.name,
      progress: {
        exitVisitOn: vacancyProgress.exitVisitOn,
        worksUntilOn: vacancyProgress.worksUntilOn,
        keysGivenOn: vacancyProgress.keysGivenOn,
        nextGesture: vacancyProgress.nextGesture,
        version: vacancyProgress.version,
      },
    })
    .from(vacancies)
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .leftJoin(holders, eq(holders.id, vacancies.holderId))
    .leftJoin(vacancyProgress, eq(vacancyProgress.vacancyId, vacancies.id))
    .where(where)
    .orderBy(vacancies.id);
  const ids = rows.map(({ vacancy }) => vacancy.id);
  const kept: Kept = (column) => sql`${column} = any(${sql.param(ids)}::text[])`;
  const [oriented, designated, contacted, agendas, decided, offered, signed] = await Promise.all([
    latestOrientations(tx, kept),
    designationCounts(tx, kept),
    contactCounts(tx, kept),
    latestAgendas(tx, kept),
    latestDecisions(tx, kept),
    offersOf(tx, kept),
    leasesOf(tx, kept),
  ]);
  return rows.map((row) => {
    const { id } = row.vacancy;
    return {
      ...row,
      progress: row.progress ?? noProgress,
      orientation: oriented.get(id) ?? null,
      designations: designated.get(id) ?? { count: 0, dalo: false },
      contacts: contacted.get(id) ?? { interested: 0, declined: 0, noAnswer: 0, callBack: 0 },
      agenda: agendas.get(id) ?? null,
      decision: decided.get(id) ?? null,
      offers: offered.get(id) ?? [],
      leaseSignedOn: signed.get(id) ?? null,
    };
  });
}

/** The condition that a column names one of the vacancies kept: one array, however many there are. */
type Kept = (column: SQLWrapper) => SQL;

async function latestOrientations(tx: Transaction, kept: Kept) {
  const rows = await tx
    .selectDistinctOn([orientations.vacancyId], {
      vacancyId: orientations.vacancyId,
      destination: orientations.destination,
      on: orientations.on,
      outcome: orientations.outcome,
    })
    .from(orientations)
    .where(kept(orientations.vacancyId))
    .orderBy(orientations.vacancyId, desc(orientations.on), desc(orientations.id));
  return new Map(rows.map(({ vacancyId, ...orientation }) => [vacancyId, orientation]));
}

async function designationCounts(tx: Transaction, kept: Kept) {
  const rows = await tx
    .select({
      vacancyId: designations.vacancyId,
      count: sql<number>`count(*)::int`,
      dalo: sql<boolean>`bool_or(${designations.dalo})`,
    })
    .from(designations)
    .where(kept(designations.vacancyId))
    .groupBy(designations.vacancyId);
  return new Map(rows.map(({ vacancyId, ...counts }) => [vacancyId, counts]));
}

/** Households by the outcome of the last call made to each for the home. */
async function contactCounts(tx: Transaction, kept: Kept) {
  const last = tx
    .selectDistinctOn([contactAttempts.vacancyId, contactAttempts.number], {
      vacancyId: contactAttempts.vacancyId,
      outcome: contactAttempts.outcome,
    })
    .from(contactAttempts)
    .where(kept(contactAttempts.vacancyId))
    .orderBy(contactAttempts.vacancyId, contactAttempts.number, desc(contactAttempts.at))
    .as('last');
  const rows = await tx
    .select({ vacancyId: last.vacancyId, outcome: last.outcome, count: sql<number>`count(*)::int` })
    .from(last)
    .groupBy(last.vacancyId, last.outcome);
  const counts = new Map<string, FreedHome['contacts']>();
  for (const { vacancyId, outcome, count } of rows) {
    const known = counts.get(vacancyId) ?? { interested: 0, declined: 0, noAnswer: 0, callBack: 0 };
    counts.set(vacancyId, { ...known, [outcome]: count });
  }
  return counts;
}

async function latestAgendas(tx: Transaction, kept: Kept) {
  const rows = await tx
    .selectDistinctOn([agendaHomes.vacancyId], {
      vacancyId: agendaHomes.vacancyId,
      sessionId: agendaHomes.sessionId,
      heldOn: committeeSessions.heldOn,
      startsAt: committeeSessions.startsAt,
      sessionState: committeeSessions.state,
      state: agendaHomes.state,
    })
    .from(agendaHomes)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaHomes.sessionId))
    .where(and(kept(agendaHomes.vacancyId), ne(committeeSessions.state, 'cancelled')))
    .orderBy(agendaHomes.vacancyId, desc(committeeSessions.heldOn), desc(agendaHomes.createdAt));
  return new Map(rows.map(({ vacancyId, ...agenda }) => [vacancyId, agenda]));
}

/** The last decision of each home that no later one corrects. */
async function latestDecisions(tx: Transaction, kept: Kept) {
  const correction = alias(homeDecisions, 'correction');
  const corrected = tx
    .select({ id: correction.id })
    .from(correction)
    .where(eq(correction.supersedes, homeDecisions.id));
  const rows = await tx
    .selectDistinctOn([homeDecisions.vacancyId], {
      vacancyId: homeDecisions.vacancyId,
      sessionId: homeDecisions.sessionId,
      decidedAt: homeDecisions.decidedAt,
      candidates: homeDecisions.candidates,
    })
    .from(homeDecisions)
    .where(and(kept(homeDecisions.vacancyId), notExists(corrected)))
    .orderBy(homeDecisions.vacancyId, desc(homeDecisions.decidedAt));
  const arrived = await conditionDocuments(
    tx,
    rows.flatMap(({ candidates }) => candidates),
  );
  return new Map(
    rows.map(({ vacancyId, sessionId, decidedAt, candidates }) => [
      vacancyId,
      {
        sessionId,
        decidedOn: civilDateInParis(decidedAt),
        candidates: candidates.map(({ number, kind, rank, condition }) => ({
          number,
          kind,
          rank,
          condition: condition && {
            ...condition,
            ...(arrived.get(`${number} ${condition.document}`) ?? { receivedOn: null, checked: false }),
          },
        })),
      },
    ]),
  );
}

/** Documents that came for suspensive conditions, by number and document. */
async function conditionDocuments(tx: Transaction, candidates: readonly CandidateDecision[]) {
  const numbers = candidates.filter(({ condition }) => condition !== null).map(({ number }) => number);
  if (numbers.length === 0) return new Map<string, { receivedOn: CivilDate | null; checked: boolean }>();
  const rows = await tx
    .select({
      number: documents.number,
      document: documents.document,
      state: documents.state,
      receivedOn: documents.receivedOn,
    })
    .from(documents)
    .where(and(inArray(documents.number, numbers), inArray(documents.state, ['received', 'checked'])));
  return new Map(
    rows.map(({ number, document, state, receivedOn }) => [
      `${number} ${document}`,
      { receivedOn, checked: state === 'checked' },
    ]),
  );
}

async function offersOf(tx: Transaction, kept: Kept) {
  const rows = await tx
    .select({
      vacancyId: offers.vacancyId,
      id: offers.id,
      number: offers.applicationNumber,
      rank: offers.rank,
      sessionId: homeDecisions.sessionId,
      sentOn: offers.sentOn,
      receivedOn: offers.receivedOn,
      replyDays: offers.replyDays,
      answer: offers.answer,
      answeredOn: offers.answeredOn,
      refusalReason: offers.refusalReason,
    })
    .from(offers)
    .leftJoin(homeDecisions, eq(homeDecisions.id, offers.homeDecisionId))
    .where(kept(offers.vacancyId))
    .orderBy(asc(offers.sentOn), asc(offers.createdAt));
  const byVacancy = new Map<string, Omit<(typeof rows)[number], 'vacancyId'>[]>();
  for (const { vacancyId, ...offer } of rows) {
    if (vacancyId === null) continue;
    const known = byVacancy.get(vacancyId);
    if (known) known.push(offer);
    else byVacancy.set(vacancyId, [offer]);
  }
  return byVacancy;
}

async function leasesOf(tx: Transaction, kept: Kept) {
  const rows = await tx
    .select({ vacancyId: leases.vacancyId, signedOn: leases.signedOn })
    .from(leases)
    .where(kept(leases.vacancyId));
  return new Map(rows.flatMap(({ vacancyId, signedOn }) => (vacancyId ? [[vacancyId, signedOn]] : [])));
}
