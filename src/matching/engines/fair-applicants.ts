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
 * nobody is placed worse, so that only the placed ones propose, and only to what they would rather have. Leaves the
 * plan as it is where pins or several lists take the two properties away.
 */
export function favourApplicants(acceptance: Acceptance): Int32Array {
  const { instance, slots, orders } = acceptance;
  if (instance.maxLists > 1 || instance.pins.length > 0) return slots;
  const wishes = new Map<number, Wish[]>();
  for (const pair of slots) {
    if (pair === EMPTY) continue;
    const applicant = instance.pairApplicant[pair]!;
    wishes.set(applicant, wishesOf(acceptance, applicant));
  }
  const taken = new Int32Array(slots.length).fill(EMPTY);
  const next = new Map<number, number>();
  const waiting = [...wishes.keys()];
  for (let applicant = waiting.pop(); applicant !== undefined; applicant = waiting.pop()) {
    const position = next.get(applicant) ?? 0;
    next.set(applicant, position + 1);
    const wish = wishes.get(applicant)?.[position];
    if (!wish) throw new Error('an applicant placed in one plan without envy is placed in all of them');
    const holder = taken[wish.slot]!;
    if (holder !== EMPTY && standsBefore(orders, holder, wish.pair)) {
      waiting.push(applicant);
      continue;
    }
    taken[wish.slot] = wish.pair;
    if (holder !== EMPTY) waiting.push(instance.pairApplicant[holder]!);
  }
  slots.set(taken);
  return slots;
}

/** The applicant's place and those that it would rather have, best first. Empty ones were offered and refused. */
function wishesOf({ instance, preferences, slots, held }: Acceptance, applicant: number): Wish[] {
  const own = held[applicant]!;
  const wishes: Wish[] = [];
  for (let i = instance.applicantStart[applicant]!; i < instance.applicantStart[applicant + 1]!; i++) {
    const pair = instance.applicantPairs[i]!;
    const home = instance.pairHome[pair]!;
    for (let slot = instance.slotStart[home]!; slot < instance.slotStart[home + 1]!; slot++) {
      if (slots[slot] === EMPTY) continue;
      if (slot === own || prefers(preferences, slot, pair, own, slots[own]!)) wishes.push({ slot, pair });
    }
  }
  return wishes.sort((a, b) => (prefers(preferences, a.slot, a.pair, b.slot, b.pair) ? -1 : 1));
}
