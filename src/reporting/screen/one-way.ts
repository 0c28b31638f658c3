/**
 * Secrecy of the tables beside the figures, whose sums can be known from elsewhere. What is hidden together is a unit:
 * a row, or all the rows of one name where they overlap (the same leases over six and over twelve months). A unit with
 * a small count is hidden, and others with it until, in every column, what is hidden is nought or at least k in all and
 * stands in two units at least. Whatever a sum says, each hidden count can then be anything from nought to k.
 */
import type { IndicatorTable } from '../indicator.ts';
import { isSmall } from '../suppression/small-counts.ts';

export type TableValue = string | number | null | 'hidden';
type Unit = { rows: readonly number[] };
/** Counts that one sum can be known of: a column, in the rows of one day where rows overlap. */
type Slice = { column: number; rows: ReadonlySet<number> };

/** The rows as they may be shown; shares and lengths of time fall with the counts of their row. */
export function rowsUnderSecrecy(table: IndicatorTable, k: number): TableValue[][] {
  const units = unitsOf(table);
  const slices = slicesOf(table);
  const hidden = new Set(units.filter((unit) => countsOf(table, unit).some((count) => isSmall(count, k))));
  for (let grown = true; grown; ) {
    grown = false;
    for (const slice of slices) {
      const added = lackingIn(table, slice, units, hidden, k);
      for (const unit of added) hidden.add(unit);
      grown ||= added.length > 0;
    }
  }
  const hiddenRows = new Set([...hidden].flatMap(({ rows }) => rows));
  return table.rows.map((cells, row) =>
    cells.map((value, column) => {
      const isText = table.columns[column]?.kind === 'text';
      return hiddenRows.has(row) && !isText && value !== null ? 'hidden' : value;
    }),
  );
}

function unitsOf({ rows, overlaps }: IndicatorTable): Unit[] {
  if (!overlaps) return rows.map((_, row) => ({ rows: [row] }));
  const byName = new Map<string, number[]>();
  for (const [row, [name]] of rows.entries()) {
    byName.set(String(name), [...(byName.get(String(name)) ?? []), row]);
  }
  return [...byName.values()].map((own) => ({ rows: own }));
}

function slicesOf({ columns, rows, overlaps }: IndicatorTable): Slice[] {
  const days = new Map<string, Set<number>>();
  for (const [row, cells] of rows.entries()) {
    const day = overlaps ? String(cells[1]) : '';
    days.set(day, (days.get(day) ?? new Set()).add(row));
  }
  return columns.flatMap(({ kind }, column) =>
    kind === 'count' ? [...days.values()].map((own) => ({ column, rows: own })) : [],
  );
}

function countsOf(table: IndicatorTable, { rows }: Unit): number[] {
  return rows.flatMap((row) =>
    (table.rows[row] ?? []).flatMap((value, column) =>
      typeof value === 'number' && table.columns[column]?.kind === 'count' ? [value] : [],
    ),
  );
}

/** Units to hide too, so that the sum of a slice gives no hidden count back; the smallest: the least is lost. */
function lackingIn(
  table: IndicatorTable,
  slice: Slice,
  units: readonly Unit[],
  hidden: ReadonlySet<Unit>,
  k: number,
): Unit[] {
  const countIn = ({ rows }: Unit) =>
    rows.reduce((sum, row) => {
      const value = slice.rows.has(row) ? table.rows[row]?.[slice.column] : null;
      return sum + (typeof value === 'number' ? value : 0);
    }, 0);
  const own = [...hidden].map(countIn);
  const sum = own.reduce((total, count) => total + count, 0);
  if (sum === 0 || (sum >= k && hidden.size > 1)) return [];
  const open = units.filter((unit) => !hidden.has(unit));
  const smallest = open.filter((unit) => countIn(unit) > 0).toSorted((a, b) => countIn(a) - countIn(b))[0];
  // With noughts alone around it, the sum is the count itself: the noughts are hidden with it.
  return smallest ? [smallest] : open;
}
