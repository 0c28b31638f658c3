/** Shares a whole number between places: each gets its part rounded down, the largest remainders get what is left. */

/** As many parts as weights, whose sum is the total; all zero where no weight is positive. */
export function largestRemainders(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum <= 0) return weights.map(() => 0);
  // In whole numbers: no binary fraction decides who gets the last one.
  const parts = weights.map((weight, index) => ({
    index,
    whole: Math.floor((total * weight) / sum),
    rest: (total * weight) % sum,
  }));
  const left = total - parts.reduce((all, { whole }) => all + whole, 0);
  const first = new Set(
    [...parts]
      .sort((a, b) => b.rest - a.rest || a.index - b.index)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return parts.map(({ index, whole }) => whole + (first.has(index) ? 1 : 0));
}
