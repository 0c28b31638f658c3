/** What the officer's day is made from: a fixed number of queries, however long the lists. */
import { and, asc, count, desc, eq, inArray, isNull, min, ne, notExists, sql } from 'drizzle-orm';
import type { BoardReader } from '../../src/committee/board/board-port.ts';
import type { DayFacts, HomeList, KnownPerson } from '../../src/committee/board/day-facts.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { civilDateInParis } from '../../src/kernel/civil-date.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { agendaCandidates, agendaHomes, committeeSessions } from '../schema/committee.ts';
import { cases } from '../schema/correspondence.ts';
import { applicantContacts, contactAttempts, documents, protections, visits } from '../schema/instruction.ts';
import { dueProposals } from '../schema/letting.ts';
import { designations } from '../schema/reservation.ts';
import { runShortlists, runs } from '../schema/run.ts';
import { offers } from '../schema/tenancy.ts';
import { factsWithinReach, registerCounts } from './board-day-reach.ts';
import { inTexts } from './in-texts.ts';

/** The facts of the day; `seeking` are the vacancies whose candidates are being sought. */
export function dayFacts(
  db: Database,
  reader: BoardReader,
  seeking: readonly string[],
  date: CivilDate,
): Promise<DayFacts> {
  return withLandlord(db, reader.landlordId, async (tx) => {
    const [contacts, lists, received, dalo, openCases, register, due, shortAgendas, today] =
      await Promise.all([
        lastContacts(tx, seeking),
        homeLists(tx, seeking),
        receivedDocuments(tx, reader),
        daloClocks(tx, reader, date),
        openCasesOf(tx, reader),
        registerCounts(tx, reader),
        tx
          .select({ number: dueProposals.number, since: dueProposals.since })
          .from(dueProposals)
          .where(isNull(dueProposals.fulfilledOn))
          .orderBy(asc(dueProposals.since)),
        shortAgendasOf(tx),
        visitsOf(tx, date),
      ]);
    return factsWithinReach(tx, reader, {
      contacts,
      lists,
      received,
      dalo,
      cases: openCases,
      ...register,
      dueProposals: due,
      shortAgendas,
      visits: today,
    });
  });
}

/** Names and telephones of these households; neither for a protected file. */
export async function knownPeople(
  db: Database,
  landlordId: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, KnownPerson>> {
  if (numbers.length === 0) return new Map();
  const rows = await withLandlord(db, landlordId, (tx) =>
    tx
      .select({
        number: applications.number,
        name: applications.name,
        telephone: applicantContacts.telephone,
        protectedSince: protections.since,
      })
      .from(applications)
      .leftJoin(applicantContacts, eq(applicantContacts.number, applications.number))
      .leftJoin(protections, and(eq(protections.number, applications.number), isNull(protections.until)))
      .where(inTexts(applications.number, [...new Set(numbers)])),
  );
  return new Map(
    rows.map(({ number, name, telephone, protectedSince }) => {
      const isProtected = protectedSince !== null;
      return [number, { name, telephone: isProtected ? null : telephone, isProtected }];
    }),
  );
}

async function lastContacts(tx: Transaction, seeking: readonly string[]): Promise<DayFacts['contacts']> {
  if (seeking.length === 0) return [];
  const rows = await tx
    .selectDistinctOn([contactAttempts.vacancyId, contactAttempts.number], {
      vacancyId: contactAttempts.vacancyId,
      number: contactAttempts.number,
      outcome: contactAttempts.outcome,
      callBackOn: contactAttempts.callBackOn,
      at: contactAttempts.at,
    })
    .from(contactAttempts)
    .where(inTexts(contactAttempts.vacancyId, seeking))
    .orderBy(contactAttempts.vacancyId, contactAttempts.number, desc(contactAttempts.at));
  return rows.map(({ at, ...contact }) => ({ ...contact, on: civilDateInParis(at) }));
}

type Listed = { number: string; householdInWords: string };

/** Designated households, then the list of the latest run and those who come next on it. */
async function homeLists(tx: Transaction, seeking: readonly string[]): Promise<HomeList[]> {
  if (seeking.length === 0) return [];
  const latest = tx.select({ id: runs.id }).from(runs).orderBy(desc(runs.createdAt)).limit(1);
  const people = (member: 'entries' | 'next') => sql<Listed[] | null>`(
    select jsonb_agg(jsonb_build_object('number', one->'sheet'->>'number',
      'householdInWords', one->'sheet'->>'householdInWords'))
    from jsonb_array_elements(${runShortlists.content}->${sql.raw(`'${member}'`)}) as one)`;
  const [proposed, designated] = await Promise.all([
    tx
      .select({ vacancyId: runShortlists.vacancyId, entries: people('entries'), next: people('next') })
      .from(runShortlists)
      .where(and(inArray(runShortlists.runId, latest), inTexts(runShortlists.vacancyId, seeking))),
    tx
      .select({ vacancyId: designations.vacancyId, number: designations.applicationNumber })
      .from(designations)
      .where(inTexts(designations.vacancyId, seeking))
      .orderBy(asc(designations.on), asc(designations.applicationNumber)),
  ]);
  const named = new Map<string, string>();
  const entriesOf = new Map(proposed.map((row) => [row.vacancyId, row]));
  return seeking.map((vacancyId) => {
    const row = entriesOf.get(vacancyId);
    const [entries, next] = [row?.entries ?? [], row?.next ?? []];
    for (const { number, householdInWords } of [...entries, ...next]) named.set(number, householdInWords);
    const own = designated.filter((one) => one.vacancyId === vacancyId).map(({ number }) => number);
    const first = [...new Set([...own, ...entries.map(({ number }) => number)])];
    const all = [...new Set([...first, ...next.map(({ number }) => number)])];
    return {
      vacancyId,
      listed: first.length,
      households: all.map((number) => ({ number, householdInWords: named.get(number) ?? null })),
    };
  });
}

/** Those of other places are taken out after the reading: more are read for an account held to some. */
function limitFor({ communes }: BoardReader, shown: number): number {
  return communes === null ? shown : shown * 20;
}

/** Its state is written in the query, not sent beside it: an index holds just these. */
async function receivedDocuments(tx: Transaction, reader: BoardReader): Promise<DayFacts['received']> {
  return tx
    .select({ number: documents.number, count: count(), since: min(documents.receivedOn) })
    .from(documents)
    .where(sql`${documents.state} = 'received'`)
    .groupBy(documents.number)
    .orderBy(asc(min(documents.receivedOn)))
    .limit(limitFor(reader, 50));
}

/** Live applications with a DALO decision in force and no offer since, within the reader's communes. */
async function daloClocks(tx: Transaction, { communes }: BoardReader, date: CivilDate) {
  const decidedOn = sql<CivilDate>`(
    select min(label->>'on') from jsonb_array_elements(${applications.content}->'labels') as label
    where label->>'category' = 'dalo' and label->>'on' <= ${date}
      and (label->>'until' is null or label->>'until' >= ${date}))`;
  const offered = tx
    .select({ id: offers.id })
    .from(offers)
    .where(
      and(eq(offers.applicationNumber, applications.number), sql`${offers.sentOn}::text >= ${decidedOn}`),
    );
  const rows = await tx
    .select({
      number: applications.number,
      insee: applications.firstCommune,
      persons: applications.persons,
      decidedOn,
    })
    .from(applications)
    .where(
      and(
        eq(applications.status, 'live'),
        sql`${applications.content}->'labels' @> '[{"category":"dalo"}]'`,
        communes === null ? undefined : inArray(applications.firstCommune, [...communes]),
        notExists(offered),
      ),
    );
  return rows.filter((row) => row.decidedOn !== null);
}

async function openCasesOf(tx: Transaction, reader: BoardReader): Promise<DayFacts['cases']> {
  return tx
    .select({
      id: cases.id,
      kind: cases.kind,
      dueOn: cases.dueOn,
      ownerName: cases.ownerName,
      number: cases.number,
    })
    .from(cases)
    .where(eq(cases.state, 'open'))
    .orderBy(asc(cases.dueOn))
    .limit(limitFor(reader, 200));
}

/** Visits of the day in Paris that a household booked. */
async function visitsOf(tx: Transaction, date: CivilDate): Promise<DayFacts['visits']> {
  const rows = await tx
    .select({ vacancyId: visits.vacancyId, number: visits.number, startsAt: visits.startsAt })
    .from(visits)
    .where(
      and(
        eq(visits.outcome, 'planned'),
        sql`(${visits.startsAt} at time zone 'Europe/Paris')::date = ${date}::date`,
      ),
    )
    .orderBy(asc(visits.startsAt));
  return rows.flatMap(({ number, ...visit }) => (number === null ? [] : [{ ...visit, number }]));
}

/** Homes of sittings to come with fewer than three candidates and no exception noted (C-06). */
async function shortAgendasOf(tx: Transaction): Promise<DayFacts['shortAgendas']> {
  return tx
    .select({ vacancyId: agendaHomes.vacancyId, candidates: count(agendaCandidates.number) })
    .from(agendaHomes)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaHomes.sessionId))
    .leftJoin(
      agendaCandidates,
      and(
        eq(agendaCandidates.sessionId, agendaHomes.sessionId),
        eq(agendaCandidates.vacancyId, agendaHomes.vacancyId),
      ),
    )
    .where(
      and(
        eq(agendaHomes.state, 'pending'),
        isNull(agendaHomes.exception),
        ne(committeeSessions.state, 'cancelled'),
      ),
    )
    .groupBy(agendaHomes.vacancyId)
    .having(sql`count(${agendaCandidates.number}) < 3`);
}
