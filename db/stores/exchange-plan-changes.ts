/** What changes of a plan share: the locked plan, a step and its answer, the messages and acts that follow. */
import { and, arrayContains, desc, eq } from 'drizzle-orm';
import type { Act, Asked, Json } from '../../src/domain/act.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import {
  answerStep,
  type ExchangeStep,
  type StepAnswer,
  type StepRefusal,
} from '../../src/portal/exchanges/consent.ts';
import { type askedNotice, fallenNotice } from '../../src/portal/exchanges/notices.ts';
import type { Transaction } from '../connection.ts';
import { exchangePlans, exchangeSteps } from '../schema/exchange.ts';
import { journalLines } from '../schema/journal.ts';
import { tenancies } from '../schema/tenancy.ts';
import { stepOf, stepsOfPlans } from './exchange-rows.ts';
import { appendActs } from './journal-append.ts';
import { notifyWithin } from './portal-notify.ts';

export type PlanRow = typeof exchangePlans.$inferSelect;

/** Writes an answer in a plan that is locked; a no tells the others of the group at once. `version` null: the portal. */
export async function answerWithin(
  tx: Transaction,
  asked: Asked,
  plan: PlanRow,
  input: { stepId: string; version: number | null; answer: StepAnswer },
): Promise<Result<ExchangeStep, StepRefusal>> {
  const steps = await stepsOfPlans(tx, [plan.id]);
  const step = steps.find(({ id }) => id === input.stepId);
  if (!step) return refuse({ code: 'noSuchStep' });
  const answered = answerStep(step, input.answer, {
    today: asked.today,
    by: asked.actor.name,
    state: plan.state,
  });
  // The same answer again, by whoever: one effect, and no reproach.
  if (!answered.ok) {
    return answered.refusal.code === 'alreadyAnswered' && answered.refusal.consent === input.answer
      ? ok(step)
      : answered;
  }
  if (input.version !== null && input.version !== step.version) return refuse(await changed(tx, plan.id));
  await saveStep(tx, answered.value);
  const acts: Act[] = [stepAct(asked, input.answer, answered.value, { consent: input.answer })];
  if (input.answer === 'refused') {
    const others = steps.filter((one) => one.group === step.group && one.id !== step.id && isAwaited(one));
    acts.push(...(await tellFallen(tx, asked, others)));
  }
  await setPlan(tx, plan, {});
  await appendActs(tx, asked.landlordId, acts);
  return answered;
}

/** Asked, or agreed: told where the move falls. */
export function isAwaited({ consent, checks }: ExchangeStep): boolean {
  return !checks.fallen && checks.doneOn === null && (consent === 'asked' || consent === 'given');
}

/** The plan, locked, at that version; otherwise who changed it meanwhile, and when. */
export async function lockedPlan(
  tx: Transaction,
  id: string,
  version: number | null,
): Promise<Result<PlanRow, StepRefusal>> {
  const [row] = await tx.select().from(exchangePlans).where(eq(exchangePlans.id, id)).for('update');
  if (!row) return refuse({ code: 'noSuchPlan' });
  return version === null || row.version === version ? ok(row) : refuse(await changed(tx, id));
}

async function changed(tx: Transaction, id: string): Promise<StepRefusal> {
  const [last] = await tx
    .select({ actor: journalLines.actor, at: journalLines.at })
    .from(journalLines)
    .where(arrayContains(journalLines.subjects, [`exchange:${id}`]))
    .orderBy(desc(journalLines.sequence))
    .limit(1);
  return { code: 'changedMeanwhile', by: last?.actor.name ?? 'parcours', at: last?.at ?? new Date(0) };
}

export async function setPlan(
  tx: Transaction,
  { id, version }: PlanRow,
  change: Partial<typeof exchangePlans.$inferInsert>,
): Promise<void> {
  await tx
    .update(exchangePlans)
    .set({ ...change, version: version + 1 })
    .where(eq(exchangePlans.id, id));
}

export async function saveStep(tx: Transaction, step: ExchangeStep): Promise<void> {
  const { checks, consent, consentOn, dueOn, by, version } = step;
  await tx
    .update(exchangeSteps)
    .set({ checks, consent, consentOn, dueOn, by, version })
    .where(and(eq(exchangeSteps.id, step.id), eq(exchangeSteps.planId, step.planId)));
}

/** The step of an identifier, whatever its plan. */
export async function stepById(tx: Transaction, id: string): Promise<ExchangeStep | null> {
  const [row] = await tx.select().from(exchangeSteps).where(eq(exchangeSteps.id, id));
  return row ? stepOf(row) : null;
}

export async function tellFallen(
  tx: Transaction,
  asked: Asked,
  steps: readonly ExchangeStep[],
): Promise<Act[]> {
  const acts: Act[] = [];
  for (const step of steps) {
    acts.push(...(await tell(tx, asked, step, (number) => fallenNotice({ number, step }, asked.today))));
  }
  return acts;
}

/** Tells the household of a step, by its application's number or its lease. */
export async function tell(
  tx: Transaction,
  { landlordId, now }: Asked,
  { tenancyId }: Pick<ExchangeStep, 'tenancyId'>,
  noticeTo: (number: string) => ReturnType<typeof askedNotice>,
): Promise<readonly Act[]> {
  const [row] = await tx
    .select({ number: tenancies.applicationNumber })
    .from(tenancies)
    .where(eq(tenancies.id, tenancyId));
  const { acts } = await notifyWithin(tx, landlordId, noticeTo(row?.number ?? tenancyId), now);
  return acts;
}

export function planAct(asked: Asked, kind: string, id: string, before: Json, after: Json): Act {
  return {
    kind: `exchange.${kind}`,
    at: asked.now,
    actor: asked.actor,
    subjects: [`exchange:${id}`],
    before,
    after,
    why: null,
  };
}

export function stepAct(asked: Asked, kind: string, step: ExchangeStep, after: Json): Act {
  const act = planAct(asked, kind, step.planId, null, after);
  return { ...act, subjects: [...act.subjects, `tenancy:${step.tenancyId}`] };
}
