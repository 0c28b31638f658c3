/** Changes of a plan of exchanges: kept, asked, answered, replaced where a household says no, dropped. */
import { eq, sql } from 'drizzle-orm';
import type { Act, Asked } from '../../src/domain/act.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { moveKey } from '../../src/portal/exchanges/build.ts';
import { askStep, capRefusal, type ExchangeStep, groupState } from '../../src/portal/exchanges/consent.ts';
import type { ExchangePort, ExchangeRefusal, SolvedPlan } from '../../src/portal/exchanges/exchange-port.ts';
import { askedNotice } from '../../src/portal/exchanges/notices.ts';
import { movesOfGroup } from '../../src/portal/exchanges/plan.ts';
import type { TransferReader } from '../../src/portal/transfers/finding-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { exchangePlans } from '../schema/exchange.ts';
import {
  answerWithin,
  isAwaited,
  lockedPlan,
  planAct,
  saveStep,
  setPlan,
  stepAct,
  tell,
  tellFallen,
} from './exchange-plan-changes.ts';
import { yearOfMoves } from './exchange-read.ts';
import { byGroup, contentOf, prepareExchange, stepsOfPlans } from './exchange-rows.ts';
import { contentFrom, groupsHolding, householdsOf, insertSteps } from './exchange-steps-write.ts';
import { swapLeases } from './exchange-swap.ts';
import { appendActs } from './journal-append.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

type PlanPort = Pick<ExchangePort, 'keep' | 'ask' | 'record' | 'adopt' | 'swap' | 'drop'>;

type Answer<Value> = Promise<Result<Value, ExchangeRefusal>>;

export function planStore(db: Database): PlanPort {
  const within = <Value>(asked: Asked, work: (tx: Transaction) => Promise<Value>) =>
    withLandlord(db, asked.landlordId, work);
  return {
    keep: (asked, reader, input) => within(asked, (tx) => keep(tx, asked, reader, input)),
    ask: (asked, input) => within(asked, (tx) => ask(tx, asked, input)),
    record: (asked, { id, stepId, version, answer }) =>
      within(asked, async (tx): Answer<{ id: string }> => {
        const found = await lockedPlan(tx, id, null);
        if (!found.ok) return found;
        const done = await answerWithin(tx, asked, found.value, { stepId, version, answer });
        return done.ok ? ok({ id }) : done;
      }),
    adopt: (asked, reader, input) => within(asked, (tx) => adopt(tx, asked, reader, input)),
    swap: (asked, input) => within(asked, (tx) => swapLeases(tx, asked, input)),
    drop: (asked, { id, version }) =>
      within(asked, async (tx): Answer<{ id: string }> => {
        const found = await lockedPlan(tx, id, version);
        if (!found.ok) return found;
        const { state } = found.value;
        if (state !== 'proposed' && state !== 'consulting') return refuse({ code: 'planOver' });
        const steps = await stepsOfPlans(tx, [id]);
        const told = await tellFallen(tx, asked, steps.filter(isAwaited));
        // A swap already made stays made: the rest alone is abandoned.
        const ended = steps.some(({ checks }) => checks.doneOn !== null) ? 'done' : 'dropped';
        await setPlan(tx, found.value, { state: ended });
        await appendActs(tx, asked.landlordId, [
          planAct(asked, 'dropped', id, { state }, { state: ended }),
          ...told,
        ]);
        return ok({ id });
      }),
  };
}

/** One writer at a time: two searches never engage the same household. */
async function lockExchanges(tx: Transaction, landlordId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`exchanges ${landlordId}`}, 0))`);
}

async function keep(
  tx: Transaction,
  asked: Asked,
  { communes }: TransferReader,
  { key, solved }: { key: string; solved: SolvedPlan },
): Answer<{ id: string; kept: boolean }> {
  await lockExchanges(tx, asked.landlordId);
  const [same] = await tx.select().from(exchangePlans).where(eq(exchangePlans.requestKey, key));
  if (same) return ok({ id: same.id, kept: false });
  const prepared = await prepareExchange(tx, communes, asked.today, null);
  const groups = groupsHolding(prepared, solved);
  if (groups === null) return refuse({ code: 'factsChanged' });
  if (groups.length === 0) return refuse({ code: 'nothingFound' });
  const content = contentFrom(prepared, solved, groups);
  const proposed = await tx.select().from(exchangePlans).where(eq(exchangePlans.state, 'proposed'));
  const again = proposed.find((row) => canonicalJson(contentOf(row).groups) === canonicalJson(groups));
  if (again) return ok({ id: again.id, kept: false });
  // A search that somebody made again leaves nothing of the one before: nobody was told of it.
  for (const row of proposed) if (row.by === asked.actor.name) await setPlan(tx, row, { state: 'dropped' });
  const [made] = await tx
    .insert(exchangePlans)
    .values({
      landlordId: asked.landlordId,
      madeOn: asked.today,
      state: 'proposed',
      graph: prepared.built.graph,
      plan: content,
      by: asked.actor.name,
      requestKey: key,
    })
    .returning({ id: exchangePlans.id });
  if (!made) throw new Error('a plan that was kept is not there');
  await insertSteps(tx, asked, made.id, prepared, { groups, from: 0, agreed: new Map() });
  const after = { groups: groups.length, households: householdsOf(groups), optimal: solved.optimal };
  await appendActs(tx, asked.landlordId, [planAct(asked, 'kept', made.id, null, after)]);
  return ok({ id: made.id, kept: true });
}

async function ask(
  tx: Transaction,
  asked: Asked,
  { id, version, stepIds }: { id: string; version: number; stepIds: readonly string[] },
): Answer<{ asked: number }> {
  await lockExchanges(tx, asked.landlordId);
  const found = await lockedPlan(tx, id, version);
  if (!found.ok) return found;
  const plan = found.value;
  if (plan.state !== 'proposed' && plan.state !== 'consulting') return refuse({ code: 'planOver' });
  const steps = await stepsOfPlans(tx, [id]);
  if (plan.state === 'proposed' && !(await stillFree(tx, steps, asked.today)))
    return refuse({ code: 'factsChanged' });
  const { transferAnswerDays } = await portalPolicyInForce(tx);
  const means = { today: asked.today, answerDays: transferAnswerDays, by: asked.actor.name };
  const questions = steps
    .filter((step) => stepIds.includes(step.id))
    .flatMap((step) => askStep(step, means) ?? []);
  const { cap, committed } = await yearOfMoves(tx, asked.today);
  const counted = questions.filter(({ checks }) => !checks.swapOfRight).length;
  const over = capRefusal(cap, committed, counted);
  if (over) return refuse(over);
  const acts: Act[] = [];
  for (const step of questions) {
    await saveStep(tx, step);
    acts.push(stepAct(asked, 'asked', step, { dueOn: step.dueOn }));
    acts.push(...(await tell(tx, asked, step, (number) => askedNotice({ number, step }))));
  }
  if (questions.length > 0) {
    await setPlan(tx, plan, { state: 'consulting' });
    await appendActs(tx, asked.landlordId, acts);
  }
  return ok({ asked: questions.length });
}

/** A plan that waited may find its households in another one meanwhile. */
async function stillFree(
  tx: Transaction,
  steps: readonly ExchangeStep[],
  today: CivilDate,
): Promise<boolean> {
  const { material } = await prepareExchange(tx, null, today, null);
  const free = new Set([
    ...material.households.map(({ tenancyId }) => tenancyId),
    ...material.freed.map(({ vacancyId }) => vacancyId),
  ]);
  return steps.every(
    ({ tenancyId, vacancyId }) => free.has(tenancyId) && (vacancyId === null || free.has(vacancyId)),
  );
}

async function adopt(
  tx: Transaction,
  asked: Asked,
  { communes }: TransferReader,
  { id, version, solved }: { id: string; version: number; solved: SolvedPlan },
): Answer<{ added: number }> {
  await lockExchanges(tx, asked.landlordId);
  const found = await lockedPlan(tx, id, version);
  if (!found.ok) return found;
  const plan = found.value;
  if (plan.state !== 'consulting') return refuse({ code: 'planOver' });
  const steps = await stepsOfPlans(tx, [id]);
  const broken = [...byGroup(steps).values()]
    .filter((own) => groupState(own, asked.today) === 'broken')
    .flat();
  if (broken.length === 0) return refuse({ code: 'factsChanged' });
  const prepared = await prepareExchange(tx, communes, asked.today, id);
  const groups = groupsHolding(prepared, solved);
  if (groups === null) return refuse({ code: 'factsChanged' });
  const agreed = new Map(
    broken
      .filter(({ consent }) => consent === 'given')
      .map((step) => [moveKey(step.toHomeId, step.tenancyId), step]),
  );
  const content = contentOf(plan);
  for (const step of broken)
    await saveStep(tx, { ...step, checks: { ...step.checks, fallen: true }, version: step.version + 1 });
  await insertSteps(tx, asked, id, prepared, { groups, from: content.groups.length, agreed });
  const now = contentFrom(prepared, solved, groups);
  await setPlan(tx, plan, {
    plan: {
      ...content,
      groups: [...content.groups, ...groups],
      ifRefused: [],
      communes: [...new Set([...content.communes, ...now.communes])].sort(),
    },
  });
  const kept = new Set(groups.flatMap(movesOfGroup).map(({ household }) => household));
  const told = await tellFallen(
    tx,
    asked,
    broken.filter((step) => isAwaited(step) && !kept.has(step.tenancyId)),
  );
  const after = { groups: groups.length, households: householdsOf(groups) };
  await appendActs(tx, asked.landlordId, [
    planAct(asked, 'fallbackAdopted', id, { fallen: broken.length }, after),
    ...told,
  ]);
  return ok({ added: groups.length });
}
