/**
 * The dual simplex that a search over routes repeats thousands of times, each time a few pivots away from the last:
 * a general solver spends most of such a call on setting itself up. The inverse of the basis is dense (some hundreds of
 * rows) and shared by all parts below it; pivots since then are kept as factors (product form of the inverse, Dantzig and
 * Orchard-Hays 1954). The leaving row is chosen by reference weights (Forrest and Goldfarb 1992), the entering column in
 * Harris's two passes (1973).
 */
import { norms, type Packing, provenBound, readInverse, renew, type Tableau } from './exchange-tableau.ts';

/** What ended the pivots: `limit` leaves a bound that holds, but may still come down. */
type PivotOutcome = 'optimal' | 'excluded' | 'limit';

const feasible = 1e-8;
const pivotable = 1e-7;
const ratioSlack = 1e-9;
const mostFactors = 100;
const mostDrift = 1e-8;

/** Pivots until the basis is feasible, the bound falls under the cutoff, or `budget.steps` pivots or `most` are done. */
export function pivotDown(
  packing: Packing,
  tableau: Tableau,
  cutoff: number,
  most: number,
  budget: { steps: number },
): PivotOutcome {
  const { rows } = packing;
  const pivotRow = new Float64Array(rows);
  const alpha = new Float64Array(packing.columns);
  const ended = (outcome: PivotOutcome): PivotOutcome => {
    tableau.bound = Math.min(tableau.bound, provenBound(packing, tableau));
    return tableau.bound < cutoff ? 'excluded' : outcome;
  };
  let objective = tableau.bound;
  for (let pivots = 0; pivots < most; pivots += 1) {
    if (objective < cutoff) {
      if (ended('limit') === 'excluded') return 'excluded';
      objective = tableau.bound;
    }
    const leaving = leavingRow(packing, tableau);
    if (leaving < 0) return ended('optimal');
    budget.steps -= 1;
    const sign = tableau.value[leaving]! < 0 ? 1 : -1;
    readRow(tableau, rows, leaving, sign, pivotRow);
    const entering = enteringColumn(packing, tableau, pivotRow, alpha);
    // No column helps: the part holds no plan at all.
    if (entering < 0) {
      tableau.bound = Number.NEGATIVE_INFINITY;
      return 'excluded';
    }
    const column = columnOf(packing, tableau, entering);
    if (Math.abs(column[leaving]!) < ratioSlack) return ended('limit');
    objective += pivot(packing, tableau, { leaving, entering, sign, column, pivotRow, alpha });
    if (tableau.factors.length >= mostFactors) settle(packing, tableau);
  }
  return ended('limit');
}

/** Multiplies the factors into an inverse of the tableau's own, or inverts afresh where they lost too much. */
export function settle(packing: Packing, tableau: Tableau): void {
  const { rows } = packing;
  const inverse = tableau.inverse.slice();
  const pivotRow = new Float64Array(rows);
  for (const { row, column } of tableau.factors) {
    const from = row * rows;
    for (let at = 0; at < rows; at += 1) pivotRow[at] = inverse[from + at]!;
    for (let other = 0; other < rows; other += 1) {
      const factor = column[other]!;
      if (factor === 0) continue;
      const to = other * rows;
      if (other === row) for (let at = 0; at < rows; at += 1) inverse[to + at] = factor * pivotRow[at]!;
      else for (let at = 0; at < rows; at += 1) inverse[to + at]! += factor * pivotRow[at]!;
    }
  }
  tableau.inverse = inverse;
  tableau.factors = [];
  tableau.norm = norms(inverse, rows);
  if (readInverse(packing, tableau) > mostDrift) renew(packing, tableau);
}

/** The basic variable that breaks its bounds most, in the measure of its row. */
function leavingRow({ rows }: Packing, { value, basic, forbidden, norm }: Tableau): number {
  let leaving = -1;
  let most = 0;
  for (let row = 0; row < rows; row += 1) {
    const at = value[row]!;
    if (at >= -feasible && (at <= feasible || forbidden[basic[row]!] === 0)) continue;
    const score = (at * at) / norm[row]!;
    if (score > most) {
      most = score;
      leaving = row;
    }
  }
  return leaving;
}

/** The row of the inverse, times the sign, through the factors from the last to the first. */
function readRow(tableau: Tableau, rows: number, leaving: number, sign: number, into: Float64Array): void {
  const { inverse, factors } = tableau;
  const part = new Float64Array(rows);
  part[leaving] = sign;
  const held = new Set([leaving]);
  for (let at = factors.length - 1; at >= 0; at -= 1) {
    const { row, column } = factors[at]!;
    let sum = 0;
    for (const other of held) sum += part[other]! * column[other]!;
    part[row] = sum;
    if (sum !== 0) held.add(row);
  }
  into.fill(0);
  for (const row of held) {
    const factor = part[row]!;
    const from = row * rows;
    for (let at = 0; at < rows; at += 1) into[at]! += factor * inverse[from + at]!;
  }
}

/** Harris's test: the greatest pivot among the columns whose prices bind first, to a tolerance. */
function enteringColumn(
  { rows, columns, start, index }: Packing,
  { place, price, reduced, forbidden, open }: Tableau,
  pivotRow: Float64Array,
  alpha: Float64Array,
): number {
  let limit = Number.POSITIVE_INFINITY;
  for (let at = 0; at < open.length; at += 1) {
    const column = open[at]!;
    if (place[column]! >= 0) continue;
    let step = 0;
    for (let entry = start[column]!; entry < start[column + 1]!; entry += 1) step += pivotRow[index[entry]!]!;
    alpha[column] = step;
    if (step < -pivotable) limit = Math.min(limit, (Math.min(0, reduced[column]!) - ratioSlack) / step);
  }
  for (let row = 0; row < rows; row += 1) {
    const step = pivotRow[row]!;
    if (step >= -pivotable || place[columns + row]! >= 0 || forbidden[columns + row] !== 0) continue;
    limit = Math.min(limit, (-Math.max(0, price[row]!) - ratioSlack) / step);
  }
  let entering = -1;
  let greatest = pivotable;
  for (let at = 0; at < open.length; at += 1) {
    const column = open[at]!;
    if (place[column]! >= 0 || -alpha[column]! <= greatest) continue;
    if (Math.min(0, reduced[column]!) / alpha[column]! > limit) continue;
    greatest = -alpha[column]!;
    entering = column;
  }
  for (let row = 0; row < rows; row += 1) {
    const step = pivotRow[row]!;
    if (-step <= greatest || place[columns + row]! >= 0 || forbidden[columns + row] !== 0) continue;
    if (-Math.max(0, price[row]!) / step > limit) continue;
    greatest = -step;
    entering = columns + row;
  }
  return entering;
}

/** The column of a variable in terms of the basis. */
function columnOf(
  { rows, columns, start, index }: Packing,
  tableau: Tableau,
  variable: number,
): Float64Array {
  const { inverse, factors } = tableau;
  const column = new Float64Array(rows);
  const add = (from: number): void => {
    for (let row = 0, at = from; row < rows; row += 1, at += rows) column[row]! += inverse[at]!;
  };
  if (variable >= columns) add(variable - columns);
  else for (let entry = start[variable]!; entry < start[variable + 1]!; entry += 1) add(index[entry]!);
  for (const factor of factors) {
    const times = column[factor.row]!;
    if (times === 0) continue;
    column[factor.row] = 0;
    for (let row = 0; row < rows; row += 1) column[row]! += times * factor.column[row]!;
  }
  return column;
}

type Pivot = {
  leaving: number;
  entering: number;
  sign: number;
  column: Float64Array;
  pivotRow: Float64Array;
  alpha: Float64Array;
};

/** Exchanges the two variables; answers what the bound loses, as far as the arithmetic is exact. */
function pivot({ rows, columns }: Packing, tableau: Tableau, at: Pivot): number {
  const { norm, basic, place, value, price, reduced, open } = tableau;
  const { leaving, entering, sign, column, pivotRow, alpha } = at;
  const element = column[leaving]!;
  const own = entering < columns ? Math.min(0, reduced[entering]!) : -Math.max(0, price[entering - columns]!);
  const step = own / element;
  const moved = value[leaving]! / element;
  const loss = step * value[leaving]!;
  for (let row = 0; row < rows; row += 1) price[row]! += sign * step * pivotRow[row]!;
  for (let slot = 0; slot < open.length; slot += 1) {
    const other = open[slot]!;
    if (place[other]! < 0) reduced[other]! -= sign * step * alpha[other]!;
  }
  const left = basic[leaving]!;
  if (left < columns) reduced[left] = -step;
  if (entering < columns) reduced[entering] = 0;
  else price[entering - columns] = 0;
  const weight = norm[leaving]! / (element * element);
  for (let row = 0; row < rows; row += 1) {
    const factor = column[row]!;
    if (row === leaving || factor === 0) continue;
    value[row]! -= factor * moved;
    norm[row] = Math.max(norm[row]!, factor * factor * weight);
    column[row] = Math.abs(factor) < 1e-11 ? 0 : -factor / element;
  }
  norm[leaving] = Math.max(weight, 1e-4);
  column[leaving] = 1 / element;
  tableau.factors.push({ row: leaving, column });
  value[leaving] = moved;
  basic[leaving] = entering;
  place[entering] = leaving;
  place[left] = -1;
  return loss;
}
