/**
 * Two-way tables with margins. Method: the hypercube of the statistical offices (Repsilber, Giessing). Each hidden
 * cell stands at the corner of a rectangle of hidden cells around which households could be moved without changing
 * anything published; the moves that stay at or above nought make a range, and the range must reach k. It is a proof
 * by exhibition: whatever else is published of this table, every value of that range gives a table that fits.
 * Where no rectangle does, everything is hidden: in doubt, more.
 */
import { isSensitive, isSmall, secrecyReason } from './small-counts.ts';

export type CountTable = {
  rows: readonly string[];
  columns: readonly string[];
  /** Households by row, then by column. */
  cells: readonly (readonly number[])[];
  /** Sums as they are printed; read again, never trusted. */
  totals: { rows: readonly number[]; columns: readonly number[]; all: number };
};

/** The same table; null stands where statistical secrecy hides a count. */
export type PublishedTable = {
  rows: readonly string[];
  columns: readonly string[];
  cells: readonly (readonly (number | null)[])[];
  totals: { rows: readonly (number | null)[]; columns: readonly (number | null)[]; all: number | null };
  /** French, to show under the table; null where nothing is hidden. */
  reason: string | null;
};

/** A table with its margins as a last row and a last column. */
type Extended = { values: number[][]; hidden: boolean[][] };
type Corner = { row: number; column: number; moves: 1 | -1 };

/**
 * The table with its small counts hidden, and what would give them back. Deterministic.
 * Throws where the totals given are not the sums of the cells: a fault of the caller.
 */
export function suppressTable(table: CountTable, k: number): PublishedTable {
  const extended = extend(table);
  hidePrimary(extended, k);
  let open = true;
  while (open) {
    open = false;
    forEachCell(extended, (row, column) => {
      if (!extended.hidden[row]?.[column]) return;
      if (rangeHidden(extended, row, column) >= k) return;
      open = true;
      const added = cheapestRectangle(extended, row, column, k);
      if (added === null) hideAll(extended);
      else for (const corner of added) hide(extended, corner.row, corner.column);
    });
    if (isAllHidden(extended)) open = false;
  }
  return published(table, extended, k);
}

function extend(table: CountTable): Extended {
  const values = [
    ...table.cells.map((row, index) => [...row, table.totals.rows[index] ?? Number.NaN]),
    [...table.totals.columns, table.totals.all],
  ];
  const width = table.columns.length + 1;
  if (values.length !== table.rows.length + 1 || values.some((row) => row.length !== width)) {
    throw new RangeError('a table of counts whose rows and columns do not match its labels');
  }
  const sums = values.slice(0, -1).every((row) => row.at(-1) === sum(row.slice(0, -1)));
  const columns = values[0]?.every(
    (_value, column) => values.at(-1)?.[column] === sum(values.slice(0, -1).map((row) => row[column] ?? 0)),
  );
  if (!sums || columns === false) throw new RangeError('a table of counts whose totals are not its sums');
  return { values, hidden: values.map((row) => row.map(() => false)) };
}

/** Small counts; and a row or a column where one cell holds all, or all but few, of a small whole. */
function hidePrimary(extended: Extended, k: number): void {
  const { values } = extended;
  const lastRow = values.length - 1;
  forEachCell(extended, (row, column) => {
    const count = at(extended, row, column);
    const lastColumn = (values[row]?.length ?? 1) - 1;
    const ofRow = at(extended, row, lastColumn) - count;
    const ofColumn = at(extended, lastRow, column) - count;
    const inRow = column !== lastColumn && lastColumn > 1 && isSensitive([count, ofRow], k);
    const inColumn = row !== lastRow && lastRow > 1 && isSensitive([count, ofColumn], k);
    if (isSmall(count, k) || inRow || inColumn) hide(extended, row, column);
  });
}

/** How far a hidden cell may move among tables that fit, by the best rectangle of hidden cells. */
function rangeHidden(extended: Extended, row: number, column: number): number {
  let best = 0;
  forEachCell(extended, (otherRow, otherColumn) => {
    const corners = rectangle(extended, row, column, otherRow, otherColumn);
    if (corners?.every((corner) => extended.hidden[corner.row]?.[corner.column])) {
      best = Math.max(best, rangeOf(extended, corners));
    }
  });
  return best;
}

/** The rectangle that protects the cell by hiding the least, or null where none reaches k. */
function cheapestRectangle(extended: Extended, row: number, column: number, k: number): Corner[] | null {
  let best: { corners: Corner[]; cost: number } | null = null;
  forEachCell(extended, (otherRow, otherColumn) => {
    const corners = rectangle(extended, row, column, otherRow, otherColumn);
    if (corners === null || rangeOf(extended, corners) < k) return;
    const cost = sum(corners.map((corner) => costOf(extended, corner)));
    if (best === null || cost < best.cost) best = { corners, cost };
  });
  return (best as { corners: Corner[] } | null)?.corners ?? null;
}

/** What is lost: the count itself, one for the gap in the page, and much for a margin, which readers need first. */
function costOf(extended: Extended, { row, column }: Corner): number {
  if (extended.hidden[row]?.[column]) return 0;
  const margins = Number(isLastRow(extended, row)) + Number(isLastColumn(extended, row, column));
  return (1 + at(extended, row, column)) * (margins === 0 ? 1 : margins * 1_000);
}

/** Corners of a rectangle with the way each moves when the first grows; null where the two cells share a line. */
function rectangle(
  extended: Extended,
  row: number,
  column: number,
  otherRow: number,
  otherColumn: number,
): Corner[] | null {
  if (row === otherRow || column === otherColumn) return null;
  // Two cells of a line move against each other; a cell and the line's total move together.
  const rows = isLastRow(extended, row) || isLastRow(extended, otherRow) ? 1 : -1;
  const columns = isLastColumn(extended, 0, column) || isLastColumn(extended, 0, otherColumn) ? 1 : -1;
  return [
    { row, column, moves: 1 },
    { row, column: otherColumn, moves: columns },
    { row: otherRow, column, moves: rows },
    { row: otherRow, column: otherColumn, moves: rows === columns ? 1 : -1 },
  ];
}

function rangeOf(extended: Extended, corners: readonly Corner[]): number {
  const least = (way: 1 | -1): number =>
    Math.min(...corners.filter(({ moves }) => moves === way).map((it) => at(extended, it.row, it.column)));
  // Where every corner moves the same way nothing bounds the growth.
  return least(-1) + least(1);
}

function published(table: CountTable, { values, hidden }: Extended, k: number): PublishedTable {
  const shown = values.map((row, index) =>
    row.map((value, column) => (hidden[index]?.[column] ? null : value)),
  );
  const body = shown.slice(0, -1);
  const last = shown.at(-1) ?? [];
  return {
    rows: table.rows,
    columns: table.columns,
    cells: body.map((row) => row.slice(0, -1)),
    totals: {
      rows: body.map((row) => row.at(-1) ?? null),
      columns: last.slice(0, -1),
      all: last.at(-1) ?? null,
    },
    reason: hidden.some((row) => row.some(Boolean)) ? secrecyReason(k) : null,
  };
}

function forEachCell({ values }: Extended, visit: (row: number, column: number) => void): void {
  for (const [row, cells] of values.entries()) for (const column of cells.keys()) visit(row, column);
}

function hideAll(extended: Extended): void {
  forEachCell(extended, (row, column) => hide(extended, row, column));
}

function isAllHidden({ hidden }: Extended): boolean {
  return hidden.every((row) => row.every(Boolean));
}

function hide({ hidden }: Extended, row: number, column: number): void {
  const line = hidden[row];
  if (line !== undefined) line[column] = true;
}

function at({ values }: Extended, row: number, column: number): number {
  return values[row]?.[column] ?? 0;
}

function isLastRow({ values }: Extended, row: number): boolean {
  return row === values.length - 1;
}

function isLastColumn({ values }: Extended, row: number, column: number): boolean {
  return column === (values[row]?.length ?? 0) - 1;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
