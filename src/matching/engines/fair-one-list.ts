/**
 * Deferred acceptance where everybody stands on one list at most and no pin keeps anybody: most runs, and all of the
 * largest. What an applicant would give up is kept beside it, so that a refusal, by far the commonest answer, reads one
 * number.
 */
import { CANDIDATE_APPLICANT, CANDIDATE_WISH, type HomeOrders, placeAt } from './fair-order.ts';
import { type Preferences, slackOf } from './fair-preferences.ts';
import type { Instance } from './instance.ts';
import { EMPTY } from './plan.ts';

export type Offers = {
  instance: Instance;
  orders: HomeOrders;
  preferences: Preferences;
  /** The plan of the last run: pair of each slot. */
  slots: Int32Array;
  /** Slots of applicant a, from a·maxLists; −1 where it has fewer. */
  held: Int32Array;
  /** By slot: how many candidates it has offered itself to; and the slots that wait to offer themselves. */
  cursor: Int32Array;
  queue: Int32Array;
  waiting: number;
  /** With one list, all slots in the order in which they begin, from the last. */
  begin: Int32Array;
  /** By applicant with one list: what `prefers` compares of the place that it holds, Infinity where it holds none. */
  ownKey: Float64Array;
  ownSlack: Float64Array;
};

/**
 * All slots from the last to begin: those with the greatest chance of being offered begin, since they are wanted most. In
 * any order they end with the same places; in this one a place is rarely given up, and a home's list is gone down once.
 */
export function beginningOrder({ level }: Preferences): Int32Array {
  return Int32Array.from(level, (_, slot) => slot).sort((a, b) => level[b]! - level[a]! || b - a);
}

/** Lets every slot offer itself until each is taken or has nobody left to ask. */
export function offerAll(offers: Offers): void {
  offers.slots.fill(EMPTY);
  offers.held.fill(-1);
  offers.cursor.fill(0);
  offers.ownKey.fill(Number.POSITIVE_INFINITY);
  offers.queue.set(offers.begin);
  offers.waiting = offers.begin.length;
  while (offers.waiting > 0) offer(offers, offers.queue[--offers.waiting]!);
}

/** The slot goes down the home's order until somebody would rather have it than what they hold. */
function offer(offers: Offers, slot: number): void {
  const { instance, orders, preferences, cursor, held, slots, ownKey, ownSlack } = offers;
  const { order } = orders;
  const home = instance.slotHome[slot]!;
  const place = preferences.placeKey[slot]!;
  let at = cursor[slot]!;
  // Whoever the rank above went past has better, or holds it: no use asking again one rank lower.
  if (slot > instance.slotStart[home]! && cursor[slot - 1]! > at) at = cursor[slot - 1]!;
  for (;;) {
    const candidate = placeAt(orders, home, at);
    if (candidate < 0) break;
    at++;
    const applicant = order[candidate + CANDIDATE_APPLICANT]!;
    const key = place + order[candidate + CANDIDATE_WISH]! * preferences.wishStep;
    if (key > ownKey[applicant]!) continue;
    const pair = order[candidate]!;
    const slack = slackOf(preferences, slot, pair);
    const own = held[applicant]!;
    if (own >= 0) {
      const lead = key === ownKey[applicant] ? slack - ownSlack[applicant]! || slot - own : -1;
      if (lead > 0) continue;
      slots[own] = EMPTY;
      offers.queue[offers.waiting++] = own;
    }
    slots[slot] = pair;
    held[applicant] = slot;
    ownKey[applicant] = key;
    ownSlack[applicant] = slack;
    break;
  }
  cursor[slot] = at;
}
