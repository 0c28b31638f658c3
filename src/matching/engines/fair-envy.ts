/** The engine's own count of justified envy; the certificate's checker counts it again with other code. */
import { createHomeOrders, setBonuses, standsBefore } from './fair-order.ts';
import { createPreferences, prefers, strictlyPrefers } from './fair-preferences.ts';
import type { Instance } from './instance.ts';
import { EMPTY, publishedBonuses } from './plan.ts';

/** How many applicants have justified envy in a plan at the published prices (contracts §4). */
export function countJustifiedEnvy(instance: Instance, slots: Int32Array, prices: Float64Array): number {
  const orders = createHomeOrders(instance);
  setBonuses(orders, publishedBonuses(instance, prices));
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
  for (let pair = 0; pair < instance.pairHome.length; pair++) {
    const applicant = instance.pairApplicant[pair]!;
    const home = instance.pairHome[pair]!;
    const own = bestSlot[applicant]!;
    for (let slot = instance.slotStart[home]!; slot < instance.slotStart[home + 1]!; slot++) {
      const holder = slots[slot]!;
      if (holder === EMPTY || holder === pair || pinned.has(holder)) continue;
      if (!standsBefore(orders, pair, holder)) continue;
      if (own < 0 || strictlyPrefers(preferences, slot, pair, own, slots[own]!) > 0) envious[applicant] = 1;
    }
  }
  return envious.reduce((sum, flag) => sum + flag, 0);
}
