import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { solveProblem } from '../../../src/matching/engines/solve.ts';
import type { Problem, Solution } from '../../../src/matching/problem.ts';
import { type Seen, sharesByClass } from '../../../src/reporting/equity/audit.ts';
import { equityDimensions, type Traits, traitsOfApplication } from '../../../src/reporting/equity/classes.ts';
import { calibrationByClass, departuresByClass } from '../../../src/reporting/equity/outcomes.ts';
import { movedBetween, stabilityOf, without } from '../../../src/reporting/equity/stability.ts';
import { beyond, driftScore, holm, shareInterval } from '../../../src/reporting/equity/statistics.ts';
import { makeApplication } from '../../support/make-domain.ts';

const someone: Traits = {
  persons: 2,
  holderAge: 40,
  firstQuartile: false,
  originInQpv: false,
  adaptedNeed: false,
  loneParent: false,
  channel: null,
};

const many = (count: number, traits: Partial<Traits>, happened: boolean): Seen[] =>
  Array.from({ length: count }, () => ({ traits: { ...someone, ...traits }, happened }));

describe('the equity audit', () => {
  it('compares no class of nationality, origin of persons or sex (S-08)', () => {
    const words = equityDimensions.flatMap(({ title, classes }) => [title, ...classes]).join(' ');
    expect(words).not.toMatch(/nationalit|origine|étranger|sexe|femme|homme/i);
  });

  it('tells a gap with the other classes that is beyond chance, and gives Wilson’s interval', () => {
    const seen = [
      ...many(40, { loneParent: true }, true),
      ...many(460, { loneParent: true }, false),
      ...many(300, {}, true),
      ...many(700, {}, false),
    ];
    const rows = sharesByClass(seen, 11).find(({ key }) => key === 'loneParent')?.rows;
    expect(rows?.map(({ happened, all, gap }) => [happened, all, gap])).toEqual([
      [40, 500, 'lower'],
      [300, 1000, 'higher'],
    ]);
    expect(rows?.[0]?.share?.share).toBe(0.08);
    expect(rows?.[0]?.share?.low).toBeGreaterThan(0.06);
    expect(rows?.[0]?.share?.high).toBeLessThan(0.11);
  });

  it('tells no gap where shares differ as chance makes them differ', () => {
    const seen = [
      ...many(48, { loneParent: true }, true),
      ...many(52, { loneParent: true }, false),
      ...many(500, {}, true),
      ...many(500, {}, false),
    ];
    expect(sharesByClass(seen, 11).flatMap(({ rows }) => rows.flatMap(({ gap }) => gap ?? []))).toEqual([]);
  });

  it('hides a class of few households with what would give it back', () => {
    const seen = [
      ...many(4, { adaptedNeed: true }, true),
      ...many(60, { adaptedNeed: true }, false),
      ...many(300, {}, true),
      ...many(700, {}, false),
    ];
    const rows = sharesByClass(seen, 11).find(({ key }) => key === 'adapted')?.rows;
    expect(rows?.map(({ happened, gap, share }) => [happened, gap, share])).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
  });

  it('leaves out what one side does not know: the channel of those who wait', () => {
    const seen = [...many(50, { channel: 'online' }, true), ...many(50, {}, false)];
    expect(sharesByClass(seen, 11).map(({ key }) => key)).not.toContain('channel');
  });

  it('reads of an application its size, age, origin and need, and nothing of a label', () => {
    const on = civilDate('2026-11-21');
    const traits = traitsOfApplication(makeApplication(1), on);
    expect(Object.keys(traits).sort()).toEqual(Object.keys(someone).sort());
  });
});

describe('alarms of drift', () => {
  const share = (count: number, of: number) => ({ count, of });

  it('do not sound where everyone’s success falls alike', () => {
    const score = driftScore(
      { own: share(50, 1000), others: share(500, 10_000) },
      { own: share(100, 1000), others: share(1000, 10_000) },
    );
    expect(beyond(score)).toBeGreaterThan(0.5);
  });

  it('sound where one class alone falls', () => {
    const score = driftScore(
      { own: share(50, 1000), others: share(1000, 10_000) },
      { own: share(100, 1000), others: share(1000, 10_000) },
    );
    expect(score).toBeLessThan(-3);
  });

  it('ask more of each test as there are more tests (Holm)', () => {
    expect(holm([0.04])).toEqual([true]);
    expect(holm([0.04, 0.3, 0.8])).toEqual([false, false, false]);
    expect(holm([0.02, 0.001, 0.2])).toEqual([true, true, false]);
    expect(beyond(1.959964)).toBeCloseTo(0.05, 5);
  });

  it('have no interval of nobody', () => {
    expect(shareInterval(share(0, 0))).toBeNull();
  });
});

describe('chances told and proposals, by class', () => {
  it('call off a class to which more was told than what happened', () => {
    const told = (traits: Partial<Traits>, housed: number, of: number) =>
      Array.from({ length: of }, (_u, index) => ({
        traits: { ...someone, ...traits },
        permille: 300,
        housed: index < housed,
      }));
    const rows = calibrationByClass([...told({ loneParent: true }, 30, 300), ...told({}, 180, 600)], 11).find(
      ({ key }) => key === 'loneParent',
    )?.rows;
    expect(rows?.map(({ said, isOff }) => [said, isOff])).toEqual([
      [0.3, true],
      [0.3, false],
    ]);
  });

  it('count as departures those ranked lower or not at all, among those proposed', () => {
    const ranked = (
      proposedRank: number | null,
      decidedRank: number | null,
      count: number,
      loneParent: boolean,
    ) =>
      Array.from({ length: count }, () => ({
        traits: { ...someone, loneParent },
        proposedRank,
        decidedRank,
      }));
    const rows = departuresByClass(
      [
        ...ranked(1, 2, 30, true),
        ...ranked(1, null, 20, true),
        ...ranked(2, 1, 100, true),
        ...ranked(1, 1, 400, false),
        ...ranked(1, 2, 60, false),
        ...ranked(null, 1, 90, false),
      ],
      11,
    ).find(({ key }) => key === 'loneParent')?.rows;
    expect(rows?.map(({ happened, all }) => [happened, all])).toEqual([
      [50, 150],
      [60, 460],
    ]);
  });
});

describe('the stability of a session', () => {
  const problem: Problem = {
    shortlistLength: 2,
    maxShortlistsPerApplicant: 1,
    fairness: 'no-justified-envy',
    homes: [
      { id: 'A', acceptance: 0.6 },
      { id: 'B', acceptance: 0.6 },
      { id: 'C', acceptance: 0.6 },
    ],
    applicants: ['a', 'b', 'c', 'd', 'e', 'f'].map((id, order) => ({ id, order })),
    pairs: [
      ['A', 'a', 90_000],
      ['A', 'b', 80_000],
      ['A', 'c', 70_000],
      ['B', 'c', 10_000],
      ['B', 'd', 9_000],
      ['B', 'f', 8_000],
      ['C', 'e', 40_000],
    ],
    quotas: [],
  };

  it('counts the ranks of others that move when a household leaves, near and elsewhere', async () => {
    const solved = await solveProblem(problem);
    if (!solved.ok) throw new Error('the problem is refused');
    const before = withLists(solved.value, { A: ['a', 'b'], B: ['c', 'd'], C: ['e'] });
    const after = withLists(solved.value, { A: ['b', 'c'], B: ['d', 'f'], C: ['e'] });
    // In A, b rises and c arrives; in B, c leaves, d rises and f arrives; C does not feel it.
    expect(movedBetween(before, after, 'a')).toEqual({ near: 2, elsewhere: 3 });
    expect(movedBetween(before, before, 'a')).toEqual({ near: 0, elsewhere: 0 });
  });

  it('leaves no trace of the household in the problem solved again', () => {
    expect(JSON.stringify(without(problem, 'c'))).not.toContain('"c"');
    expect(without(problem, 'c').pairs).toHaveLength(problem.pairs.length - 2);
  });

  it('draws the same households from the same seed', async () => {
    const solved = await solveProblem(problem);
    if (!solved.ok) throw new Error('the problem is refused');
    const [first, again] = await Promise.all(
      [7, 7].map((seed) => stabilityOf(problem, solved.value, { seed, sample: 3 })),
    );
    expect(first).toEqual(again);
  });
});

function withLists(solution: Solution, lists: Readonly<Record<string, readonly string[]>>): Solution {
  const entry = (applicant: string, index: number) => ({
    applicant,
    rank: index + 1,
    score: 1,
    bonus: 0,
    offered: 1,
    signs: 0.6,
  });
  return {
    ...solution,
    shortlists: Object.entries(lists).map(([home, ids]) => ({ home, entries: ids.map(entry) })),
  };
}
