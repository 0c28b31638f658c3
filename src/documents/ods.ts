/** Workbooks as OpenDocument (ODS): numbers as numbers, dates as dates, and no cell that a spreadsheet would run. */
import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';
import { frenchShortDate } from '../kernel/french.ts';
import type { Sheet, SheetCell } from './sheet-model.ts';

export const odsMediaType = 'application/vnd.oasis.opendocument.spreadsheet';

/**
 * The bytes of a workbook, a header row on each sheet. Text that starts with = + - @, a tab or a line end gets an
 * apostrophe in front, as in CSV. Throws a RangeError where a row has not one cell a column.
 */
export function writeOds(sheets: readonly Sheet[]): Buffer {
  const book = utils.book_new();
  for (const sheet of sheets) utils.book_append_sheet(book, worksheetOf(sheet), sheet.name);
  const bytes: Uint8Array = write(book, { type: 'buffer', bookType: 'ods', compression: true });
  return Buffer.from(bytes);
}

function worksheetOf({ name, columns, rows }: Sheet): WorkSheet {
  for (const [index, row] of rows.entries()) {
    if (row.length !== columns.length) {
      throw new RangeError(
        `sheet "${name}", row ${index + 1}: ${row.length} cells for ${columns.length} columns`,
      );
    }
  }
  const header = columns.map((column) => cellOf(column.header));
  const worksheet = utils.aoa_to_sheet([header, ...rows.map((row) => row.map(cellOf))], { UTC: true });
  worksheet['!cols'] = columns.map(({ width }) => ({ wch: width }));
  return worksheet;
}

function cellOf(value: SheetCell): CellObject | null {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { t: 'n', v: value };
  if (typeof value === 'boolean') return { t: 's', v: value ? 'oui' : 'non' };
  if (typeof value === 'string') return { t: 's', v: harmless(value) };
  const day = new Date(`${value.date}T00:00:00Z`);
  return { t: 'd', v: day, z: 'dd/mm/yyyy', w: frenchShortDate(value.date) };
}

function harmless(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
