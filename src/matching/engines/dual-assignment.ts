/**
 * The assignment of applicants to places at fixed quota prices, with its dual prices: a forward auction from zero
 * prices with a budget of bids, then shortest augmenting paths for the places still without anybody.
 * Starting prices at zero and never lowering them keeps the price of whoever is free at zero, which optimality needs.
 * A large instance goes by phases instead (dual-phases.ts).
 */
import { augment } from './dual-augment.ts';
import { bidAll, clearPlaces, SearchStopped } from './dual-bidding.ts';
import { refreshLists } from './dual-lists.ts';
import { assignByPhases } from './dual-phases.ts';
import type { Assignment } from './dual-state.ts';

export type AssignmentOptions = {
  /** Least raise of a bid, in score units: the assignment is optimal within slots × epsilon. */
  epsilon: number;
  /** Bids allowed before the paths take over, as a multiple of the number of slots. */
  bidBudget: number;
  /** Least raise of the first phase, for a large instance; absent: one auction, and paths. */
  firstEpsilon?: number | undefined;
  shouldStop: () => boolean;
};

/** Solves the assignment at the quota prices from scratch; throws SearchStopped where the caller asks to stop. */
export function assign(state: Assignment, prices: Float64Array, options: AssignmentOptions): void {
  const { epsilon, bidBudget, firstEpsilon, shouldStop } = options;
  refreshLists(state.instance, state.lists, state.rows, prices);
  state.seatPrice.fill(0);
  state.cheapPrice.fill(0);
  clearPlaces(state);
  if (firstEpsilon !== undefined && state.instance.maxLists === 1) {
    assignByPhases(state, Math.max(epsilon, firstEpsilon), epsilon, shouldStop);
    return;
  }
  if (state.instance.maxLists > 1) {
    for (let a = 0; a < state.cheapSeat.length; a++) state.cheapSeat[a] = a * state.instance.maxLists;
  }
  const waiting = bidAll(state, epsilon, bidBudget * state.slotSeat.length, shouldStop);
  for (let i = 0; i < waiting.length; i++) {
    if (i % 256 === 0 && shouldStop()) throw new SearchStopped();
    augment(state, waiting[i]!);
  }
}
