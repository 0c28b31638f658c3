/**
 * The fair engine: quota prices from the dual, places by deferred acceptance at those prices, then a search of the
 * prices on the true value of the plan. No plan that it looks at has justified envy, save where a pin imposes one.
 */
import { type DualOptions, type DualResult, solveDual } from './dual.ts';
import { SearchStopped } from './dual-bidding.ts';
import { meanDeviation } from './dual-state.ts';
import type { EngineContext, Spread } from './engine-types.ts';
import { type Acceptance, createAcceptance } from './fair-acceptance.ts';
import { favourApplicants } from './fair-applicants.ts';
import { acceptWithPins } from './fair-pins.ts';
import type { TieRule } from './fair-preferences.ts';
import { type PriceTrial, searchPrices } from './fair-prices.ts';
import { improveTies, plainTies, tieRuleOf } from './fair-ties.ts';
import type { Instance } from './instance.ts';
import { evaluatePlan, publishedBonuses, roundPrices } from './plan.ts';

/** Up to here ties are searched too, and the price search starts twice. */
export const mostHomesOfSession = 60;

export type FairOptions = {
  shouldStop?: () => boolean;
  onProgress?: (share: number, step: string) => void;
  dual?: DualOptions;
  /** Evaluations of one price search without ties, for who solves many sessions in a row; absent: by size. */
  budget?: number;
  spread?: EngineContext['spread'] | undefined;
};

export type FairPlan = {
  slots: Int32Array;
  /** Published: whole multiples of the price unit. */
  prices: Float64Array;
  value: number;
};

/** Pairs above which one evaluation of the bound takes minutes: a whole country, not a metropolis. */
const pairsOfCountry = 10_000_000;

/** Small sizes get the bound to the last point; large ones what their time allows. Each bound is proved all the same. */
function dualPreset({ pairHome }: Instance): DualOptions {
  if (pairHome.length <= 100_000) return { tolerance: 1e-6, epsilonShare: 1e-8 };
  if (pairHome.length <= pairsOfCountry) return { tolerance: 5e-5, epsilonShare: 1e-5 };
  return { tolerance: 5e-4, epsilonShare: 1e-4 };
}

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
  acceptWithPins(acceptance, publishedBonuses(instance, rounded));
  const slots = favourApplicants(acceptance).slice();
  return { slots, prices: rounded, value: evaluatePlan(instance, slots).value };
}

/** The best fair plan that the search finds from the dual prices. Throws SearchStopped where it is stopped. */
export function solveFair(instance: Instance, dual: DualResult, options: FairOptions = {}): FairPlan {
  // Without a price to choose, ties do not depend on scores either: more points then never lower a place.
  if (mostUnits(instance).every((units) => units === 0))
    return fairPlanAt(instance, new Float64Array(instance.quotas.length));
  const budget = options.budget ?? searchBudget(instance);
  const thorough = options.budget === undefined && instance.homeIds.length <= mostHomesOfSession;
  const first = searchFrom(instance, dual, tieRuleOf(instance, dual), {
    ...part(options, budget, 0.5, 0.9),
    thorough,
    spread: thorough ? undefined : options.spread,
  });
  if (!thorough) return first;
  const second = searchFrom(instance, dual, plainTies(instance), {
    ...part(options, budget / 4, 0.9, 1),
    thorough,
  });
  return second.value > first.value ? second : first;
}

/**
 * Most units of each price. None for a quota that no pair is in, since its price could weigh on nobody, and none for one
 * that this session cannot make miss: points for a target that is met whatever happens would be points for nothing.
 */
function mostUnits(instance: Instance): Int32Array {
  const { quotas, priceUnit, cellQuotas } = instance;
  const weighing = new Set(cellQuotas);
  const leases = leasesOfQuotas(instance);
  return Int32Array.from(quotas, ({ penalty, constant, isShare, share }, k) => {
    const mostMissing = constant + (isShare ? share * leases[k]! : 0);
    return weighing.has(k) && mostMissing > 0 ? Math.floor(penalty / priceUnit) : 0;
  });
}

type SearchPart = { budget: number; shouldStop: () => boolean; onProgress: (share: number) => void };

function part(options: FairOptions, budget: number, from: number, to: number): SearchPart {
  return {
    budget,
    shouldStop: options.shouldStop ?? (() => false),
    onProgress: (share) => options.onProgress?.(from + share * (to - from), 'prices'),
  };
}

function searchFrom(
  instance: Instance,
  dual: DualResult,
  tie: TieRule,
  search: SearchPart & { thorough: boolean; spread?: EngineContext['spread'] | undefined },
): FairPlan {
  const { priceUnit } = instance;
  const pricesOf = (units: Int32Array) => Float64Array.from(units, (count) => count * priceUnit);
  const spread = search.spread?.(instance, tie) ?? null;
  // A search that is spread needs the room for the whole at its end only, when that of its parts is free.
  let room: Acceptance | undefined;
  const whole = () => {
    room ??= createAcceptance(instance, tie);
    return room;
  };
  const accept = (units: Int32Array) => {
    if (search.shouldStop()) throw new SearchStopped();
    return acceptWithPins(whole(), publishedBonuses(instance, pricesOf(units)));
  };
  const acceptShared = (units: Int32Array) => {
    if (spread === null) return accept(units);
    if (search.shouldStop()) throw new SearchStopped();
    return spread.placesAt(publishedBonuses(instance, pricesOf(units)));
  };
  const most = mostUnits(instance);
  const start = Int32Array.from(roundPrices(instance, dual.prices), (price, k) =>
    Math.min(most[k]!, Math.round(price / priceUnit)),
  );
  const deviation = Math.max(1, meanDeviation(instance.pairScore));
  const searched = () =>
    searchPrices(
      {
        budget: search.budget,
        mostUnits: most,
        unitsPerLease: unitsPerLease(instance, deviation),
        looseness: 0.05 * deviation,
        evaluate: (trial) => judge(instance, acceptShared(trial)),
        onProgress: search.onProgress,
      },
      [start, new Int32Array(start.length)],
    );
  const units = endingAfter(spread, searched);
  if (search.thorough)
    improveTies(instance, tie, deviation, () => evaluatePlan(instance, accept(units)).value);
  accept(units);
  const slots = favourApplicants(whole()).slice();
  return { slots, prices: pricesOf(units), value: evaluatePlan(instance, slots).value };
}

/** The others are let go whatever becomes of the search. */
function endingAfter<Value>(spread: Spread | null, work: () => Value): Value {
  try {
    return work();
  } finally {
    spread?.end();
  }
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

/** Work (slots and hundreds of pairs, once an evaluation) that an officer waits for, and that a large size is given. */
const workOfSession = 150_000;
const workOfLargeSize = 1_000_000;

/** Evaluations that a size can afford: thousands for a session, some dozens for a whole region. */
function searchBudget(instance: Instance): number {
  const isSession = instance.homeIds.length <= mostHomesOfSession;
  const work = instance.slotHome.length + instance.pairHome.length / 100;
  const affordable = Math.max(26, Math.round((isSession ? workOfSession : workOfLargeSize) / work));
  return Math.min(1_500, 100 * Math.max(1, instance.quotas.length), affordable);
}

/** A price that moves by the spread of scores moves all leases of a quota: what one lease is then worth. */
function unitsPerLease(instance: Instance, spreadOfPoints: number): Float64Array {
  const spread = spreadOfPoints / instance.priceUnit;
  return leasesOfQuotas(instance).map((count) => spread / Math.max(0.5, count));
}

/** Leases that the session can be expected to sign in the homes of each quota, where every place is filled. */
function leasesOfQuotas(instance: Instance): Float64Array {
  const leases = new Float64Array(instance.quotas.length);
  for (let slot = 0; slot < instance.slotHome.length; slot++) {
    for (const k of instance.classQuotas[instance.homeClass[instance.slotHome[slot]!]!]!)
      leases[k]! += instance.slotWeight[slot]!;
  }
  return leases;
}
