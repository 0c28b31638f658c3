/**
 * The assignment of applicants to places at fixed quota prices, with its dual prices: a forward auction from zero
 * prices with a budget of bids, then shortest augmenting paths for the places still without anybody.
 * Starting prices at zero and never lowering them keeps the price of whoever is free at zero, which optimality needs.
 */
import { augment } from './dual-augment.ts';
import { refreshLists } from './dual-lists.ts';
import { type Assignment, bestOption, raise } from './dual-state.ts';
import { EMPTY } from './plan.ts';

export type AssignmentOptions = {
  /** Least raise of a bid, in score units: the assignment is optimal within slots × epsilon. */
  epsilon: number;
  /** Bids allowed before the paths take over, as a multiple of the number of slots. */
  bidBudget: number;
  shouldStop: () => boolean;
};

/** A search that its caller cancelled. */
export class SearchStopped extends Error {
  constructor() {
    super('the search was stopped');
    this.name = 'SearchStopped';
  }
}

const BIDS_BETWEEN_CHECKS = 4096;

/** Solves the assignment at the quota prices from scratch; throws SearchStopped where the caller asks to stop. */
export function assign(state: Assignment, prices: Float64Array, options: AssignmentOptions): void {
  refreshLists(state.instance, state.lists, prices);
  state.seatPrice.fill(0);
  state.cheapPrice.fill(0);
  state.seatOwner.fill(EMPTY);
  state.slotSeat.fill(EMPTY);
  state.slotPair.fill(EMPTY);
  if (state.instance.maxLists > 1) {
    for (let a = 0; a < state.cheapSeat.length; a++) state.cheapSeat[a] = a * state.instance.maxLists;
  }
  const waiting = auction(state, options);
  for (let i = 0; i < waiting.length; i++) {
    if (i % 256 === 0 && options.shouldStop()) throw new SearchStopped();
    augment(state, waiting[i]!);
  }
}

/** Lets slots bid, first come first served, until all are served or the budget is spent; gives those left waiting. */
function auction(state: Assignment, options: AssignmentOptions): Int32Array {
  const { queue, seatPrice, seatOwner, slotSeat, slotPair } = state;
  const { pairApplicant } = state.instance;
  const slots = slotSeat.length;
  const capacity = queue.length;
  for (let s = 0; s < slots; s++) queue[s] = s;
  let head = 0;
  let tail = slots;
  let bids = 0;
  const budget = options.bidBudget * slots;
  while (head !== tail && bids < budget) {
    if (bids % BIDS_BETWEEN_CHECKS === 0 && options.shouldStop()) throw new SearchStopped();
    const slot = queue[head]!;
    head = head + 1 === capacity ? 0 : head + 1;
    bids++;
    bestOption(state, slot);
    if (state.bestPair === EMPTY) continue;
    const seat = state.cheapSeat[pairApplicant[state.bestPair]!]!;
    const displaced = seatOwner[seat]!;
    seatOwner[seat] = slot;
    slotSeat[slot] = seat;
    slotPair[slot] = state.bestPair;
    raise(state, seat, seatPrice[seat]! + (state.bestNet - state.secondNet) + options.epsilon);
    if (displaced !== EMPTY) {
      slotSeat[displaced] = EMPTY;
      slotPair[displaced] = EMPTY;
      queue[tail] = displaced;
      tail = tail + 1 === capacity ? 0 : tail + 1;
    }
  }
  const waiting = new Int32Array((tail - head + capacity) % capacity);
  for (let i = 0; i < waiting.length; i++) waiting[i] = queue[(head + i) % capacity]!;
  return waiting;
}
