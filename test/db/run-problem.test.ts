/** The problem of a stored run is read as it was, however many pairs it has. */
import { describe, expect, it } from 'vitest';
import { largeProblem, wholeProblem } from '../../db/stores/run-problem.ts';
import { contentHash } from '../../src/kernel/canonical-json.ts';
import { type AnyProblem, tabledHash } from '../../src/matching/pair-table.ts';
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

async function spelled(problem: AnyProblem): Promise<string> {
  const { problem: json, problemPairs } = await largeProblem(problem);
  return JSON.stringify([json, problemPairs?.toString('base64')]);
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

  it('is stored alike whether its pairs stand in lists or in columns', async () => {
    for (const homes of [40, 401]) {
      const listed = problemOf(homes);
      const pairs = listed.pairs.map(
        ([home, applicant, score, wish = 1]) => [home, applicant, score, wish] as const,
      );
      const tabled = {
        ...listed,
        pairs: {
          home: Int32Array.from(pairs, ([home]) => Number(home.slice(1))),
          applicant: Int32Array.from(pairs, ([, applicant]) => Number(applicant.slice(1))),
          score: Int32Array.from(pairs, ([, , score]) => score),
          wish: Int32Array.from(pairs, ([, , , wish]) => wish),
        },
      };
      const told = { ...listed, pairs: pairs.map((pair): Problem['pairs'][number] => [...pair]) };
      // As texts: a matcher walks through a megabyte byte by byte.
      expect((await spelled(tabled)) === (await spelled(told))).toBe(true);
      expect(tabledHash(tabled)).toBe(contentHash(told));
    }
  });

  it('names nobody who is not in it', async () => {
    const problem = problemOf(401);
    const [first, ...rest] = problem.pairs;
    expect(first).toBeDefined();
    const wrong: Problem = { ...problem, pairs: [['h0', 'unknown', 1], ...rest] };
    await expect(largeProblem(wrong)).rejects.toThrow('names what is not in it');
  });
});
