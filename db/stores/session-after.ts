/** What comes out of closed sittings: decisions in force, minutes, and how far committees leave proposals. */
import { and, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import type { Bylaws } from '../../src/committee/bylaws.ts';
import { departureReport } from '../../src/committee/departure-report.ts';
import { grouped, inForce } from '../../src/committee/session-assembly.ts';
import type { SessionPort } from '../../src/committee/session-port.ts';
import type { DecidedHome, RecordedDecision } from '../../src/committee/session-view.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import {
  agendaCandidates,
  agendaHomes,
  commissions,
  committeeSessions,
  homeDecisions,
  minutes,
} from '../schema/committee.ts';
import { domainColumns } from './columns-of.ts';
import { bylawsOf, decisionOf } from './session-rows.ts';

type Filter = Parameters<SessionPort['decidedHomes']>[1];

/** Homes of closed sittings with the decision in force, newest sitting first. */
export async function readDecidedHomes(tx: Transaction, filter: Filter = {}): Promise<DecidedHome[]> {
  const rows = await tx
    .select({
      decision: homeDecisions,
      session: domainColumns(committeeSessions),
      commissionName: commissions.name,
      homeId: agendaHomes.homeId,
    })
    .from(homeDecisions)
    .innerJoin(committeeSessions, eq(committeeSessions.id, homeDecisions.sessionId))
    .innerJoin(commissions, eq(commissions.id, committeeSessions.commissionId))
    .innerJoin(
      agendaHomes,
      and(
        eq(agendaHomes.sessionId, homeDecisions.sessionId),
        eq(agendaHomes.vacancyId, homeDecisions.vacancyId),
      ),
    )
    .where(
      and(
        eq(committeeSessions.state, 'closed'),
        filter.sessionId === undefined ? undefined : eq(homeDecisions.sessionId, filter.sessionId),
        filter.vacancyId === undefined ? undefined : eq(homeDecisions.vacancyId, filter.vacancyId),
        filter.number === undefined
          ? undefined
          : sql`${homeDecisions.candidates} @> ${JSON.stringify([{ number: filter.number }])}::jsonb`,
      ),
    )
    .orderBy(desc(committeeSessions.heldOn), homeDecisions.sessionId, agendaHomes.position);
  const latest = lastOfEach(rows);
  const candidates = await candidatesOf(
    tx,
    latest.map(({ decision }) => decision),
  );
  const rules = await rulesOf(
    tx,
    latest.map(({ session }) => session),
  );
  return latest.map(({ decision, session, commissionName, homeId }) => ({
    session,
    commissionName,
    bylaws: rules(session),
    vacancyId: decision.vacancyId,
    homeId,
    decision: decisionOf(decision),
    candidates: candidates.filter(
      (row) => row.sessionId === decision.sessionId && row.vacancyId === decision.vacancyId,
    ),
  }));
}

/** Of each home of a sitting, the decision that no other replaces. */
function lastOfEach<Row extends { decision: Pick<RecordedDecision, 'id' | 'supersedes'> }>(
  rows: readonly Row[],
): Row[] {
  const replaced = new Set(rows.map(({ decision }) => decision.supersedes));
  return rows.filter(({ decision }) => !replaced.has(decision.id));
}

async function candidatesOf(tx: Transaction, decisions: readonly { sessionId: string; vacancyId: string }[]) {
  if (decisions.length === 0) return [];
  return tx
    .select(domainColumns(agendaCandidates))
    .from(agendaCandidates)
    .where(
      and(
        inArray(agendaCandidates.sessionId, [...new Set(decisions.map(({ sessionId }) => sessionId))]),
        inArray(agendaCandidates.vacancyId, [...new Set(decisions.map(({ vacancyId }) => vacancyId))]),
      ),
    )
    .orderBy(agendaCandidates.position);
}

type OfRules = Parameters<typeof bylawsOf>[1];

/** Read once for each version of a règlement. */
async function rulesOf(tx: Transaction, sessions: readonly OfRules[]): Promise<(session: OfRules) => Bylaws> {
  const keyOf = ({ commissionId, bylawsVersion }: OfRules) => `${bylawsVersion} ${commissionId}`;
  const rules = new Map<string, Bylaws>();
  for (const session of sessions) {
    if (!rules.has(keyOf(session))) rules.set(keyOf(session), await bylawsOf(tx, session));
  }
  return (session) => {
    const found = rules.get(keyOf(session));
    if (!found) throw new Error('no règlement was read for the sitting');
    return found;
  };
}

export async function readMinutes(tx: Transaction, sessionId: string) {
  const [row] = await tx
    .select({
      content: minutes.content,
      contentHash: minutes.contentHash,
      journalHash: minutes.journalHash,
    })
    .from(minutes)
    .where(eq(minutes.sessionId, sessionId));
  return row ?? null;
}

/** Counted on closed sittings held between the two days. */
export async function readDepartures(tx: Transaction, from: CivilDate, until: CivilDate) {
  const held = and(
    eq(committeeSessions.state, 'closed'),
    gte(committeeSessions.heldOn, from),
    lte(committeeSessions.heldOn, until),
  );
  const rows = await tx
    .select({
      id: homeDecisions.id,
      supersedes: homeDecisions.supersedes,
      sessionId: homeDecisions.sessionId,
      vacancyId: homeDecisions.vacancyId,
      candidates: homeDecisions.candidates,
      departure: homeDecisions.departure,
    })
    .from(homeDecisions)
    .innerJoin(committeeSessions, eq(committeeSessions.id, homeDecisions.sessionId))
    .where(held);
  const sheets = await tx
    .select({
      sessionId: agendaCandidates.sessionId,
      vacancyId: agendaCandidates.vacancyId,
      number: agendaCandidates.number,
      proposedRank: agendaCandidates.proposedRank,
      sheet: agendaCandidates.sheet,
    })
    .from(agendaCandidates)
    .innerJoin(committeeSessions, eq(committeeSessions.id, agendaCandidates.sessionId))
    .where(held);
  const keyOf = (row: { sessionId: string; vacancyId: string }) => `${row.sessionId} ${row.vacancyId}`;
  const decisions = grouped(rows, keyOf);
  const candidates = grouped(sheets, keyOf);
  const homes = [...decisions].flatMap(([key, taken]) => {
    const decision = inForce(taken);
    return decision ? [{ decision, candidates: candidates.get(key) ?? [] }] : [];
  });
  return departureReport(homes, from, until);
}
