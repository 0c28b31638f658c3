import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { verifySolution } from '../../src/matching/certificate/verify.ts';
import { engineNames } from '../../src/matching/engines/registry.ts';
import { solveProblem } from '../../src/matching/engines/solve.ts';
import type { Problem, Solution } from '../../src/matching/problem.ts';
import { checkProblem } from '../../src/matching/problem-check.ts';
import { bestValueByBruteForce } from '../matching/brute-force.ts';
import { type ProblemShape, problems, shuffled } from '../matching/problem-arbitrary.ts';

const seed = 20_261_121;
const size = { homes: 4, applicants: 9, quotas: 3 };

async function solved(problem: Problem, engine?: string): Promise<Solution> {
  const result = await solveProblem(problem, engine === undefined ? {} : { engine });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

function withoutSeconds({ seconds: _seconds, ...rest }: Solution): string {
  return canonicalJson(rest);
}

const shapes: readonly [string, ProblemShape][] = [
  ['one list each', size],
  ['several lists each', { ...size, lists: 3 }],
  ['bonus caps', { ...size, caps: true }],
  ['pins and bans', { ...size, choices: true }],
  ['pins and bans on several lists', { ...size, choices: true, lists: 3 }],
];

describe.each(shapes)('fair plans with %s', (_name, shape) => {
  it('hold before the independent checker, with nobody in justified envy unless a pin imposes it', async () => {
    await fc.assert(
      fc.asyncProperty(problems(shape), async (problem) => {
        fc.pre(checkProblem(problem).ok);
        const solution = await solved(problem);
        const found = verifySolution(problem, solution);
        expect(found.problems).toEqual([]);
        expect(solution.value).toBeLessThanOrEqual(solution.bound + 1e-6);
        if ((problem.pins ?? []).length === 0) expect(solution.justifiedEnvy).toBe(0);
      }),
      { seed, numRuns: 40 },
    );
  });

  it('are the same whatever the order of the arrays', async () => {
    await fc.assert(
      fc.asyncProperty(problems(shape), fc.integer({ min: 1, max: 1000 }), async (problem, order) => {
        fc.pre(checkProblem(problem).ok);
        const [one, other] = [await solved(problem), await solved(shuffled(problem, order))];
        expect(withoutSeconds(other)).toBe(withoutSeconds(one));
      }),
      { seed, numRuns: 12 },
    );
  });
});

describe('every engine', () => {
  it.each(engineNames)('%s gives plans that hold, with and without the rule of envy', async (engine) => {
    const tiny = { homes: 3, applicants: 5, quotas: 2 };
    for (const fairness of ['none', 'no-justified-envy'] as const) {
      await fc.assert(
        fc.asyncProperty(problems({ ...tiny, fairness }), async (problem) => {
          const solution = await solved(problem, engine);
          expect(verifySolution(problem, solution).problems).toEqual([]);
          expect(solution.engine).toBe(engine);
        }),
        { seed, numRuns: 4 },
      );
    }
  });
});

describe('tiny problems', () => {
  const tiny: ProblemShape = { homes: 3, applicants: 4, quotas: 1 };

  it('get a fair plan that is never above, and almost always at, the best found by trying every plan', async () => {
    let equal = 0;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(problems(tiny), async (problem) => {
        fc.pre((problem.quotas ?? []).some((quota) => quota.penalty > 0));
        const { value } = await solved(problem);
        const best = bestValueByBruteForce(problem);
        expect(value).toBeLessThanOrEqual(best + 1e-6);
        count += 1;
        if (value >= best - 1e-6) equal += 1;
      }),
      { seed, numRuns: 60 },
    );
    expect(equal / count).toBeGreaterThan(0.9);
  });

  it('get from HiGHS the plain plan that trying every plan finds', async () => {
    await fc.assert(
      fc.asyncProperty(problems({ ...tiny, fairness: 'none' }), async (problem) => {
        const { value } = await solved(problem, 'highs');
        const best = bestValueByBruteForce(problem);
        expect(value).toBeLessThanOrEqual(best + 1e-6);
        expect(value).toBeGreaterThanOrEqual(best - 1e-6);
      }),
      { seed, numRuns: 12 },
    );
  });
});
