/**
 * The plain engine ("dual-auction"): quota prices and a proved bound by the dual, then the plan of greatest value
 * that a local search finds in the order of points at the published prices. Its effort is set by budgets of work,
 * never by a clock.
 */
import { type DualOptions, type DualResult, solveDual } from './dual.ts';
import { assign } from './dual-assignment.ts';
import { emptyLists, refreshLists } from './dual-lists.ts';
import { firstEpsilonOf } from './dual-phases.ts';
import { byApplicant } from './dual-rows.ts';
import { bestOption, newAssignment, spreadOf } from './dual-state.ts';
import type { Instance } from './instance.ts';
import { acceptThresholds } from './plain-accept.ts';
import type { SearchGround } from './plain-scratch.ts';
import { improve, type SearchLimits } from './plain-search.ts';
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
  /** The dual, where another engine found it: beside that one's plan this one is a figure, and large ones are searched less. */
  bound?: DualResult | undefined;
};

/** The plain plan with its bound. Throws SearchStopped where `shouldStop` says so. */
export function solvePlain(instance: Instance, options: PlainOptions = {}): PlainResult {
  const shouldStop = options.shouldStop ?? (() => false);
  const dual =
    options.bound ??
    solveDual(instance, {
      ...dualPreset(instance),
      ...options.dual,
      shouldStop,
      onEvaluation: (evaluations, bound) => {
        options.dual?.onEvaluation?.(evaluations, bound);
        options.onProgress?.(evaluations / (evaluations + 10), 'bound');
      },
    });
  const prices = roundPrices(instance, dual.prices);
  const isBeside = options.bound !== undefined && instance.pairHome.length > LARGE;
  const ground = prepareGround(instance, prices, shouldStop, isBeside);
  let best = planFrom(instance, dual, prices, ground, ground.assignment, shouldStop);
  if (instance.slotHome.length > SESSION_SLOTS) return best;
  // At the size of a session the order of points costs more than elsewhere: smaller prices may order a better plan.
  for (const share of SMALLER_PRICES) {
    const smaller = roundPrices(
      instance,
      dual.prices.map((price) => share * price),
    );
    const plan = planFrom(instance, dual, smaller, ground, best.slots, shouldStop);
    if (plan.value > best.value) best = plan;
  }
  return best;
}

/** A plan in the order of points at the published prices, searched from an assignment (slot → pair). */
function planFrom(
  instance: Instance,
  dual: DualResult,
  prices: Float64Array,
  ground: Ground,
  assignment: Int32Array,
  shouldStop: () => boolean,
): PlainResult {
  const state = newPlainState(instance, publishedBonuses(instance, prices), dual.prices);
  startPlan(state, assignment);
  searchPlan(state, ground, dual.bound, shouldStop);
  return { slots: state.slots, prices, value: evaluatePlan(instance, state.slots).value, dual };
}

/** Pairs from which time, not whole numbers, limits the search; and the gap to the bound that is good enough there. */
const LARGE = 100_000;
const LARGE_GAP = 8e-5;
/**
 * Beside another plan: how precise the assignment is that the search starts from, and the losses it allows, as shares of
 * the greatest penalty. All losses take three times as long for a hundred-thousandth of the value.
 */
const BESIDE_EPSILON_SHARE = 1e-5;
const BESIDE_THRESHOLDS = [1 / 64, 1 / 32, 1 / 16];
const LONG_LISTS = 256;
/** Slots of a session, and the shares of the dual prices that are tried there beside the whole. */
const SESSION_SLOTS = 300;
const SMALLER_PRICES = [0.9, 0.75, 0.5];
/** Moves of threshold accepting by slot, and at most. */
const MOVES_PER_SLOT = 3000;
const MOST_MOVES = 3_000_000;

/**
 * The best plan that the same search finds from another plan (its order does not matter) at other published prices.
 * Throws SearchStopped where `shouldStop` says so.
 */
export function replan(
  instance: Instance,
  dual: DualResult,
  prices: Float64Array,
  slots: Int32Array,
  shouldStop: () => boolean,
): PlainResult {
  return planFrom(instance, dual, prices, prepareGround(instance, prices, shouldStop), slots, shouldStop);
}

/** Precision that each size can afford: small sizes are limited by whole numbers, large ones by time. */
function dualPreset(instance: Instance): DualOptions {
  if (instance.pairHome.length <= LARGE) return { tolerance: 1e-6, epsilonShare: 1e-8 };
  return { tolerance: 1e-5, epsilonShare: 2e-6 };
}

/** What the search starts from, and the losses that it allows, rising. */
type Ground = SearchGround & { assignment: Int32Array; thresholds: readonly number[] };

function prepareGround(
  instance: Instance,
  prices: Float64Array,
  shouldStop: () => boolean,
  isBeside = false,
): Ground {
  const state = newAssignment(instance);
  const spread = spreadOf(instance);
  const epsilon = isBeside ? BESIDE_EPSILON_SHARE * spread : 1e-4;
  assign(state, prices, {
    epsilon,
    bidBudget: 4,
    firstEpsilon: firstEpsilonOf(instance, spread),
    shouldStop,
  });
  const slotProfit = new Float64Array(instance.slotHome.length);
  for (let s = 0; s < slotProfit.length; s++) {
    bestOption(state, s);
    slotProfit[s] = state.bestNet;
  }
  let { lists } = state;
  if (instance.pairHome.length <= LARGE) {
    lists = emptyLists(instance, LONG_LISTS);
    refreshLists(instance, lists, state.rows, prices);
  }
  const most = instance.quotas.reduce((greatest, quota) => Math.max(greatest, quota.penalty), 1);
  const thresholds = isBeside
    ? BESIDE_THRESHOLDS.map((share) => share * most)
    : Array.from({ length: 12 }, (_, i) => most / 2 ** (10 - i));
  return {
    lists,
    applicantPrices: byApplicant(state.rows, state.cheapPrice),
    slotProfit,
    assignment: state.slotPair,
    thresholds,
  };
}

function searchPlan(state: PlainState, ground: Ground, bound: number, shouldStop: () => boolean): void {
  const { instance } = state;
  const isLarge = instance.pairHome.length > LARGE;
  const limits: SearchLimits = {
    thresholds: ground.thresholds,
    passes: isLarge ? 1 : 3,
    idleThresholds: isLarge ? 1 : 4,
    leastGain: 1e-12 * Math.max(1, Math.abs(bound)),
    shouldStop,
    isGoodEnough: () => {
      const { value, score } = evaluatePlan(instance, state.slots);
      return bound - value <= (isLarge ? LARGE_GAP : 1e-7) * score;
    },
  };
  improve(state, ground, limits);
  if (isLarge || limits.isGoodEnough(state)) return;
  const slots = instance.slotHome.length;
  acceptThresholds(state, ground, {
    moves: Math.min(MOST_MOVES, MOVES_PER_SLOT * slots),
    startThreshold: Math.min(0.03, 2.7 / slots) * (evaluatePlan(instance, state.slots).score / slots),
    shouldStop,
  });
  improve(state, ground, limits);
}
