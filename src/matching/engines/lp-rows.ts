/** Rows of a linear model while it is written, and where the columns of the choices (slot, pair) are. */
import type { Instance } from './instance.ts';

export type Rows = { lower: number[]; upper: number[]; column: number[]; row: number[]; value: number[] };

/** Adds an empty row with its bounds; gives its number. */
export function newRow(rows: Rows, lower: number, upper: number): number {
  rows.lower.push(lower);
  return rows.upper.push(upper) - 1;
}

/** Puts a coefficient into a row. */
export function put(rows: Rows, row: number, column: number, value: number): void {
  rows.row.push(row);
  rows.column.push(column);
  rows.value.push(value);
}

/** The column of a pair in a slot of its home. */
export function columnOf(instance: Instance, columnStart: Int32Array, slot: number, pair: number): number {
  return columnStart[slot]! + pair - instance.pairStart[instance.slotHome[slot]!]!;
}

/** Visits every slot that the applicant could take, with the pair that takes it. */
export function forEachPlaceOf(
  instance: Instance,
  applicant: number,
  visit: (slot: number, pair: number) => void,
): void {
  for (let i = instance.applicantStart[applicant]!; i < instance.applicantStart[applicant + 1]!; i++) {
    const pair = instance.applicantPairs[i]!;
    const home = instance.pairHome[pair]!;
    for (let s = instance.slotStart[home]!; s < instance.slotStart[home + 1]!; s++) visit(s, pair);
  }
}
