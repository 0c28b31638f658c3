import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naiveTotal } from '../../bench/scoring/naive-evaluator.ts';
import { compileGrid } from '../../src/scoring/compile.ts';
import { gridSchema } from '../../src/scoring/grid.ts';
import { sessionDate } from '../support/make-domain.ts';
import { randomApplication, randomGrid } from '../support/random-domain.ts';

const options = { seed: 2026, numRuns: 400 };
const worlds = fc.tuple(randomGrid(), randomApplication(1));

describe('whatever the grid and the application', () => {
  it('the lines of a score add up to its total', () => {
    fc.assert(
      fc.property(worlds, ([grid, application]) => {
        const { total, lines } = compileGrid(grid, sessionDate).scoreOf(application);
        expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(total);
        expect(lines.every((line) => line.points !== 0)).toBe(true);
      }),
      options,
    );
  });

  it('the prepared grid gives the total that the grid as written gives', () => {
    fc.assert(
      fc.property(worlds, ([grid, application]) => {
        const compiled = compileGrid(grid, sessionDate);
        expect(compiled.totalOf(application)).toBe(naiveTotal(grid, application, sessionDate));
        expect(compiled.scoreOf(application).total).toBe(compiled.totalOf(application));
      }),
      options,
    );
  });

  it('name, commune of origin, income and the order of the file change no score', () => {
    fc.assert(
      fc.property(worlds, ([grid, application]) => {
        const score = compileGrid(grid, sessionDate).scoreOf;
        const other = {
          ...application,
          name: 'Autre nom',
          current: { ...application.current, insee: '13055', qpvCode: 'QN01301M' },
          household: { ...application.household, monthlyResourcesCents: 1 },
          arrears: { amountCents: 500_000, asOf: sessionDate, underPlan: false },
          gridFacts: [...application.gridFacts].reverse(),
          labels: [...application.labels].reverse(),
        };
        expect(score(other)).toEqual(score(application));
      }),
      options,
    );
  });

  it('a generated grid is one that a file could give', () => {
    fc.assert(
      fc.property(randomGrid(), (grid) => gridSchema.safeParse(grid).success),
      { seed: 2026, numRuns: 50 },
    );
  });
});
