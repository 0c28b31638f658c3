/** A household that accepted a home holds a right on it: what it accepted is not rewritten behind it. */
import { and, eq, inArray } from 'drizzle-orm';
import type { CandidateDecision } from '../../src/committee/decision.ts';
import { acceptedPlaceChanges } from '../../src/committee/letting/acceptance.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { homeDecisions } from '../schema/committee.ts';
import { vacancies } from '../schema/home.ts';
import { leases, offers } from '../schema/tenancy.ts';

/**
 * Whether a correction would change the decision of a household that accepted this home by it, and since when; null
 * where none did. The vacancy's row is locked, as every answer does: an acceptance made meanwhile is found.
 */
export async function acceptanceAgainst(
  tx: Transaction,
  place: { sessionId: string; vacancyId: string },
  before: readonly CandidateDecision[],
  after: readonly CandidateDecision[],
): Promise<{ on: CivilDate | null } | null> {
  const { sessionId, vacancyId } = place;
  await tx.select({ id: vacancies.id }).from(vacancies).where(eq(vacancies.id, vacancyId)).for('update');
  const chain = tx
    .select({ id: homeDecisions.id })
    .from(homeDecisions)
    .where(and(eq(homeDecisions.sessionId, sessionId), eq(homeDecisions.vacancyId, vacancyId)));
  const accepted = await tx
    .select({ number: offers.applicationNumber, on: offers.answeredOn })
    .from(offers)
    .where(and(inArray(offers.homeDecisionId, chain), eq(offers.answer, 'accepted')));
  const [signed] = await tx.select({ id: leases.id }).from(leases).where(eq(leases.vacancyId, vacancyId));
  if (signed) return null;
  const changed = accepted.find(({ number }) => acceptedPlaceChanges(number, before, after));
  return changed ? { on: changed.on } : null;
}
