/** The engine's own count of justified envy; the certificate's checker counts it again with other code. */
import { onPointGrid, type Points, pointsOf, standsBefore } from './fair-order.ts';
import { createPreferences, prefers, strictlyPrefers } from './fair-preferences.ts';
import type { Instance } from './instance.ts';
import { EMPTY, publishedBonuses } from './plan.ts';

/** How many applicants have justified envy in a plan at the published prices (contracts §4). */
export function countJustifiedEnvy(instance: Instance, slots: Int32Array, prices: Float64Array): number {
  const points = { instance, bonus: onPointGrid(publishedBonuses(instance, prices)) };
  const preferences = createPreferences(instance);
  const pinned = new Set(instance.pins.map((pin) => pin.pair));
  const bestSlot = new Int32Array(instance.applicantIds.length).fill(-1);
  for (let slot = 0; slot < slots.length; slot++) {
    const pair = slots[slot]!;
    if (pair === EMPTY) continue;
    const applicant = instance.pairApplicant[pair]!;
    const own = bestSlot[applicant]!;
    if (own < 0 || prefers(preferences, slot, pair, own, slots[own]!)) bestSlot[applicant] = slot;
  }
  const envious = new Uint8Array(instance.applicantIds.length);
  for (let home = 0; home < instance.homeIds.length; home++) {
    const fewest = fewestPoints(points, slots, home);
    for (let pair = instance.pairStart[home]!; pair < instance.pairStart[home + 1]!; pair++) {
      if (pointsOf(points, pair) < fewest) continue;
      const applicant = instance.pairApplicant[pair]!;
      const own = bestSlot[applicant]!;
      for (let slot = instance.slotStart[home]!; slot < instance.slotStart[home + 1]!; slot++) {
        const holder = slots[slot]!;
        if (holder === EMPTY || holder === pair || pinned.has(holder)) continue;
        if (!standsBefore(points, pair, holder)) continue;
        if (own < 0 || strictlyPrefers(preferences, slot, pair, own, slots[own]!) > 0) envious[applicant] = 1;
      }
    }
  }
  return envious.reduce((sum, flag) => sum + flag, 0);
}

/** The fewest points on a home's list, Infinity where nobody is on it: with less nobody stands before anybody there. */
function fewestPoints(points: Points, slots: Int32Array, home: number): number {
  const { slotStart } = points.instance;
  let fewest = Number.POSITIVE_INFINITY;
  for (let slot = slotStart[home]!; slot < slotStart[home + 1]!; slot++) {
    if (slots[slot] !== EMPTY) fewest = Math.min(fewest, pointsOf(points, slots[slot]!));
  }
  return fewest;
}
