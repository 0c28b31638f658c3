/** What prices give a pair: the published bonus with its caps, and the weight that the dual bound sees. */
import type { Reading } from './reading.ts';

/** A figure of each pair (home, applicant), by position. */
export type PairFigure = (home: number, applicant: number) => number;

/** Past this many cells a table would cost more memory than it spares time. */
const largestTable = 16_000_000;

/**
 * The bonus at the given quota prices: the sum over the quotas that hold both, cut at the cap of each class;
 * the sum of all caps for a `fullBonus` applicant. Without `bonusCaps` nothing is cut and nobody has a full bonus.
 */
export function bonusFigure(reading: Reading, prices: readonly number[]): PairFigure {
  const caps = reading.problem.bonusCaps;
  const fullBonus = Object.values(caps ?? {}).reduce((sum, cap) => sum + cap, 0);
  const classes = new Map(Object.entries(caps ?? {}));
  return byGroups(reading, (quotasOfHome, group) => {
    if (caps && group.fullBonus) return fullBonus;
    let uncapped = 0;
    const sums = new Map<string, number>();
    for (const k of quotasOfHome) {
      if (!group.quotas.has(k)) continue;
      const className = reading.quotas[k]?.class;
      if (className !== undefined && classes.has(className)) {
        sums.set(className, (sums.get(className) ?? 0) + (prices[k] ?? 0));
      } else uncapped += prices[k] ?? 0;
    }
    for (const [className, sum] of sums) uncapped += Math.min(sum, classes.get(className) ?? 0);
    return uncapped;
  });
}

/** What a unit of signing chance earns beyond its score at the certificate's prices: λ·(in the group − share). */
export function dualFigure(reading: Reading, prices: readonly number[]): PairFigure {
  return byGroups(reading, (quotasOfHome, group) => {
    let weight = 0;
    for (const k of quotasOfHome) {
      weight += (prices[k] ?? 0) * ((group.quotas.has(k) ? 1 : 0) - (reading.quotas[k]?.share ?? 0));
    }
    return weight;
  });
}

function byGroups(
  reading: Reading,
  figure: (quotasOfHome: readonly number[], group: Reading['applicantGroups'][number]) => number,
): PairFigure {
  const { homeGroup, applicantGroup, homeGroups, applicantGroups } = reading;
  const columns = applicantGroups.length;
  const compute = (row: number, column: number) => figure(homeGroups[row]!, applicantGroups[column]!);
  if (homeGroups.length * columns > largestTable) {
    return (home, applicant) => compute(homeGroup[home]!, applicantGroup[applicant]!);
  }
  const table = new Float64Array(homeGroups.length * columns).fill(Number.NaN);
  return (home, applicant) => {
    const row = homeGroup[home]!;
    const column = applicantGroup[applicant]!;
    const known = table[row * columns + column]!;
    if (!Number.isNaN(known)) return known;
    const value = compute(row, column);
    table[row * columns + column] = value;
    return value;
  };
}

/** Points on a grid of a millionth, so that sums made in another order still tie where they should. */
export function comparablePoints(points: number): number {
  return Math.round(points * 1e6);
}

/** Chances on a grid of 10⁻¹², for the same reason. */
export function comparableChance(chance: number): number {
  return Math.round(chance * 1e12);
}
