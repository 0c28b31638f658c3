/**
 * At the size of a session: HiGHS under a node budget proves a smaller bound than the dual's, and finds plans that
 * the local search does not. A plan of greatest value may not stand in the order of points at the published prices;
 * prices that order it are looked for, and the search goes on from it there.
 */
import type { Instance } from './instance.ts';
import { solveWithHighs } from './lp-highs.ts';
import { type LinearModel, linearModel, planOf, pointOf } from './lp-model.ts';
import { pricesForOrder } from './lp-prices.ts';
import type { WorkerLimits } from './lp-worker.ts';
import { type PlainResult, replan } from './plain.ts';
import { evaluatePlan, publishedBonuses } from './plan.ts';

export type SessionResult = {
  plain: PlainResult;
  /** Proved by a finished search; absent where the node budget or the watchdog ended it. */
  provedBound: number | undefined;
  search: 'none' | 'proved' | 'stopped';
};

export type SessionOptions = {
  /** Branch-and-bound nodes for each of the two searches: the budget that decides results. */
  nodeLimit?: number;
  /** The watchdog; a search that it ends is discarded whole. */
  timeoutMs: number;
  signal?: AbortSignal;
  onProgress?: (share: number, step: string) => void;
};

/** HiGHS's own tolerance on the objective of a whole-number search, relative. */
const PROOF_TOLERANCE = 1e-9;

/**
 * Looks for a smaller bound than the dual's: what no plan of the problem exceeds, in whatever order and with whatever
 * envy. `from` is any plan to start from. `slots` is the best found, without order: a ground for other searches.
 */
export async function proveBound(
  instance: Instance,
  from: Int32Array,
  options: SessionOptions,
): Promise<{
  provedBound: number | undefined;
  search: SessionResult['search'];
  slots: Int32Array | undefined;
}> {
  const model = linearModel(instance, { kind: 'plans' });
  const found = await search(instance, model, from, options, options);
  if (!found) return { provedBound: undefined, search: 'stopped', slots: undefined };
  const { bound, slots } = found;
  if (bound === undefined) return { provedBound: undefined, search: 'none', slots };
  return { provedBound: bound + PROOF_TOLERANCE * Math.abs(bound), search: 'proved', slots };
}

/** Improves and proves a plain plan of a problem of session size. Rejects where a worker fails. */
export async function searchSession(
  instance: Instance,
  plain: PlainResult,
  options: SessionOptions,
): Promise<SessionResult> {
  const started = performance.now();
  const limits = (): WorkerLimits => ({
    timeoutMs: Math.max(1, options.timeoutMs - (performance.now() - started)),
    signal: options.signal,
  });
  const discarded: SessionResult = { plain, provedBound: undefined, search: 'stopped' };
  const proof = await proveBound(instance, plain.slots, options);
  if (proof.search === 'stopped') return discarded;
  options.onProgress?.(0.5, 'proof');
  let best = plain;
  if (proof.slots) {
    const prices = await pricesForOrder(instance, proof.slots, limits());
    if (prices === 'stopped') return discarded;
    if (prices !== 'none')
      best = better(
        best,
        replan(instance, plain.dual, prices, proof.slots, () => false),
      );
  }
  if (proof.provedBound !== undefined && best.value >= proof.provedBound * (1 - 1e-9)) {
    return { plain: best, provedBound: proof.provedBound, search: 'proved' };
  }
  const model = linearModel(instance, { kind: 'ordered', points: pointsOf(instance, best.prices) });
  const ordered = await search(instance, model, best.slots, options, limits());
  if (!ordered) return discarded;
  if (ordered.slots) {
    const { value } = evaluatePlan(instance, ordered.slots);
    best = better(best, { ...best, slots: ordered.slots, value });
  }
  options.onProgress?.(1, 'improvement');
  return { plain: best, provedBound: proof.provedBound, search: proof.search };
}

type Found = { slots: Int32Array | undefined; bound: number | undefined };

/** What HiGHS finds within its nodes; undefined where the clock or the caller ended it, or its answer is wrong. */
async function search(
  instance: Instance,
  model: LinearModel,
  from: Int32Array,
  options: SessionOptions,
  limits: WorkerLimits,
): Promise<Found | undefined> {
  const missing = evaluatePlan(instance, from).quotas.map((quota) => quota.missing);
  const run = await solveWithHighs(
    { model, nodeLimit: options.nodeLimit ?? 2000, start: pointOf(model, from, missing) },
    limits,
  );
  if (run.status !== 'ended') return undefined;
  const { point, optimal, bound } = run.outcome;
  return { slots: point && planOf(instance, model, point), bound: optimal ? bound : undefined };
}

function better(first: PlainResult, second: PlainResult): PlainResult {
  return second.value > first.value ? second : first;
}

function pointsOf(instance: Instance, prices: Float64Array): Float64Array {
  const bonuses = publishedBonuses(instance, prices);
  return Float64Array.from(instance.pairScore, (score, p) => score + bonuses[instance.pairCell[p]!]!);
}
