import { describe, expect, it } from 'vitest';
import type { IndicatorTable } from '../../../src/reporting/indicator.ts';
import { rowsUnderSecrecy } from '../../../src/reporting/screen/one-way.ts';

const k = 11;
const tableOf = (counts: readonly number[]): IndicatorTable => ({
  key: 't',
  title: 'Refus par motif',
  columns: [
    { title: 'Motif', kind: 'text' },
    { title: 'Refus', kind: 'count' },
    { title: 'Part', kind: 'share' },
  ],
  rows: counts.map((count, index) => [`motif ${index}`, count, 0.1]),
});
const shown = (counts: readonly number[]) => rowsUnderSecrecy(tableOf(counts), k).map(([, count]) => count);

describe('small counts of a table of disjoint rows', () => {
  it('leaves a table without small counts as it is', () => {
    expect(rowsUnderSecrecy(tableOf([40, 0, 25]), k)).toEqual(tableOf([40, 0, 25]).rows);
  });

  it('hides the smallest of the others with a small count alone: the sum would give it back', () => {
    expect(shown([40, 3, 25])).toEqual([40, 'hidden', 'hidden']);
  });

  it('hides more while what is hidden is under k in all', () => {
    expect(shown([40, 3, 2, 25])).toEqual([40, 'hidden', 'hidden', 'hidden']);
    expect(shown([40, 8, 7, 25])).toEqual([40, 'hidden', 'hidden', 25]);
  });

  it('hides all where nothing else can cover a small count', () => {
    expect(shown([3, 0, 0])).toEqual(['hidden', 'hidden', 'hidden']);
  });

  it('hides the share of a row whose count is hidden', () => {
    expect(rowsUnderSecrecy(tableOf([40, 3, 25]), k)[1]).toEqual(['motif 1', 'hidden', 'hidden']);
  });

  it('leaves every hidden count free from nought to k, whatever the sum of the rows says', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const counts = Array.from(
        { length: 2 + (seed % 6) },
        (_, index) => (seed * 7919 * (index + 3)) % (index % 2 === 0 ? 17 : 90),
      );
      const cells = shown(counts);
      const hidden = counts.filter((_, row) => cells[row] === 'hidden');
      if (hidden.length === 0) continue;
      const known = counts.reduce((sum, count, row) => sum + (cells[row] === 'hidden' ? 0 : count), 0);
      const all = counts.reduce((sum, count) => sum + count, 0);
      // The attack: each hidden count is anything from nought to what the sum leaves, as soon as another is hidden too.
      expect(hidden.length > 1 || counts.length === 1, `${counts}`).toBe(true);
      const everythingHidden = cells.every((cell) => cell === 'hidden');
      expect(all - known >= k || everythingHidden, `${counts}`).toBe(true);
    }
  });
});

describe('a table whose rows overlap', () => {
  it('hides all the days of a name together: twelve months less six would give the other six', () => {
    const table: IndicatorTable = {
      key: 'control',
      title: 'Contrôle',
      overlaps: true,
      columns: [
        { title: 'EPCI', kind: 'text' },
        { title: 'Arrêté au', kind: 'text' },
        { title: 'Six mois', kind: 'count' },
        { title: 'Douze mois', kind: 'count' },
      ],
      rows: [
        ['A', '31/12', 5, 40],
        ['A', '30/06', 35, 40],
        ['B', '31/12', 50, 90],
        ['B', '30/06', 40, 90],
        ['C', '31/12', 60, 130],
        ['C', '30/06', 70, 130],
      ],
    };
    const counts = rowsUnderSecrecy(table, k).map((row) => row.slice(2));
    expect(counts.slice(0, 2).flat()).toEqual(['hidden', 'hidden', 'hidden', 'hidden']);
    // One name alone would be read from the sum of each day: a second falls with it.
    expect(counts.slice(2, 4).flat()).toEqual(['hidden', 'hidden', 'hidden', 'hidden']);
    expect(counts.slice(4).flat()).toEqual([60, 130, 70, 130]);
  });
});
