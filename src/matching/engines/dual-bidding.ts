/** The forward auction: slots bid for applicants, first come first served, and prices only rise. */
import { type Assignment, bestOption, raise } from './dual-state.ts';
import { EMPTY } from './plan.ts';

/** A search that its caller cancelled. */
export class SearchStopped extends Error {
  constructor() {
    super('the search was stopped');
    this.name = 'SearchStopped';
  }
}

const BIDS_BETWEEN_CHECKS = 4096;

/** Nobody has a place. */
export function clearPlaces(state: Assignment): void {
  state.seatOwner.fill(EMPTY);
  state.slotSeat.fill(EMPTY);
  state.slotPair.fill(EMPTY);
}

/**
 * Lets every slot bid, each raise by `epsilon` at least, until all are served or so many bids are spent; gives those left
 * waiting. Throws SearchStopped where the caller asks to stop.
 */
export function bidAll(
  state: Assignment,
  epsilon: number,
  mostBids: number,
  shouldStop: () => boolean,
): Int32Array {
  const { queue, seatPrice, seatOwner, slotSeat, slotPair } = state;
  const slots = slotSeat.length;
  const capacity = queue.length;
  for (let s = 0; s < slots; s++) queue[s] = s;
  let head = 0;
  let tail = slots;
  let bids = 0;
  while (head !== tail && bids < mostBids) {
    if (bids % BIDS_BETWEEN_CHECKS === 0 && shouldStop()) throw new SearchStopped();
    const slot = queue[head]!;
    head = head + 1 === capacity ? 0 : head + 1;
    bids++;
    bestOption(state, slot);
    if (state.bestPair === EMPTY) continue;
    const seat = state.cheapSeat[state.bestRow]!;
    const displaced = seatOwner[seat]!;
    seatOwner[seat] = slot;
    slotSeat[slot] = seat;
    slotPair[slot] = state.bestPair;
    raise(state, seat, seatPrice[seat]! + (state.bestNet - state.secondNet) + epsilon);
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
