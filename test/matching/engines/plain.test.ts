import { describe, expect, it } from 'vitest';
import { verifySolution } from '../../../src/matching/certificate/verify.ts';
import { SearchStopped } from '../../../src/matching/engines/dual-bidding.ts';
import { countJustifiedEnvy } from '../../../src/matching/engines/fair-envy.ts';
import { buildInstance } from '../../../src/matching/engines/instance.ts';
import { solvePlain } from '../../../src/matching/engines/plain.ts';
import { assembleSolution } from '../../../src/matching/engines/plan.ts';
import type { Problem, Solution } from '../../../src/matching/problem.ts';
import { bestByTrying, type Shape, shuffled, smallProblem } from './small-problems.ts';

function solved(problem: Problem): Solution {
  const instance = buildInstance(problem);
  const plain = solvePlain(instance);
  return assembleSolution(instance, {
    slots: plain.slots,
    prices: plain.prices,
    certificate: {
      prices: plain.dual.prices,
      applicantPrices: plain.dual.applicantPrices,
      dualBound: plain.dual.bound,
      search: 'none',
    },
    justifiedEnvy: countJustifiedEnvy(instance, plain.slots, plain.prices),
    engine: 'dual-auction',
    seconds: 0,
  });
}

/** What the independent checker says. */
function faults(problem: Problem): readonly string[] {
  return verifySolution(problem, solved(problem)).problems;
}

const shapes: Record<string, Shape> = {
  'plain lists': { homes: 6, applicants: 14, length: 3, quotas: 4 },
  'pins and bans': { homes: 5, applicants: 10, length: 3, pins: true, bans: true },
  'several lists per applicant': { homes: 5, applicants: 6, length: 3, maxLists: 3, pins: true },
  'caps and full bonuses': { homes: 5, applicants: 12, length: 3, quotas: 5, caps: true },
  'fewer applicants than places': { homes: 6, applicants: 5, length: 4 },
};

describe('the plain plan', () => {
  for (const [name, shape] of Object.entries(shapes)) {
    it(`passes the independent checker: ${name}`, () => {
      for (let seed = 1; seed <= 8; seed++) expect(faults(smallProblem(seed, shape))).toEqual([]);
    });
  }

  it('is worth what the best plan is worth in most tiny problems, and never more than the bound', () => {
    let reached = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const problem = smallProblem(seed, { homes: 3, applicants: 4, length: 2, pins: seed % 2 === 0 });
      const solution = solved(problem);
      const best = bestByTrying(problem);
      expect(solution.value).toBeLessThanOrEqual(best + 1e-6);
      expect(solution.value).toBeLessThanOrEqual(solution.bound);
      if (solution.value >= best - 1e-6) reached++;
    }
    expect(reached).toBeGreaterThanOrEqual(24);
  });

  it('is the same for the same problem in any order of its arrays', () => {
    for (let seed = 1; seed <= 3; seed++) {
      const problem = smallProblem(seed, {
        homes: 6,
        applicants: 15,
        length: 3,
        quotas: 4,
        pins: true,
        bans: true,
      });
      expect(solved(shuffled(problem, seed + 7))).toEqual(solved(problem));
    }
  });

  it('keeps a pinned rank although others would have to stand above it', () => {
    const problem: Problem = {
      shortlistLength: 3,
      fairness: 'none',
      homes: ['h1', 'h2'].map((id) => ({ id, acceptance: 0.5 })),
      applicants: ['a', 'b', 'c'].map((id) => ({ id })),
      pairs: [
        ['h1', 'a', 10],
        ['h1', 'b', 1],
        ['h2', 'b', 900],
        ['h1', 'c', 5],
      ],
      pins: [{ home: 'h1', applicant: 'a', rank: 3 }],
    };
    const [first] = solved(problem).shortlists;
    expect(first?.entries.map((entry) => entry.applicant)).toEqual(['c', 'b', 'a']);
    expect(faults(problem)).toEqual([]);
  });

  it('stops when it is asked to', () => {
    const instance = buildInstance(smallProblem(3, shapes['plain lists']!));
    expect(() => solvePlain(instance, { shouldStop: () => true })).toThrow(SearchStopped);
  });
});
