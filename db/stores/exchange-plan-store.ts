/** Changes of a plan of exchanges: kept, asked, answered, replaced where a household says no, dropped. */
import { and, arrayContains, desc, eq, sql } from 'drizzle-orm';
import type { Act, Asked, Json } from '../../src/domain/act.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { homeOfNodes, moveKey } from '../../src/portal/exchanges/build.ts';
import {
  answerStep,
  askStep,
  capRefusal,
  type ExchangeStep,
  groupState,
  type StepAnswer,
  type StepRefusal,
} from '../../src/portal/exchanges/consent.ts';
import type {
  ExchangePort,
  ExchangeRefusal,
  Prepared,
  SolvedPlan,
} from '../../src/portal/exchanges/exchange-port.ts';
import { askedNotice, fallenNotice } from '../../src/portal/exchanges/notices.ts';
import {
  type ExchangeGroup,
  groupsAround,
  groupsOf,
  movesOfGroup,
  type PlanContent,
} from '../../src/portal/exchanges/plan.ts';
import type { TransferReader } from '../../src/portal/transfers/finding-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { exchangePlans, exchangeSteps } from '../schema/exchange.ts';
import { journalLines } from '../schema/journal.ts';
import { tenancies } from '../schema/tenancy.ts';
import { yearOfMoves } from './exchange-read.ts';
import { byGroup, contentOf, prepareExchange, stepOf, stepsOfPlans } from './exchange-rows.ts';
import { appendActs } from './journal-append.ts';
import { notifyWithin } from './portal-notify.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

type PlanPort = Pick<ExchangePort, 'keep' | 'ask' | 'record' | 'adopt' | 'drop'>;
type Answer<Value> = Promise<Result<Value, ExchangeRefusal>>;
export type PlanRow = typeof exchangePlans.$inferSelect;

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
    drop: (asked, { id, version }) =>
      within(asked, async (tx): Answer<{ id: string }> => {
        const found = await lockedPlan(tx, id, version);
        if (!found.ok) return found;
        const { state } = found.value;
        if (state !== 'proposed' && state !== 'consulting') return refuse({ code: 'planOver' });
        const told = await tellFallen(tx, asked, (await stepsOfPlans(tx, [id])).filter(isAwaited));
        await setPlan(tx, found.value, { state: 'dropped' });
        await appendActs(tx, asked.landlordId, [
          planAct(asked, 'dropped', id, { state }, { state: 'dropped' }),
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

/** The groups of the solution where each move still stands in the graph of this instant; null otherwise. */
function groupsHolding({ material, built, around }: Prepared, solved: SolvedPlan): ExchangeGroup[] | null {
  const known = new Set([
    ...material.households.map(({ tenancyId }) => tenancyId),
    ...material.freed.map(({ vacancyId }) => vacancyId),
  ]);
  if ([...solved.cycles, ...solved.chains].flat().some((node) => !known.has(node))) return null;
  const all = groupsOf({ ...solved, swaps: built.swaps }, homeOfNodes(material), material.scarceTypologies);
  const groups = groupsAround(all, around);
  const holds = groups
    .flatMap(movesOfGroup)
    .every(({ home, household }) => built.moves.has(moveKey(home, household)));
  return holds ? groups : null;
}

function contentFrom(
  { material, built }: Prepared,
  { value, bound, optimal, ifRefused }: SolvedPlan,
  groups: readonly ExchangeGroup[],
): PlanContent {
  const homeOf = homeOfNodes(material);
  const communes = new Set(groups.flatMap(({ nodes }) => nodes.map((node) => homeOf(node).insee)));
  return {
    groups: [...groups],
    value,
    bound,
    optimal,
    households: material.households.length,
    freedHomes: material.freed.length,
    arcs: built.graph.arcs.length,
    stopped: built.stopped,
    ifRefused: [...ifRefused],
    communes: [...communes].sort(),
  };
}

type NewGroups = {
  groups: readonly ExchangeGroup[];
  /** Index of the first of them in the plan. */
  from: number;
  /** Steps already agreed, by tenancy and home: the same move is not asked twice. */
  agreed: ReadonlyMap<string, ExchangeStep>;
};

async function insertSteps(
  tx: Transaction,
  { landlordId }: Asked,
  planId: string,
  { material, built }: Prepared,
  { groups, from, agreed }: NewGroups,
): Promise<void> {
  const homeOf = homeOfNodes(material);
  const vacant = new Set(material.freed.map(({ vacancyId }) => vacancyId));
  const rows = groups.flatMap((group, at) =>
    movesOfGroup(group).map(({ home, household }, position) => {
      const toHomeId = homeOf(home).id;
      const before = agreed.get(moveKey(toHomeId, household));
      const checks = built.moves.get(moveKey(home, household));
      if (!checks) throw new Error(`no checks of the move of ${household}`);
      return {
        landlordId,
        planId,
        group: from + at,
        position,
        tenancyId: household,
        fromHomeId: homeOf(household).id,
        toHomeId,
        vacancyId: vacant.has(home) ? home : null,
        checks,
        consent: before?.consent ?? ('notAsked' as const),
        consentOn: before?.consentOn ?? null,
        dueOn: before?.dueOn ?? null,
        by: before?.by ?? null,
      };
    }),
  );
  if (rows.length > 0) await tx.insert(exchangeSteps).values(rows);
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

function isAwaited({ consent, checks }: ExchangeStep): boolean {
  return !checks.fallen && (consent === 'asked' || consent === 'given');
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

function householdsOf(groups: readonly ExchangeGroup[]): number {
  return groups.reduce((sum, { figures }) => sum + figures.households, 0);
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

async function tellFallen(tx: Transaction, asked: Asked, steps: readonly ExchangeStep[]): Promise<Act[]> {
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
