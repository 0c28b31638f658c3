/** What came of the committee for freed homes: the decision in force, its offers, the lease. */
import { and, asc, desc, eq, inArray, notExists, type SQL, type SQLWrapper } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { CandidateDecision } from '../../src/committee/decision.ts';
import { type CivilDate, civilDateInParis } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { homeDecisions } from '../schema/committee.ts';
import { documents } from '../schema/instruction.ts';
import { leases, offers } from '../schema/tenancy.ts';

/** The condition that a column names one of the vacancies kept: one array, however many there are. */
export type Kept = (column: SQLWrapper) => SQL;

/** The last decision of each home that no later one corrects. */
export async function latestDecisions(tx: Transaction, kept: Kept) {
  const correction = alias(homeDecisions, 'correction');
  const corrected = tx
    .select({ id: correction.id })
    .from(correction)
    .where(eq(correction.supersedes, homeDecisions.id));
  const rows = await tx
    .selectDistinctOn([homeDecisions.vacancyId], {
      vacancyId: homeDecisions.vacancyId,
      sessionId: homeDecisions.sessionId,
      decidedAt: homeDecisions.decidedAt,
      candidates: homeDecisions.candidates,
    })
    .from(homeDecisions)
    .where(and(kept(homeDecisions.vacancyId), notExists(corrected)))
    .orderBy(homeDecisions.vacancyId, desc(homeDecisions.decidedAt));
  const arrived = await conditionDocuments(
    tx,
    rows.flatMap(({ candidates }) => candidates),
  );
  return new Map(
    rows.map(({ vacancyId, sessionId, decidedAt, candidates }) => [
      vacancyId,
      {
        sessionId,
        decidedOn: civilDateInParis(decidedAt),
        candidates: candidates.map(({ number, kind, rank, condition }) => ({
          number,
          kind,
          rank,
          condition: condition && {
            ...condition,
            ...(arrived.get(`${number} ${condition.document}`) ?? { receivedOn: null, checked: false }),
          },
        })),
      },
    ]),
  );
}

/** Documents that came for suspensive conditions, by number and document. */
async function conditionDocuments(tx: Transaction, candidates: readonly CandidateDecision[]) {
  const numbers = candidates.filter(({ condition }) => condition !== null).map(({ number }) => number);
  if (numbers.length === 0) return new Map<string, { receivedOn: CivilDate | null; checked: boolean }>();
  const rows = await tx
    .select({
      number: documents.number,
      document: documents.document,
      state: documents.state,
      receivedOn: documents.receivedOn,
    })
    .from(documents)
    .where(and(inArray(documents.number, numbers), inArray(documents.state, ['received', 'checked'])));
  return new Map(
    rows.map(({ number, document, state, receivedOn }) => [
      `${number} ${document}`,
      { receivedOn, checked: state === 'checked' },
    ]),
  );
}

/** Offers of each home, the oldest first. */
export async function offersOf(tx: Transaction, kept: Kept) {
  const rows = await tx
    .select({
      vacancyId: offers.vacancyId,
      id: offers.id,
      number: offers.applicationNumber,
      rank: offers.rank,
      sessionId: homeDecisions.sessionId,
      sentOn: offers.sentOn,
      receivedOn: offers.receivedOn,
      replyDays: offers.replyDays,
      answer: offers.answer,
      answeredOn: offers.answeredOn,
      refusalReason: offers.refusalReason,
    })
    .from(offers)
    .leftJoin(homeDecisions, eq(homeDecisions.id, offers.homeDecisionId))
    .where(kept(offers.vacancyId))
    .orderBy(asc(offers.sentOn), asc(offers.createdAt));
  const byVacancy = new Map<string, Omit<(typeof rows)[number], 'vacancyId'>[]>();
  for (const { vacancyId, ...offer } of rows) {
    if (vacancyId === null) continue;
    const known = byVacancy.get(vacancyId);
    if (known) known.push(offer);
    else byVacancy.set(vacancyId, [offer]);
  }
  return byVacancy;
}

/** The day that each home's lease was signed. */
export async function leasesOf(tx: Transaction, kept: Kept) {
  const rows = await tx
    .select({ vacancyId: leases.vacancyId, signedOn: leases.signedOn })
    .from(leases)
    .where(kept(leases.vacancyId));
  return new Map(rows.flatMap(({ vacancyId, signedOn }) => (vacancyId ? [[vacancyId, signedOn]] : [])));
}
