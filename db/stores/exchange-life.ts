/** What becomes of a plan once committees decided: who must be bound before a lease, who moved, and when it is over. */
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Act, Asked } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { type ExchangeStep, isPlanDone, moveOfLeaver } from '../../src/portal/exchanges/consent.ts';
import type { Transaction } from '../connection.ts';
import { exchangePlans, exchangeSteps } from '../schema/exchange.ts';
import { vacancies } from '../schema/home.ts';
import { leases, offers, tenancies } from '../schema/tenancy.ts';
import { type PlanRow, planAct, saveStep, setPlan, stepAct } from './exchange-plan-changes.ts';
import { contentOf, stepOf, stepsOfPlans } from './exchange-rows.ts';

/** The live step whose home an agenda decided under this vacancy, with those of its group; null for other homes. */
async function stepDecided(
  tx: Transaction,
  vacancyId: string,
): Promise<{ step: ExchangeStep; group: ExchangeStep[] } | null> {
  const rows = await tx
    .select({ step: exchangeSteps })
    .from(exchangeSteps)
    .innerJoin(exchangePlans, eq(exchangePlans.id, exchangeSteps.planId))
    .where(
      and(
        sql`${exchangeSteps.checks}->>'agendaVacancyId' = ${vacancyId}`,
        inArray(exchangePlans.state, ['consulting', 'inCommittee']),
      ),
    );
  const step = rows.map((row) => stepOf(row.step)).find(({ checks }) => !checks.fallen);
  if (!step) return null;
  const all = await stepsOfPlans(tx, [step.planId]);
  return { step, group: all.filter(({ group }) => group === step.group) };
}

/**
 * Whether somebody of an exchange still lives in the home and has neither accepted nor signed for its own: a lease over
 * its head would leave it, or who comes, without a home.
 */
export async function isLeaverUnbound(tx: Transaction, vacancyId: string): Promise<boolean> {
  const found = await stepDecided(tx, vacancyId);
  const leaver = found && moveOfLeaver(found.step, found.group);
  if (!leaver || leaver.checks.doneOn !== null) return false;
  const own = leaver.checks.agendaVacancyId;
  if (own === null) return true;
  const number = await numberOf(tx, leaver.tenancyId);
  const [accepted] = await tx
    .select({ id: offers.id })
    .from(offers)
    .where(
      and(eq(offers.vacancyId, own), eq(offers.answer, 'accepted'), eq(offers.applicationNumber, number)),
    );
  return accepted === undefined && (await signedBy(tx, own)) !== number;
}

/** In a chain, whether who leaves the home has no keys yet: nobody comes in before it is out. A circle moves at once. */
export async function isStillLivedIn(tx: Transaction, vacancyId: string): Promise<boolean> {
  const found = await stepDecided(tx, vacancyId);
  if (!found || found.step.checks.doneOn !== null) return false;
  const leaver = moveOfLeaver(found.step, found.group);
  if (!leaver || leaver.checks.doneOn !== null) return false;
  const [plan] = await tx
    .select({ plan: exchangePlans.plan })
    .from(exchangePlans)
    .where(eq(exchangePlans.id, found.step.planId));
  return plan !== undefined && contentOf(plan).groups[found.step.group]?.kind === 'chain';
}

/** The keys of a move: its lease of before ends that day, the home that nobody takes is freed, the plan may be over. */
export async function afterKeys(
  tx: Transaction,
  asked: Asked,
  vacancyId: string,
  on: CivilDate,
): Promise<Act[]> {
  const found = await stepDecided(tx, vacancyId);
  if (!found) return [];
  const [plan] = await tx
    .select()
    .from(exchangePlans)
    .where(eq(exchangePlans.id, found.step.planId))
    .for('update');
  const { step, group } = found;
  // Let to somebody else since: the home is no longer the plan's.
  if (!plan || (await signedBy(tx, vacancyId)) !== (await numberOf(tx, step.tenancyId))) return [];
  const moved = { ...step, checks: { ...step.checks, doneOn: on }, version: step.version + 1 };
  await saveStep(tx, moved);
  await leaveHome(tx, asked, { step, group, on });
  const after = { vacancy: vacancyId, on, left: step.fromHomeId };
  return [stepAct(asked, 'moved', moved, after), ...(await settlePlan(tx, asked, plan))];
}

/** No double rent: the old lease ends with the keys of the new one. */
async function leaveHome(
  tx: Transaction,
  { landlordId, today }: Asked,
  { step, group, on }: { step: ExchangeStep; group: readonly ExchangeStep[]; on: CivilDate },
): Promise<void> {
  const before = step.checks.doneOn;
  await tx
    .update(tenancies)
    .set({ endedOn: on })
    .where(
      and(
        eq(tenancies.id, step.tenancyId),
        or(isNull(tenancies.endedOn), before === null ? undefined : eq(tenancies.endedOn, before)),
      ),
    );
  const isTaken = group.some(({ toHomeId, checks }) => toHomeId === step.fromHomeId && !checks.fallen);
  if (isTaken) return;
  const [known] = await tx
    .select({ id: vacancies.id })
    .from(vacancies)
    .where(
      and(eq(vacancies.homeId, step.fromHomeId), inArray(vacancies.status, ['notice', 'works', 'available'])),
    );
  if (known) return;
  await tx
    .insert(vacancies)
    .values({
      landlordId,
      id: `LIB-${step.id}`,
      homeId: step.fromHomeId,
      status: 'notice',
      noticeReceivedOn: today,
      availableOn: on,
      withdrawal: null,
      holderId: null,
      orientedOn: null,
      designationDueOn: null,
      reservationFailed: false,
      acceptancePermille: null,
    })
    .onConflictDoNothing();
}

/** Writes that a plan is over: all who still move have their home, or nobody moves any more. The plan is locked. */
export async function settlePlan(tx: Transaction, asked: Asked, plan: PlanRow): Promise<Act[]> {
  const steps = await stepsOfPlans(tx, [plan.id]);
  const nobody = plan.state === 'inCommittee' && steps.every(({ checks }) => checks.fallen);
  const state = isPlanDone(steps, asked.today) ? 'done' : nobody ? 'dropped' : null;
  await setPlan(tx, plan, state === null ? {} : { state });
  return state === null ? [] : [planAct(asked, state, plan.id, { state: plan.state }, { state })];
}

/** The number under which a committee examined a household: its own, or its lease. */
async function numberOf(tx: Transaction, tenancyId: string): Promise<string> {
  const [row] = await tx
    .select({ number: tenancies.applicationNumber })
    .from(tenancies)
    .where(eq(tenancies.id, tenancyId));
  return row?.number ?? tenancyId;
}

async function signedBy(tx: Transaction, vacancyId: string): Promise<string | null> {
  const [row] = await tx
    .select({ number: leases.applicationNumber })
    .from(leases)
    .where(eq(leases.vacancyId, vacancyId));
  return row?.number ?? null;
}
