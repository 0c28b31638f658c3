/**
 * From the plan that places would choose to the one that applicants would choose, both without justified envy.
 * The second has two properties that the first lacks: more points never lower a place, and nobody gains by hiding
 * a wish (Balinski and Sönmez 1999; Dubins and Freedman 1981). They differ for very few applicants, which is why
 * the search works on the first, many times quicker.
 */
import type { Acceptance } from './fair-acceptance.ts';
import { standsBefore } from './fair-order.ts';
import { prefers } from './fair-preferences.ts';
import { EMPTY } from './plan.ts';

type Wish = { slot: number; pair: number };

/**
 * Applicants propose, from the plan of the last run. The same applicants are placed in every plan without envy and
 * nobody is placed worse, so that the placed ones propose only to what they would rather have. Those without a place
 * end without one, yet they may keep a place from somebody weaker: whoever would be overtaken proposes too, and all
 * start again. Leaves the plan as it is where pins or several lists take the two properties away.
 */
export function favourApplicants(acceptance: Acceptance): Int32Array {
  const { instance, slots } = acceptance;
  if (instance.maxLists > 1 || instance.pins.length > 0) return slots;
  const wishes = new Map<number, Wish[]>();
  for (const pair of slots) {
    if (pair === EMPTY) continue;
    const applicant = instance.pairApplicant[pair]!;
    wishes.set(applicant, wishesOf(acceptance, applicant));
  }
  for (;;) {
    const taken = placesOf(acceptance, wishes);
    const overtaken = overtakenIn(acceptance, taken, wishes);
    if (overtaken.length === 0) {
      slots.set(taken);
      return slots;
    }
    for (const applicant of overtaken) wishes.set(applicant, wishesOf(acceptance, applicant));
  }
}

/** Deferred acceptance among those who have wishes, each from its best. */
function placesOf(
  { instance, slots, orders, held }: Acceptance,
  wishes: ReadonlyMap<number, readonly Wish[]>,
): Int32Array {
  const taken = new Int32Array(slots.length).fill(EMPTY);
  const next = new Map<number, number>();
  const waiting = [...wishes.keys()];
  for (let applicant = waiting.pop(); applicant !== undefined; applicant = waiting.pop()) {
    const position = next.get(applicant) ?? 0;
    next.set(applicant, position + 1);
    const wish = wishes.get(applicant)?.[position];
    if (!wish) {
      if (held[applicant]! < 0) continue;
      throw new Error('an applicant placed in one plan without envy is placed in all of them');
    }
    const holder = taken[wish.slot]!;
    if (holder !== EMPTY && standsBefore(orders, holder, wish.pair)) {
      waiting.push(applicant);
      continue;
    }
    taken[wish.slot] = wish.pair;
    if (holder !== EMPTY) waiting.push(instance.pairApplicant[holder]!);
  }
  return taken;
}

/** Applicants who have no place, proposed to none, and stand before somebody on a list of theirs. */
function overtakenIn(
  { instance, orders }: Acceptance,
  taken: Int32Array,
  wishes: ReadonlyMap<number, unknown>,
): number[] {
  const overtaken = new Set<number>();
  for (let home = 0; home < instance.homeIds.length; home++) {
    // The last of a list has the fewest points of it.
    let last = instance.slotStart[home + 1]! - 1;
    while (last >= instance.slotStart[home]! && taken[last] === EMPTY) last--;
    if (last < instance.slotStart[home]!) continue;
    for (let pair = instance.pairStart[home]!; pair < instance.pairStart[home + 1]!; pair++) {
      const applicant = instance.pairApplicant[pair]!;
      if (!wishes.has(applicant) && standsBefore(orders, pair, taken[last]!)) overtaken.add(applicant);
    }
  }
  return [...overtaken];
}

/**
 * The applicant's place and those that it would rather have, best first; all of them where it has none. Empty ones were
 * offered and refused.
 */
function wishesOf({ instance, preferences, slots, held }: Acceptance, applicant: number): Wish[] {
  const own = held[applicant]!;
  const wishes: Wish[] = [];
  for (let i = instance.applicantStart[applicant]!; i < instance.applicantStart[applicant + 1]!; i++) {
    const pair = instance.applicantPairs[i]!;
    const home = instance.pairHome[pair]!;
    for (let slot = instance.slotStart[home]!; slot < instance.slotStart[home + 1]!; slot++) {
      if (slots[slot] === EMPTY) continue;
      if (own < 0 || slot === own || prefers(preferences, slot, pair, own, slots[own]!))
        wishes.push({ slot, pair });
    }
  }
  return wishes.sort((a, b) => (prefers(preferences, a.slot, a.pair, b.slot, b.pair) ? -1 : 1));
}
