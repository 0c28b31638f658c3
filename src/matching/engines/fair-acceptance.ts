/**
 * Deferred acceptance at given quota prices: every place (home, rank) offers itself to the home's candidates in the
 * order of score + bonus, every applicant keeps the places that it would rather have. The plan has no justified envy
 * and no inversion of order by construction.
 * Places propose: there are far fewer of them than applicants, and a place stops as soon as it is taken.
 */
import { beginningOrder, type Offers, offerAll } from './fair-one-list.ts';
import { candidateAt, createHomeOrders, setBonuses } from './fair-order.ts';
import { createPreferences, prefers, strictlyPrefers, type TieRule } from './fair-preferences.ts';
import type { Instance } from './instance.ts';
import { EMPTY } from './plan.ts';

export type Acceptance = Offers & {
  /** By slot, the pair that a pin holds there; 1 in `closed` keeps a slot empty. */
  pinnedAt: Int32Array;
  closed: Uint8Array;
  /** By pair: the best slot of the home that its applicant gave up; it may only come back above it. */
  givenUp: Int32Array | undefined;
  /** Scratch: the places of the applicant that is asked. */
  own: OwnPlaces;
};

/** Slots, −1 where none: the most wanted, the least wanted without pin, the one at the home that asks, a first rank elsewhere. */
type OwnPlaces = { best: number; worstFree: number; sameHome: number; first: number; count: number };

const never = 2_147_483_647;

/** Room for runs on an instance; pins are placed with `pinAt`. */
export function createAcceptance(instance: Instance, tie?: TieRule): Acceptance {
  const slots = instance.slotHome.length;
  const preferences = createPreferences(instance, tie);
  const simple = isSimple(instance) ? instance.applicantIds.length : 0;
  return {
    instance,
    orders: createHomeOrders(instance),
    preferences,
    pinnedAt: new Int32Array(slots).fill(EMPTY),
    closed: new Uint8Array(slots),
    slots: new Int32Array(slots).fill(EMPTY),
    held: new Int32Array(instance.applicantIds.length * instance.maxLists).fill(-1),
    // With one list an applicant never wants back what it gave up.
    givenUp: instance.maxLists > 1 ? new Int32Array(instance.pairHome.length) : undefined,
    cursor: new Int32Array(slots),
    queue: new Int32Array(slots),
    waiting: 0,
    begin: beginningOrder(preferences),
    ownKey: new Float64Array(simple),
    ownSlack: new Float64Array(simple),
    own: { best: -1, worstFree: -1, sameHome: -1, first: -1, count: 0 },
  };
}

/** Sets the bonuses (points, by cell) and runs. The plan, owned by `acceptance`, has no justified envy. */
export function runAcceptance(acceptance: Acceptance, bonuses: Float64Array): Int32Array {
  setBonuses(acceptance.orders, bonuses);
  return acceptAgain(acceptance);
}

/** Runs again with the same bonuses, after a change of pins, closed slots or tie rule. */
export function acceptAgain(acceptance: Acceptance): Int32Array {
  const { slots, cursor, queue, pinnedAt, closed } = acceptance;
  if (isSimple(acceptance.instance)) {
    offerAll(acceptance);
    return slots;
  }
  acceptance.held.fill(-1);
  acceptance.givenUp?.fill(never);
  cursor.fill(0);
  acceptance.waiting = 0;
  for (let s = slots.length - 1; s >= 0; s--) {
    slots[s] = pinnedAt[s]!;
    if (pinnedAt[s] !== EMPTY) hold(acceptance, s, pinnedAt[s]!);
    else if (closed[s] === 0) queue[acceptance.waiting++] = s;
  }
  while (acceptance.waiting > 0) propose(acceptance, queue[--acceptance.waiting]!);
  return slots;
}

function isSimple({ maxLists, pins }: Instance): boolean {
  return maxLists === 1 && pins.length === 0;
}

/** The slot goes down the home's order until somebody keeps it. */
function propose(acceptance: Acceptance, slot: number): void {
  const { instance, orders, cursor } = acceptance;
  const home = instance.slotHome[slot]!;
  // Whoever the rank above went past has better, or holds it: no use asking again one rank lower.
  if (slot > instance.slotStart[home]!) cursor[slot] = Math.max(cursor[slot]!, cursor[slot - 1]!);
  for (;;) {
    const pair = candidateAt(orders, home, cursor[slot]!);
    if (pair < 0) return;
    cursor[slot]!++;
    const answer = consider(acceptance, slot, pair);
    if (answer === 'take') {
      acceptance.slots[slot] = pair;
      hold(acceptance, slot, pair);
      return;
    }
    if (answer === 'block') {
      // A pin keeps this applicant elsewhere, where it would rather be here: anybody weaker would be envied.
      cursor[slot] = instance.pairStart[home + 1]! - instance.pairStart[home]!;
      return;
    }
  }
}

/** The applicant's answer; gives up what it must for a slot that it takes. */
function consider(acceptance: Acceptance, slot: number, pair: number): 'take' | 'pass' | 'block' {
  const { instance, preferences, slots, pinnedAt, givenUp } = acceptance;
  if (givenUp && slot > givenUp[pair]!) return 'pass';
  readOwn(acceptance, instance.pairApplicant[pair]!, instance.slotHome[slot]!);
  const { best, worstFree, sameHome, first, count } = acceptance.own;
  if (count === 0) return 'take';
  if (sameHome >= 0 && sameHome < slot) return 'pass';
  // Kept lower on this very list: the ranks above must be filled all the same, best by the order of points.
  if (sameHome >= 0 && pinnedAt[sameHome] !== EMPTY) return 'pass';
  const isFirst = slot === instance.slotStart[instance.slotHome[slot]!]!;
  const rival = isFirst && first >= 0 ? first : -1;
  const kept = rival >= 0 && pinnedAt[rival] !== EMPTY;
  const full = sameHome < 0 && rival < 0 && count === instance.maxLists;
  if (kept || (full && worstFree < 0)) {
    return strictlyPrefers(preferences, slot, pair, best, slots[best]!) > 0
      ? 'block'
      : decline(acceptance, slot, pair, sameHome);
  }
  if (rival >= 0 && !prefers(preferences, slot, pair, rival, slots[rival]!))
    return decline(acceptance, slot, pair, sameHome);
  if (full && !prefers(preferences, slot, pair, worstFree, slots[worstFree]!))
    return decline(acceptance, slot, pair, sameHome);
  if (sameHome >= 0) leave(acceptance, sameHome);
  if (rival >= 0) giveUp(acceptance, rival);
  if (full) giveUp(acceptance, worstFree);
  return 'take';
}

function readOwn(acceptance: Acceptance, applicant: number, home: number): void {
  const { instance, preferences, held, slots, pinnedAt, own } = acceptance;
  own.best = own.worstFree = own.sameHome = own.first = -1;
  own.count = 0;
  const from = applicant * instance.maxLists;
  for (let i = from; i < from + instance.maxLists; i++) {
    const slot = held[i]!;
    if (slot < 0) continue;
    own.count++;
    const itsHome = instance.slotHome[slot]!;
    if (itsHome === home) own.sameHome = slot;
    else if (slot === instance.slotStart[itsHome]!) own.first = slot;
    if (own.best < 0 || prefers(preferences, slot, slots[slot]!, own.best, slots[own.best]!)) own.best = slot;
    if (pinnedAt[slot] !== EMPTY) continue;
    if (own.worstFree < 0 || prefers(preferences, own.worstFree, slots[own.worstFree]!, slot, slots[slot]!))
      own.worstFree = slot;
  }
}

/** Somebody weaker will stand here: the applicant cannot stay below, nor come back below. */
function decline(acceptance: Acceptance, slot: number, pair: number, sameHome: number): 'pass' {
  const { givenUp, pinnedAt } = acceptance;
  if (givenUp) givenUp[pair] = Math.min(givenUp[pair]!, slot);
  if (sameHome >= 0 && pinnedAt[sameHome] === EMPTY) giveUp(acceptance, sameHome);
  return 'pass';
}

function giveUp(acceptance: Acceptance, slot: number): void {
  const { givenUp, slots } = acceptance;
  const pair = slots[slot]!;
  if (givenUp) givenUp[pair] = Math.min(givenUp[pair]!, slot);
  leave(acceptance, slot);
}

function leave(acceptance: Acceptance, slot: number): void {
  const { instance, held, slots, queue } = acceptance;
  const applicant = instance.pairApplicant[slots[slot]!]!;
  const from = applicant * instance.maxLists;
  held[held.indexOf(slot, from)] = -1;
  slots[slot] = EMPTY;
  queue[acceptance.waiting++] = slot;
}

function hold({ instance, held }: Acceptance, slot: number, pair: number): void {
  const from = instance.pairApplicant[pair]! * instance.maxLists;
  held[held.indexOf(-1, from)] = slot;
}
