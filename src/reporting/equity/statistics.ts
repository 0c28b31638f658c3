/** Tests that say whether a gap could be chance, strict in proportion to how many gaps are looked at. */
import { wilsonInterval } from '../../portal/chance/calibration.ts';

/** Those of a class to whom something happened, of all of the class. */
export type Share = { count: number; of: number };

export type ShareInterval = { share: number; low: number; high: number };

/** A share with Wilson's interval: nine true shares in ten lie within. Null of nobody. */
export function shareInterval({ count, of }: Share): ShareInterval | null {
  if (of === 0) return null;
  return { share: count / of, ...wilsonInterval({ housed: count, count: of }) };
}

/** Chance (two-sided) of a gap as large between two shares that are truly equal; 1 where nothing can be compared. */
export function gapChance(first: Share, second: Share): number {
  if (first.of === 0 || second.of === 0) return 1;
  const together = (first.count + second.count) / (first.of + second.of);
  const spread = Math.sqrt(together * (1 - together) * (1 / first.of + 1 / second.of));
  return spread === 0 ? 1 : beyond((first.count / first.of - second.count / second.of) / spread);
}

/** A class and the others, at one time. */
export type Against = { own: Share; others: Share };

/**
 * How a class fares beside the others now, against before: the change of its log odds ratio in standard errors. What
 * moved everyone alike (fewer homes, more applicants) leaves it at nought.
 */
export function driftScore(now: Against, before: Against): number {
  const [a, b] = [logOdds(now), logOdds(before)];
  return (a.value - b.value) / Math.sqrt(a.variance + b.variance);
}

/** Chance (two-sided) of a score as far from nought. */
export function beyond(score: number): number {
  return erfc(Math.abs(score) / Math.SQRT2);
}

/**
 * Holm's procedure (1979): which of several tests hold, so that even one false alarm among all of them stays under
 * `alpha`. Gives one answer a test, in their order.
 */
export function holm(chances: readonly number[], alpha = 0.05): boolean[] {
  const order = [...chances.keys()].sort((a, b) => (chances[a] ?? 1) - (chances[b] ?? 1));
  const holds = chances.map(() => false);
  for (const [rank, index] of order.entries()) {
    if ((chances[index] ?? 1) > alpha / (chances.length - rank)) break;
    holds[index] = true;
  }
  return holds;
}

// Half a household in each cell keeps the odds finite (Haldane 1956).
function logOdds({ own, others }: Against): { value: number; variance: number } {
  const cells = [own.count, own.of - own.count, others.count, others.of - others.count].map((n) => n + 0.5);
  const [yes = 0.5, no = 0.5, otherYes = 0.5, otherNo = 0.5] = cells;
  return {
    value: Math.log((yes * otherNo) / (no * otherYes)),
    variance: cells.reduce((sum, cell) => sum + 1 / cell, 0),
  };
}

/** Abramowitz and Stegun 7.1.26: within 1.5e-7, far finer than any threshold here. */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const series = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
  return series.reduceRight((sum, term) => (sum + term) * t, 0) * Math.exp(-x * x);
}
