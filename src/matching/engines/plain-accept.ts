/**
 * Deterministic threshold accepting: small random changes are kept while they lose less than a threshold that falls
 * to zero, and the best plan seen is given back. The draws come from a fixed seed and the effort is a count of moves.
 */
import { SearchStopped } from './dual-bidding.ts';
import { pairOf } from './instance.ts';
import { forEachFree } from './plain-free.ts';
import type { SearchGround } from './plain-scratch.ts';
import { isListed } from './plain-start.ts';
import { apply, type Draft, draft, draftFor, type PlainState, weigh } from './plain-state.ts';
import { EMPTY } from './plan.ts';

export type AcceptLimits = {
  moves: number;
  /** The greatest loss accepted at the start, in units of value. */
  startThreshold: number;
  shouldStop: () => boolean;
};

/** Changes the plan to the best one seen; gives its gain. Throws SearchStopped where `shouldStop` says so. */
export function acceptThresholds(state: PlainState, ground: SearchGround, limits: AcceptLimits): number {
  const draw = seededDraws(0x9e3779b9);
  const first = draftFor(state.instance);
  const second = draftFor(state.instance);
  let best = state.slots.slice();
  let gain = 0;
  let bestGain = 0;
  let bestIsCurrent = true;
  for (let move = 0; move < limits.moves; move++) {
    if (move % 4096 === 0 && limits.shouldStop()) throw new SearchStopped();
    const threshold = limits.startThreshold * (1 - move / limits.moves);
    const drafts = drawMove(state, ground, draw, first, second);
    if (drafts === 0) continue;
    weigh(state, first, drafts === 2 ? second : undefined);
    if (state.gain < -threshold) continue;
    // The best plan is copied only when it is about to be left.
    if (bestIsCurrent && state.gain < 0) {
      best = state.slots.slice();
      bestIsCurrent = false;
    }
    gain += state.gain;
    apply(state, first, drafts === 2 ? second : undefined);
    if (gain > bestGain + 1e-9) {
      bestGain = gain;
      bestIsCurrent = true;
    }
  }
  if (!bestIsCurrent) restore(state, best, first);
  return bestGain;
}

/** Drafts a random change: 0 where the draw is not possible, else the number of homes that change. */
function drawMove(
  state: PlainState,
  ground: SearchGround,
  draw: (below: number) => number,
  first: Draft,
  second: Draft,
): number {
  const { instance } = state;
  const { lists } = ground;
  const slot = draw(instance.slotHome.length);
  const home = instance.slotHome[slot]!;
  const count = lists.count[home]!;
  if (count === 0) return 0;
  // The lesser of two draws: the front of the list matters most.
  const pair = lists.pairs[home * lists.size + Math.min(draw(count), draw(count))]!;
  const without = state.slots[slot]!;
  if (isListed(state, pair) || (without !== EMPTY && state.pinned.has(without))) return 0;
  if (!draft(state, first, home, without, pair)) return 0;
  const applicant = instance.pairApplicant[pair]!;
  if (state.lists[applicant]! < instance.maxLists) return 1;
  if (instance.maxLists > 1) return 0;
  const held = state.slotOf[applicant]!;
  const from = instance.slotHome[held]!;
  const leaving = state.slots[held]!;
  if (from === home || state.pinned.has(leaving)) return 0;
  return draft(state, second, from, leaving, drawReplacement(state, ground, draw, from, without)) ? 2 : 0;
}

/** Who comes to the home that loses somebody: the displaced applicant, or one of its first free candidates. */
function drawReplacement(
  state: PlainState,
  ground: SearchGround,
  draw: (below: number) => number,
  home: number,
  displaced: number,
): number {
  const { instance } = state;
  if (displaced !== EMPTY && draw(2) === 0) {
    const swapped = pairOf(instance, home, instance.pairApplicant[displaced]!);
    if (swapped >= 0) return swapped;
  }
  let chosen = EMPTY;
  forEachFree(state, ground.lists, home, 1 + draw(4), (pair) => {
    chosen = pair;
  });
  return chosen;
}

/** Gives every home the list it has in the plan. */
function restore(state: PlainState, slots: Int32Array, into: Draft): void {
  const { slotStart } = state.instance;
  for (const isSecondRound of [false, true]) {
    for (let home = 0; home + 1 < slotStart.length; home++) {
      const list = slots.subarray(slotStart[home]!, slotStart[home + 1]!);
      if (list.every((pair, r) => state.slots[slotStart[home]! + r] === pair)) continue;
      into.home = home;
      // All changed homes are emptied before any is filled, so that nobody is counted twice meanwhile.
      into.pairs.fill(EMPTY);
      if (isSecondRound) into.pairs.set(list);
      apply(state, into);
    }
  }
}

/** Uniform integers below a count from 32-bit integer arithmetic: the same everywhere. */
function seededDraws(seed: number): (below: number) => number {
  let x = seed | 0;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}
