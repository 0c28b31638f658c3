/** Columns of counts beside the figures: rows are disjoint, and their sum is taken to be known from elsewhere. */
import type { IndicatorTable, Period } from '../indicator.ts';
import { isSmall, type Parts } from './small-counts.ts';
import { timelineOf } from './timeline.ts';
import { hiddenFigures } from './tree.ts';

export type DatedTable = { table: IndicatorTable; period: Period };

/** A table whose small counts, what would give them back, and the shares and delays of their rows, are null. */
export function suppressColumns(
  publication: DatedTable,
  k: number,
  previous: readonly DatedTable[],
): IndicatorTable {
  const { table } = publication;
  const hiddenRows = table.columns.map(({ kind }, column) =>
    kind === 'count' ? hiddenIn([...previous, publication], column, k) : new Set<string>(),
  );
  const rows = table.rows.map((row) => {
    const key = rowKey(table, row);
    const isTold = hiddenRows.every((hidden) => !hidden.has(key));
    return row.map((value, column) => {
      const kind = table.columns[column]?.kind;
      if (kind === 'text' || isTold) return value;
      return kind === 'count' && !hiddenRows[column]?.has(key) ? value : null;
    });
  });
  return { ...table, rows };
}

/** Rows hidden in a column, publication after publication. */
function hiddenIn(publications: readonly DatedTable[], column: number, k: number): Set<string> {
  const keys = [...new Set(publications.flatMap(({ table }) => table.rows.map((row) => rowKey(table, row))))];
  const periods = publications.map(({ period }) => period);
  const counts = keys.map((key) => publications.map(({ table }) => countOf(table, key, column)));
  const sums = publications.map((_publication, at) => asParts(sum(counts.map((row) => row[at] ?? 0))));
  const nodes = [
    { key: 'all', parent: null, isRest: false },
    ...keys.map((key) => ({ key, parent: 0, isRest: false })),
  ];
  let hidden = nodes.map((): boolean[] => []);
  for (const last of publications.keys()) {
    hidden = hiddenFigures({
      nodes,
      counts: [
        sums,
        ...counts.map((row) => row.map((count) => (count === null ? null : asParts(count)))),
      ].map((row) => row.slice(0, last + 1)),
      timeline: timelineOf(periods.slice(0, last + 1)),
      isFixed: periods.slice(0, last + 1).map((_period, at) => at < last),
      hidden: hidden.map((row) => [...row, false]),
      k,
      isSensitive: ([count], least) => isSmall(count, least),
      protectsAll: true,
    });
  }
  return new Set(keys.filter((_key, index) => hidden[index + 1]?.at(-1)));
}

function countOf(table: IndicatorTable, key: string, column: number): number | null {
  const value = table.rows.find((row) => rowKey(table, row) === key)?.[column];
  return typeof value === 'number' ? value : null;
}

/** A count alone: both sides are the same. */
function asParts(count: number): Parts {
  return [count, count];
}

function rowKey({ columns }: IndicatorTable, row: IndicatorTable['rows'][number]): string {
  return row.filter((_value, column) => columns[column]?.kind === 'text').join('|');
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
