/** A home that a closed sitting decided, written straight into the tables: where offers and leases start from. */
import { v7 } from 'uuid';
import { type Database, withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { agendaHomes, committeeSessions, homeDecisions } from '../../db/schema/committee.ts';
import { homes, vacancies } from '../../db/schema/home.ts';
import { applicationRow } from '../../db/stores/application-rows.ts';
import type { CandidateDecision } from '../../src/committee/decision.ts';
import type { Application } from '../../src/domain/application.ts';
import type { Home, Vacancy } from '../../src/domain/home.ts';
import { type CivilDate, civilDate } from '../../src/kernel/civil-date.ts';
import { makeHome, makeVacancy } from './make-domain.ts';

export type DecidedForTest = {
  vacancy: Vacancy;
  home: Home;
  decisions: readonly CandidateDecision[];
  heldOn?: CivilDate;
};

/** A decision on one household: attribution with its rank, or non-attribution where there is none. */
export function decisionOf(
  number: string,
  rank: number | null,
  more: Partial<CandidateDecision> = {},
): CandidateDecision {
  return {
    number,
    kind: rank === null ? 'nonAttribution' : 'rankedAttribution',
    rank,
    condition: null,
    reasons: [],
    note: null,
    criteria: ['income', 'household'],
    ...more,
  };
}

/** Writes homes, households and the decisions of one closed sitting; gives the sitting's identifier. */
export async function writeDecided(
  db: Database,
  landlordId: string,
  decided: readonly DecidedForTest[],
  people: readonly Application[],
): Promise<string> {
  const sessionId = v7();
  const heldOn = decided[0]?.heldOn ?? civilDate('2026-11-12');
  await withLandlord(db, landlordId, async (tx) => {
    const own = <Row>(row: Row) => ({ ...row, landlordId });
    await tx
      .insert(homes)
      .values(decided.map(({ home }) => own(home)))
      .onConflictDoNothing();
    await tx
      .insert(vacancies)
      .values(decided.map(({ vacancy }) => own(vacancy)))
      .onConflictDoNothing();
    if (people.length > 0) {
      await tx
        .insert(applications)
        .values(people.map((application) => applicationRow(landlordId, application)))
        .onConflictDoNothing();
    }
    await tx.insert(committeeSessions).values(
      own({
        id: sessionId,
        commissionId: 'caleol',
        heldOn,
        mode: 'inPerson' as const,
        kind: 'ordinary' as const,
        state: 'closed' as const,
        bylawsVersion: 1,
        closedAt: new Date(`${heldOn}T12:00:00Z`),
      }),
    );
    for (const [position, { vacancy, home, decisions }] of decided.entries()) {
      const place = { sessionId, vacancyId: vacancy.id };
      await tx
        .insert(agendaHomes)
        .values(own({ ...place, homeId: home.id, position, state: 'decided' as const, next: [] }));
      await tx.insert(homeDecisions).values(
        own({
          ...place,
          decidedAt: new Date(`${heldOn}T10:00:00Z`),
          recordedBy: 'Secrétariat',
          candidates: decisions,
          requestKey: v7(),
        }),
      );
    }
  });
  return sessionId;
}

/** A T2 in Metz that is free, and its vacancy. */
export function freeHome(id: string, home: Partial<Home> = {}, vacancy: Partial<Vacancy> = {}) {
  return { home: makeHome(id, home), vacancy: makeVacancy(id, vacancy) };
}
