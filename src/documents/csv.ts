/** CSV as French offices open it: BOM, semicolons, decimal commas, and no cell that a spreadsheet would run. */
import type { Transform } from 'node:stream';
import { type Options, stringify as stringifier } from 'csv-stringify';
import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | boolean | null;

export type CsvTable = {
  columns: readonly string[];
  /** Each row has one cell a column; null is written empty. */
  rows: readonly (readonly CsvCell[])[];
};

/**
 * The text of a CSV file: UTF-8 with BOM, `;`, CRLF, decimal comma, "oui" and "non".
 * Text that starts with = + - @ or a tab gets an apostrophe in front, so that no spreadsheet takes it for a formula.
 * Throws a RangeError where a row has not one cell a column.
 */
export function writeCsv(table: CsvTable): string {
  for (const [index, row] of table.rows.entries()) {
    if (row.length !== table.columns.length) {
      throw new RangeError(`row ${index + 1}: ${row.length} cells for ${table.columns.length} columns`);
    }
  }
  return stringify([[...table.columns], ...table.rows.map((row) => [...row])], options);
}

/** The same row by row, for files that no memory should hold whole: rows of one cell a column in, bytes out. */
export function csvStream(columns: readonly string[]): Transform {
  return stringifier({ ...options, header: true, columns: [...columns] });
}

const options: Options = {
  bom: true,
  delimiter: ';',
  record_delimiter: 'windows',
  escape_formulas: true,
  cast: {
    boolean: (value) => (value ? 'oui' : 'non'),
    number: (value) => String(value).replace('.', ','),
  },
};
