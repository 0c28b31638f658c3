/**
 * The proved bound: prices of quotas in [0, penalty] that minimise the value of the relaxation, by a proximal bundle
 * whose inner problem is an exact assignment. Any prices prove a bound; these prove nearly the best one.
 * Budgets of evaluations and bids stop the search, never a clock.
 */
import { assign } from './dual-assignment.ts';
import { firstEpsilonOf } from './dual-phases.ts';
import { type Cut, type Proximal, solveMaster } from './dual-qp.ts';
import { byApplicant } from './dual-rows.ts';
import { type Assignment, bestOption, newAssignment, spreadOf } from './dual-state.ts';
import type { Instance } from './instance.ts';
import { EMPTY } from './plan.ts';

export type DualOptions = {
  /** Stops when the bound can fall by less than this share of the score part. */
  tolerance?: number;
  maxEvaluations?: number;
  /** Precision of the inner assignment as a share of the spread of scores. */
  epsilonShare?: number;
  /** Bids per slot before augmenting paths take over. */
  bidBudget?: number;
  /** Quota prices to start from, e.g. those of the session before. */
  startPrices?: Float64Array;
  shouldStop?: () => boolean;
  /** Told after each evaluation. */
  onEvaluation?: (evaluations: number, bound: number) => void;
};

export type DualResult = {
  prices: Float64Array;
  applicantPrices: Float64Array;
  /** Proved: no plan is worth more. */
  bound: number;
  /** The best assignment of the relaxation at `prices`: slot → pair; quotas may be missed or exceeded. */
  slots: Int32Array;
  evaluations: number;
};

const MOST_CUTS = 80;
const FEW_EVALUATIONS = 8;

/** Minimises the bound over the quota prices. Throws SearchStopped where `shouldStop` says so. */
export function solveDual(instance: Instance, options: DualOptions = {}): DualResult {
  const evaluator = new DualEvaluator(instance, options);
  const tolerance = options.tolerance ?? 1e-6;
  const most = options.maxEvaluations ?? 200;
  const quotas = instance.quotas.length;
  const baseMetric = metricOf(instance, evaluator.spread);
  const proximal: Proximal = {
    centre: clampPrices(instance, options.startPrices ?? new Float64Array(quotas)),
    metric: baseMetric.slice(),
    most: Float64Array.from(instance.quotas, (quota) => quota.penalty),
  };
  const cuts: Cut[] = [];
  let centreValue = evaluator.evaluate(proximal.centre, cuts);
  let stiffness = 0.7;
  let nullSteps = 0;
  let loosened = false;
  while (evaluator.evaluations < most && quotas > 0) {
    const scale = Math.max(1, evaluator.bestScore);
    for (let k = 0; k < quotas; k++) proximal.metric[k] = baseMetric[k]! * stiffness;
    const step = solveMaster(cuts, proximal, centreValue, 0.02 * tolerance * scale);
    const predicted = centreValue - step.modelValue;
    if (predicted <= 0.5 * tolerance * scale) {
      // A term too stiff for these prices also predicts little: an early end is believed only once it was loosened.
      if (evaluator.evaluations >= FEW_EVALUATIONS || loosened) break;
      loosened = true;
      stiffness *= 0.05;
      continue;
    }
    const value = evaluator.evaluate(step.prices, cuts);
    if (value <= centreValue - 0.1 * predicted) {
      if (value <= centreValue - 0.5 * predicted) stiffness = Math.max(0.02, stiffness * 0.6);
      centreValue = value;
      proximal.centre = step.prices;
      nullSteps = 0;
    } else if (++nullSteps >= 3) stiffness *= 1.5;
    dropIdleCuts(cuts);
  }
  return evaluator.result();
}

/** Bound, prices and assignment at given quota prices, without moving them. */
export function dualAt(instance: Instance, prices: Float64Array, options: DualOptions = {}): DualResult {
  const evaluator = new DualEvaluator(instance, options);
  evaluator.evaluate(clampPrices(instance, prices), []);
  return evaluator.result();
}

function clampPrices(instance: Instance, prices: Float64Array): Float64Array {
  return Float64Array.from(instance.quotas, (quota, k) => Math.min(quota.penalty, Math.max(0, prices[k]!)));
}

/** The curvature expected of the bound: a price that moves by the spread of scores moves all leases of the quota. */
function metricOf(instance: Instance, spread: number): Float64Array {
  const leases = new Float64Array(instance.quotas.length);
  for (let s = 0; s < instance.slotHome.length; s++) {
    for (const k of instance.classQuotas[instance.homeClass[instance.slotHome[s]!]!]!) {
      leases[k]! += instance.slotWeight[s]!;
    }
  }
  return leases.map((count) => Math.max(count, 0.01) / (2 * spread));
}

/** The cuts that carry nothing go first, the oldest before the newer. */
function dropIdleCuts(cuts: Cut[]): void {
  for (let i = 0; i < cuts.length - 1 && cuts.length > MOST_CUTS; ) {
    if (cuts[i]!.weight <= 0) cuts.splice(i, 1);
    else i++;
  }
  while (cuts.length > MOST_CUTS) cuts.shift();
}

class DualEvaluator {
  readonly spread: number;
  evaluations = 0;
  /** Score part of the assignment with the best bound: the scale of tolerances. */
  bestScore = 0;
  private readonly instance: Instance;
  private readonly options: DualOptions;
  private readonly state: Assignment;
  private best: DualResult;

  constructor(instance: Instance, options: DualOptions) {
    this.instance = instance;
    this.options = options;
    this.spread = spreadOf(instance);
    this.state = newAssignment(instance);
    this.best = {
      prices: new Float64Array(instance.quotas.length),
      applicantPrices: new Float64Array(instance.applicantIds.length),
      bound: Number.POSITIVE_INFINITY,
      slots: new Int32Array(instance.slotHome.length).fill(EMPTY),
      evaluations: 0,
    };
  }

  /** The bound at the prices; adds the cut of the assignment found there. */
  evaluate(prices: Float64Array, cuts: Cut[]): number {
    assign(this.state, prices, {
      epsilon: (this.options.epsilonShare ?? 1e-6) * this.spread,
      bidBudget: this.options.bidBudget ?? 4,
      firstEpsilon: firstEpsilonOf(this.instance, this.spread),
      shouldStop: this.options.shouldStop ?? (() => false),
    });
    this.evaluations++;
    const bound = this.bound(prices);
    const { cut, score } = this.cut();
    cuts.push(cut);
    if (bound < this.best.bound) {
      this.bestScore = score;
      this.best.bound = bound;
      this.best.prices.set(prices);
      this.best.applicantPrices = byApplicant(this.state.rows, this.state.cheapPrice);
      this.best.slots.set(this.state.slotPair);
    }
    this.options.onEvaluation?.(this.evaluations, this.best.bound);
    return bound;
  }

  result(): DualResult {
    return { ...this.best, evaluations: this.evaluations };
  }

  /** Σ applicant prices·lists + Σ over places of the best non-negative reduced value − the quotas' constants. */
  private bound(prices: Float64Array): number {
    const { instance, state } = this;
    let applicants = 0;
    // In the order of the applicants, which the last digits of a sum depend on.
    for (const row of state.rows.of) applicants += state.cheapPrice[row]!;
    let places = 0;
    for (let s = 0; s < instance.slotHome.length; s++) {
      bestOption(state, s);
      places += state.bestNet;
    }
    let constants = 0;
    for (let k = 0; k < prices.length; k++) constants += prices[k]! * instance.quotas[k]!.constant;
    return applicants * instance.maxLists + places - constants;
  }

  private cut(): { cut: Cut; score: number } {
    const { instance, state } = this;
    const gradient = Float64Array.from(instance.quotas, (quota) => -quota.constant);
    let score = 0;
    let filled = 0;
    for (let s = 0; s < state.slotPair.length; s++) {
      const pair = state.slotPair[s]!;
      if (pair === EMPTY) continue;
      const weight = instance.slotWeight[s]!;
      filled++;
      score += weight * instance.pairScore[pair]!;
      for (const k of instance.classQuotas[instance.homeClass[instance.slotHome[s]!]!]!) {
        gradient[k]! -= weight * instance.quotas[k]!.share;
      }
      const cell = instance.pairCell[pair]!;
      for (let i = instance.cellStart[cell]!; i < instance.cellStart[cell + 1]!; i++) {
        gradient[instance.cellQuotas[i]!]! += weight;
      }
    }
    return { cut: { constant: score + filled * instance.slotReward, gradient, weight: 0 }, score };
  }
}
