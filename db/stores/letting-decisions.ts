/** Decisions of closed sittings: for each home the one that counts. */
import { and, desc, eq, gte, type SQL } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { committeeSessions, homeDecisions } from '../schema/committee.ts';
import { homes, vacancies } from '../schema/home.ts';

/** A decision of a closed sitting with its sitting. */
export type DecisionRow = Awaited<ReturnType<typeof decisionsOf>>[number];

/** `within`: what the reader may see of homes. */
export type LettingFilter = { vacancyId?: string; heldSince?: CivilDate; within?: SQL | undefined };

/** For each home that the filter keeps, the decision in force of its newest closed sitting. */
export async function currentDecisions(tx: Transaction, filter: LettingFilter): Promise<Current[]> {
  return newestBySession(await decisionsOf(tx, filter));
}

function decisionsOf(tx: Transaction, filter: LettingFilter) {
  const wanted: (SQL | undefined)[] = [
    eq(committeeSessions.state, 'closed'),
    filter.vacancyId === undefined ? undefined : eq(homeDecisions.vacancyId, filter.vacancyId),
    filter.heldSince === undefined ? undefined : gte(committeeSessions.heldOn, filter.heldSince),
    filter.within,
  ];
  return tx
    .select({
      id: homeDecisions.id,
      sessionId: homeDecisions.sessionId,
      vacancyId: homeDecisions.vacancyId,
      supersedes: homeDecisions.supersedes,
      candidates: homeDecisions.candidates,
      heldOn: committeeSessions.heldOn,
      commissionId: committeeSessions.commissionId,
      bylawsVersion: committeeSessions.bylawsVersion,
    })
    .from(homeDecisions)
    .innerJoin(committeeSessions, eq(committeeSessions.id, homeDecisions.sessionId))
    .innerJoin(vacancies, eq(vacancies.id, homeDecisions.vacancyId))
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .where(and(...wanted))
    .orderBy(desc(committeeSessions.heldOn), desc(committeeSessions.closedAt), desc(homeDecisions.id));
}

/** The decision of a home that counts, and all those of its chain of corrections. */
export type Current = { final: DecisionRow; chain: readonly string[] };

/** For each home its newest sitting, and of that the decision that no other replaces. */
function newestBySession(rows: readonly DecisionRow[]): Current[] {
  const sessionOf = new Map<string, string>();
  for (const row of rows) if (!sessionOf.has(row.vacancyId)) sessionOf.set(row.vacancyId, row.sessionId);
  const replaced = new Set(rows.flatMap(({ supersedes }) => (supersedes === null ? [] : [supersedes])));
  return [...sessionOf].flatMap(([vacancyId, sessionId]) => {
    const own = rows.filter((row) => row.vacancyId === vacancyId && row.sessionId === sessionId);
    const final = own.find(({ id }) => !replaced.has(id));
    return final ? [{ final, chain: own.map(({ id }) => id) }] : [];
  });
}
