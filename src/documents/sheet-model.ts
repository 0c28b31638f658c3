/** A sheet of a workbook as plain values, before it becomes a file. */
import type { CivilDate } from '../kernel/civil-date.ts';

/** Numbers stay numbers and dates dates; a boolean is written "oui" or "non", null is an empty cell. */
export type SheetCell = string | number | boolean | null | { date: CivilDate };

export type Sheet = {
  /** At most 31 signs, without / \ ? * : [ ]. */
  name: string;
  /** Width in signs. */
  columns: readonly { header: string; width: number }[];
  /** One cell a column. */
  rows: readonly (readonly SheetCell[])[];
};
