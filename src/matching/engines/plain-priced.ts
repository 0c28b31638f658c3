/**
 * What other lists change at the quota prices, home by home: no need is counted, so that it takes a fraction of weighing
 * them, and it is enough to see that a change loses too much.
 */
import type { Instance } from './instance.ts';
import type { Draft, PlainState } from './plain-state.ts';
import { EMPTY, rawBonuses } from './plan.ts';

/** What the prices add to a score, by cell, and take from whoever is listed, by home class. */
export type PricedPoints = { ofCell: Float64Array; ofClass: Float64Array };

/** Sums made in another order than `weigh` makes them differ by far less than this. */
export const pricedMargin = 1e-3;

export function pricedPoints(instance: Instance, prices: Float64Array): PricedPoints {
  const ofClass = Float64Array.from(instance.classQuotas, (quotas) => {
    let cost = 0;
    for (const k of quotas) if (instance.quotas[k]!.isShare) cost += instance.quotas[k]!.share * prices[k]!;
    return -cost;
  });
  return { ofCell: rawBonuses(instance, prices), ofClass };
}

/** The part of `pricedGain` that giving the draft's home its list brings, within `pricedMargin`. */
export function pricedChange(state: PlainState, points: PricedPoints, { home, pairs }: Draft): number {
  const { instance, slots } = state;
  const { slotStart, slotWeight, slotReward, pairScore, pairCell } = instance;
  const from = slotStart[home]!;
  const shared = points.ofClass[instance.homeClass[home]!]!;
  let change = 0;
  for (let s = from; s < slotStart[home + 1]!; s++) {
    const old = slots[s]!;
    const fresh = pairs[s - from]!;
    if (old === fresh) continue;
    const weight = slotWeight[s]!;
    if (old !== EMPTY)
      change -= slotReward + weight * (pairScore[old]! + points.ofCell[pairCell[old]!]! + shared);
    if (fresh !== EMPTY)
      change += slotReward + weight * (pairScore[fresh]! + points.ofCell[pairCell[fresh]!]! + shared);
  }
  return change;
}
