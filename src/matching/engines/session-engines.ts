/** The engines that lean on an outside solver, at the size of a session: HiGHS proves or improves, jsLPSolver proposes. */

import type { EngineAnswer, EngineContext } from './engine-types.ts';
import { dualForFair, fairPlanAt, solveFair } from './fair.ts';
import type { Instance } from './instance.ts';
import { solveWithJslp } from './lp-jslp.ts';
import { linearModel, planOf } from './lp-model.ts';
import { pricesForOrder } from './lp-prices.ts';
import { proveBound, searchSession } from './lp-session.ts';
import type { WorkerLimits } from './lp-worker.ts';
import { type PlainResult, replan, solvePlain } from './plain.ts';

/** Columns (place, candidate) that each solver takes: beyond, it ends in hours, or never. */
export const mostColumns = { highs: 30_000, jslp: 150 } as const;

/** Watchdogs where the caller sets no limit; the node budget ends HiGHS long before. */
const patienceMs = { highs: 600_000, jslp: 20_000 } as const;

/** Columns of the whole model of an instance. */
export function columnsOf({ homeIds, pairStart, slotStart }: Instance): number {
  return homeIds.reduce(
    (sum, _, h) => sum + (pairStart[h + 1]! - pairStart[h]!) * (slotStart[h + 1]! - slotStart[h]!),
    0,
  );
}

/** The fair plan, and HiGHS's proof of a smaller bound where it ends within its nodes. */
export async function runFairHighs(instance: Instance, context: EngineContext): Promise<EngineAnswer> {
  const dual = dualForFair(instance, context);
  const fair = solveFair(instance, dual, context);
  const proof = await proveBound(instance, fair.slots, {
    timeoutMs: Math.min(context.millisecondsLeft(), patienceMs.highs),
  });
  return {
    slots: fair.slots,
    prices: fair.prices,
    certificate: { ...dual, dualBound: dual.bound, search: proof.search },
    provedBound: proof.provedBound,
  };
}

/** The plain plan, improved and its bound proved by HiGHS where it ends within its nodes. */
export async function runPlainHighs(instance: Instance, context: EngineContext): Promise<EngineAnswer> {
  const found = await searchSession(instance, solvePlain(instance, context), {
    timeoutMs: Math.min(context.millisecondsLeft(), patienceMs.highs),
    onProgress: context.onProgress,
  });
  return plainAnswer(found.plain, found.search, found.provedBound);
}

/** The fair plan, also tried at the prices that order javascript-lp-solver's plan. */
export async function runFairJslp(instance: Instance, context: EngineContext): Promise<EngineAnswer> {
  const dual = dualForFair(instance, context);
  const fair = solveFair(instance, dual, context);
  const proposal = await proposedByJslp(instance, context);
  const other = proposal === 'stopped' || !proposal ? fair : fairPlanAt(instance, proposal.prices, dual);
  const { slots, prices } = other.value > fair.value ? other : fair;
  const search = proposal === 'stopped' ? 'stopped' : 'none';
  return { slots, prices, certificate: { ...dual, dualBound: dual.bound, search } };
}

/** The plain plan, or what javascript-lp-solver proposes where that is better once it was checked and ordered. */
export async function runPlainJslp(instance: Instance, context: EngineContext): Promise<EngineAnswer> {
  const plain = solvePlain(instance, context);
  const proposal = await proposedByJslp(instance, context);
  if (proposal === 'stopped' || !proposal) return plainAnswer(plain, proposal ? 'stopped' : 'none');
  const other = replan(instance, plain.dual, proposal.prices, proposal.slots, context.shouldStop);
  return plainAnswer(other.value > plain.value ? other : plain, 'none');
}

/** Its whole-number plan without order, and prices near those that order it; undefined where its answer is wrong. */
async function proposedByJslp(
  instance: Instance,
  context: EngineContext,
): Promise<{ slots: Int32Array; prices: Float64Array } | undefined | 'stopped'> {
  const limits = (): WorkerLimits => ({
    timeoutMs: Math.min(context.millisecondsLeft(), patienceMs.jslp),
  });
  const model = linearModel(instance, { kind: 'plans' });
  const outcome = await solveWithJslp(model, limits());
  if (outcome.status === 'stopped') return 'stopped';
  if (outcome.status === 'wrong') return undefined;
  const slots = planOf(instance, model, outcome.point);
  const prices = await pricesForOrder(instance, slots, limits());
  if (prices === 'stopped') return 'stopped';
  return prices === 'none' ? undefined : { slots, prices };
}

function plainAnswer(
  plain: PlainResult,
  search: EngineAnswer['certificate']['search'],
  provedBound?: number,
): EngineAnswer {
  const { slots, prices, dual } = plain;
  return { slots, prices, certificate: { ...dual, dualBound: dual.bound, search }, provedBound };
}
