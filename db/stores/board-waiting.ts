/** Who waits beyond the abnormal delay, who is eligible and never shown, and refusals by residence. */
import {
  and,
  asc,
  count,
  desc,
  eq,
  gte,
  inArray,
  lt,
  lte,
  notExists,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { BoardReader } from '../../src/committee/board/board-port.ts';
import { type DifficultyFacts, type PoolCounts, placeKey } from '../../src/committee/board/difficulty.ts';
import type { RefusalReason } from '../../src/committee/board/home-facts.ts';
import type {
  AbnormalDelays,
  AlwaysLast,
  NeverShown,
  OftenEligible,
  WaitingPage,
} from '../../src/committee/board/waiting.ts';
import { refusalReasons } from '../../src/domain/offer.ts';
import { addDays, addMonths, type CivilDate } from '../../src/kernel/civil-date.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { agendaCandidates, homeDecisions } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';
import { contactAttempts } from '../schema/instruction.ts';
import { runShortlists, runs } from '../schema/run.ts';
import { offers } from '../schema/tenancy.ts';

/** Live applications beyond the abnormal delay that no agenda ever held, the oldest first. */
export function longWaiters(
  db: Database,
  reader: BoardReader,
  delays: AbnormalDelays,
  date: CivilDate,
  page: { limit: number; offset: number },
): Promise<WaitingPage> {
  return withLandlord(db, reader.landlordId, async (tx) => {
    const waiting = and(eq(applications.status, 'live'), beyond(delays, date), withinWishes(reader));
    const counted = (where: SQL | undefined) => tx.select({ count: count() }).from(applications).where(where);
    const [[all], [onAgenda], waiters] = await Promise.all([
      counted(waiting),
      // Few were ever on an agenda: they are counted apart, not looked for behind each of those who wait.
      counted(and(waiting, inArray(applications.number, everOnAgenda(tx)))),
      page.limit === 0
        ? []
        : tx
            .select(waiterColumns)
            .from(applications)
            .where(and(waiting, neverOnAgenda(tx)))
            .orderBy(asc(applications.filedOn), asc(applications.number))
            .limit(page.limit)
            .offset(page.offset),
    ]);
    return { total: (all?.count ?? 0) - (onAgenda?.count ?? 0), waiters };
  });
}

const waiterColumns = {
  number: applications.number,
  name: applications.name,
  filedOn: applications.filedOn,
  persons: applications.persons,
  transfer: applications.transfer,
  insee: applications.firstCommune,
};

function withinWishes({ communes }: BoardReader): SQL | undefined {
  return communes === null ? undefined : inArray(applications.firstCommune, [...communes]);
}

function everOnAgenda(tx: Transaction) {
  return tx.select({ number: agendaCandidates.number }).from(agendaCandidates);
}

function neverOnAgenda(tx: Transaction): SQL {
  return notExists(everOnAgenda(tx).where(eq(agendaCandidates.number, applications.number)));
}

// The 31st and the 28th are at most this far apart when months are counted backwards.
const monthEndDays = 3;

/** Waited strictly more than the delay of the first commune wished; where it is unknown nobody is beyond it. */
function beyond({ everywhere, territories }: AbnormalDelays, date: CivilDate): SQL | undefined {
  const waited = (months: number | null) =>
    months === null
      ? sql`false`
      : and(
          // An index finds these; about the end of the delay the calendar decides to the day.
          lte(applications.filedOn, addDays(addMonths(date, -months), monthEndDays)),
          or(
            lt(applications.filedOn, addDays(addMonths(date, -months), -monthEndDays)),
            sql`${date}::date > (${applications.filedOn} + make_interval(months => ${months}::int))::date`,
          ),
        );
  const own = territories.map(({ communes, months }) =>
    and(inArray(applications.firstCommune, [...communes]), waited(months)),
  );
  const covered = territories.flatMap(({ communes }) => communes);
  const elsewhere =
    covered.length === 0
      ? waited(everywhere)
      : and(
          or(sql`${applications.firstCommune} is null`, notInArray(applications.firstCommune, covered)),
          waited(everywhere),
        );
  return or(...own, elsewhere);
}

// Enough sessions to tell a habit from chance; a run's lists are heavy to read.
const sessionsRead = 8;
const homesThatTell = 3;
const timesThatTell = 2;
const peopleShown = 50;

/** Households on the lists of the last sessions for three homes or more, and on no agenda; and those always last. */
export function oftenEligible(db: Database, reader: BoardReader): Promise<OftenEligible> {
  return withLandlord(db, reader.landlordId, async (tx) => {
    const latest = await tx
      .selectDistinctOn([runs.sessionOn], { id: runs.id, on: runs.sessionOn })
      .from(runs)
      .orderBy(desc(runs.sessionOn), desc(runs.createdAt))
      .limit(sessionsRead);
    return {
      sessions: latest.map(({ on }) => on),
      neverShown: await neverShown(
        tx,
        reader,
        latest.map(({ id }) => id),
      ),
      alwaysLast: await alwaysLast(tx, reader),
    };
  });
}

async function neverShown(tx: Transaction, reader: BoardReader, runIds: string[]): Promise<NeverShown[]> {
  if (runIds.length === 0) return [];
  const listed = tx
    .select({
      number: sql<string>`one->>'number'`.as('listed_number'),
      homes: sql<number>`count(distinct ${runShortlists.vacancyId})::int`.as('listed_homes'),
      bestRank: sql<number | null>`min((one->>'rank')::int)`.as('best_rank'),
    })
    .from(runShortlists)
    .innerJoin(
      sql`lateral (
        select jsonb_build_object('number', entry->'sheet'->>'number', 'rank', entry->'rank') as one
        from jsonb_array_elements(${runShortlists.content}->'entries') as entry
        union all
        select jsonb_build_object('number', follower->'number', 'rank', null)
        from jsonb_array_elements(${runShortlists.content}->'next') as follower) as listing`,
      sql`true`,
    )
    .where(inArray(runShortlists.runId, runIds))
    .groupBy(sql`one->>'number'`)
    .having(sql`count(distinct ${runShortlists.vacancyId}) >= ${homesThatTell}`)
    .as('listed');
  return tx
    .select({ ...waiterColumns, homes: listed.homes, bestRank: listed.bestRank })
    .from(listed)
    .innerJoin(applications, eq(applications.number, listed.number))
    .where(and(eq(applications.status, 'live'), withinWishes(reader), neverOnAgenda(tx)))
    .orderBy(desc(listed.homes), asc(applications.filedOn))
    .limit(peopleShown);
}

async function alwaysLast(tx: Transaction, reader: BoardReader): Promise<AlwaysLast[]> {
  const correction = alias(homeDecisions, 'correction');
  const corrected = tx
    .select({ id: correction.id })
    .from(correction)
    .where(eq(correction.supersedes, homeDecisions.id));
  const decided = tx
    .select({
      number: sql<string>`one.number`.as('decided_number'),
      shown: sql<number>`count(*)::int`.as('shown'),
      bestRank: sql<number | null>`min(one.rank)`.as('best_rank'),
    })
    .from(homeDecisions)
    .innerJoin(
      sql`lateral jsonb_to_recordset(${homeDecisions.candidates}) as one(number text, rank int)`,
      sql`true`,
    )
    .where(notExists(corrected))
    .groupBy(sql`one.number`)
    .having(sql`count(*) >= ${timesThatTell} and count(*) filter (where one.rank = 1) = 0`)
    .as('decided');
  return tx
    .select({ ...waiterColumns, shown: decided.shown, bestRank: decided.bestRank })
    .from(decided)
    .innerJoin(applications, eq(applications.number, decided.number))
    .where(and(eq(applications.status, 'live'), withinWishes(reader)))
    .orderBy(desc(decided.shown), asc(applications.filedOn))
    .limit(peopleShown);
}

/** Pools of the latest run, and refusals since a day by residence: of offers, and on the telephone. */
export function difficultyFacts(
  db: Database,
  reader: BoardReader,
  vacancyIds: readonly string[],
  since: CivilDate,
): Promise<DifficultyFacts> {
  return withLandlord(db, reader.landlordId, async (tx) => {
    if (vacancyIds.length === 0) return { pools: new Map(), refusals: new Map() };
    const latest = tx.select({ id: runs.id }).from(runs).orderBy(desc(runs.createdAt)).limit(1);
    const home = { id: homes.id, residence: homes.residence, insee: homes.insee };
    const [pools, offered, declined] = await Promise.all([
      tx
        .select({
          vacancyId: runShortlists.vacancyId,
          pool: sql<PoolCounts>`${runShortlists.content}->'pool'`,
        })
        .from(runShortlists)
        .where(and(inArray(runShortlists.runId, latest), inArray(runShortlists.vacancyId, [...vacancyIds]))),
      tx
        .select({ ...home, reason: offers.refusalReason, count: count() })
        .from(offers)
        .innerJoin(homes, eq(homes.id, offers.homeId))
        .where(and(eq(offers.answer, 'refused'), gte(offers.sentOn, since)))
        .groupBy(homes.id, homes.residence, homes.insee, offers.refusalReason),
      tx
        .select({ ...home, reason: contactAttempts.reason, count: count() })
        .from(contactAttempts)
        .innerJoin(vacancies, eq(vacancies.id, contactAttempts.vacancyId))
        .innerJoin(homes, eq(homes.id, vacancies.homeId))
        .where(
          and(eq(contactAttempts.outcome, 'declined'), gte(contactAttempts.at, sql`${since}::timestamptz`)),
        )
        .groupBy(homes.id, homes.residence, homes.insee, contactAttempts.reason),
    ]);
    const refusals = new Map<string, Map<RefusalReason, number>>();
    for (const row of [...offered, ...declined]) {
      const key = placeKey(row);
      const reason = refusalReasons.find((known) => known === row.reason) ?? 'other';
      const known = refusals.get(key) ?? new Map<RefusalReason, number>();
      refusals.set(key, known.set(reason, (known.get(reason) ?? 0) + row.count));
    }
    return { pools: new Map(pools.map(({ vacancyId, pool }) => [vacancyId, pool])), refusals };
  });
}
