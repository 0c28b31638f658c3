/** The inverse of a basis of routes and slacks, by Gauss and Jordan: once for each search, its pivots keep it up. */

type BasisColumns = {
  rows: number;
  columns: number;
  start: Int32Array;
  index: Int32Array;
};

/** Row by row; null where the columns are not independent. The slack of row i counts as the variable `columns + i`. */
export function inverseOf(
  { rows, columns, start, index }: BasisColumns,
  basic: readonly number[],
): Float64Array | null {
  const matrix = new Float64Array(rows * rows);
  const other = new Float64Array(rows * rows);
  for (const [at, variable] of basic.entries()) {
    other[at * rows + at] = 1;
    if (variable >= columns) matrix[(variable - columns) * rows + at] = 1;
    else for (let e = start[variable]!; e < start[variable + 1]!; e += 1) matrix[index[e]! * rows + at] = 1;
  }
  const taken = new Uint8Array(rows);
  const inverse = new Float64Array(rows * rows);
  const rowOf = new Int32Array(rows);
  for (let at = 0; at < rows; at += 1) {
    const row = pivotRowOf(matrix, rows, at, taken);
    if (row < 0) return null;
    taken[row] = 1;
    rowOf[at] = row;
    const element = matrix[row * rows + at]!;
    for (const half of [matrix, other]) {
      for (let k = row * rows; k < (row + 1) * rows; k += 1) half[k]! /= element;
    }
    for (let to = 0; to < rows; to += 1) {
      const factor = matrix[to * rows + at]!;
      if (to === row || factor === 0) continue;
      for (const half of [matrix, other]) {
        for (let k = 0; k < rows; k += 1) half[to * rows + k]! -= factor * half[row * rows + k]!;
      }
    }
  }
  for (let at = 0; at < rows; at += 1) {
    inverse.set(other.subarray(rowOf[at]! * rows, (rowOf[at]! + 1) * rows), at * rows);
  }
  return inverse;
}

function pivotRowOf(matrix: Float64Array, rows: number, column: number, taken: Uint8Array): number {
  let found = -1;
  let most = 1e-9;
  for (let row = 0; row < rows; row += 1) {
    const size = Math.abs(matrix[row * rows + column]!);
    if (taken[row] === 0 && size > most) {
      most = size;
      found = row;
    }
  }
  return found;
}
