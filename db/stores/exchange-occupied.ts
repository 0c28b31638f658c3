/** What follows where a committee refuses a move of an exchange: the home stays with who lives there, others are told. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Act, Asked } from '../../src/domain/act.ts';
import { fallenByRefusal } from '../../src/portal/exchanges/consent.ts';
import type { Transaction } from '../connection.ts';
import { agendaHomes, homeDecisions } from '../schema/committee.ts';
import { exchangePlans } from '../schema/exchange.ts';
import { vacancies } from '../schema/home.ts';
import { settlePlan } from './exchange-life.ts';
import { saveStep, tellFallen } from './exchange-plan-changes.ts';
import { contentOf, stepsOfPlans } from './exchange-rows.ts';
import { livedInByExchange } from './exchange-vacancy.ts';

/** At the closing of a sitting: homes that it gave to nobody stay with those who live there, and who waited is told. */
export async function afterRefusedMoves(tx: Transaction, asked: Asked, sessionId: string): Promise<Act[]> {
  const decided = await tx
    .select({ vacancyId: agendaHomes.vacancyId, candidates: homeDecisions.candidates })
    .from(agendaHomes)
    .innerJoin(
      homeDecisions,
      and(
        eq(homeDecisions.sessionId, agendaHomes.sessionId),
        eq(homeDecisions.vacancyId, agendaHomes.vacancyId),
      ),
    )
    .where(
      and(
        eq(agendaHomes.sessionId, sessionId),
        sql`${agendaHomes.exception}->>'exchangeStep' is not null`,
        sql`not exists (select 1 from ${homeDecisions} later where later.supersedes = ${homeDecisions.id})`,
      ),
    );
  const refused = decided
    .filter(({ candidates }) =>
      candidates.every(({ kind }) => kind === 'nonAttribution' || kind === 'irrecevability'),
    )
    .map(({ vacancyId }) => vacancyId);
  if (refused.length === 0) return [];
  await stayLivedIn(tx, refused);
  return fallAfter(tx, asked, new Set(refused));
}

/** No offer can be sent of a home that nobody leaves. */
async function stayLivedIn(tx: Transaction, vacancyIds: readonly string[]): Promise<void> {
  if (vacancyIds.length === 0) return;
  await tx
    .update(vacancies)
    .set({ status: 'withdrawn', withdrawal: 'other', availableOn: null })
    .where(and(inArray(vacancies.id, [...vacancyIds]), inArray(vacancies.id, livedInByExchange(tx))));
}

/** The moves that end with these homes, refused by a committee or declined by their household: who waits is told. */
export async function fallAfter(tx: Transaction, asked: Asked, refused: ReadonlySet<string>): Promise<Act[]> {
  const plans = await tx
    .select()
    .from(exchangePlans)
    .where(inArray(exchangePlans.state, ['consulting', 'inCommittee']));
  const steps = await stepsOfPlans(
    tx,
    plans.map(({ id }) => id),
  );
  const acts: Act[] = [];
  for (const plan of plans) {
    const { groups } = contentOf(plan);
    const own = steps.filter(({ planId, checks }) => planId === plan.id && !checks.fallen);
    const { ended, told } = fallenByRefusal(own, groups, refused);
    for (const step of ended) {
      await saveStep(tx, { ...step, checks: { ...step.checks, fallen: true }, version: step.version + 1 });
    }
    await stayLivedIn(
      tx,
      ended.flatMap(({ checks }) => checks.agendaVacancyId ?? []),
    );
    acts.push(...(await tellFallen(tx, asked, told)));
    if (ended.length > 0) acts.push(...(await settlePlan(tx, asked, plan)));
  }
  return acts;
}
