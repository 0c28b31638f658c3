/** What the local search reads, and what it keeps from one look to the next. */
import type { TopLists } from './dual-lists.ts';
import { type FreeCandidates, noneKnown, REPLACEMENTS } from './plain-free.ts';
import { type PricedPoints, pricedPoints } from './plain-priced.ts';
import { type Draft, draftFor, type PlainState } from './plain-state.ts';
import { EMPTY } from './plan.ts';

/** What the assignment at the same prices knows: candidates by home, and prices that estimate a change's loss. */
export type SearchGround = {
  lists: TopLists;
  applicantPrices: Float64Array;
  /** Net value of each slot's best option. */
  slotProfit: Float64Array;
};

/** A change of one home's list, or of two. */
export type Move = {
  home: number;
  without: number;
  extra: number;
  /** The home that loses `leaving` to the first, −1 where none does, and who comes there instead. */
  from: number;
  leaving: number;
  entering: number;
};

export type Scratch = {
  first: Draft;
  second: Draft;
  /** The best move of the home so far, and its gain. */
  move: Move;
  gain: number;
  points: PricedPoints;
  free: FreeCandidates;
  /** Who may come to the home that loses somebody: the displaced applicant, free ones, nobody; and what each changes. */
  entering: Int32Array;
  enteringChange: Float64Array;
};

export function newScratch(state: PlainState): Scratch {
  const { instance, prices } = state;
  return {
    first: draftFor(instance),
    second: draftFor(instance),
    move: { home: 0, without: EMPTY, extra: EMPTY, from: -1, leaving: EMPTY, entering: EMPTY },
    gain: 0,
    points: pricedPoints(instance, prices),
    free: noneKnown(instance),
    entering: new Int32Array(REPLACEMENTS + 2),
    enteringChange: new Float64Array(REPLACEMENTS + 2),
  };
}

/** Keeps what was weighed last where it gains more than the best move so far and loses no more than is allowed. */
export function keepIfBetter(
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
