/** A household's request as it lives it, read from every table that holds a step of it, in one transaction. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { commissionInWords } from '../../src/portal/answers/commission-name.ts';
import { givesToAnother } from '../../src/portal/answers/wish-answer.ts';
import type {
  FileLife,
  FileLifePort,
  LifeAgenda,
  LifeDecision,
} from '../../src/portal/standing/file-life.ts';
import { homeNameOf } from '../../src/portal/standing/home-name.ts';
import { isLive, requestDetailsSchema } from '../../src/portal/transfers/request.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import {
  agendaCandidates,
  agendaHomes,
  commissions,
  committeeSessions,
  homeDecisions,
} from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { documents, visits } from '../schema/instruction.ts';
import { leases } from '../schema/tenancy.ts';
import { transferRequests } from '../schema/transfer.ts';
import { casesOfFile } from './case-store.ts';
import { documentColumns } from './file-reading.ts';
import { offersOfHousehold } from './household-offer-store.ts';
import { wishesOfHousehold } from './interest-rows.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

export function fileLifeStore(db: Database): FileLifePort {
  return {
    of: (landlordId, number, today) =>
      withLandlord(db, landlordId, (tx) => lifeOf(tx, number, today), { accessMode: 'read only' }),
  };
}

async function lifeOf(tx: Transaction, number: string, today: CivilDate): Promise<FileLife | null> {
  const [row] = await tx
    .select({ content: applications.content })
    .from(applications)
    .where(eq(applications.number, number));
  if (!row) return null;
  const { answerDays } = await portalPolicyInForce(tx);
  return {
    application: row.content,
    wishes: await wishesOfHousehold(tx, number),
    agendas: await agendasOf(tx, number),
    decisions: await decisionsOf(tx, number),
    offers: await offersOfHousehold(tx, number, today),
    leases: await leasesOf(tx, number),
    visits: await visitsOf(tx, number),
    documents: await tx.select(documentColumns).from(documents).where(eq(documents.number, number)),
    cases: await casesOfFile(tx, number),
    transfers: await transfersOf(tx, number),
    answerDays,
  };
}

const named = { typology: homes.typology, surfaceM2: homes.surfaceM2, insee: homes.insee };

async function agendasOf(tx: Transaction, number: string): Promise<LifeAgenda[]> {
  const rows = await tx
    .select({
      vacancyId: agendaCandidates.vacancyId,
      heldOn: committeeSessions.heldOn,
      session: committeeSessions.state,
      state: agendaHomes.state,
      home: named,
    })
    .from(agendaCandidates)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaCandidates.sessionId))
    .innerJoin(
      agendaHomes,
      and(
        eq(agendaHomes.sessionId, agendaCandidates.sessionId),
        eq(agendaHomes.vacancyId, agendaCandidates.vacancyId),
      ),
    )
    .innerJoin(homes, eq(homes.id, agendaHomes.homeId))
    .where(
      and(
        eq(agendaCandidates.number, number),
        inArray(committeeSessions.state, ['convened', 'open', 'closed']),
      ),
    )
    .orderBy(desc(committeeSessions.heldOn));
  return rows.map(({ vacancyId, heldOn, session, state, home }) => ({
    vacancyId,
    heldOn,
    home: homeNameOf(home),
    // What an open sitting decides is not told before it closes.
    state: session !== 'closed' ? 'coming' : state === 'postponed' ? 'postponed' : 'decided',
  }));
}

async function decisionsOf(tx: Transaction, number: string): Promise<LifeDecision[]> {
  const holds = JSON.stringify([{ number }]);
  const rows = await tx
    .select({
      vacancyId: homeDecisions.vacancyId,
      supersedes: homeDecisions.supersedes,
      candidates: homeDecisions.candidates,
      status: vacancies.status,
      heldOn: committeeSessions.heldOn,
      commission: commissions.name,
      home: named,
    })
    .from(homeDecisions)
    .innerJoin(committeeSessions, eq(committeeSessions.id, homeDecisions.sessionId))
    .leftJoin(commissions, eq(commissions.id, committeeSessions.commissionId))
    .innerJoin(vacancies, eq(vacancies.id, homeDecisions.vacancyId))
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .where(
      and(
        eq(committeeSessions.state, 'closed'),
        sql`${homeDecisions.candidates} @> ${holds}::jsonb`,
        sql`not exists (select 1 from ${homeDecisions} later where later.supersedes = ${homeDecisions.id})`,
      ),
    )
    .orderBy(desc(committeeSessions.heldOn), desc(homeDecisions.decidedAt));
  return rows.flatMap((row) => {
    const own = row.candidates.find((candidate) => candidate.number === number);
    if (!own) return [];
    return [
      {
        vacancyId: row.vacancyId,
        home: homeNameOf(row.home),
        heldOn: row.heldOn,
        decidedBy: commissionInWords(row.commission),
        own,
        toAnother: givesToAnother(row.candidates, number),
        corrected: row.supersedes !== null,
        isHomeOpen: row.status !== 'let' && row.status !== 'withdrawn',
      },
    ];
  });
}

async function leasesOf(tx: Transaction, number: string): Promise<FileLife['leases']> {
  const rows = await tx
    .select({ signedOn: leases.signedOn, home: named })
    .from(leases)
    .innerJoin(homes, eq(homes.id, leases.homeId))
    .where(eq(leases.applicationNumber, number));
  return rows.map(({ signedOn, home }) => ({ signedOn, home: homeNameOf(home) }));
}

async function visitsOf(tx: Transaction, number: string): Promise<FileLife['visits']> {
  const rows = await tx
    .select({ startsAt: visits.startsAt, outcome: visits.outcome, home: named })
    .from(visits)
    .innerJoin(vacancies, eq(vacancies.id, visits.vacancyId))
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .where(eq(visits.number, number));
  return rows.map(({ home, ...visit }) => ({ ...visit, home: homeNameOf(home) }));
}

async function transfersOf(tx: Transaction, number: string): Promise<FileLife['transfers']> {
  const rows = await tx.select().from(transferRequests).where(eq(transferRequests.number, number));
  return rows.map(({ receivedOn, dueOn, state, details }) => ({
    receivedOn,
    answers: requestDetailsSchema.parse(details).answers.map(({ on, text }) => ({ on, text })),
    nextOn: isLive({ state }) ? dueOn : null,
  }));
}
