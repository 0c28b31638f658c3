/** Questions of exchanges that end by themselves: silence that ran out, and the moves of a household under protection. */
import { inArray } from 'drizzle-orm';
import { type Act, type Asked, serviceActor } from '../../src/domain/act.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { lapsedStep } from '../../src/portal/exchanges/consent.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { exchangePlans } from '../schema/exchange.ts';
import { isAwaited, planAct, saveStep, setPlan, stepAct, tellFallen } from './exchange-plan-changes.ts';
import { stepsOfPlans } from './exchange-rows.ts';
import { appendActs } from './journal-append.ts';

/** Writes each silence once, plan by plan; how many. Nobody is told: an officer may still ask again. */
export async function lapseExchanges(
  db: Database,
  landlordId: string,
  today: CivilDate,
  now: Date,
): Promise<number> {
  const asked: Asked = { landlordId, actor: serviceActor, now, today };
  return withLandlord(db, landlordId, async (tx) => {
    const plans = await plansIn(tx, ['consulting']);
    const acts: Act[] = [];
    for (const plan of plans) {
      const over = (await stepsOfPlans(tx, [plan.id])).flatMap((step) => lapsedStep(step, today) ?? []);
      for (const step of over) {
        await saveStep(tx, step);
        acts.push(stepAct(asked, 'lapsed', step, { dueOn: step.dueOn }));
      }
      if (over.length > 0) await setPlan(tx, plan, {});
    }
    if (acts.length > 0) await appendActs(tx, landlordId, acts);
    return acts.length;
  });
}

/** Locked in the order of their identifiers. */
function plansIn(tx: Transaction, states: ('proposed' | 'consulting')[]) {
  return tx
    .select()
    .from(exchangePlans)
    .where(inArray(exchangePlans.state, states))
    .orderBy(exchangePlans.id)
    .for('update');
}

/**
 * Stops the groups of plans under consultation that name these leases: nobody may learn where a protected household
 * lives or goes (D-04). The others read that the exchange stops, as after any no; the act names the plan alone.
 */
export async function stopProtectedMoves(
  tx: Transaction,
  asked: Asked,
  tenancyIds: readonly string[],
): Promise<Act[]> {
  const guarded = new Set(tenancyIds);
  const acts: Act[] = [];
  for (const plan of await plansIn(tx, ['proposed', 'consulting'])) {
    const steps = await stepsOfPlans(tx, [plan.id]);
    const groups = new Set(steps.filter((step) => guarded.has(step.tenancyId)).map(({ group }) => group));
    const stopped = steps.filter(
      ({ group, checks }) =>
        groups.has(group) && !checks.fallen && checks.doneOn === null && checks.agendaVacancyId === null,
    );
    if (stopped.length === 0) continue;
    for (const step of stopped) {
      await saveStep(tx, { ...step, checks: { ...step.checks, fallen: true }, version: step.version + 1 });
    }
    const isOver = steps.every(({ id, checks }) => checks.fallen || stopped.some((step) => step.id === id));
    await setPlan(tx, plan, isOver ? { state: 'dropped' } : {});
    const others = stopped.filter((step) => isAwaited(step) && !guarded.has(step.tenancyId));
    acts.push(planAct(asked, 'stopped', plan.id, null, { groups: [...groups], steps: stopped.length }));
    acts.push(...(await tellFallen(tx, asked, others)));
  }
  return acts;
}
