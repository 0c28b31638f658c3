/** Sittings that were held: those of the tool counted from their decisions, and those before it as a file told them. */
import { and, asc, eq, gte, inArray, isNull, lte, sql } from 'drizzle-orm';
import { type CandidateDecision, type DecisionKind, decisionKinds } from '../../src/committee/decision.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { SittingRecord } from '../../src/reporting/facts.ts';
import type { Transaction } from '../connection.ts';
import { agendaHomes, committeeSessions, homeDecisions } from '../schema/committee.ts';
import { pastSittings } from '../schema/reporting.ts';

type Counted = Omit<SittingRecord, 'id' | 'heldOn' | 'commissionId'>;

/** By day, then by identifier. A decision that was corrected counts as it was corrected. */
export async function sittingsHeld(
  tx: Transaction,
  { from, asOf }: { from: CivilDate; asOf: CivilDate },
): Promise<SittingRecord[]> {
  const past = await tx
    .select()
    .from(pastSittings)
    .where(and(gte(pastSittings.heldOn, from), lte(pastSittings.heldOn, asOf)))
    .orderBy(asc(pastSittings.heldOn), asc(pastSittings.id));
  const own = await tx
    .select({
      id: committeeSessions.id,
      heldOn: committeeSessions.heldOn,
      commissionId: committeeSessions.commissionId,
    })
    .from(committeeSessions)
    .where(
      and(
        eq(committeeSessions.state, 'closed'),
        gte(committeeSessions.heldOn, from),
        lte(committeeSessions.heldOn, asOf),
      ),
    );
  const counted = await countedOf(
    tx,
    own.map(({ id }) => id),
  );
  return [
    ...past.map(({ id, heldOn, commissionId, content }) => ({ id, heldOn, commissionId, ...content })),
    ...own.map((sitting) => ({ ...sitting, ...(counted.get(sitting.id) ?? nothing()) })),
  ].sort((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : a.id < b.id ? -1 : 1));
}

async function countedOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, Counted>> {
  const found = new Map<string, Counted>();
  if (ids.length === 0) return found;
  const later = sql`(select 1 from ${homeDecisions} as later where later.supersedes = ${homeDecisions.id})`;
  const rows = await tx
    .select({
      sessionId: homeDecisions.sessionId,
      candidates: homeDecisions.candidates,
      departure: homeDecisions.departure,
      exception: agendaHomes.exception,
    })
    .from(homeDecisions)
    .innerJoin(
      agendaHomes,
      and(
        eq(agendaHomes.sessionId, homeDecisions.sessionId),
        eq(agendaHomes.vacancyId, homeDecisions.vacancyId),
      ),
    )
    .where(and(inArray(homeDecisions.sessionId, [...ids]), isNull(sql`${later}`)));
  for (const row of rows) {
    const before = found.get(row.sessionId) ?? nothing();
    found.set(row.sessionId, {
      homes: before.homes + 1,
      examined: before.examined + row.candidates.length,
      decisions: sumOf(before.decisions, decisionsOf(row.candidates)),
      exceptions:
        row.exception === null
          ? before.exceptions
          : {
              ...before.exceptions,
              [row.exception.ground]: (before.exceptions[row.exception.ground] ?? 0) + 1,
            },
      departures: (before.departures ?? 0) + (row.departure === null ? 0 : 1),
    });
  }
  return found;
}

function nothing(): Counted {
  return { homes: 0, examined: 0, decisions: decisionsOf([]), exceptions: {}, departures: 0 };
}

function decisionsOf(candidates: readonly CandidateDecision[]): SittingRecord['decisions'] {
  const count = (kind: DecisionKind) => candidates.filter((one) => one.kind === kind).length;
  return {
    attribution: count('attribution'),
    rankedAttribution: count('rankedAttribution'),
    suspensiveAttribution: count('suspensiveAttribution'),
    nonAttribution: count('nonAttribution'),
    irrecevability: count('irrecevability'),
  };
}

function sumOf(a: SittingRecord['decisions'], b: SittingRecord['decisions']): SittingRecord['decisions'] {
  const sum = { ...a };
  for (const kind of decisionKinds) sum[kind] = a[kind] + b[kind];
  return sum;
}
