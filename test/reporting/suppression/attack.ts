/**
 * What somebody who reads every publication can compute: counts that the published sums fix (Gaussian elimination over
 * rationals), and the least and most that each hidden count can be (linear programming, HiGHS).
 */
import Fraction from 'fraction.js';
import { loadHighs } from '../../../src/matching/engines/highs-run.ts';

/** A published sum of unknown counts: the positions of its terms, and the sum. */
export type Equation = { terms: readonly number[]; sum: number };

type Row = Map<number, Fraction>;

/** Those of the sums asked that the published ones fix exactly. */
export function fixedSums(
  published: readonly Equation[],
  asked: readonly (readonly number[])[],
): (readonly number[])[] {
  const pivots = new Map<number, Row>();
  for (const { terms } of published) {
    const row = reduced(asRow(terms), pivots);
    const pivot = row.keys().next().value;
    if (pivot === undefined) continue;
    pivots.set(pivot, scaled(row, row.get(pivot)!.inverse()));
  }
  return asked.filter((terms) => reduced(asRow(terms), pivots).size === 0);
}

function asRow(terms: readonly number[]): Row {
  return new Map(terms.map((term) => [term, new Fraction(1)]));
}

function reduced(row: Row, pivots: ReadonlyMap<number, Row>): Row {
  let left = row;
  for (;;) {
    const pivot = [...left.keys()].find((column) => pivots.has(column));
    if (pivot === undefined) return left;
    const factor = left.get(pivot)!;
    left = new Map(left);
    for (const [column, value] of pivots.get(pivot)!) {
      const next = (left.get(column) ?? new Fraction(0)).sub(value.mul(factor));
      if (next.equals(0)) left.delete(column);
      else left.set(column, next);
    }
  }
}

function scaled(row: Row, factor: Fraction): Row {
  return new Map([...row].map(([column, value]) => [column, value.mul(factor)]));
}

/** For each sum asked, how far apart its least and its most are among counts at or above nought that fit. */
export async function widths(
  unknowns: number,
  published: readonly Equation[],
  asked: readonly (readonly number[])[],
): Promise<number[]> {
  const highs = await loadHighs();
  const constraints = published
    .filter(({ terms }) => terms.length > 0)
    .map(({ terms, sum }, index) => ` c${index}: ${sumOf(terms)} = ${sum}`)
    .join('\n');
  const bounds = Array.from({ length: unknowns }, (_unused, index) => ` 0 <= x${index} <= 100000`).join('\n');
  const best = (sense: 'Minimize' | 'Maximize', terms: readonly number[]): number => {
    const solved = highs.solve(
      `${sense}\n obj: ${sumOf(terms)}\nSubject To\n${constraints}\nBounds\n${bounds}\nEnd`,
      { output_flag: false },
    );
    if (solved.Status !== 'Optimal') throw new Error(`the published sums do not fit: ${solved.Status}`);
    return solved.ObjectiveValue;
  };
  return asked.map((terms) => best('Maximize', terms) - best('Minimize', terms));
}

function sumOf(terms: readonly number[]): string {
  return terms.map((term) => `x${term}`).join(' + ');
}
