import { describe, expect, it } from 'vitest';
import { suppressTable } from '../../../src/reporting/suppression/table.ts';

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
const tableOf = (cells: readonly (readonly number[])[]) => {
  const columns = (cells[0] ?? []).map((_count, column) => sum(cells.map((row) => row[column] ?? 0)));
  return {
    rows: cells.map((_row, index) => `ligne ${index}`),
    columns: columns.map((_total, index) => `colonne ${index}`),
    cells,
    totals: { rows: cells.map(sum), columns, all: sum(columns) },
  };
};

describe('a two-way table under statistical secrecy', () => {
  it('is told as it is where no count is small', () => {
    const table = tableOf([
      [40, 60],
      [50, 70],
    ]);
    const told = suppressTable(table, 11);
    expect([told.cells, told.totals, told.reason]).toEqual([table.cells, table.totals, null]);
  });

  it('hides a small count with the three that would give it back, the least lost, and keeps the totals', () => {
    const table = tableOf([
      [3, 60, 200],
      [50, 70, 210],
      [90, 400, 300],
    ]);
    const told = suppressTable(table, 11);
    expect(told.cells).toEqual([
      [null, null, 200],
      [null, null, 210],
      [90, 400, 300],
    ]);
    expect(told.totals).toEqual(table.totals);
    expect(told.reason).toBe(
      'Secret statistique : moins de 11 ménages, ici ou dans un chiffre dont celui-ci se déduirait.',
    );
  });

  it('hides a count that leaves few others of its row: the complement tells as much', () => {
    const told = suppressTable(
      tableOf([
        [95, 5],
        [80, 90],
      ]),
      11,
    );
    expect(told.cells[0]).toEqual([null, null]);
  });

  it('hides all or nothing of a small row, and the sums that repeat its only row', () => {
    const told = suppressTable(tableOf([[0, 20]]), 11);
    expect(told.cells).toEqual([[null, null]]);
    expect(told.totals).toEqual({ rows: [20], columns: [null, null], all: 20 });
  });

  it('gives the same hidden cells each time', () => {
    const table = tableOf([
      [3, 30, 30],
      [30, 30, 30],
      [30, 30, 30],
    ]);
    expect(suppressTable(table, 11)).toEqual(suppressTable(structuredClone(table), 11));
  });

  it('refuses totals that are not the sums: a fault of whoever counted', () => {
    const table = tableOf([[20, 30]]);
    expect(() => suppressTable({ ...table, totals: { ...table.totals, all: 51 } }, 11)).toThrow('totals');
  });
});
