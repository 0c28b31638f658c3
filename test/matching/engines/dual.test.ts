import { describe, expect, it } from 'vitest';
import { solveDual } from '../../../src/matching/engines/dual.ts';
import { runHighs } from '../../../src/matching/engines/highs-run.ts';
import { buildInstance } from '../../../src/matching/engines/instance.ts';
import { solveTinyWithJslp } from '../../../src/matching/engines/lp-jslp.ts';
import { linearModel } from '../../../src/matching/engines/lp-model.ts';
import type { Problem } from '../../../src/matching/problem.ts';
import { bestByTrying, smallProblem } from './small-problems.ts';

const exactly = { tolerance: 1e-9, epsilonShare: 1e-10, maxEvaluations: 400 };

describe('the dual bound', () => {
  it('is the value of the linear relaxation, as javascript-lp-solver and HiGHS find it', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const maxLists = 1 + (seed % 2);
      const problem = smallProblem(seed, {
        homes: 4,
        applicants: 8,
        length: 3,
        maxLists,
        quotas: 4,
        bans: true,
      });
      const instance = buildInstance(problem);
      const model = linearModel(instance, { kind: 'relaxation' });
      const highs = await runHighs({ model });
      const jslp = solveTinyWithJslp(model);
      const { bound } = solveDual(instance, exactly);
      expect(highs.optimal).toBe(true);
      expect(jslp.status === 'checked' ? jslp.value : Number.NaN).toBeCloseTo(highs.value, 5);
      expect(bound).toBeGreaterThanOrEqual(highs.value - 1e-6);
      expect(bound).toBeLessThanOrEqual(highs.value + 1e-5 * Math.max(100, Math.abs(highs.value)));
    }
  });

  it('is never under the best plan of a tiny problem', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const problem = smallProblem(seed, {
        homes: 3,
        applicants: 4,
        length: 2,
        maxLists: 1 + (seed % 3),
        pins: seed % 2 === 0,
        bans: seed % 3 === 0,
        slotReward: seed % 4 === 0 ? 25 : 0,
      });
      const { bound } = solveDual(buildInstance(problem), exactly);
      expect(bound).toBeGreaterThanOrEqual(bestByTrying(problem) - 1e-6);
    }
  });

  it('does not depend on where the search of prices starts', () => {
    const instance = buildInstance(smallProblem(5, { homes: 6, applicants: 14, length: 3, quotas: 5 }));
    const fromZero = solveDual(instance, exactly);
    const caps = Float64Array.from(instance.quotas, (quota) => quota.penalty);
    expect(solveDual(instance, { ...exactly, startPrices: caps }).bound).toBeCloseTo(fromZero.bound, 3);
  });

  it('keeps prices within the penalty where a quota cannot be reached', () => {
    const problem = smallProblem(7, { homes: 4, applicants: 8, length: 2, quotas: 0 });
    const unreachable = {
      id: 'q',
      homes: problem.homes.map((home) => home.id),
      applicants: [],
      number: 5,
      penalty: 60,
    };
    const { prices, bound } = solveDual(buildInstance({ ...problem, quotas: [unreachable] }), exactly);
    const free = solveDual(buildInstance({ ...problem, quotas: [] }), exactly);
    expect(prices[0]).toBeLessThanOrEqual(60);
    expect(bound).toBeCloseTo(free.bound - 300, 4);
  });
});

describe('hard cases of the bound', () => {
  const base = smallProblem(11, { homes: 4, applicants: 7, length: 3, quotas: 3 });
  const cases: Record<string, Problem> = {
    'everybody accepts for sure': { ...base, homes: base.homes.map((home) => ({ ...home, acceptance: 1 })) },
    'all homes alike and all scores tied': {
      ...base,
      homes: base.homes.map(({ id }) => ({ id, acceptance: 0.5 })),
      pairs: base.pairs.map(([home, applicant]) => [home, applicant, 50]),
    },
    'fewer applicants than places': {
      ...base,
      shortlistLength: 9,
      homes: base.homes.map(({ id }) => ({ id, acceptance: 0.3 })),
    },
    'lists of length zero': {
      ...base,
      shortlistLength: 0,
      homes: base.homes.map(({ id }) => ({ id, acceptance: 0.3 })),
    },
    'no pairs at all': { ...base, pairs: [] },
    'no homes at all': {
      ...base,
      homes: [],
      pairs: [],
      quotas: [{ id: 'q', homes: [], applicants: [], number: 1, penalty: 10 }],
    },
    'scores of zero': { ...base, pairs: base.pairs.map(([home, applicant]) => [home, applicant, 0]) },
    'places rewarded more than any price war can pay for': {
      ...base,
      slotReward: 20_000,
      shortlistLength: 5,
    },
  };
  for (const [name, problem] of Object.entries(cases)) {
    it(`is the relaxation's value: ${name}`, async () => {
      const instance = buildInstance(problem);
      const highs = await runHighs({ model: linearModel(instance, { kind: 'relaxation' }) });
      const { bound } = solveDual(instance, exactly);
      expect(bound).toBeGreaterThanOrEqual(highs.value - 1e-6);
      expect(bound).toBeLessThanOrEqual(highs.value + 1e-5 * Math.max(100, Math.abs(highs.value)));
    });
  }
});
