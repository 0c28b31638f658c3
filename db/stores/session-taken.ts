/** Homes that no agenda may take now: on another one, being let down a list, or not to let any more. */
import { and, eq, inArray, notInArray } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { agendaHomes, committeeSessions, homeDecisions } from '../schema/committee.ts';
import { vacancies } from '../schema/home.ts';
import { lettingOutcomes } from '../schema/tenancy.ts';

/** Homes of the list whose ranked households another sitting decided, until that list has ended. */
export async function homesBeingLet(
  tx: Transaction,
  vacancyIds: readonly string[],
): Promise<{ vacancyId: string; heldOn: CivilDate }[]> {
  const rows = await tx
    .select({
      id: homeDecisions.id,
      supersedes: homeDecisions.supersedes,
      vacancyId: homeDecisions.vacancyId,
      candidates: homeDecisions.candidates,
      heldOn: committeeSessions.heldOn,
      outcome: lettingOutcomes.outcome,
    })
    .from(homeDecisions)
    .innerJoin(committeeSessions, eq(committeeSessions.id, homeDecisions.sessionId))
    .leftJoin(
      lettingOutcomes,
      and(
        eq(lettingOutcomes.sessionId, homeDecisions.sessionId),
        eq(lettingOutcomes.vacancyId, homeDecisions.vacancyId),
      ),
    )
    .where(inArray(homeDecisions.vacancyId, [...vacancyIds]));
  const replaced = new Set(rows.map(({ supersedes }) => supersedes));
  return rows.filter(
    ({ id, outcome, candidates }) =>
      outcome === null && !replaced.has(id) && candidates.some(({ rank }) => rank !== null),
  );
}

/** Those of the list that an agenda would refuse. */
export async function homesTaken(
  tx: Transaction,
  vacancyIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (vacancyIds.length === 0) return new Set();
  const ids = [...vacancyIds];
  const waiting = await tx
    .select({ vacancyId: agendaHomes.vacancyId })
    .from(agendaHomes)
    .where(and(inArray(agendaHomes.vacancyId, ids), eq(agendaHomes.state, 'pending')));
  const notToLet = await tx
    .select({ vacancyId: vacancies.id })
    .from(vacancies)
    .where(and(inArray(vacancies.id, ids), notInArray(vacancies.status, ['notice', 'works', 'available'])));
  const beingLet = await homesBeingLet(tx, ids);
  return new Set([...waiting, ...notToLet, ...beingLet].map(({ vacancyId }) => vacancyId));
}
