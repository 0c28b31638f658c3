/** Which of the places that an applicant wants equally it gets: no envy hangs on it, so the plan's value decides. */
import type { DualResult } from './dual.ts';
import type { TieRule } from './fair-preferences.ts';
import type { Instance } from './instance.ts';
import { rawBonuses } from './plan.ts';

/** Without dual prices: the better signing chance × score decides. */
export function plainTies(instance: Instance): TieRule {
  return {
    placePrice: new Float64Array(instance.slotHome.length),
    cellPoints: new Float64Array(instance.cellClass.length),
  };
}

/** Between places that an applicant wants equally, the one that loses the least at the dual prices. */
export function tieRuleOf(instance: Instance, dual: DualResult): TieRule {
  const cellPoints = rawBonuses(instance, dual.prices);
  const placePrice = new Float64Array(instance.slotHome.length);
  const { pairStart, pairScore, pairCell, pairApplicant, slotStart, slotWeight } = instance;
  for (let home = 0; home < instance.homeIds.length; home++) {
    for (let pair = pairStart[home]!; pair < pairStart[home + 1]!; pair++) {
      const points = pairScore[pair]! + cellPoints[pairCell[pair]!]!;
      const price = dual.applicantPrices[pairApplicant[pair]!]!;
      for (let slot = slotStart[home]!; slot < slotStart[home + 1]!; slot++) {
        placePrice[slot] = Math.max(placePrice[slot]!, slotWeight[slot]! * points - price);
      }
    }
  }
  return { placePrice, cellPoints };
}

/**
 * Improves a tie rule in place: every home in turn is made more or less attractive to those who are indifferent,
 * and left so where the plan's value grows. `evaluate` gives the value at the rule as it stands.
 */
export function improveTies(instance: Instance, tie: TieRule, scale: number, evaluate: () => number): void {
  let best = evaluate();
  for (let home = 0; home < instance.homeIds.length; home++) {
    const from = instance.slotStart[home]!;
    const places = tie.placePrice.subarray(from, instance.slotStart[home + 1]!);
    const before = places.slice();
    let kept = 0;
    for (const shift of [1_000 * scale, -1_000 * scale, scale / 3, -scale / 3, scale / 10, -scale / 10]) {
      for (let i = 0; i < places.length; i++) places[i] = before[i]! + shift;
      const value = evaluate();
      if (value <= best) continue;
      best = value;
      kept = shift;
    }
    for (let i = 0; i < places.length; i++) places[i] = before[i]! + kept;
  }
}
