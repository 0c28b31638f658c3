/** The problem of a stored run is read as it was, however many pairs it has. */
import { describe, expect, it } from 'vitest';
import { largeProblem, wholeProblem } from '../../db/stores/run-problem.ts';
import { contentHash } from '../../src/kernel/canonical-json.ts';
import type { Problem } from '../../src/matching/problem.ts';

/** `homes` homes, each with every one of 500 applicants; every seventh pair tells no wish. */
function problemOf(homes: number): Problem {
  const applicants = Array.from({ length: 500 }, (_, at) => ({ id: `a${at}`, order: at }));
  return {
    shortlistLength: 3,
    homes: Array.from({ length: homes }, (_, at) => ({ id: `h${at}`, acceptance: 0.5 })),
    applicants,
    pairs: Array.from({ length: homes * applicants.length }, (_, at): Problem['pairs'][number] => {
      const [home, applicant] = [`h${Math.floor(at / 500)}`, `a${(at * 7) % 500}`];
      return at % 7 === 0 ? [home, applicant, 10_000_000 - at] : [home, applicant, at, 1 + (at % 300)];
    }),
  };
}

describe('the problem of a stored run', () => {
  it('stands in its JSON alone where it is that of a session', async () => {
    const problem = problemOf(40);
    const stored = await largeProblem(problem);
    expect(stored).toEqual({ problem, problemPairs: null });
    expect(await wholeProblem(stored)).toBe(problem);
  });

  it('has its pairs beside, compressed, where it is large, and is whole again when read', async () => {
    const problem = problemOf(401);
    const { problem: json, problemPairs } = await largeProblem(problem);
    expect(json.pairs).toEqual([]);
    expect(problemPairs?.length).toBeLessThan(problem.pairs.length * 8);
    const read = await wholeProblem({ problem: JSON.parse(JSON.stringify(json)), problemPairs });
    expect(contentHash(read)).toBe(contentHash(problem));
  });

  it('names nobody who is not in it', async () => {
    const problem = problemOf(401);
    const [first, ...rest] = problem.pairs;
    expect(first).toBeDefined();
    const wrong: Problem = { ...problem, pairs: [['h0', 'unknown', 1], ...rest] };
    await expect(largeProblem(wrong)).rejects.toThrow('names what is not in it');
  });
});
