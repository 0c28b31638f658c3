/** What the equity audit reads: chances told and their ends, proposals and decisions, as classes and never as people. */
import { and, eq, gte, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { traitsOfApplication } from '../../src/reporting/equity/classes.ts';
import type { EquityPort, RankedCandidate, ToldChance } from '../../src/reporting/equity/equity-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { interests } from '../schema/advert.ts';
import { applications } from '../schema/application.ts';
import { agendaCandidates, committeeSessions, homeDecisions } from '../schema/committee.ts';
import { wishOutcomes } from '../schema/portal.ts';

export function equityStore(db: Database): EquityPort {
  return {
    told: (landlordId, asOf) => withLandlord(db, landlordId, (tx) => told(tx, asOf)),
    ranked: (landlordId, period) => withLandlord(db, landlordId, (tx) => ranked(tx, period)),
  };
}

/** Wishes of households whose file is still here; the others have no class any more (D-02). */
async function told(tx: Transaction, asOf: CivilDate): Promise<ToldChance[]> {
  const rows = await tx
    .select({
      permille: wishOutcomes.publishedPermille,
      housed: wishOutcomes.housed,
      application: applications.content,
    })
    .from(wishOutcomes)
    .innerJoin(interests, eq(interests.id, wishOutcomes.interestId))
    .innerJoin(applications, eq(applications.number, interests.number))
    .where(and(isNotNull(wishOutcomes.housed), isNotNull(wishOutcomes.publishedPermille)));
  return rows.flatMap(({ permille, housed, application }) =>
    permille === null || housed === null
      ? []
      : [{ permille, housed, traits: traitsOfApplication(application, asOf) }],
  );
}

async function ranked(
  tx: Transaction,
  { from, until }: { from: CivilDate; until: CivilDate },
): Promise<RankedCandidate[]> {
  const later = sql`(select 1 from ${homeDecisions} as later where later.supersedes = ${homeDecisions.id})`;
  const decisions = await tx
    .select({
      sessionId: homeDecisions.sessionId,
      vacancyId: homeDecisions.vacancyId,
      candidates: homeDecisions.candidates,
    })
    .from(homeDecisions)
    .innerJoin(committeeSessions, eq(committeeSessions.id, homeDecisions.sessionId))
    .where(
      and(
        eq(committeeSessions.state, 'closed'),
        gte(committeeSessions.heldOn, from),
        lte(committeeSessions.heldOn, until),
        isNull(sql`${later}`),
      ),
    );
  if (decisions.length === 0) return [];
  const sessions = [...new Set(decisions.map(({ sessionId }) => sessionId))];
  const candidates = await tx
    .select({
      sessionId: agendaCandidates.sessionId,
      vacancyId: agendaCandidates.vacancyId,
      number: agendaCandidates.number,
      proposedRank: agendaCandidates.proposedRank,
      application: applications.content,
    })
    .from(agendaCandidates)
    .innerJoin(applications, eq(applications.number, agendaCandidates.number))
    .where(inArray(agendaCandidates.sessionId, sessions));
  const decisionOf = new Map(
    decisions.map((decision) => [`${decision.sessionId} ${decision.vacancyId}`, decision.candidates]),
  );
  return candidates.flatMap(({ sessionId, vacancyId, number, proposedRank, application }) => {
    const decided = decisionOf.get(`${sessionId} ${vacancyId}`)?.find((one) => one.number === number);
    return decided === undefined
      ? []
      : [{ proposedRank, decidedRank: decided.rank, traits: traitsOfApplication(application, until) }];
  });
}
