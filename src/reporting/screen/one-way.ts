/**
 * Secrecy of a table whose rows are disjoint and whose sum can be known from elsewhere: small counts are hidden, and
 * others with them until what is hidden is at least k in all and stands in two rows at least. Whatever the sum says,
 * each hidden count can then be anything from nought to k.
 */
import type { IndicatorTable } from '../indicator.ts';
import { isSmall } from '../suppression/small-counts.ts';

type Value = string | number | null | 'hidden';

/** The rows as they may be shown; a share or a length of time falls with the counts of its row. */
export function rowsUnderSecrecy(table: IndicatorTable, k: number): Value[][] {
  const rows: Value[][] = table.rows.map((row) => [...row]);
  for (const [column, { kind }] of table.columns.entries()) {
    if (kind !== 'count') continue;
    for (const row of hiddenRows(
      rows.map((cells) => cells[column] ?? null),
      k,
    )) {
      const cells = rows[row];
      if (cells) cells[column] = 'hidden';
    }
  }
  return rows.map((cells) =>
    cells.includes('hidden')
      ? cells.map((value, column) => {
          const kind = table.columns[column]?.kind;
          return value !== null && (kind === 'share' || kind === 'days') ? 'hidden' : value;
        })
      : cells,
  );
}

function hiddenRows(values: readonly Value[], k: number): Set<number> {
  const counts = values.flatMap((value, row) => (typeof value === 'number' ? [{ row, value }] : []));
  const hidden = counts.filter(({ value }) => isSmall(value, k));
  if (hidden.length === 0) return new Set();
  // The smallest of the others: the least information is lost.
  const others = counts.filter(({ value }) => value >= k).sort((a, b) => a.value - b.value || a.row - b.row);
  let sum = hidden.reduce((total, { value }) => total + value, 0);
  for (const other of others) {
    if (hidden.length > 1 && sum >= k) break;
    hidden.push(other);
    sum += other.value;
  }
  // Alone with noughts, a small count would be read from the sum: the noughts are hidden with it.
  if (hidden.length < 2 || sum < k) return new Set(counts.map(({ row }) => row));
  return new Set(hidden.map(({ row }) => row));
}
