import { describe, expect, it } from 'vitest';
import { solveProblem } from '../../../src/matching/engines/solve.ts';
import type { Problem } from '../../../src/matching/problem.ts';

/** Two homes and four applicants of whom two are in the group; what was signed before makes the quota met or missed. */
function problemWith(signedInGroup: number): Problem {
  return {
    shortlistLength: 1,
    priceUnit: 1,
    homes: [
      { id: 'h1', acceptance: 1 },
      { id: 'h2', acceptance: 1 },
    ],
    applicants: ['a', 'b', 'c', 'd'].map((id, order) => ({ id, order })),
    pairs: ['h1', 'h2'].flatMap((home): Problem['pairs'] => [
      [home, 'a', 100],
      [home, 'b', 95],
      [home, 'c', 90],
      [home, 'd', 85],
    ]),
    quotas: [
      {
        id: 'q',
        homes: ['h1', 'h2'],
        applicants: ['c', 'd'],
        share: 0.25,
        signedTotal: 40,
        signedInGroup,
        penalty: 40,
      },
    ],
  };
}

async function priceOf(problem: Problem): Promise<{ price: number; missing: number }> {
  const solved = await solveProblem(problem, {});
  if (!solved.ok) throw new Error('refused');
  const [quota] = solved.value.quotas;
  return { price: quota?.price ?? Number.NaN, missing: quota?.missing ?? Number.NaN };
}

describe('the published price of a quota', () => {
  it('is nothing where the target is met whatever the session does', async () => {
    expect(await priceOf(problemWith(20))).toEqual({ price: 0, missing: 0 });
  });

  it('is what brings in the leases that miss', async () => {
    const { price, missing } = await priceOf(problemWith(9));
    expect(price).toBeGreaterThan(0);
    expect(missing).toBe(0);
  });

  it('stays where it brings leases in although the target is still missed', async () => {
    const { price, missing } = await priceOf(problemWith(2));
    expect(price).toBeGreaterThan(0);
    expect(missing).toBeCloseTo(0.25 * 42 - 2 - 2, 9);
  });
});
