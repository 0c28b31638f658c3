/**
 * From the plan that places would choose to the one that applicants would choose, both without justified envy.
 * The second has two properties that the first lacks: more points never lower a place, and nobody gains by hiding
 * a wish (Balinski and Sönmez 1999; Dubins and Freedman 1981). They differ for very few applicants, which is why
 * the search works on the first, many times quicker, and why the second is found from it by exchanges.
 *
 * A place that gives its holder up can only go on to the first candidate after it who would rather be here, and who
 * leaves a place that goes on in the same way. Places that go round in a circle exchange their holders: to the joy of
 * all of these, without envy, and with no plan without envy in between. Who is placed is placed in every plan without
 * envy, so that a place whose first willing candidate has no place keeps its holder in all of them; so does one whose
 * candidate's place does. Where no circle is left, applicants have the best they can have (Irving and Leather 1986).
 */
import type { Acceptance } from './fair-acceptance.ts';
import { candidateAt } from './fair-order.ts';
import { prefers } from './fair-preferences.ts';
import { EMPTY } from './plan.ts';

type Exchanges = {
  acceptance: Acceptance;
  /** By slot, how far down the home's order it has looked: nobody above it would rather be here, or the holder is. */
  position: Int32Array;
  /** 1 where the slot keeps its holder in every plan from here on. */
  isSettled: Uint8Array;
  /** Slots, each of which would have the holder of the next; and where each stands there, −1 where it does not. */
  path: number[];
  onPath: Int32Array;
};

/** Changes the plan of the last run to the applicants' own. Leaves it where pins or several lists take its properties away. */
export function favourApplicants(acceptance: Acceptance): Int32Array {
  const { instance, slots, cursor } = acceptance;
  if (instance.maxLists > 1 || instance.pins.length > 0) return slots;
  const exchanges: Exchanges = {
    acceptance,
    position: cursor.slice(),
    isSettled: Uint8Array.from(slots, (pair) => (pair === EMPTY ? 1 : 0)),
    path: [],
    onPath: new Int32Array(slots.length).fill(-1),
  };
  for (let slot = 0; slot < slots.length; slot++) {
    while (exchanges.isSettled[slot] === 0) follow(exchanges, slot);
  }
  return slots;
}

/** Goes from the slot to those whose holders it would have, until all on the way are settled or exchanged. */
function follow(exchanges: Exchanges, start: number): void {
  const { isSettled, path, onPath } = exchanges;
  let slot = start;
  while (slot >= 0) {
    onPath[slot] = path.push(slot) - 1;
    const rival = slotOfNext(exchanges, slot);
    if (rival < 0 || isSettled[rival] === 1) {
      for (const on of path) isSettled[on] = 1;
      break;
    }
    if (onPath[rival]! < 0) {
      slot = rival;
      continue;
    }
    exchange(exchanges, path.splice(onPath[rival]!));
    // The one before the circle, if any, looks again.
    slot = path.pop() ?? -1;
  }
  for (const on of path) onPath[on] = -1;
  path.length = 0;
}

/** The slot of the first candidate after the holder who would rather be here; −1 where that one has none, or nobody would. */
function slotOfNext({ acceptance, position }: Exchanges, slot: number): number {
  const { instance, orders, preferences, held, slots } = acceptance;
  const home = instance.slotHome[slot]!;
  for (;;) {
    const pair = candidateAt(orders, home, position[slot]!);
    if (pair < 0) return -1;
    const own = held[instance.pairApplicant[pair]!]!;
    if (own < 0 || prefers(preferences, slot, pair, own, slots[own]!)) return own;
    position[slot]!++;
  }
}

/** Each slot of the circle takes the candidate that it stands at: the holder of the next one. */
function exchange({ acceptance, position, onPath }: Exchanges, circle: readonly number[]): void {
  const { instance, orders, slots, held } = acceptance;
  for (const slot of circle) {
    const pair = candidateAt(orders, instance.slotHome[slot]!, position[slot]!++);
    slots[slot] = pair;
    held[instance.pairApplicant[pair]!] = slot;
    onPath[slot] = -1;
  }
}
