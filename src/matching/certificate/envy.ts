/** Who has justified envy in a plan, by the definition of the contract, in one pass over the pairs. */
import type { Holding, Plan } from './plan.ts';
import { comparableChance, comparablePoints, type PairFigure } from './points.ts';
import type { Reading } from './reading.ts';

export type EnvyCount = {
  /** Applicants who have justified envy towards some holder. */
  count: number;
  /** Those among them who envy a place that no pin obliges to fill: a plan without justified envy has none. */
  avoidable: number;
  /** The first avoidable one found: who envies, and the place envied. */
  example: { applicant: number; place: Holding } | undefined;
};

type Best = { chance: number; wish: number };

/**
 * Counts the applicants with justified envy at the given bonus. A place above a pinned rank must be filled whoever
 * is left to fill it, so that an envy towards its holder may be the pin's doing; such envies are counted apart.
 * Points and chances are compared on a fine grid, so that the order of floating-point sums decides nothing.
 */
export function countEnvy(reading: Reading, plan: Plan, bonus: PairFigure): EnvyCount {
  const lowestPinned = lowestPinnedRanks(reading);
  const best = bestPlaces(plan);
  const pointsOf = plan.byHome.map((list) =>
    list.map(({ home, applicant, score }) => comparablePoints(score + bonus(home, applicant))),
  );
  // Infinity where nobody is on the list: nobody has more points than somebody there.
  const fewest = pointsOf.map((points) => Math.min(...points));
  const envious = new Uint8Array(reading.problem.applicants.length);
  let example: EnvyCount['example'];
  for (let p = 0; p < reading.pairHome.length; p += 1) {
    const home = reading.pairHome[p]!;
    const list = plan.byHome[home]!;
    const applicant = reading.pairApplicant[p]!;
    const points = comparablePoints(reading.pairScore[p]! + bonus(home, applicant));
    if (points < fewest[home]!) continue;
    for (const [i, place] of list.entries()) {
      if (place.pinned || place.applicant === applicant || envious[applicant] === 2) continue;
      const lead = points - pointsOf[home]![i]!;
      if (lead < 0 || (lead === 0 && reading.tieRank[applicant]! > reading.tieRank[place.applicant]!))
        continue;
      if (!wouldRather(place.offered, reading.pairWish[p]!, best.get(applicant))) continue;
      const avoidable = place.rank >= lowestPinned[home]!;
      envious[applicant] = avoidable ? 2 : 1;
      if (avoidable) example ??= { applicant, place };
    }
  }
  return {
    count: envious.reduce((sum, level) => sum + (level > 0 ? 1 : 0), 0),
    avoidable: envious.reduce((sum, level) => sum + (level === 2 ? 1 : 0), 0),
    example,
  };
}

/** The place of greatest chance that each applicant holds, then of smallest wish. */
function bestPlaces(plan: Plan): Map<number, Best> {
  const best = new Map<number, Best>();
  for (const holding of plan.holdings) {
    const own = best.get(holding.applicant);
    if (wouldRather(holding.offered, holding.wish, own))
      best.set(holding.applicant, { chance: comparableChance(holding.offered), wish: holding.wish });
  }
  return best;
}

/** Having no place is chance 0, and any wish is better than none. */
function wouldRather(offered: number, wish: number, own: Best | undefined): boolean {
  const chance = comparableChance(offered);
  if (!own) return true;
  return chance > own.chance || (chance === own.chance && wish < own.wish);
}

function lowestPinnedRanks(reading: Reading): Int32Array {
  const lowest = new Int32Array(reading.problem.homes.length);
  for (const pin of reading.problem.pins ?? []) {
    const home = reading.homeIndex.get(pin.home) ?? -1;
    lowest[home] = Math.max(lowest[home] ?? 0, pin.rank ?? 0);
  }
  return lowest;
}
