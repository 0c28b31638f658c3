/** Figures about few households stay unknown, even to someone who subtracts. */
import { describe, expect, it } from 'vitest';
import { shownDepartures } from '../../../src/committee/departure-disclosure.ts';
import type { DepartureReport } from '../../../src/committee/session-view.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';

type Counts = readonly [raised: number, kept: number, lowered: number, setAside: number];

function reportOf(groups: Readonly<Record<string, Counts>>): DepartureReport {
  return {
    from: civilDate('2026-01-01'),
    until: civilDate('2026-11-21'),
    decided: 40,
    followed: 30,
    departed: 10,
    byReason: [
      { code: 'longWait', label: 'Ancienneté de la demande', homes: 8, candidates: 24 },
      { code: 'urgency', label: 'Urgence', homes: 2, candidates: 6 },
    ],
    byGroup: Object.entries(groups).map(([group, [raised, kept, lowered, setAside]]) => ({
      group,
      label: group,
      proposed: raised + kept + lowered + setAside,
      raised,
      kept,
      lowered,
      setAside,
    })),
  };
}

const cells = (report: DepartureReport, group: string) =>
  Object.values(shownDepartures(report).byGroup.find((row) => row.group === group)?.counts ?? {});

describe('departures as they may be shown', () => {
  it('shows figures about eleven households and more as they are', () => {
    expect(cells(reportOf({ dalo: [11, 40, 12, 0] }), 'dalo')).toEqual([63, 11, 40, 12, 0]);
  });

  it('tells nothing of a group of ten', () => {
    expect(cells(reportOf({ dalo: [2, 5, 3, 0] }), 'dalo')).toEqual([null, null, null, null, null]);
  });

  it('hides with a small figure the next one, which would give it by subtraction', () => {
    expect(cells(reportOf({ dalo: [4, 40, 12, 0] }), 'dalo')).toEqual([56, null, 40, null, 0]);
  });

  it('hides a second size of household where one alone is hidden, since all sizes add up to the total', () => {
    const report = reportOf({
      all: [62, 100, 60, 45],
      alone: [20, 40, 20, 15],
      two: [14, 30, 13, 12],
      threeOrFour: [24, 25, 21, 15],
      fiveOrMore: [4, 5, 6, 3],
    });
    expect(cells(report, 'all').at(1)).toBe(62);
    const raised = ['alone', 'two', 'threeOrFour', 'fiveOrMore'].map((group) => cells(report, group).at(1));
    expect(raised.filter((count) => count === null)).toHaveLength(2);
    expect(raised.at(3)).toBeNull();
  });

  it('never leaves one figure alone hidden on a line that adds up', () => {
    const groups = ['all', 'alone', 'two', 'threeOrFour', 'fiveOrMore'];
    const sizesOf = (seed: number): Counts[] =>
      [1, 2, 3, 4].map((size) => [
        (seed * size * 7) % 31,
        (seed * size * 13) % 53,
        (seed * size * 5) % 23,
        (seed * size * 3) % 17,
      ]);
    for (let seed = 1; seed < 60; seed += 1) {
      const sizes = sizesOf(seed);
      const sum = (at: 0 | 1 | 2 | 3) => sizes.reduce((total, counts) => total + counts[at], 0);
      const all: Counts = [sum(0), sum(1), sum(2), sum(3)];
      const report = reportOf(
        Object.fromEntries([all, ...sizes].map((counts, at) => [groups[at] ?? '', counts])),
      );
      const rows = groups.map((group) => cells(report, group));
      const columns = [0, 1, 2, 3, 4].map((at) => rows.map((row) => row[at]));
      for (const line of [...rows, ...columns]) {
        expect(line.filter((count) => count === null)).not.toHaveLength(1);
      }
    }
  });

  it('counts homes by reason, and their candidates only where they are many', () => {
    expect(shownDepartures(reportOf({})).byReason).toMatchObject([
      { homes: 8, candidates: 24 },
      { homes: 2, candidates: null },
    ]);
  });
});
