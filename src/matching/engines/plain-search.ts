/**
 * Local search on the true value: replace an entry by a free candidate, or by one of another home that gets a
 * replacement in turn. The loss at quota prices that a change may cause rises step by step, so that a missed quota is
 * repaired where that is cheapest.
 */
import { SearchStopped } from './dual-bidding.ts';
import type { Instance } from './instance.ts';
import { forgetFree } from './plain-free.ts';
import { keepIfBetter, newScratch, type Scratch, type SearchGround } from './plain-scratch.ts';
import { apply, draft, type PlainState, standsBefore, weigh } from './plain-state.ts';
import { tryTaking } from './plain-taking.ts';
import { EMPTY } from './plan.ts';

export type SearchLimits = {
  /** Losses allowed, rising. */
  thresholds: readonly number[];
  passes: number;
  /** Thresholds in a row without gain after which the search ends. */
  idleThresholds: number;
  /** Gains below this do not count. */
  leastGain: number;
  shouldStop: () => boolean;
  /** Asked after each pass: stops where the plan is good enough. */
  isGoodEnough: (state: PlainState) => boolean;
};

/** Improves the plan; gives the sum of gains. Throws SearchStopped where `shouldStop` says so. */
export function improve(state: PlainState, ground: SearchGround, limits: SearchLimits): number {
  const scratch = newScratch(state);
  let total = 0;
  let idleThresholds = 0;
  for (const threshold of limits.thresholds) {
    let gainedHere = 0;
    for (let pass = 0; pass < limits.passes; pass++) {
      let gained = 0;
      for (let home = 0; home < state.leastEntries.length; home++) {
        if (home % 64 === 0 && limits.shouldStop()) throw new SearchStopped();
        gained += improveHome(state, ground, home, threshold, limits.leastGain, scratch);
      }
      total += gained;
      gainedHere += gained;
      if (limits.isGoodEnough(state)) return total;
      if (gained <= 0) break;
    }
    idleThresholds = gainedHere > 0 ? 0 : idleThresholds + 1;
    if (idleThresholds >= limits.idleThresholds) break;
  }
  return total;
}

function improveHome(
  state: PlainState,
  ground: SearchGround,
  home: number,
  threshold: number,
  leastGain: number,
  scratch: Scratch,
): number {
  let total = 0;
  // A home rarely changes more than its length; the limit only guards against gains of rounding.
  for (let change = 0; change < 16; change++) {
    scratch.gain = leastGain;
    findMove(state, ground, home, threshold, scratch);
    if (scratch.gain <= leastGain) break;
    const { move } = scratch;
    draft(state, scratch.first, move.home, move.without, move.extra);
    if (move.from >= 0) draft(state, scratch.second, move.from, move.leaving, move.entering);
    apply(state, scratch.first, move.from >= 0 ? scratch.second : undefined);
    for (const pair of [move.without, move.extra, move.leaving, move.entering])
      forgetFree(state.instance, scratch.free, pair);
    total += scratch.gain;
  }
  return total;
}

function findMove(
  state: PlainState,
  ground: SearchGround,
  home: number,
  threshold: number,
  scratch: Scratch,
): void {
  const { instance } = state;
  const { lists } = ground;
  const constant = lists.classConstant[instance.homeClass[home]!]!;
  const end = home * lists.size + lists.count[home]!;
  for (let at = home * lists.size; at < end; at++) {
    const pair = lists.pairs[at]!;
    const points = lists.adjusted[at]! + constant;
    const applicant = instance.pairApplicant[pair]!;
    const price = ground.applicantPrices[applicant]!;
    const least = leastLoss(instance, ground, home, points);
    // Points fall along the list and no price is negative: nobody further down loses less.
    if (least > threshold) break;
    if (least + price > threshold) continue;
    const slot = landingSlot(state, home, pair);
    if (slot < 0 || lossAt(instance, ground, slot, points) + price > threshold) continue;
    if (state.lists[applicant]! < instance.maxLists) tryEntries(state, home, pair, threshold, scratch);
    else if (instance.maxLists === 1) tryTaking(state, ground, home, pair, threshold, scratch);
  }
  // An entry that costs more in shares than it brings may leave the tail of the list.
  tryEntries(state, home, EMPTY, threshold, scratch);
}

/** What a slot loses by a candidate of such points, before the candidate's price. */
function lossAt(
  { slotReward, slotWeight }: Instance,
  ground: SearchGround,
  slot: number,
  points: number,
): number {
  return ground.slotProfit[slot]! - (slotReward + slotWeight[slot]! * points);
}

/** The same at the slot of the home that loses least. */
function leastLoss(instance: Instance, ground: SearchGround, home: number, points: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let slot = instance.slotStart[home]!; slot < instance.slotStart[home + 1]!; slot++) {
    const loss = lossAt(instance, ground, slot, points);
    if (loss < least) least = loss;
  }
  return least;
}

/** The slot where the pair would stand by points, the last one where it would come after all; −1 where it is listed. */
function landingSlot(state: PlainState, home: number, pair: number): number {
  const { slotStart } = state.instance;
  const end = slotStart[home + 1]!;
  let landing = -1;
  for (let s = slotStart[home]!; s < end; s++) {
    const other = state.slots[s]!;
    if (other === pair) return -1;
    if (landing < 0 && (other === EMPTY || standsBefore(state, pair, other))) landing = s;
  }
  return landing < 0 ? end - 1 : landing;
}

function tryEntries(
  state: PlainState,
  home: number,
  extra: number,
  threshold: number,
  scratch: Scratch,
): void {
  const { slotStart } = state.instance;
  for (let s = slotStart[home]!; s < slotStart[home + 1]!; s++) {
    const without = state.slots[s]!;
    if (without === EMPTY ? extra === EMPTY : state.pinned.has(without)) continue;
    if (draft(state, scratch.first, home, without, extra)) {
      weigh(state, scratch.first);
      keepIfBetter(state, threshold, scratch, home, without, extra, -1, EMPTY, EMPTY);
    }
    if (without === EMPTY) return;
  }
}
