import { expect, it } from 'vitest';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { scoreApplication } from '../../src/scoring/compile.ts';
import { demonstrationGrids } from '../../src/scoring/demo-grids.ts';
import { convertScore, gridFor, smallestPriorityCriterionPoints } from '../../src/scoring/grid-for.ts';
import { makeApplication, makeGrid, metzSiren, sessionDate } from '../support/make-domain.ts';

const everywhere = makeGrid({ id: 'partout' });
const metz2024 = makeGrid({ id: 'metz', epci: metzSiren, until: civilDate('2026-06-30') });
const metz2026 = makeGrid({ id: 'metz', version: 2, epci: metzSiren, from: civilDate('2026-07-01') });
const transfers = makeGrid({ id: 'mutations', kind: 'transfer', epci: metzSiren });
const grids = [everywhere, metz2026, transfers, metz2024];

it('scores a home by the grid of its own territory in force on the day', () => {
  expect(gridFor(grids, metzSiren, 'general', civilDate('2026-06-30'))).toBe(metz2024);
  expect(gridFor(grids, metzSiren, 'general', civilDate('2026-07-01'))).toBe(metz2026);
});

it('falls back on the grid of no territory, and on none where there is none', () => {
  expect(gridFor(grids, '245701206', 'general', sessionDate)).toBe(everywhere);
  expect(gridFor(grids, null, 'general', sessionDate)).toBe(everywhere);
  expect(gridFor(grids, '245701206', 'transfer', sessionDate)).toBeUndefined();
});

it('keeps general applications and transfers on their own grids', () => {
  expect(gridFor(grids, metzSiren, 'transfer', sessionDate)).toBe(transfers);
});

it('writes a converted score in lines that still add up, rounded down', () => {
  const from = makeGrid({
    id: 'mutations',
    conversions: [{ toGrid: 'partout', numerator: 2, denominator: 3 }],
  });
  const score = scoreApplication(from, makeApplication(1, { filedOn: civilDate('2025-10-21') }), sessionDate);
  const converted = convertScore(score, from, everywhere);
  expect(score.total).toBe(13);
  expect(converted.total).toBe(8);
  expect(converted.lines.at(-1)).toMatchObject({ criterion: 'conversion', points: -5 });
});

it('leaves a score as it is where no conversion was published', () => {
  const score = scoreApplication(everywhere, makeApplication(1), sessionDate);
  expect(convertScore(score, everywhere, transfers)).toBe(score);
});

it('finds the smallest criterion that implements L441-1', () => {
  expect(demonstrationGrids.map(smallestPriorityCriterionPoints)).toEqual([20, 20]);
  expect(smallestPriorityCriterionPoints(makeGrid())).toBe(50);
  const [seniority] = makeGrid().criteria;
  expect(smallestPriorityCriterionPoints(makeGrid({ criteria: [seniority!] }))).toBeNull();
});
