/**
 * A basis of the relaxation over routes, its prices and the bound that they prove. The arithmetic of pivots may drift: no
 * bound rests on it alone, `provenBound` reads one from any prices, whatever their errors (weak duality; Neumaier and
 * Shcherbina 2004).
 */
import { inverseOf } from './exchange-inverse.ts';

/** At most one of the columns that hold a row: columns have ones in their rows, rows a limit of one. */
export type Packing = {
  rows: number;
  columns: number;
  cost: Float64Array;
  /** Rows of column j: from start[j] to start[j + 1]. */
  start: Int32Array;
  index: Int32Array;
};

/** A basis with its prices; the slack of row i counts as the variable `columns + i`. */
export type Tableau = {
  /** Row by row; never written once it is shared. */
  inverse: Float64Array;
  factors: { row: number; column: Float64Array }[];
  norm: Float64Array;
  basic: Int32Array;
  /** Place in the basis, -1 outside. */
  place: Int32Array;
  value: Float64Array;
  price: Float64Array;
  reduced: Float64Array;
  /** 1 where a variable must be 0; a forbidden slack makes its row an equation. */
  forbidden: Uint8Array;
  /** Columns that are not forbidden. */
  open: Int32Array;
  /** Proved: no plan of the open columns is worth more. */
  bound: number;
};

export function tableauOf(packing: Packing, basic: readonly number[]): Tableau | null {
  const { rows, columns } = packing;
  const inverse = inverseOf(packing, basic);
  if (!inverse) return null;
  const tableau: Tableau = {
    inverse,
    factors: [],
    norm: norms(inverse, rows),
    basic: Int32Array.from(basic),
    place: new Int32Array(columns + rows).fill(-1),
    value: new Float64Array(rows),
    price: new Float64Array(rows),
    reduced: new Float64Array(columns),
    forbidden: new Uint8Array(columns + rows),
    open: Int32Array.from({ length: columns }, (_, at) => at),
    bound: Number.POSITIVE_INFINITY,
  };
  for (const [row, variable] of basic.entries()) tableau.place[variable] = row;
  readInverse(packing, tableau);
  tableau.bound = provenBound(packing, tableau);
  return tableau;
}

/** Values and prices afresh from the inverse, which holds no factors; answers how far the rows are from their limits. */
export function readInverse({ rows, columns, cost, start, index }: Packing, tableau: Tableau): number {
  const { inverse, basic, value, price } = tableau;
  const filled = new Float64Array(rows);
  value.fill(0);
  price.fill(0);
  for (const [row, variable] of basic.entries()) {
    const worth = variable < columns ? cost[variable]! : 0;
    let sum = 0;
    for (let at = 0; at < rows; at += 1) {
      const entry = inverse[row * rows + at]!;
      sum += entry;
      price[at]! += worth * entry;
    }
    value[row] = sum;
    if (variable >= columns) filled[variable - columns]! += sum;
    else for (let at = start[variable]!; at < start[variable + 1]!; at += 1) filled[index[at]!]! += sum;
  }
  return filled.reduce((most, sum) => Math.max(most, Math.abs(sum - 1)), 0);
}

/** Inverts the basis afresh: what long chains of pivots lost is gained back. */
export function renew(packing: Packing, tableau: Tableau): void {
  const inverse = inverseOf(packing, [...tableau.basic]);
  if (!inverse) return;
  tableau.inverse = inverse;
  tableau.factors = [];
  tableau.norm = norms(inverse, packing.rows);
  readInverse(packing, tableau);
  tableau.bound = Math.min(tableau.bound, provenBound(packing, tableau));
}

/** Shares the inverse, which nobody writes. */
export function copyTableau(tableau: Tableau): Tableau {
  return {
    ...tableau,
    factors: tableau.factors.slice(),
    norm: tableau.norm.slice(),
    basic: tableau.basic.slice(),
    place: tableau.place.slice(),
    value: tableau.value.slice(),
    price: tableau.price.slice(),
    reduced: tableau.reduced.slice(),
    forbidden: tableau.forbidden.slice(),
    open: tableau.open.slice(),
  };
}

/** The bound that the prices prove, and the reduced costs they give, from the columns themselves. */
export function provenBound(packing: Packing, tableau: Tableau): number {
  const { price, reduced, forbidden, open } = tableau;
  let sum = 0;
  for (let row = 0; row < packing.rows; row += 1) {
    if (price[row]! < 0 && forbidden[packing.columns + row] === 0) price[row] = 0;
    sum += price[row]!;
  }
  for (let at = 0; at < open.length; at += 1) {
    const column = open[at]!;
    let left = packing.cost[column]!;
    for (let entry = packing.start[column]!; entry < packing.start[column + 1]!; entry += 1) {
      left -= price[packing.index[entry]!]!;
    }
    reduced[column] = left;
    if (left > 0) sum += left;
  }
  return sum;
}

/** Squared lengths of the rows of an inverse. */
export function norms(inverse: Float64Array, rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let at = row * rows; at < (row + 1) * rows; at += 1) sum += inverse[at]! * inverse[at]!;
    return sum;
  });
}
