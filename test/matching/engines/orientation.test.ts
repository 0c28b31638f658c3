import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOfPlan, type OrientationProblem } from '../../../src/matching/engines/orientation-problem.ts';
import { runOrientation } from '../../../src/matching/engines/orientation-run.ts';

/** Every plan of a tiny problem, counted one by one. */
function plansOf(problem: OrientationProblem): number[][] {
  return problem.items.reduce<number[][]>(
    (plans, { choices }) => plans.flatMap((plan) => choices.map((_choice, place) => [...plan, place])),
    [[]],
  );
}

const problems = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 }),
    cells: fc.array(
      fc.record({
        picks: fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }),
        startTenths: fc.integer({ min: -45, max: 25 }),
        slope: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    limits: fc.array(
      fc.record({
        picks: fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }),
        room: fc.integer({ min: -1200, max: 3000 }),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ sizes, cells, limits }): OrientationProblem => {
    const members = (picks: readonly boolean[]) =>
      sizes.flatMap((size, item) =>
        Array.from({ length: size }, (_, choice) => ({ item, choice })).filter(
          ({ choice }) => picks[item * 3 + choice],
        ),
      );
    return {
      items: sizes.map((size, item) => ({
        id: `h${item}`,
        choices: Array.from({ length: size }, (_, choice) => `d${choice}`),
      })),
      cells: cells.map(({ picks, startTenths, slope }, index) => ({
        id: `c${index}`,
        members: members(picks),
        startTenths,
        steps: [
          { upToTenths: 10, slope },
          { upToTenths: 25, slope: slope * 2 },
        ],
        lastSlope: slope * 3,
      })),
      limits: limits.map(({ picks, room }, index) => ({
        id: `l${index}`,
        members: members(picks).map((member) => ({ ...member, coefficient: member.item % 2 ? 1000 : 700 })),
        room,
        slope: 2,
      })),
    };
  });

describe('the orientation of a batch', () => {
  it('costs as little as the best of all plans counted one by one, and proves it', async () => {
    await fc.assert(
      fc.asyncProperty(problems, async (problem) => {
        const least = Math.min(...plansOf(problem).map((plan) => costOfPlan(problem, plan)));
        const { solution } = await runOrientation({
          problem,
          alternatives: [],
          nodeLimit: 10_000,
          planTolerance: 0,
          priceTolerance: 0,
        });
        expect(solution).toMatchObject({ value: least, bound: least });
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it('prices every other choice as the best plan that holds it', async () => {
    await fc.assert(
      fc.asyncProperty(problems, async (problem) => {
        const alternatives = problem.items.flatMap(({ choices }, item) =>
          choices.map((_choice, choice) => ({ item, choice })),
        );
        const plans = plansOf(problem);
        const outcome = await runOrientation({
          problem,
          alternatives,
          nodeLimit: 10_000,
          planTolerance: 0,
          priceTolerance: 0,
        });
        for (const { item, choice, value } of outcome.alternatives) {
          const held = plans.filter((plan) => plan[item] === choice);
          expect(value).toBe(Math.min(...held.map((plan) => costOfPlan(problem, plan))));
        }
      }),
      { numRuns: 12, seed: 11 },
    );
  });

  it('takes the first choice between equals, and the same plan each time', async () => {
    const problem: OrientationProblem = {
      items: ['a', 'b'].map((id) => ({ id, choices: ['x', 'y', 'z'] })),
      cells: [],
      limits: [],
    };
    const runs = [1, 2].map(() =>
      runOrientation({ problem, alternatives: [], nodeLimit: 10, planTolerance: 0, priceTolerance: 0 }),
    );
    for (const { solution } of await Promise.all(runs)) expect(solution.chosen).toEqual([0, 0]);
  });
});
