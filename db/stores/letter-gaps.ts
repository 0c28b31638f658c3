/** Quick reads beside letters: which closed sittings may still call for some, and how many days a review is given. */
import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm';
import { defaultBylaws } from '../../src/committee/bylaws.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import {
  agendaCandidates,
  agendaHomes,
  bylaws,
  committeeSessions,
  homeDecisions,
} from '../schema/committee.ts';
import { letters } from '../schema/correspondence.ts';

const sessionsLookedAt = 30;

/**
 * Sittings with fewer letters than households decided or postponed, newest first. A superset: a correction that left a
 * household as it was calls for none.
 */
export async function closedSessionsWithGaps(tx: Transaction): Promise<string[]> {
  const closed = await tx
    .select({ id: committeeSessions.id })
    .from(committeeSessions)
    .where(eq(committeeSessions.state, 'closed'))
    .orderBy(desc(committeeSessions.heldOn), asc(committeeSessions.id))
    .limit(sessionsLookedAt);
  const ids = closed.map(({ id }) => id);
  if (ids.length === 0) return [];
  const expected = new Map<string, string>();
  for (const [about, sessionId, numbers] of await subjects(tx, ids)) {
    for (const number of numbers) expected.set(`${about}|${number}`, sessionId);
  }
  const abouts = [...new Set([...expected.keys()].map((key) => key.slice(0, key.lastIndexOf('|'))))];
  if (abouts.length === 0) return [];
  const written = await tx
    .select({ about: letters.about, number: letters.number })
    .from(letters)
    .where(inArray(letters.about, abouts));
  for (const { about, number } of written) expected.delete(`${about}|${number}`);
  const lacking = new Set(expected.values());
  return ids.filter((id) => lacking.has(id));
}

type Subject = readonly [about: string, sessionId: string, numbers: readonly string[]];

async function subjects(tx: Transaction, sessionIds: string[]): Promise<Subject[]> {
  const decisions = await tx
    .select({
      id: homeDecisions.id,
      sessionId: homeDecisions.sessionId,
      supersedes: homeDecisions.supersedes,
      candidates: homeDecisions.candidates,
    })
    .from(homeDecisions)
    .where(inArray(homeDecisions.sessionId, sessionIds));
  const replaced = new Set(decisions.map(({ supersedes }) => supersedes));
  const postponed = await tx
    .select({
      sessionId: agendaHomes.sessionId,
      vacancyId: agendaHomes.vacancyId,
      number: agendaCandidates.number,
    })
    .from(agendaHomes)
    .innerJoin(
      agendaCandidates,
      and(
        eq(agendaCandidates.sessionId, agendaHomes.sessionId),
        eq(agendaCandidates.vacancyId, agendaHomes.vacancyId),
      ),
    )
    .where(and(inArray(agendaHomes.sessionId, sessionIds), eq(agendaHomes.state, 'postponed')));
  return [
    ...decisions
      .filter(({ id }) => !replaced.has(id))
      .map(
        ({ id, sessionId, candidates }): Subject => [
          `decision:${id}`,
          sessionId,
          candidates.map(({ number }) => number),
        ],
      ),
    ...postponed.map(
      ({ sessionId, vacancyId, number }): Subject => [
        `postponement:${sessionId}:${vacancyId}`,
        sessionId,
        [number],
      ],
    ),
  ];
}

/** Days that the règlement in force gives to answer a review or a correction; the safe default where there is none. */
export async function reviewDaysNow(tx: Transaction, today: CivilDate): Promise<number> {
  const [row] = await tx
    .select({ content: bylaws.content })
    .from(bylaws)
    .where(lte(bylaws.effectiveOn, today))
    .orderBy(desc(bylaws.effectiveOn), desc(bylaws.version))
    .limit(1);
  return (row?.content ?? defaultBylaws('', today)).reviewDays;
}
