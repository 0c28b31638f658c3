import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/matching/problem.ts';
import { checkProblem } from '../../src/matching/problem-check.ts';

const base: Problem = {
  shortlistLength: 3,
  homes: [
    { id: 'h1', acceptance: 0.7 },
    { id: 'h2', acceptance: 1, length: 1 },
  ],
  applicants: [{ id: 'a1', order: 17 }, { id: 'a2' }, { id: 'a3' }],
  pairs: [
    ['h1', 'a1', 412, 1],
    ['h1', 'a2', 300],
    ['h2', 'a1', 10],
    ['h2', 'a3', 10],
  ],
  quotas: [{ id: 'q1', homes: ['h1'], applicants: ['a1'], share: 0.25, penalty: 20 }],
};

function pathsOf(problem: unknown): string[] {
  const checked = checkProblem(problem);
  if (checked.ok) return [];
  for (const { message } of checked.refusal) expect(message).toMatch(/[.!]$/);
  return checked.refusal.map(({ path }) => path);
}

const refused: readonly [string, unknown, string][] = [
  ['a text', 'problem', ''],
  ['a repeated home', { ...base, homes: [...base.homes, { id: 'h1', acceptance: 1 }] }, 'homes[2].id'],
  ['a repeated applicant', { ...base, applicants: [...base.applicants, { id: 'a1' }] }, 'applicants[3].id'],
  ['an acceptance above 1', { ...base, homes: [{ id: 'h1', acceptance: 1.2 }] }, 'homes[0].acceptance'],
  [
    'an acceptance that is no number',
    { ...base, homes: [{ id: 'h1', acceptance: Number.NaN }] },
    'homes[0].acceptance',
  ],
  ['a score above ten million', { ...base, pairs: [['h1', 'a1', 10_000_001]] }, 'pairs[0][2]'],
  ['a score with decimals', { ...base, pairs: [['h1', 'a1', 1.5]] }, 'pairs[0][2]'],
  ['a wish of 0', { ...base, pairs: [['h1', 'a1', 1, 0]] }, 'pairs[0][3]'],
  ['a pair of an unknown home', { ...base, pairs: [['h9', 'a1', 1]] }, 'pairs[0][0]'],
  ['a pair of an unknown applicant', { ...base, pairs: [['h1', 'a9', 1]] }, 'pairs[0][1]'],
  ['a repeated pair', { ...base, pairs: [...base.pairs, ['h1', 'a2', 1]] }, 'pairs[4]'],
  [
    'a quota with a share and a number',
    { ...base, quotas: [{ ...base.quotas![0]!, number: 2 }] },
    'quotas[0]',
  ],
  [
    'a quota with neither',
    { ...base, quotas: [{ id: 'q', homes: [], applicants: [], penalty: 1 }] },
    'quotas[0]',
  ],
  [
    'a quota without penalty',
    { ...base, quotas: [{ id: 'q', homes: [], applicants: [], share: 0.1 }] },
    'quotas[0].penalty',
  ],
  ['a share above 1', { ...base, quotas: [{ ...base.quotas![0]!, share: 1.1 }] }, 'quotas[0].share'],
  ['a repeated quota', { ...base, quotas: [base.quotas![0]!, base.quotas![0]!] }, 'quotas[1].id'],
  [
    'a quota of an unknown home',
    { ...base, quotas: [{ ...base.quotas![0]!, homes: ['h9'] }] },
    'quotas[0].homes[0]',
  ],
  [
    'an applicant twice in a quota',
    { ...base, quotas: [{ ...base.quotas![0]!, applicants: ['a1', 'a1'] }] },
    'quotas[0].applicants[1]',
  ],
  [
    'a ban of an unknown applicant',
    { ...base, bans: [{ home: 'h1', applicant: 'a9' }] },
    'bans[0].applicant',
  ],
  ['a pin on an unlisted pair', { ...base, pins: [{ home: 'h1', applicant: 'a3' }] }, 'pins[0]'],
  [
    'a pin on a banned pair',
    { ...base, pins: [{ home: 'h1', applicant: 'a1' }], bans: [{ home: 'h1', applicant: 'a1' }] },
    'pins[0]',
  ],
  ['a pin past the list', { ...base, pins: [{ home: 'h2', applicant: 'a1', rank: 2 }] }, 'pins[0].rank'],
  [
    'a pair pinned twice',
    {
      ...base,
      pins: [
        { home: 'h1', applicant: 'a1' },
        { home: 'h1', applicant: 'a1', rank: 1 },
      ],
    },
    'pins[1]',
  ],
  [
    'two applicants pinned at one rank',
    {
      ...base,
      pins: [
        { home: 'h1', applicant: 'a1', rank: 1 },
        { home: 'h1', applicant: 'a2', rank: 1 },
      ],
    },
    'pins[1].rank',
  ],
  [
    'an applicant pinned on too many lists',
    {
      ...base,
      pins: [
        { home: 'h1', applicant: 'a1' },
        { home: 'h2', applicant: 'a1' },
      ],
    },
    'pins[1]',
  ],
  [
    'an applicant pinned first twice',
    {
      ...base,
      maxShortlistsPerApplicant: 2,
      pins: [
        { home: 'h1', applicant: 'a1', rank: 1 },
        { home: 'h2', applicant: 'a1', rank: 1 },
      ],
    },
    'pins[1].rank',
  ],
  [
    'more pins than places',
    {
      ...base,
      pins: [
        { home: 'h2', applicant: 'a1' },
        { home: 'h2', applicant: 'a3' },
      ],
    },
    'pins[1]',
  ],
  [
    'a pinned rank above a hole that nobody can fill',
    { ...base, pins: [{ home: 'h1', applicant: 'a1', rank: 3 }] },
    'pins[0].rank',
  ],
];

describe('the check of a problem', () => {
  it('lets a sound problem through, pins and bans included', () => {
    const pins = [{ home: 'h1', applicant: 'a2', rank: 2 }];
    expect(checkProblem({ ...base, pins, bans: [{ home: 'h2', applicant: 'a3' }] }).ok).toBe(true);
    expect(checkProblem(JSON.parse(JSON.stringify(base))).ok).toBe(true);
  });

  it.each(refused)('refuses %s and names the part', (_what, problem, path) => {
    expect(pathsOf(problem)).toContain(path);
  });

  it('sees that one applicant cannot fill the ranks above two pins', () => {
    const problem: Problem = {
      shortlistLength: 2,
      homes: [
        { id: 'h1', acceptance: 1 },
        { id: 'h2', acceptance: 1 },
      ],
      applicants: [{ id: 'a' }, { id: 'b' }, { id: 'filler' }],
      pairs: [
        ['h1', 'a', 1],
        ['h2', 'b', 1],
        ['h1', 'filler', 1],
        ['h2', 'filler', 1],
      ],
      pins: [
        { home: 'h1', applicant: 'a', rank: 2 },
        { home: 'h2', applicant: 'b', rank: 2 },
      ],
    };
    expect(pathsOf(problem)).toEqual(['pins[1].rank']);
    expect(pathsOf({ ...problem, maxShortlistsPerApplicant: 2 })).toEqual([]);
  });

  it('tells at most fifty refusals, and how many more there are', () => {
    const pairs = Array.from({ length: 80 }, () => ['h1', 'a1', -1]);
    const checked = checkProblem({ ...base, pairs });
    expect(checked.ok ? [] : checked.refusal).toHaveLength(51);
  });
});
