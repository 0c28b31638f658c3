/** Freed homes with all that their life is read from: a fixed number of queries, however many homes. */
import { and, desc, eq, inArray, isNotNull, isNull, ne, notExists, or, type SQL, sql } from 'drizzle-orm';
import type { Agency } from '../../src/committee/board/agency.ts';
import type { BoardReader } from '../../src/committee/board/board-port.ts';
import { type FreedHome, noProgress } from '../../src/committee/board/home-facts.ts';
import type { Transaction } from '../connection.ts';
import { agendaHomes, committeeSessions } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { contactAttempts } from '../schema/instruction.ts';
import { agencies, orientations, vacancyProgress } from '../schema/letting.ts';
import { designations, holders } from '../schema/reservation.ts';
import { leases } from '../schema/tenancy.ts';
import { type Kept, latestDecisions, leasesOf, offersOf } from './board-decisions.ts';
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
  // Leases of homes that were freed here, which an index holds apart: those of files are many more.
  const leased = tx.select({ id: leases.vacancyId }).from(leases).where(isNotNull(leases.vacancyId));
  const keys = tx
    .select({ id: vacancyProgress.vacancyId })
    .from(vacancyProgress)
    .where(and(eq(vacancyProgress.vacancyId, vacancies.id), isNotNull(vacancyProgress.keysGivenOn)));
  return or(ne(vacancies.status, 'let'), and(inArray(vacancies.id, leased), notExists(keys)));
}

/** Of each home, what the board says: every home freed is read for each page. */
const boardColumns = {
  id: homes.id,
  insee: homes.insee,
  address: homes.address,
  residence: homes.residence,
  typology: homes.typology,
  surfaceM2: homes.surfaceM2,
  floor: homes.floor,
  financing: homes.financing,
  adaptedPlai: homes.adaptedPlai,
  rentCents: homes.rentCents,
  annexRentCents: homes.annexRentCents,
  chargesCents: homes.chargesCents,
  flatChargesCents: homes.flatChargesCents,
  qpvCode: homes.qpvCode,
  energyClass: homes.energyClass,
};

/** The homes that the condition keeps, with every fact of their life. */
export async function freedHomes(tx: Transaction, where: SQL | undefined): Promise<FreedHome[]> {
  const rows = await tx
    .select({
      vacancy: domainColumns(vacancies),
      home: boardColumns,
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
  // Each field by its name: to spread a row costs ten microseconds, and there is one for each home.
  return rows.map(({ vacancy, home, holderName, progress }) => {
    const { id } = vacancy;
    return {
      vacancy,
      home,
      holderName,
      progress: progress ?? noProgress,
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

async function latestOrientations(tx: Transaction, kept: Kept) {
  const rows = await tx
    .selectDistinctOn([orientations.vacancyId], {
      vacancyId: orientations.vacancyId,
      destination: orientations.destination,
      on: orientations.on,
      outcome: orientations.outcome,
    })
    .from(orientations)
    .where(
      and(kept(orientations.vacancyId), or(isNull(orientations.outcome), ne(orientations.outcome, 'undone'))),
    )
    .orderBy(orientations.vacancyId, desc(orientations.on), desc(orientations.id));
  return new Map(
    rows.flatMap(({ vacancyId, outcome, ...orientation }) =>
      // The query left them out already; the type does not know it.
      outcome === 'undone' ? [] : [[vacancyId, { ...orientation, outcome }] as const],
    ),
  );
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
