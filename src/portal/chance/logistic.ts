/**
 * Logistic regression by Newton's method (iteratively reweighted least squares), with a small ridge so that a group
 * without a single letting has a finite weight. Few weights, thousands of rows: no library is needed for so little.
 */

export type Row = { features: readonly number[]; outcome: boolean };

const ridge = 1;
const mostSteps = 50;
const tolerance = 1e-9;

/** The weights, one a feature; the first feature is the constant 1 and bears no ridge. Throws on rows of other lengths. */
export function fitLogistic(rows: readonly Row[], width: number): number[] {
  if (rows.some(({ features }) => features.length !== width))
    throw new RangeError('features of other lengths');
  let weights = Array<number>(width).fill(0);
  for (let step = 0; step < mostSteps; step += 1) {
    const move = newtonStep(rows, weights);
    weights = weights.map((weight, index) => weight + (move[index] ?? 0));
    if (Math.max(...move.map(Math.abs)) < tolerance) break;
  }
  return weights;
}

/** The chance that weights give to features, between 0 and 1. */
export function logisticChance(weights: readonly number[], features: readonly number[]): number {
  return 1 / (1 + Math.exp(-dot(weights, features)));
}

function newtonStep(rows: readonly Row[], weights: readonly number[]): number[] {
  const width = weights.length;
  const gradient = weights.map((weight, index) => (index === 0 ? 0 : -ridge * weight));
  const curvature = weights.map((_, row) => weights.map((__, column) => startOf(row, column)));
  for (const { features, outcome } of rows) {
    const chance = logisticChance(weights, features);
    const error = (outcome ? 1 : 0) - chance;
    const spread = chance * (1 - chance);
    for (let row = 0; row < width; row += 1) {
      const own = features[row] ?? 0;
      gradient[row] = (gradient[row] ?? 0) + error * own;
      const line = curvature[row];
      if (line === undefined) continue;
      for (let column = 0; column < width; column += 1) {
        line[column] = (line[column] ?? 0) + spread * own * (features[column] ?? 0);
      }
    }
  }
  return solve(curvature, gradient);
}

/** The ridge on the diagonal; almost none on the constant. */
function startOf(row: number, column: number): number {
  if (row !== column) return 0;
  return row > 0 ? ridge : 1e-9;
}

/** Gaussian elimination with partial pivoting; the matrix is positive definite by the ridge. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, index) => [...line, right[index] ?? 0]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot += 1) {
    const best = rows.slice(pivot).reduce((found, line, offset) => {
      return Math.abs(line[pivot] ?? 0) > Math.abs(rows[found]?.[pivot] ?? 0) ? pivot + offset : found;
    }, pivot);
    const top = rows[best] ?? [];
    rows[best] = rows[pivot] ?? [];
    rows[pivot] = top;
    for (const [index, line] of rows.entries()) {
      if (index === pivot) continue;
      const factor = (line[pivot] ?? 0) / (top[pivot] ?? 1);
      rows[index] = line.map((value, column) => value - factor * (top[column] ?? 0));
    }
  }
  return rows.map((line, index) => (line[size] ?? 0) / (line[index] ?? 1));
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}
