import { describe, expect, it } from 'vitest';
import { buildInstance, pairOf } from '../../../src/matching/engines/instance.ts';
import { assembleSolution, EMPTY, publishedBonuses } from '../../../src/matching/engines/plan.ts';
import type { Problem } from '../../../src/matching/problem.ts';
import { shuffled, smallProblem } from './small-problems.ts';

const two: Problem = {
  shortlistLength: 2,
  homes: [
    { id: 'h2', acceptance: 0.5 },
    { id: 'h1', acceptance: 0.4, length: 1 },
  ],
  applicants: [
    { id: 'b', order: 1 },
    { id: 'a', order: 2 },
    { id: 'c', order: 1, fullBonus: true },
  ],
  pairs: [
    ['h2', 'a', 10],
    ['h2', 'b', 10],
    ['h2', 'c', 30],
    ['h1', 'a', 5],
  ],
  quotas: [
    { id: 'q', homes: ['h2'], applicants: ['a', 'c'], share: 0.5, penalty: 40, class: 'statutory' },
    { id: 'p', homes: ['h2'], applicants: ['a'], number: 1, penalty: 40, class: 'statutory' },
  ],
  bonusCaps: { statutory: 15, own: 7 },
  bans: [{ home: 'h1', applicant: 'a' }],
};

describe('the canonical instance', () => {
  it('is the same for the same problem in any order of its arrays', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const problem = smallProblem(seed, {
        homes: 5,
        applicants: 9,
        length: 3,
        pins: true,
        bans: true,
        caps: true,
      });
      expect(buildInstance(shuffled(problem, seed + 100))).toEqual(buildInstance(problem));
    }
  });

  it('sorts the candidates of a home by score, then by published order, then by identifier', () => {
    const instance = buildInstance(two);
    const names = Array.from(instance.pairApplicant.slice(instance.pairStart[1], instance.pairStart[2]));
    expect(names.map((a) => instance.applicantIds[a])).toEqual(['c', 'b', 'a']);
  });

  it('drops banned pairs and remembers that the home lost them', () => {
    const instance = buildInstance(two);
    expect(pairOf(instance, 0, 0)).toBe(EMPTY);
    expect(Array.from(instance.bannedPairs)).toEqual([1, 0]);
  });

  it('gives each rank the chance that all before it refuse', () => {
    const instance = buildInstance(two);
    expect(Array.from(instance.slotOffered)).toEqual([1, 1, 0.5]);
    expect(Array.from(instance.slotWeight)).toEqual([0.4, 0.5, 0.25]);
  });

  it('cuts the bonus of a class at its cap and gives a full bonus the sum of all caps', () => {
    const instance = buildInstance(two);
    const bonuses = publishedBonuses(instance, Float64Array.of(12, 9));
    const bonusOf = (id: string) =>
      bonuses[instance.pairCell[pairOf(instance, 1, instance.applicantIds.indexOf(id))]!];
    expect([bonusOf('a'), bonusOf('b'), bonusOf('c')]).toEqual([15, 0, 22]);
  });

  it('numbers pairs alike where the same quotas count them, whatever else their applicants are in', () => {
    const quota = { number: 1, penalty: 1 };
    const instance = buildInstance({
      shortlistLength: 1,
      homes: [
        { id: 'h1', acceptance: 0.5 },
        { id: 'h2', acceptance: 0.5 },
      ],
      applicants: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
      pairs: ['a', 'b', 'c'].flatMap((id): Problem['pairs'] => [
        ['h1', id, 1],
        ['h2', id, 1],
      ]),
      quotas: [
        { id: 'here', homes: ['h1'], applicants: ['a', 'b'], ...quota },
        { id: 'elsewhere', homes: ['h2'], applicants: ['a'], ...quota },
      ],
    });
    const [a, b, c] = [0, 1, 2].map((applicant) => instance.pairCell[pairOf(instance, 0, applicant)]);
    expect(a).toBe(b);
    expect(c).not.toBe(a);
    expect(instance.pairCell[pairOf(instance, 1, 0)]).not.toBe(instance.pairCell[pairOf(instance, 1, 1)]);
  });

  it('refuses a repeated pair and an unknown identifier', () => {
    expect(() => buildInstance({ ...two, pairs: [...two.pairs, ['h2', 'a', 3]] })).toThrow(RangeError);
    expect(() => buildInstance({ ...two, pairs: [['h9', 'a', 3]] })).toThrow(RangeError);
  });
});

describe('the solution of the contract', () => {
  it('says why places stay empty', () => {
    const instance = buildInstance(two);
    const solution = assembleSolution(instance, {
      slots: Int32Array.of(EMPTY, pairOf(instance, 1, 2), EMPTY),
      prices: Float64Array.of(0, 0),
      certificate: {
        prices: Float64Array.of(0, 0),
        applicantPrices: Float64Array.of(0, 0, 2),
        dualBound: 1000,
        search: 'none',
      },
      justifiedEnvy: 0,
      engine: 'dual-auction',
      seconds: 0,
    });
    expect(solution.unfilled).toEqual([
      { home: 'h1', slots: 1, reason: 'banned' },
      { home: 'h2', slots: 1, reason: 'no-candidate-left' },
    ]);
    expect(solution.certificate.applicantPrices).toEqual({ c: 2 });
    expect(solution.shortlists[1]?.entries).toEqual([
      { applicant: 'c', rank: 1, score: 30, bonus: 22, offered: 1, signs: 0.5 },
    ]);
  });
});
