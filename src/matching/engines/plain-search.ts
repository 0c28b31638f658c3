/**
 * Local search on the true value: replace an entry by a free candidate, or by one of another home that gets a
 * replacement in turn. The loss at quota prices that a change may cause rises step by step, so that a missed quota is
 * repaired where that is cheapest.
 */
import { SearchStopped } from './dual-bidding.ts';
import type { TopLists } from './dual-lists.ts';
import { pairOf } from './instance.ts';
import { isListed } from './plain-start.ts';
import { apply, type Draft, draft, draftFor, type PlainState, standsBefore, weigh } from './plain-state.ts';
import { EMPTY } from './plan.ts';

/** What the assignment at the same prices knows: candidates by home, and prices that estimate a change's loss. */
export type SearchGround = {
  lists: TopLists;
  applicantPrices: Float64Array;
  /** Net value of each slot's best option. */
  slotProfit: Float64Array;
};

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

/** Free candidates tried as a replacement where somebody is taken from another home. */
const REPLACEMENTS = 2;

type Move = { home: number; without: number; extra: number; from: number; leaving: number; entering: number };

type Scratch = { first: Draft; second: Draft; move: Move; gain: number };

/** Improves the plan; gives the sum of gains. Throws SearchStopped where `shouldStop` says so. */
export function improve(state: PlainState, ground: SearchGround, limits: SearchLimits): number {
  const scratch: Scratch = {
    first: draftFor(state.instance),
    second: draftFor(state.instance),
    move: { home: 0, without: EMPTY, extra: EMPTY, from: -1, leaving: EMPTY, entering: EMPTY },
    gain: 0,
  };
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
    const slot = landingSlot(state, home, pair);
    if (slot < 0) continue;
    const applicant = instance.pairApplicant[pair]!;
    const worth = instance.slotReward + instance.slotWeight[slot]! * (lists.adjusted[at]! + constant);
    if (ground.slotProfit[slot]! - worth + ground.applicantPrices[applicant]! > threshold) continue;
    if (state.lists[applicant]! < instance.maxLists) tryEntries(state, home, pair, threshold, scratch);
    else if (instance.maxLists === 1) tryTaking(state, ground, home, pair, threshold, scratch);
  }
  // An entry that costs more in shares than it brings may leave the tail of the list.
  tryEntries(state, home, EMPTY, threshold, scratch);
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

function keepIfBetter(
  state: PlainState,
  threshold: number,
  scratch: Scratch,
  home: number,
  without: number,
  extra: number,
  from: number,
  leaving: number,
  entering: number,
): void {
  if (state.gain <= scratch.gain || -state.pricedGain > threshold) return;
  scratch.gain = state.gain;
  Object.assign(scratch.move, { home, without, extra, from, leaving, entering });
}

/** Takes the candidate from the home that has it, which gets the displaced one, a free one, or nobody. */
function tryTaking(
  state: PlainState,
  ground: SearchGround,
  home: number,
  pair: number,
  threshold: number,
  scratch: Scratch,
): void {
  const { instance } = state;
  const held = state.slotOf[instance.pairApplicant[pair]!]!;
  const from = instance.slotHome[held]!;
  const leaving = state.slots[held]!;
  if (from === home || state.pinned.has(leaving)) return;
  for (let s = instance.slotStart[home]!; s < instance.slotStart[home + 1]!; s++) {
    const without = state.slots[s]!;
    if (without !== EMPTY && state.pinned.has(without)) continue;
    if (!draft(state, scratch.first, home, without, pair)) continue;
    const attempt = (entering: number): void => {
      if (!draft(state, scratch.second, from, leaving, entering)) return;
      weigh(state, scratch.first, scratch.second);
      keepIfBetter(state, threshold, scratch, home, without, pair, from, leaving, entering);
    };
    if (without !== EMPTY) {
      const swapped = pairOf(instance, from, instance.pairApplicant[without]!);
      if (swapped >= 0) attempt(swapped);
    }
    forEachFree(state, ground.lists, from, REPLACEMENTS, attempt);
    attempt(EMPTY);
    if (without === EMPTY) return;
  }
}

/** Visits the first free candidates of the home that are not on its list. */
export function forEachFree(
  state: PlainState,
  lists: TopLists,
  home: number,
  count: number,
  visit: (pair: number) => void,
): void {
  const end = home * lists.size + lists.count[home]!;
  let left = count;
  for (let at = home * lists.size; at < end && left > 0; at++) {
    const pair = lists.pairs[at]!;
    if (state.lists[state.instance.pairApplicant[pair]!]! >= state.instance.maxLists) continue;
    if (isListed(state, pair)) continue;
    visit(pair);
    left--;
  }
}
