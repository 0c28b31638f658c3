/**
 * The best candidates of every home at given quota prices. Inside a home the order is that of score + bonuses; what
 * the home's shares take off is the same for all its candidates. A short list answers nearly every question; whoever
 * is not on it is worth at most `restBound`.
 */
import type { Rows } from './dual-rows.ts';
import type { Instance } from './instance.ts';
import { rawBonuses } from './plan.ts';

/** Candidates kept per home; the rest is read again only when the list cannot decide. */
const LIST_SIZE = 32;

export type TopLists = {
  size: number;
  /** Pairs of home h in falling adjusted score: pairs[h·size] …, `count[h]` of them, and their applicants' rows. */
  pairs: Int32Array;
  rows: Int32Array;
  adjusted: Float64Array;
  count: Int32Array;
  /** No pair outside the list has a greater adjusted score; −Infinity where the list holds the whole home. */
  restBound: Float64Array;
  /** Bonus of each cell, and the greatest bonus that any cell of a home class has. */
  cellBonus: Float64Array;
  classMost: Float64Array;
  /** −Σ share·price over the share quotas of the class: what an expected lease there costs. */
  classConstant: Float64Array;
};

export function emptyLists(instance: Instance, size = LIST_SIZE): TopLists {
  const homes = instance.homeIds.length;
  let longest = 0;
  for (let h = 0; h < homes; h++) {
    longest = Math.max(longest, instance.pairStart[h + 1]! - instance.pairStart[h]!);
  }
  const kept = Math.max(1, Math.min(size, longest));
  return {
    size: kept,
    pairs: new Int32Array(homes * kept),
    rows: new Int32Array(homes * kept),
    adjusted: new Float64Array(homes * kept),
    count: new Int32Array(homes),
    restBound: new Float64Array(homes),
    cellBonus: new Float64Array(instance.cellClass.length),
    classMost: new Float64Array(instance.classQuotas.length),
    classConstant: new Float64Array(instance.classQuotas.length),
  };
}

/** Rebuilds the lists at the quota prices. */
export function refreshLists(instance: Instance, lists: TopLists, rows: Rows, prices: Float64Array): void {
  setBonuses(instance, lists, prices);
  const { pairStart, pairScore, pairCell, pairApplicant, homeClass } = instance;
  const { size, pairs, adjusted, cellBonus } = lists;
  for (let h = 0; h < homeClass.length; h++) {
    const most = lists.classMost[homeClass[h]!]!;
    const base = h * size;
    const end = pairStart[h + 1]!;
    let count = 0;
    let rest = Number.NEGATIVE_INFINITY;
    let p = pairStart[h]!;
    for (; p < end; p++) {
      const score = pairScore[p]!;
      // Scores fall along the home: nobody further can enter a full list.
      if (count === size && score + most <= adjusted[base + size - 1]!) break;
      const value = score + cellBonus[pairCell[p]!]!;
      let at: number;
      if (count < size) at = base + count++;
      else {
        if (value <= adjusted[base + size - 1]!) {
          if (value > rest) rest = value;
          continue;
        }
        at = base + size - 1;
        if (adjusted[at]! > rest) rest = adjusted[at]!;
      }
      while (at > base && adjusted[at - 1]! < value) {
        adjusted[at] = adjusted[at - 1]!;
        pairs[at] = pairs[at - 1]!;
        at--;
      }
      adjusted[at] = value;
      pairs[at] = p;
    }
    if (p < end) rest = Math.max(rest, pairScore[p]! + most);
    for (let at = base; at < base + count; at++) lists.rows[at] = rows.of[pairApplicant[pairs[at]!]!]!;
    lists.count[h] = count;
    lists.restBound[h] = rest;
  }
}

function setBonuses(instance: Instance, lists: TopLists, prices: Float64Array): void {
  lists.cellBonus.set(rawBonuses(instance, prices));
  lists.classMost.fill(Number.NEGATIVE_INFINITY);
  for (let c = 0; c < lists.cellBonus.length; c++) {
    const homeClass = instance.cellClass[c]!;
    if (lists.cellBonus[c]! > lists.classMost[homeClass]!) lists.classMost[homeClass] = lists.cellBonus[c]!;
  }
  for (let c = 0; c < lists.classConstant.length; c++) {
    let sum = 0;
    for (const k of instance.classQuotas[c]!) {
      if (instance.quotas[k]!.isShare) sum += instance.quotas[k]!.share * prices[k]!;
    }
    lists.classConstant[c] = -sum;
  }
}
