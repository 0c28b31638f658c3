/**
 * The plain engine ("dual-auction"): quota prices and a proved bound by the dual, then the plan of greatest value
 * that a local search finds in the order of points at the published prices. Its effort is set by budgets of work,
 * never by a clock.
 */
import { type DualOptions, type DualResult, solveDual } from './dual.ts';
import { assign } from './dual-assignment.ts';
import { emptyLists, refreshLists } from './dual-lists.ts';
import { type Assignment, bestOption, newAssignment } from './dual-state.ts';
import type { Instance } from './instance.ts';
import { improve, type SearchGround } from './plain-search.ts';
import { startPlan } from './plain-start.ts';
import { newPlainState, type PlainState } from './plain-state.ts';
import { evaluatePlan, publishedBonuses, roundPrices } from './plan.ts';

export type PlainResult = {
  slots: Int32Array;
  /** Published: whole multiples of the price unit. */
  prices: Float64Array;
  value: number;
  dual: DualResult;
};

export type PlainOptions = {
  shouldStop?: () => boolean;
  onProgress?: (share: number, step: string) => void;
  /** Presets of the dual; the engine's own by size where absent. */
  dual?: DualOptions;
};

/** The plain plan with its bound. Throws SearchStopped where `shouldStop` says so. */
export function solvePlain(instance: Instance, options: PlainOptions = {}): PlainResult {
  const shouldStop = options.shouldStop ?? (() => false);
  const dual = solveDual(instance, {
    ...dualPreset(instance),
    ...options.dual,
    shouldStop,
    onEvaluation: (evaluations, bound) => {
      options.dual?.onEvaluation?.(evaluations, bound);
      options.onProgress?.(evaluations / (evaluations + 10), 'bound');
    },
  });
  const prices = roundPrices(instance, dual.prices);
  const state = newPlainState(instance, publishedBonuses(instance, prices), dual.prices);
  const { ground, assignment } = prepareGround(instance, prices, shouldStop);
  startPlan(state, assignment.slotPair);
  searchPlan(state, ground, dual.bound, shouldStop);
  return { slots: state.slots, prices, value: evaluatePlan(instance, state.slots).value, dual };
}

/** Pairs from which time, not whole numbers, limits the search; and the gap to the bound that is good enough there. */
const LARGE = 100_000;
const LARGE_GAP = 5e-5;

/** Precision that each size can afford: small sizes are limited by whole numbers, large ones by time. */
export function dualPreset(instance: Instance): DualOptions {
  if (instance.pairHome.length <= LARGE) return { tolerance: 1e-6, epsilonShare: 1e-8 };
  return { tolerance: 1e-5, epsilonShare: 2e-6 };
}

function prepareGround(
  instance: Instance,
  prices: Float64Array,
  shouldStop: () => boolean,
): { ground: SearchGround; assignment: Assignment } {
  const assignment = newAssignment(instance);
  assign(assignment, prices, { epsilon: 1e-4, bidBudget: 4, shouldStop });
  const slotProfit = new Float64Array(instance.slotHome.length);
  for (let s = 0; s < slotProfit.length; s++) {
    bestOption(assignment, s);
    slotProfit[s] = assignment.bestNet;
  }
  let lists = assignment.lists;
  if (instance.pairHome.length <= LARGE) {
    lists = emptyLists(instance, 256);
    refreshLists(instance, lists, prices);
  }
  return { ground: { lists, applicantPrices: assignment.cheapPrice, slotProfit }, assignment };
}

function searchPlan(state: PlainState, ground: SearchGround, bound: number, shouldStop: () => boolean): void {
  const { instance } = state;
  const most = instance.quotas.reduce((greatest, quota) => Math.max(greatest, quota.penalty), 1);
  const isLarge = instance.pairHome.length > LARGE;
  improve(state, ground, {
    thresholds: Array.from({ length: 12 }, (_, i) => most / 2 ** (10 - i)),
    passes: isLarge ? 1 : 3,
    idleThresholds: isLarge ? 1 : 4,
    leastGain: 1e-12 * Math.max(1, Math.abs(bound)),
    shouldStop,
    isGoodEnough: () => {
      const { value, score } = evaluatePlan(instance, state.slots);
      return bound - value <= (isLarge ? LARGE_GAP : 1e-7) * score;
    },
  });
}
