/**
 * Plans: who stands at which rank, what that is worth, and what prices add to scores.
 * A plan is an Int32Array from slot to pair index, −1 where the slot is empty; the pair gives applicant and score.
 */
import type { Solution } from '../problem.ts';
import type { Instance } from './instance.ts';

export const EMPTY = -1;

/** Expected leases of a quota with what was signed before, and what is missing. */
export type QuotaOutcome = { expectedTotal: number; expectedInGroup: number; missing: number };

export type PlanValue = {
  /** Slot rewards + scores − penalties. */
  value: number;
  /** The part Σ score·w_r alone. */
  score: number;
  quotas: readonly QuotaOutcome[];
};

/** The value of a plan and the outcome of each quota (contracts: "value of a plan"). */
export function evaluatePlan(instance: Instance, slots: Int32Array): PlanValue {
  const { quotas, slotHome, slotWeight, homeClass, classQuotas, pairScore } = instance;
  const total = new Float64Array(quotas.length);
  const inGroup = new Float64Array(quotas.length);
  let score = 0;
  let reward = 0;
  for (let s = 0; s < slots.length; s++) {
    const pair = slots[s]!;
    if (pair === EMPTY) continue;
    const weight = slotWeight[s]!;
    score += pairScore[pair]! * weight;
    reward += instance.slotReward;
    for (const k of classQuotas[homeClass[slotHome[s]!]!]!) total[k]! += weight;
    const cell = instance.pairCell[pair]!;
    for (let i = instance.cellStart[cell]!; i < instance.cellStart[cell + 1]!; i++) {
      inGroup[instance.cellQuotas[i]!]! += weight;
    }
  }
  let penalties = 0;
  const outcomes = quotas.map((quota, k): QuotaOutcome => {
    const need = quota.constant + (quota.isShare ? quota.share * total[k]! : 0) - inGroup[k]!;
    const missing = Math.max(0, need);
    penalties += quota.penalty * missing;
    return {
      expectedTotal: quota.signedTotal + total[k]!,
      expectedInGroup: quota.signedInGroup + inGroup[k]!,
      missing,
    };
  });
  return { value: score + reward - penalties, score, quotas: outcomes };
}

/** Prices as they are published: the nearest whole multiples of the price unit within [0, penalty]. */
export function roundPrices(instance: Instance, prices: Float64Array): Float64Array {
  return Float64Array.from(instance.quotas, (quota, k) => {
    const most = Math.floor(quota.penalty / instance.priceUnit);
    const units = Math.round(prices[k]! / instance.priceUnit);
    return Math.min(most, Math.max(0, units)) * instance.priceUnit;
  });
}

/** What the prices add to the score of each cell's pairs, without caps: the bonus of the relaxation. */
export function rawBonuses(instance: Instance, prices: Float64Array): Float64Array {
  const { cellStart, cellQuotas } = instance;
  const bonuses = new Float64Array(instance.cellClass.length);
  for (let c = 0; c < bonuses.length; c++) {
    let sum = 0;
    for (let i = cellStart[c]!; i < cellStart[c + 1]!; i++) sum += prices[cellQuotas[i]!]!;
    bonuses[c] = sum;
  }
  return bonuses;
}

/**
 * The published bonus of each cell's pairs: prices summed, cut class by class at the caps; where caps are given, an
 * applicant with the full bonus has the sum of all caps for every home.
 */
export function publishedBonuses(instance: Instance, prices: Float64Array): Float64Array {
  const { capClasses, cellStart, cellQuotas } = instance;
  if (capClasses.length === 0) return rawBonuses(instance, prices).map(onGrid);
  const allCaps = capClasses.reduce((sum, { cap }) => sum + cap, 0);
  const bonuses = new Float64Array(instance.cellClass.length);
  const byClass = new Float64Array(capClasses.length);
  for (let c = 0; c < bonuses.length; c++) {
    if (instance.cellFullBonus[c] === 1) {
      bonuses[c] = allCaps;
      continue;
    }
    byClass.fill(0);
    let sum = 0;
    for (let i = cellStart[c]!; i < cellStart[c + 1]!; i++) {
      const k = cellQuotas[i]!;
      const capClass = instance.quotas[k]!.capClass;
      if (capClass < 0) sum += prices[k]!;
      else byClass[capClass]! += prices[k]!;
    }
    for (let i = 0; i < byClass.length; i++) sum += Math.min(byClass[i]!, capClasses[i]!.cap);
    bonuses[c] = onGrid(sum);
  }
  return bonuses;
}

/** Sums of prices that are equal on paper stay equal whatever the order of adding: a millionth is the finest grain. */
function onGrid(points: number): number {
  return Math.round(points * 1e6) / 1e6;
}

/** Proof of the bound: any prices in their ranges prove one, whoever found them. */
export type Certificate = {
  prices: Float64Array;
  applicantPrices: Float64Array;
  dualBound: number;
  search: 'none' | 'proved' | 'stopped';
};

/**
 * The solution of the contract from a plan, the published (rounded) prices and the certificate. Lists follow the
 * instance's order; applicants whose price is 0 are left out of the certificate. `provedBound` replaces the dual
 * bound where a finished search proved a smaller one.
 */
export function assembleSolution(
  instance: Instance,
  result: {
    slots: Int32Array;
    prices: Float64Array;
    certificate: Certificate;
    provedBound?: number | undefined;
    justifiedEnvy: number;
    engine: string;
    seconds: number;
  },
): Solution {
  const outcome = evaluatePlan(instance, result.slots);
  const { certificate } = result;
  // Rounding of sums alone may put the last bit of the bound under the value of an optimal plan.
  const bound = Math.max(Math.min(certificate.dualBound, result.provedBound ?? Infinity), outcome.value);
  const gap = (bound - outcome.value) / Math.max(1, outcome.score);
  return {
    value: outcome.value,
    bound,
    gap,
    optimal: gap <= 1e-6,
    justifiedEnvy: result.justifiedEnvy,
    engine: result.engine,
    seconds: result.seconds,
    shortlists: shortlistsOf(instance, result.slots, publishedBonuses(instance, result.prices)),
    quotas: instance.quotas.map(({ id }, k) => ({ id, ...outcome.quotas[k]!, price: result.prices[k]! })),
    unfilled: unfilledOf(instance, result.slots),
    certificate: {
      prices: Object.fromEntries(instance.quotas.map(({ id }, k) => [id, certificate.prices[k]!])),
      applicantPrices: positivePrices(instance, certificate.applicantPrices),
      dualBound: certificate.dualBound,
      search: certificate.search,
    },
  };
}

function shortlistsOf(instance: Instance, slots: Int32Array, bonuses: Float64Array): Solution['shortlists'] {
  const pinned = new Set(instance.pins.map((pin) => pin.pair));
  return instance.homeIds.map((home, h) => {
    const entries: Solution['shortlists'][number]['entries'] = [];
    const from = instance.slotStart[h]!;
    for (let s = from; s < instance.slotStart[h + 1]!; s++) {
      const pair = slots[s]!;
      if (pair === EMPTY) continue;
      entries.push({
        applicant: instance.applicantIds[instance.pairApplicant[pair]!]!,
        rank: s - from + 1,
        score: instance.pairScore[pair]!,
        bonus: bonuses[instance.pairCell[pair]!]!,
        offered: instance.slotOffered[s]!,
        signs: instance.slotWeight[s]!,
        ...(pinned.has(pair) ? { pinned: true } : {}),
      });
    }
    return { home, entries };
  });
}

function unfilledOf(instance: Instance, slots: Int32Array): Solution['unfilled'] {
  return instance.homeIds.flatMap((home, h): Solution['unfilled'] => {
    let empty = 0;
    for (let s = instance.slotStart[h]!; s < instance.slotStart[h + 1]!; s++) if (slots[s] === EMPTY) empty++;
    if (empty === 0) return [];
    const usable = instance.pairStart[h + 1]! - instance.pairStart[h]!;
    const filled = instance.slotStart[h + 1]! - instance.slotStart[h]! - empty;
    // Everybody usable is already there: the bans, where there are any, or else the lack of candidates left it empty.
    const exhausted = usable === filled;
    const reason =
      exhausted && instance.bannedPairs[h]! > 0 ? 'banned' : usable === 0 ? 'no-candidate' : undefined;
    return [{ home, slots: empty, reason: reason ?? 'no-candidate-left' }];
  });
}

function positivePrices(instance: Instance, prices: Float64Array): Record<string, number> {
  const entries: [string, number][] = [];
  for (let a = 0; a < prices.length; a++) {
    if (prices[a]! > 0) entries.push([instance.applicantIds[a]!, prices[a]!]);
  }
  return Object.fromEntries(entries);
}
