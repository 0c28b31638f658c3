/** Reads what happened to applications and must be told to the register (N-10). */
import { and, eq, gte, isNotNull } from 'drizzle-orm';
import { documentListOn } from '../../src/committee/candidates/document-list.ts';
import { dueEvents, type RegisterFacts } from '../../src/committee/register/due-events.ts';
import { addDays, type CivilDate, civilDateInParis } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import {
  agendaCandidates,
  commissions,
  committeeSessions,
  homeDecisions,
  priorOpinions,
} from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { documents, visits } from '../schema/instruction.ts';
import { landlords } from '../schema/landlord.ts';
import { designations, holders } from '../schema/reservation.ts';
import { recordEvents } from './register-events.ts';

// Older than that, the register was told by other means before the tool.
const rememberedDays = 400;

/** Records the events that are not recorded yet; how many were new. */
export async function gatherEvents(tx: Transaction, landlordId: string, today: CivilDate): Promise<number> {
  const since = addDays(today, -rememberedDays);
  const [landlord] = await tx
    .select({ name: landlords.name })
    .from(landlords)
    .where(eq(landlords.id, landlordId));
  const facts: RegisterFacts = {
    landlordName: landlord?.name ?? '',
    designations: await designationFacts(tx, since),
    agendas: await agendaFacts(tx, since),
    decisions: await decisionFacts(tx, since),
    documents: await documentFacts(tx, since, today),
    opinions: await tx
      .select({
        id: priorOpinions.id,
        number: priorOpinions.number,
        body: priorOpinions.body,
        on: priorOpinions.on,
        recommendation: priorOpinions.recommendation,
      })
      .from(priorOpinions)
      .where(gte(priorOpinions.on, since)),
    visits: await visitFacts(tx, since),
  };
  return recordEvents(tx, landlordId, dueEvents(facts));
}

async function designationFacts(tx: Transaction, since: CivilDate): Promise<RegisterFacts['designations']> {
  const rows = await tx
    .select({
      vacancyId: designations.vacancyId,
      number: designations.applicationNumber,
      holderId: designations.holderId,
      holderName: holders.name,
      on: designations.on,
      dalo: designations.dalo,
    })
    .from(designations)
    .leftJoin(holders, eq(holders.id, designations.holderId))
    .where(gte(designations.on, since));
  return rows.map(({ holderId, holderName, ...row }) => ({ ...row, holderName: holderName ?? holderId }));
}

async function agendaFacts(tx: Transaction, since: CivilDate): Promise<RegisterFacts['agendas']> {
  const rows = await tx
    .select({
      sessionId: agendaCandidates.sessionId,
      vacancyId: agendaCandidates.vacancyId,
      number: agendaCandidates.number,
      rplsId: homes.rplsId,
      homeId: homes.id,
      commission: commissions.name,
      commissionId: committeeSessions.commissionId,
      convenedAt: committeeSessions.convenedAt,
      heldOn: committeeSessions.heldOn,
    })
    .from(agendaCandidates)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaCandidates.sessionId))
    .innerJoin(vacancies, eq(vacancies.id, agendaCandidates.vacancyId))
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .leftJoin(commissions, eq(commissions.id, committeeSessions.commissionId))
    .where(and(isNotNull(committeeSessions.convenedAt), gte(committeeSessions.heldOn, since)));
  return rows.flatMap(({ convenedAt, rplsId, homeId, commission, commissionId, ...row }) =>
    convenedAt === null
      ? []
      : [
          {
            ...row,
            home: rplsId ?? homeId,
            commission: commission ?? commissionId,
            convenedOn: civilDateInParis(convenedAt),
          },
        ],
  );
}

/** Decisions of closed sittings, corrections included: each is an act of its own. */
async function decisionFacts(tx: Transaction, since: CivilDate): Promise<RegisterFacts['decisions']> {
  const rows = await tx
    .select({
      id: homeDecisions.id,
      supersedes: homeDecisions.supersedes,
      decidedAt: homeDecisions.decidedAt,
      candidates: homeDecisions.candidates,
      rplsId: homes.rplsId,
      homeId: homes.id,
      commission: commissions.name,
      commissionId: committeeSessions.commissionId,
      closedAt: committeeSessions.closedAt,
    })
    .from(homeDecisions)
    .innerJoin(committeeSessions, eq(committeeSessions.id, homeDecisions.sessionId))
    .innerJoin(vacancies, eq(vacancies.id, homeDecisions.vacancyId))
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .leftJoin(commissions, eq(commissions.id, committeeSessions.commissionId))
    .where(and(eq(committeeSessions.state, 'closed'), gte(committeeSessions.heldOn, since)));
  // A decision taken back before the closing was never one for the register.
  const takenBack = new Set(
    rows.flatMap(({ supersedes, decidedAt, closedAt }) =>
      supersedes !== null && (closedAt === null || decidedAt <= closedAt) ? [supersedes] : [],
    ),
  );
  return rows
    .filter(({ id }) => !takenBack.has(id))
    .map(({ id, decidedAt, candidates, rplsId, homeId, commission, commissionId, supersedes, closedAt }) => ({
      id,
      candidates,
      home: rplsId ?? homeId,
      commission: commission ?? commissionId,
      on: civilDateInParis(decidedAt),
      corrects: supersedes !== null && closedAt !== null && decidedAt > closedAt,
    }));
}

async function documentFacts(
  tx: Transaction,
  since: CivilDate,
  today: CivilDate,
): Promise<RegisterFacts['documents']> {
  const labels = new Map(documentListOn(today)?.documents.map(({ code, label }) => [code, label]));
  const rows = await tx
    .select({
      number: documents.number,
      document: documents.document,
      requestedOn: documents.requestedOn,
    })
    .from(documents)
    .where(and(isNotNull(documents.requestedOn), gte(documents.requestedOn, since)));
  return rows.flatMap(({ number, document, requestedOn }) =>
    requestedOn === null ? [] : [{ number, document, requestedOn, label: labels.get(document) ?? document }],
  );
}

async function visitFacts(tx: Transaction, since: CivilDate): Promise<RegisterFacts['visits']> {
  const rows = await tx
    .select({
      id: visits.id,
      number: visits.number,
      startsAt: visits.startsAt,
      rplsId: homes.rplsId,
      homeId: homes.id,
    })
    .from(visits)
    .innerJoin(vacancies, eq(vacancies.id, visits.vacancyId))
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .where(eq(visits.outcome, 'done'));
  return rows.flatMap(({ id, number, startsAt, rplsId, homeId }) => {
    const on = civilDateInParis(startsAt);
    return number === null || on < since ? [] : [{ id, number, on, home: rplsId ?? homeId }];
  });
}
