/** Decisions that a household was told of, with what the stored run had computed for it, and for nobody else. */
import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { ShortlistResult } from '../../src/matching/run-result.ts';
import { commissionInWords } from '../../src/portal/answers/commission-name.ts';
import type {
  Calculation,
  ExplainedDecision,
  ExplanationPort,
} from '../../src/portal/explanation/explanation.ts';
import { homeNameOf } from '../../src/portal/standing/home-name.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { adverts, interests } from '../schema/advert.ts';
import {
  agendaCandidates,
  agendaHomes,
  commissions,
  committeeSessions,
  homeDecisions,
} from '../schema/committee.ts';
import { letters } from '../schema/correspondence.ts';
import { homes, vacancies } from '../schema/home.ts';
import { runShortlists } from '../schema/run.ts';
import { grids } from '../schema/steering.ts';
import { offers } from '../schema/tenancy.ts';

export function explanationStore(db: Database): ExplanationPort {
  return {
    of: (landlordId, number, today) =>
      withLandlord(db, landlordId, (tx) => explained(tx, number, today), { accessMode: 'read only' }),
  };
}

async function explained(tx: Transaction, number: string, today: CivilDate): Promise<ExplainedDecision[]> {
  const rows = await tx
    .select({
      id: homeDecisions.id,
      vacancyId: homeDecisions.vacancyId,
      candidates: homeDecisions.candidates,
      heldOn: committeeSessions.heldOn,
      commission: commissions.name,
      runId: agendaHomes.runId,
      readOn: agendaHomes.searchedOn,
      proposedRank: agendaCandidates.proposedRank,
      home: { typology: homes.typology, surfaceM2: homes.surfaceM2, insee: homes.insee },
    })
    .from(homeDecisions)
    .innerJoin(committeeSessions, eq(committeeSessions.id, homeDecisions.sessionId))
    .leftJoin(commissions, eq(commissions.id, committeeSessions.commissionId))
    .innerJoin(
      agendaHomes,
      and(
        eq(agendaHomes.sessionId, homeDecisions.sessionId),
        eq(agendaHomes.vacancyId, homeDecisions.vacancyId),
      ),
    )
    .innerJoin(vacancies, eq(vacancies.id, homeDecisions.vacancyId))
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .leftJoin(
      agendaCandidates,
      and(
        eq(agendaCandidates.sessionId, homeDecisions.sessionId),
        eq(agendaCandidates.vacancyId, homeDecisions.vacancyId),
        eq(agendaCandidates.number, number),
      ),
    )
    .where(
      and(
        eq(committeeSessions.state, 'closed'),
        sql`${homeDecisions.candidates} @> ${JSON.stringify([{ number }])}::jsonb`,
        sql`not exists (select 1 from ${homeDecisions} later where later.supersedes = ${homeDecisions.id})`,
      ),
    )
    .orderBy(desc(committeeSessions.heldOn), desc(homeDecisions.decidedAt));
  const told = await toldOf(tx, number, rows, today);
  const found: ExplainedDecision[] = [];
  for (const row of rows) {
    const own = row.candidates.find((candidate) => candidate.number === number);
    if (own === undefined || !told(row)) continue;
    found.push({
      id: row.id,
      home: homeNameOf(row.home),
      heldOn: row.heldOn,
      decidedBy: commissionInWords(row.commission),
      own,
      calculation: row.runId === null ? null : await calculationOf(tx, number, { ...row, runId: row.runId }),
    });
  }
  return found;
}

/** Whether a decision was notified: a letter left, the wish was answered, or the home was offered. */
async function toldOf(
  tx: Transaction,
  number: string,
  rows: readonly { id: string; vacancyId: string }[],
  today: CivilDate,
): Promise<(row: { id: string; vacancyId: string }) => boolean> {
  const abouts = rows.map(({ id }) => `decision:${id}`);
  const written =
    abouts.length === 0
      ? []
      : await tx
          .select({ about: letters.about })
          .from(letters)
          .where(and(eq(letters.number, number), inArray(letters.about, abouts), isNotNull(letters.sentAt)));
  const answered = await tx
    .select({ vacancyId: adverts.vacancyId })
    .from(interests)
    .innerJoin(adverts, eq(adverts.id, interests.advertId))
    .where(and(eq(interests.number, number), eq(interests.state, 'answered')));
  const offered = await tx
    .select({ vacancyId: offers.vacancyId, sentOn: offers.sentOn })
    .from(offers)
    .where(eq(offers.applicationNumber, number));
  const byLetter = new Set(written.map(({ about }) => about));
  const byHome = new Set([
    ...answered.map(({ vacancyId }) => vacancyId),
    ...offered.filter(({ sentOn }) => sentOn <= today).map(({ vacancyId }) => vacancyId),
  ]);
  return ({ id, vacancyId }) => byLetter.has(`decision:${id}`) || byHome.has(vacancyId);
}

async function calculationOf(
  tx: Transaction,
  number: string,
  row: { runId: string; vacancyId: string; readOn: CivilDate | null; proposedRank: number | null },
): Promise<Calculation> {
  const [list] = await tx
    .select({ content: runShortlists.content })
    .from(runShortlists)
    .where(and(eq(runShortlists.runId, row.runId), eq(runShortlists.vacancyId, row.vacancyId)));
  const entry = list?.content.entries.find(({ sheet }) => sheet.number === number);
  return {
    readOn: row.readOn,
    grid: list === undefined ? null : await gridOf(tx, list.content.pool.gridId, row.readOn),
    proposedRank: row.proposedRank,
    points: entry === undefined ? null : ownPoints(entry),
  };
}

function ownPoints(entry: ShortlistResult['entries'][number]): NonNullable<Calculation['points']> {
  return {
    lines: entry.scoreLines,
    grid: entry.gridPoints,
    bonusLines: entry.bonusLines,
    total: entry.totalPoints,
    tieBreak: entry.tieBreak,
  };
}

async function gridOf(tx: Transaction, id: string, on: CivilDate | null): Promise<Calculation['grid']> {
  const versions = await tx.select().from(grids).where(eq(grids.id, id)).orderBy(desc(grids.version));
  const found = versions.find(({ validFrom }) => on === null || validFrom <= on) ?? versions[0];
  return found === undefined ? null : { name: found.content.name, version: found.version };
}
