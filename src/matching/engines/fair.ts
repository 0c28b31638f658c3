/**
 * The fair engine: quota prices from the dual, places by deferred acceptance at those prices, then a search of the
 * prices on the true value of the plan. No plan that it looks at has justified envy, save where a pin imposes one.
 */
import { type DualOptions, type DualResult, solveDual } from './dual.ts';
import { SearchStopped } from './dual-assignment.ts';
import { createAcceptance } from './fair-acceptance.ts';
import { acceptWithPins } from './fair-pins.ts';
import type { TieRule } from './fair-preferences.ts';
import { type PriceTrial, searchPrices } from './fair-prices.ts';
import type { Instance } from './instance.ts';
import { dualPreset } from './plain.ts';
import { evaluatePlan, publishedBonuses, rawBonuses, roundPrices } from './plan.ts';

export type FairOptions = {
  shouldStop?: () => boolean;
  onProgress?: (share: number, step: string) => void;
  dual?: DualOptions;
};

export type FairPlan = {
  slots: Int32Array;
  /** Published: whole multiples of the price unit. */
  prices: Float64Array;
  value: number;
};

/** The dual of the fair engine, in the first part of its progress. Throws SearchStopped where it is stopped. */
export function dualForFair(instance: Instance, options: FairOptions): DualResult {
  return solveDual(instance, {
    ...dualPreset(instance),
    ...options.dual,
    shouldStop: options.shouldStop ?? (() => false),
    onEvaluation: (evaluations) => options.onProgress?.((0.5 * evaluations) / (evaluations + 10), 'bound'),
  });
}

/** The fair plan at given prices, rounded to the price unit: one acceptance, no search. */
export function fairPlanAt(instance: Instance, prices: Float64Array, dual?: DualResult): FairPlan {
  const rounded = roundPrices(instance, prices);
  const acceptance = createAcceptance(instance, dual && tieRuleOf(instance, dual));
  const slots = acceptWithPins(acceptance, publishedBonuses(instance, rounded)).slice();
  return { slots, prices: rounded, value: evaluatePlan(instance, slots).value };
}

/** The best fair plan that the price search finds from the dual prices. Throws SearchStopped where it is stopped. */
export function solveFair(instance: Instance, dual: DualResult, options: FairOptions = {}): FairPlan {
  const ties = [tieRuleOf(instance, dual), undefined];
  const budget = searchBudget(instance);
  const plans = (budget > 500 ? ties : ties.slice(0, 1)).map((tie, turn, tried) =>
    searchFrom(instance, dual, tie, {
      ...options,
      budget: budget / tried.length,
      onProgress: (share, step) => options.onProgress?.(0.5 + (0.5 * (turn + share)) / tried.length, step),
    }),
  );
  return plans.reduce((best, plan) => (plan.value > best.value ? plan : best));
}

function searchFrom(
  instance: Instance,
  dual: DualResult,
  tie: TieRule | undefined,
  options: FairOptions & { budget: number },
): FairPlan {
  const acceptance = createAcceptance(instance, tie);
  const { priceUnit } = instance;
  const pricesOf = (units: Int32Array) => Float64Array.from(units, (count) => count * priceUnit);
  const accept = (units: Int32Array) =>
    acceptWithPins(acceptance, publishedBonuses(instance, pricesOf(units)));
  const start = Int32Array.from(roundPrices(instance, dual.prices), (price) => Math.round(price / priceUnit));
  const units = searchPrices(
    {
      budget: options.budget,
      mostUnits: Int32Array.from(instance.quotas, (quota) => Math.floor(quota.penalty / priceUnit)),
      unitsPerLease: unitsPerLease(instance),
      evaluate: (trial) => {
        if (options.shouldStop?.()) throw new SearchStopped();
        return judge(instance, accept(trial));
      },
      onProgress: (share) => options.onProgress?.(share, 'prices'),
    },
    [start, new Int32Array(start.length)],
  );
  const slots = accept(units).slice();
  return { slots, prices: pricesOf(units), value: evaluatePlan(instance, slots).value };
}

function judge(instance: Instance, slots: Int32Array): PriceTrial {
  const { value, quotas } = evaluatePlan(instance, slots);
  const need = Float64Array.from(
    instance.quotas,
    ({ share, isShare, constant, signedTotal, signedInGroup }, k) => {
      const { expectedTotal, expectedInGroup } = quotas[k]!;
      const total = isShare ? share * (expectedTotal - signedTotal) : 0;
      return constant + total - (expectedInGroup - signedInGroup);
    },
  );
  return { value, need };
}

/** Evaluations that a size can afford: thousands for a session, some dozens for a whole region. */
function searchBudget(instance: Instance): number {
  const work = instance.slotHome.length + instance.pairHome.length / 100;
  return Math.min(3_000, Math.max(20, Math.round(1_000_000 / work)));
}

/** A price that moves by the spread of scores moves all leases of a quota: what one lease is then worth. */
function unitsPerLease(instance: Instance): Float64Array {
  const leases = new Float64Array(instance.quotas.length);
  for (let slot = 0; slot < instance.slotHome.length; slot++) {
    for (const k of instance.classQuotas[instance.homeClass[instance.slotHome[slot]!]!]!)
      leases[k]! += instance.slotWeight[slot]!;
  }
  const spread = spreadOfScores(instance) / instance.priceUnit;
  return leases.map((count) => spread / Math.max(0.5, count));
}

function spreadOfScores({ pairScore }: Instance): number {
  let sum = 0;
  for (const score of pairScore) sum += score;
  const mean = sum / Math.max(1, pairScore.length);
  let deviation = 0;
  for (const score of pairScore) deviation += Math.abs(score - mean);
  return Math.max(1, deviation / Math.max(1, pairScore.length));
}

/** Between places that an applicant wants equally, the one that loses the least at the dual prices. */
function tieRuleOf(instance: Instance, dual: DualResult): TieRule {
  const cellPoints = rawBonuses(instance, dual.prices);
  const placePrice = new Float64Array(instance.slotHome.length);
  const { pairStart, pairScore, pairCell, pairApplicant, slotStart, slotWeight } = instance;
  for (let home = 0; home < instance.homeIds.length; home++) {
    for (let pair = pairStart[home]!; pair < pairStart[home + 1]!; pair++) {
      const points = pairScore[pair]! + cellPoints[pairCell[pair]!]!;
      const price = dual.applicantPrices[pairApplicant[pair]!]!;
      for (let slot = slotStart[home]!; slot < slotStart[home + 1]!; slot++) {
        placePrice[slot] = Math.max(placePrice[slot]!, slotWeight[slot]! * points - price);
      }
    }
  }
  return { placePrice, cellPoints };
}
