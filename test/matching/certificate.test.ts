import { describe, expect, it } from 'vitest';
import { verifySolution } from '../../src/matching/certificate/verify.ts';
import { solveProblem } from '../../src/matching/engines/solve.ts';
import type { Problem, Solution } from '../../src/matching/problem.ts';

const problem: Problem = {
  shortlistLength: 3,
  homes: [
    { id: 'h1', acceptance: 0.7 },
    { id: 'h2', acceptance: 0.5 },
    { id: 'h3', acceptance: 0.4, length: 2 },
  ],
  applicants: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7'].map((id, position) => ({ id, order: position })),
  pairs: [
    ['h1', 'a1', 400, 1],
    ['h1', 'a2', 380, 2],
    ['h1', 'a3', 300, 1],
    ['h1', 'a4', 120, 1],
    ['h1', 'a6', 90, 1],
    ['h2', 'a1', 390, 2],
    ['h2', 'a2', 370, 1],
    ['h2', 'a4', 200, 2],
    ['h2', 'a5', 260, 1],
    ['h3', 'a6', 150, 2],
    ['h3', 'a7', 100, 1],
    ['h3', 'a4', 80, 3],
  ],
  quotas: [
    {
      id: 'q1',
      homes: ['h1', 'h2'],
      applicants: ['a4', 'a5'],
      share: 0.5,
      signedTotal: 6,
      signedInGroup: 2,
      penalty: 200,
    },
    { id: 'q2', homes: ['h3'], applicants: ['a7'], number: 1, penalty: 90 },
  ],
  pins: [{ home: 'h3', applicant: 'a7', rank: 1 }],
  bans: [{ home: 'h3', applicant: 'a4' }],
};

async function solutionOf(of: Problem): Promise<Solution> {
  const solved = await solveProblem(of);
  if (!solved.ok) throw new Error(JSON.stringify(solved.refusal));
  return solved.value;
}

const solution = await solutionOf(problem);

function listOf(draft: Solution, home: string): Solution['shortlists'][number]['entries'] {
  return draft.shortlists.find((list) => list.home === home)!.entries;
}

const tamperings: readonly [string, (draft: Solution) => void][] = [
  [
    'a value that is higher',
    (draft) => {
      draft.value += 1;
    },
  ],
  [
    'a bound below the value',
    (draft) => {
      draft.bound = draft.value - 5;
    },
  ],
  [
    'a bound that nothing proves',
    (draft) => {
      draft.bound -= 3;
    },
  ],
  [
    'a dual bound that the prices do not give',
    (draft) => {
      draft.certificate.dualBound -= 3;
    },
  ],
  [
    'a gap that is smaller',
    (draft) => {
      draft.gap /= 2;
    },
  ],
  [
    'a plan called optimal',
    (draft) => {
      draft.optimal = !draft.optimal;
    },
  ],
  [
    'an envy that is not there',
    (draft) => {
      draft.justifiedEnvy = 1;
    },
  ],
  [
    'two ranks swapped',
    (draft) => {
      const [one, two] = listOf(draft, 'h1');
      [one!.rank, two!.rank] = [2, 1];
    },
  ],
  [
    'two applicants swapped',
    (draft) => {
      const [one, two] = listOf(draft, 'h1');
      [one!.applicant, two!.applicant] = [two!.applicant, one!.applicant];
    },
  ],
  [
    'a hole in the ranks',
    (draft) => {
      listOf(draft, 'h1').splice(0, 1);
    },
  ],
  [
    'an entry on one list too many',
    (draft) => {
      listOf(draft, 'h2').pop();
      listOf(draft, 'h2').push({ ...listOf(draft, 'h1')[0]!, rank: 3 });
    },
  ],
  [
    'a banned pair',
    (draft) => {
      listOf(draft, 'h3').push({
        applicant: 'a4',
        rank: 3,
        score: 80,
        bonus: 0,
        offered: 0.36,
        signs: 0.144,
      });
    },
  ],
  [
    'an applicant who is not listed for the home',
    (draft) => {
      listOf(draft, 'h1')[1]!.applicant = 'a7';
    },
  ],
  [
    'an unknown applicant',
    (draft) => {
      listOf(draft, 'h1')[0]!.applicant = 'nobody';
    },
  ],
  [
    'an unknown home',
    (draft) => {
      draft.shortlists[0]!.home = 'nowhere';
    },
  ],
  [
    'the same list twice',
    (draft) => {
      draft.shortlists.push(structuredClone(draft.shortlists[0]!));
    },
  ],
  [
    'a pin at another rank',
    (draft) => {
      for (const entry of listOf(draft, 'h3')) entry.rank = 3 - entry.rank;
    },
  ],
  [
    'a pin without its mark',
    (draft) => {
      for (const entry of listOf(draft, 'h3')) delete entry.pinned;
    },
  ],
  [
    'a mark of pin on a free entry',
    (draft) => {
      listOf(draft, 'h1')[0]!.pinned = true;
    },
  ],
  [
    'a score that the problem does not give',
    (draft) => {
      listOf(draft, 'h1')[0]!.score += 10;
    },
  ],
  [
    'a bonus that the prices do not give',
    (draft) => {
      listOf(draft, 'h1')[0]!.bonus += 10;
    },
  ],
  [
    'a chance of signing that is higher',
    (draft) => {
      listOf(draft, 'h1')[1]!.signs = 0.5;
    },
  ],
  [
    'a chance of being offered that is higher',
    (draft) => {
      listOf(draft, 'h1')[1]!.offered = 1;
    },
  ],
  [
    'a price above its penalty',
    (draft) => {
      draft.quotas.find((quota) => quota.id === 'q2')!.price = 91;
    },
  ],
  [
    'a price between two units',
    (draft) => {
      draft.quotas.find((quota) => quota.id === 'q2')!.price = 0.5;
    },
  ],
  [
    'a quota left out',
    (draft) => {
      draft.quotas.pop();
    },
  ],
  [
    'fewer leases missing',
    (draft) => {
      draft.quotas[0]!.missing = 0;
      draft.quotas[1]!.missing = 0;
    },
  ],
  [
    'more leases expected',
    (draft) => {
      draft.quotas[0]!.expectedInGroup += 1;
    },
  ],
  [
    'an applicant price below zero',
    (draft) => {
      draft.certificate.applicantPrices.a1 = -1;
    },
  ],
  [
    'a certificate price above its penalty',
    (draft) => {
      draft.certificate.prices.q1 = 500;
    },
  ],
  [
    'a certificate price of an unknown quota',
    (draft) => {
      draft.certificate.prices.q9 = 1;
    },
  ],
  [
    'empty places that are not told',
    (draft) => {
      draft.unfilled = [];
      listOf(draft, 'h1').pop();
    },
  ],
  [
    'empty places that are filled',
    (draft) => {
      draft.unfilled.push({ home: 'h1', slots: 1, reason: 'banned' });
    },
  ],
];

describe('the independent checker', () => {
  it("accepts the engine's own solution", () => {
    expect(verifySolution(problem, solution)).toMatchObject({ holds: true, problems: [] });
  });

  it.each(tamperings)('refuses %s, and says why', (_what, tamper) => {
    const draft = structuredClone(solution);
    tamper(draft);
    const found = verifySolution(problem, draft);
    expect(found.holds).toBe(false);
    expect(found.problems.join(' ')).toMatch(/\w+/);
  });

  it('says that a search which lowered the bound is not checked again', () => {
    const draft = structuredClone(solution);
    draft.certificate.search = 'proved';
    draft.bound = draft.value;
    draft.gap = 0;
    draft.optimal = true;
    const found = verifySolution(problem, draft);
    expect(found.problems).toEqual([]);
    expect(found.notes.join(' ')).toContain('revérifiée');
  });

  it('counts envy in a plain plan without refusing it, and refuses the same plan where envy is excluded', async () => {
    const plain: Problem = {
      shortlistLength: 1,
      fairness: 'none',
      homes: [
        { id: 'h1', acceptance: 0.9 },
        { id: 'h2', acceptance: 0.5 },
      ],
      applicants: [{ id: 'strong' }, { id: 'weak' }],
      pairs: [
        ['h1', 'strong', 100, 2],
        ['h2', 'strong', 90, 1],
        ['h2', 'weak', 80, 1],
      ],
    };
    const best = await solutionOf(plain);
    expect(best.justifiedEnvy).toBe(1);
    expect(verifySolution(plain, best).holds).toBe(true);
    const { fairness: _fairness, ...fair } = plain;
    expect(verifySolution(fair, best).problems.join(' ')).toContain('Envie justifiée');
  });
});
