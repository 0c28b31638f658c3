/**
 * A plan under change: shortlists always in the order of points, the quotas' needs kept up to date, and the exact
 * effect of giving homes other lists. All searches of the plain engine move on this state.
 */
import type { Instance } from './instance.ts';
import { EMPTY } from './plan.ts';

/** The list a home might get: pairs by rank, EMPTY at the tail. */
export type Draft = { home: number; pairs: Int32Array };

export type PlainState = {
  instance: Instance;
  slots: Int32Array;
  /** score + published bonus of each cell's bonus: points of pair p are pairScore[p] + bonus[pairCell[p]]. */
  bonus: Float64Array;
  /** Quota prices that say what a change of a quota's need costs while searching. */
  prices: Float64Array;
  /** Lists that each applicant stands on, and the home where it is first (−1: nowhere). */
  lists: Int32Array;
  firstHome: Int32Array;
  /** A slot that each applicant holds, or EMPTY: the only one where each has one list. */
  slotOf: Int32Array;
  /** What each quota needs with this plan: positive is missing. */
  need: Float64Array;
  /** 1 for pinned pairs, and the rank (from 0) where it is fixed, −1 otherwise, of those. */
  pinned: ReadonlyMap<number, number>;
  /** Entries that a home must keep so that no pinned rank stands above a hole. */
  leastEntries: Int32Array;
  change: Float64Array;
  touched: Int32Array;
  touchedCount: number;
  /** Value, and value less the priced change of needs, of the last `weigh`. */
  gain: number;
  pricedGain: number;
};

export function newPlainState(instance: Instance, bonus: Float64Array, prices: Float64Array): PlainState {
  const applicants = instance.applicantIds.length;
  const leastEntries = new Int32Array(instance.homeIds.length);
  for (const { pair, rank } of instance.pins) {
    const home = instance.pairHome[pair]!;
    leastEntries[home] = Math.max(leastEntries[home]!, rank);
  }
  return {
    instance,
    slots: new Int32Array(instance.slotHome.length).fill(EMPTY),
    bonus,
    prices,
    lists: new Int32Array(applicants),
    firstHome: new Int32Array(applicants).fill(-1),
    slotOf: new Int32Array(applicants).fill(EMPTY),
    need: Float64Array.from(instance.quotas, (quota) => quota.constant),
    pinned: new Map(instance.pins.map(({ pair, rank }) => [pair, rank - 1])),
    leastEntries,
    change: new Float64Array(instance.quotas.length),
    touched: new Int32Array(instance.quotas.length),
    touchedCount: 0,
    gain: 0,
    pricedGain: 0,
  };
}

export function draftFor(instance: Instance): Draft {
  let longest = 0;
  for (let h = 0; h < instance.homeIds.length; h++) {
    longest = Math.max(longest, instance.slotStart[h + 1]! - instance.slotStart[h]!);
  }
  return { home: 0, pairs: new Int32Array(longest) };
}

/** True where p stands before q by points, then by the published order. */
export function standsBefore(state: PlainState, p: number, q: number): boolean {
  const { pairScore, pairCell, pairApplicant, tieRank } = state.instance;
  const difference = pairScore[p]! + state.bonus[pairCell[p]!]! - pairScore[q]! - state.bonus[pairCell[q]!]!;
  if (difference !== 0) return difference > 0;
  return tieRank[pairApplicant[p]!]! < tieRank[pairApplicant[q]!]!;
}

/**
 * Drafts the home's list without the pair `without` and with the pair `extra` (EMPTY: none). False where the list
 * cannot be: too long, a pinned rank above a hole, or somebody first in two homes.
 */
export function draft(state: PlainState, into: Draft, home: number, without: number, extra: number): boolean {
  const { instance, slots } = state;
  const from = instance.slotStart[home]!;
  const length = instance.slotStart[home + 1]! - from;
  const { pairs } = into;
  into.home = home;
  let count = 0;
  let waiting = extra;
  for (let r = 0; r < length; r++) {
    const pair = slots[from + r]!;
    if (pair === EMPTY) break;
    if (pair === without) continue;
    if (waiting !== EMPTY && standsBefore(state, waiting, pair)) {
      if (count === length) return false;
      pairs[count++] = waiting;
      waiting = EMPTY;
    }
    if (count === length) return false;
    pairs[count++] = pair;
  }
  if (waiting !== EMPTY) {
    if (count === length) return false;
    pairs[count++] = waiting;
  }
  for (let r = count; r < length; r++) pairs[r] = EMPTY;
  if (state.leastEntries[home]! > 0) {
    if (count < state.leastEntries[home]!) return false;
    placePins(state, pairs, count);
  }
  return count === 0 || mayBeFirst(state, home, pairs[0]!);
}

/** Entries with a fixed rank go there; the others keep their order around them. */
function placePins(state: PlainState, pairs: Int32Array, count: number): void {
  const others: number[] = [];
  const fixed = new Map<number, number>();
  for (let r = 0; r < count; r++) {
    const rank = state.pinned.get(pairs[r]!) ?? -1;
    if (rank >= 0) fixed.set(rank, pairs[r]!);
    else others.push(pairs[r]!);
  }
  // Moving pinned entries must not leave the others out of the order of points.
  const pinnedAnywhere = others.filter((pair) => state.pinned.has(pair));
  const inOrder = others.filter((pair) => !state.pinned.has(pair));
  inOrder.sort((p, q) => (standsBefore(state, p, q) ? -1 : 1));
  for (const pair of pinnedAnywhere) {
    const at = inOrder.findIndex((other) => standsBefore(state, pair, other));
    inOrder.splice(at < 0 ? inOrder.length : at, 0, pair);
  }
  let next = 0;
  for (let r = 0; r < count; r++) pairs[r] = fixed.get(r) ?? inOrder[next++]!;
}

function mayBeFirst(state: PlainState, home: number, pair: number): boolean {
  if (state.instance.maxLists === 1) return true;
  const at = state.firstHome[state.instance.pairApplicant[pair]!]!;
  return at === -1 || at === home;
}

/** Computes `gain` and `pricedGain` of giving the homes of the drafts (different ones) these lists. */
export function weigh(state: PlainState, first: Draft, second?: Draft): void {
  state.touchedCount = 0;
  let value = addChange(state, first);
  if (second) value += addChange(state, second);
  let gain = value;
  let priced = value;
  const { quotas } = state.instance;
  for (let i = 0; i < state.touchedCount; i++) {
    const k = state.touched[i]!;
    const before = state.need[k]!;
    const after = before + state.change[k]!;
    gain -= quotas[k]!.penalty * (Math.max(0, after) - Math.max(0, before));
    priced -= state.prices[k]! * state.change[k]!;
    state.change[k] = 0;
  }
  state.gain = gain;
  state.pricedGain = priced;
}

function addChange(state: PlainState, { home, pairs }: Draft): number {
  const { instance, slots } = state;
  const { slotStart, slotWeight, pairScore, pairCell } = instance;
  const from = slotStart[home]!;
  let value = 0;
  for (let s = from; s < slotStart[home + 1]!; s++) {
    const old = slots[s]!;
    const fresh = pairs[s - from]!;
    if (old === fresh) continue;
    const weight = slotWeight[s]!;
    if (old !== EMPTY) {
      value -= weight * pairScore[old]!;
      addCell(state, pairCell[old]!, weight);
    }
    if (fresh !== EMPTY) {
      value += weight * pairScore[fresh]!;
      addCell(state, pairCell[fresh]!, -weight);
    }
    if (old === EMPTY) value += fill(state, home, weight);
    else if (fresh === EMPTY) value -= fill(state, home, -weight);
  }
  return value;
}

function addCell(state: PlainState, cell: number, weight: number): void {
  const { cellStart, cellQuotas } = state.instance;
  for (let i = cellStart[cell]!; i < cellStart[cell + 1]!; i++) touch(state, cellQuotas[i]!, weight);
}

/** A slot filled (or emptied, by a negative weight) raises (lowers) the need of the home's shares. */
function fill(state: PlainState, home: number, weight: number): number {
  const { classQuotas, homeClass, quotas, slotReward } = state.instance;
  for (const k of classQuotas[homeClass[home]!]!) {
    if (quotas[k]!.isShare) touch(state, k, quotas[k]!.share * weight);
  }
  return slotReward;
}

function touch(state: PlainState, quota: number, amount: number): void {
  const { change, touched } = state;
  // A change that cancels out to exactly zero may be listed twice; the second time it weighs nothing.
  if (change[quota] === 0 && !isTouched(state, quota)) touched[state.touchedCount++] = quota;
  change[quota]! += amount;
}

function isTouched(state: PlainState, quota: number): boolean {
  for (let i = 0; i < state.touchedCount; i++) if (state.touched[i] === quota) return true;
  return false;
}

/** Gives the homes of the drafts these lists. */
export function apply(state: PlainState, first: Draft, second?: Draft): void {
  state.touchedCount = 0;
  addChange(state, first);
  if (second) addChange(state, second);
  for (let i = 0; i < state.touchedCount; i++) {
    const k = state.touched[i]!;
    state.need[k]! += state.change[k]!;
    state.change[k] = 0;
  }
  leave(state, first.home);
  if (second) leave(state, second.home);
  enter(state, first);
  if (second) enter(state, second);
}

function leave(state: PlainState, home: number): void {
  const { slotStart, pairApplicant } = state.instance;
  for (let s = slotStart[home]!; s < slotStart[home + 1]!; s++) {
    const pair = state.slots[s]!;
    if (pair === EMPTY) break;
    const applicant = pairApplicant[pair]!;
    state.lists[applicant]!--;
    state.slotOf[applicant] = EMPTY;
    if (state.firstHome[applicant] === home) state.firstHome[applicant] = -1;
    state.slots[s] = EMPTY;
  }
}

function enter(state: PlainState, { home, pairs }: Draft): void {
  const { slotStart, pairApplicant } = state.instance;
  const from = slotStart[home]!;
  for (let s = from; s < slotStart[home + 1]!; s++) {
    const pair = pairs[s - from]!;
    if (pair === EMPTY) break;
    const applicant = pairApplicant[pair]!;
    state.slots[s] = pair;
    state.lists[applicant]!++;
    state.slotOf[applicant] = s;
    if (s === from) state.firstHome[applicant] = home;
  }
}
