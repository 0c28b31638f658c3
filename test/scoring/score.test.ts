import { describe, expect, it } from 'vitest';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { compileGrid, scoreApplication } from '../../src/scoring/compile.ts';
import { demonstrationGrids } from '../../src/scoring/demo-grids.ts';
import { type Criterion, type Grid, gridSchema } from '../../src/scoring/grid.ts';
import { makeApplication, makeGrid, makeLabel, sessionDate } from '../support/make-domain.ts';

const base = { label: 'Critère', group: 'g', evidence: 'declared', l4411: [] } satisfies Partial<Criterion>;

function gridOf(
  criteria: Criterion[],
  group: Partial<Grid['groups'][number]> = {},
  rest: Partial<Grid> = {},
) {
  return makeGrid({
    groups: [{ id: 'g', label: 'Groupe', cumul: 'sum', cap: null, ...group }],
    criteria,
    ...rest,
  });
}

function flagOf(id: string, points: number, overrides: Partial<Criterion> = {}): Criterion {
  return { ...base, id, kind: 'flag', source: 'gridFact', points, ...overrides } as Criterion;
}

function declare(criterion: string, value: boolean | number | string, asOf = '2026-10-01') {
  return { criterion, value, asOf: civilDate(asOf), evidence: 'declared' } as const;
}

const sumOf = (lines: readonly { points: number }[]) => lines.reduce((sum, line) => sum + line.points, 0);

describe('the published fragment of Toulouse (S-07)', () => {
  const toulouse = gridOf(
    [
      { ...base, id: 'mois', kind: 'perUnit', source: 'seniorityMonths', pointsPerUnit: 1, cap: null },
      flagOf('delai', 20, { source: 'waitBeyondAbnormalDelay' }),
      flagOf('dalo', 50, { source: 'daloLabel' }),
    ],
    {},
    { abnormalDelayMonths: 36, fictive: false, source: 'metropole.toulouse.fr' },
  );

  it('gives 110 points to forty months of waiting with a DALO decision', () => {
    const application = makeApplication(1, {
      filedOn: civilDate('2023-07-21'),
      labels: [makeLabel('dalo')],
    });
    const score = scoreApplication(toulouse, application, sessionDate);
    expect(score.lines.map(({ criterion, points }) => [criterion, points])).toEqual([
      ['mois', 40],
      ['delai', 20],
      ['dalo', 50],
    ]);
    expect(score.total).toBe(110);
  });

  it('gives nothing for the abnormal delay on its last day, and 20 on the next', () => {
    const waiting = (filedOn: string) =>
      scoreApplication(toulouse, makeApplication(1, { filedOn: civilDate(filedOn) }), sessionDate).total;
    expect(waiting('2023-11-21')).toBe(36);
    expect(waiting('2023-11-20')).toBe(56);
  });
});

describe('how points add up', () => {
  const pair = [flagOf('a', 30), flagOf('b', 20)];
  const both = makeApplication(1, { gridFacts: [declare('a', true), declare('b', true)] });

  it('adds the criteria of a group that sums', () => {
    expect(scoreApplication(gridOf(pair), both, sessionDate).total).toBe(50);
  });

  it('keeps only the best criterion of a group where only the best counts, and says so in a line', () => {
    const score = scoreApplication(gridOf(pair, { cumul: 'maxInGroup' }), both, sessionDate);
    expect(score.total).toBe(30);
    expect(score.lines.at(-1)).toMatchObject({ points: -20, fact: null });
    expect(sumOf(score.lines)).toBe(30);
  });

  it('cuts a group at its cap, and says so in a line', () => {
    const score = scoreApplication(gridOf(pair, { cap: 45 }), both, sessionDate);
    expect(score.total).toBe(45);
    expect(sumOf(score.lines)).toBe(45);
  });

  it('counts the first tier reached', () => {
    const tiers = gridOf([
      {
        ...base,
        id: 'taux',
        kind: 'tiers',
        source: 'gridFact',
        tiers: [
          { from: 50, points: 15 },
          { from: 33, points: 5 },
        ],
      },
    ]);
    const total = (value: number) =>
      scoreApplication(tiers, makeApplication(1, { gridFacts: [declare('taux', value)] }), sessionDate).total;
    expect([32.9, 33, 49.9, 50].map(total)).toEqual([0, 5, 5, 15]);
  });

  it('never goes under zero, whatever the malus', () => {
    const grid = gridOf(
      [flagOf('a', 5)],
      {},
      {
        refusalMalus: { points: 30, minRefusals: 1, expiresAfterMonths: null },
      },
    );
    const refusing = makeApplication(1, {
      gridFacts: [declare('a', true)],
      refusals: [{ homeId: 'x', on: civilDate('2026-09-01'), adapted: true }],
    });
    const score = scoreApplication(grid, refusing, sessionDate);
    expect(score.total).toBe(0);
    expect(sumOf(score.lines)).toBe(0);
  });
});

describe('the refusal malus (S-08)', () => {
  const grid = gridOf(
    [flagOf('a', 50)],
    {},
    {
      refusalMalus: { points: 10, minRefusals: 2, expiresAfterMonths: 12 },
    },
  );
  const refusal = (on: string, adapted = true) => ({ homeId: 'x', on: civilDate(on), adapted });
  const total = (...refusals: ReturnType<typeof refusal>[]) =>
    scoreApplication(grid, makeApplication(1, { gridFacts: [declare('a', true)], refusals }), sessionDate)
      .total;

  it('counts only refusals of an adapted home', () => {
    expect(total(refusal('2026-09-01'), refusal('2026-10-01', false))).toBe(50);
    expect(total(refusal('2026-09-01'), refusal('2026-10-01'))).toBe(40);
  });

  it('forgets a refusal once it has expired', () => {
    expect(total(refusal('2025-11-22'), refusal('2026-10-01'))).toBe(40);
    expect(total(refusal('2025-11-21'), refusal('2026-10-01'))).toBe(50);
  });
});

describe('the facts that a criterion reads', () => {
  it('tells the legal surface and too few rooms apart', () => {
    const grid = gridOf([
      flagOf('surface', 15, { source: 'overOccupied' }),
      flagOf('pieces', 5, { source: 'tooFewRooms' }),
    ]);
    const living = (surfaceM2: number, habitableRooms: number) =>
      scoreApplication(
        grid,
        makeApplication(1, { current: { surfaceM2, habitableRooms, residents: 4 } }),
        sessionDate,
      ).lines.map(({ criterion }) => criterion);
    expect(living(33, 3)).toEqual(['surface']);
    expect(living(34, 2)).toEqual(['pieces']);
    expect(living(34, 3)).toEqual([]);
  });

  it('counts an unknown datum 0 and says so', () => {
    const grid = gridOf([flagOf('surface', 15, { source: 'overOccupied' })]);
    const score = scoreApplication(grid, makeApplication(1), sessionDate);
    expect(score).toMatchObject({ total: 0, unknown: ['surface'] });
  });

  it('takes a criterion that is not claimed for a no, not for an unknown', () => {
    const score = scoreApplication(gridOf([flagOf('a', 5)]), makeApplication(1), sessionDate);
    expect(score).toMatchObject({ total: 0, lines: [], unknown: [] });
  });

  it('does not count a declared fact where the grid asks for a verified one, and says so', () => {
    const grid = gridOf([flagOf('a', 5, { evidence: 'verified' })]);
    const application = makeApplication(1, { gridFacts: [declare('a', true)] });
    expect(scoreApplication(grid, application, sessionDate)).toMatchObject({ total: 0, unknown: ['a'] });
  });

  it('reads the latest fact known on the date', () => {
    const grid = gridOf([flagOf('a', 5)]);
    const gridFacts = [
      declare('a', true, '2026-01-01'),
      declare('a', false, '2026-06-01'),
      declare('a', true, '2026-12-01'),
    ];
    const total = (date: string) =>
      scoreApplication(grid, makeApplication(1, { gridFacts }), civilDate(date)).total;
    expect(['2025-12-31', '2026-05-31', '2026-06-01', '2026-12-01'].map(total)).toEqual([0, 5, 0, 5]);
  });

  it('counts a label from its day to its last day', () => {
    const application = makeApplication(1, {
      labels: [makeLabel('dalo', { on: civilDate('2026-11-21'), until: civilDate('2026-12-01') })],
      filedOn: civilDate('2026-11-20'),
    });
    const total = (date: string) => scoreApplication(makeGrid(), application, civilDate(date)).total;
    expect(['2026-11-20', '2026-11-21', '2026-12-01', '2026-12-02'].map(total)).toEqual([0, 50, 50, 0]);
  });
});

describe('sensitive criteria (D-04)', () => {
  const grid = gridOf([
    flagOf('violences-conjugales', 45, { l4411: ['g'], label: 'Violences conjugales' }),
    flagOf('handicap', 30, { l4411: ['a'], label: 'Handicap' }),
    flagOf('expulsion', 35, { l4411: ['l'], label: 'Menace d’expulsion' }),
  ]);
  const facts = ['violences-conjugales', 'handicap', 'expulsion'].map((id) => declare(id, true));

  it('print as one line that names neither ground nor letter', () => {
    const score = scoreApplication(grid, makeApplication(1, { gridFacts: facts }), sessionDate);
    expect(score.lines[0]).toMatchObject({
      label: 'situation prioritaire (L441-1)',
      points: 75,
      fact: true,
      sensitive: true,
    });
    expect(JSON.stringify(score)).not.toMatch(/violence|handicap/i);
    expect(sumOf(score.lines)).toBe(score.total);
  });

  it('are not named among the unknown ones either', () => {
    const verified: Grid = {
      ...grid,
      criteria: grid.criteria.map((criterion) => ({ ...criterion, evidence: 'verified' })),
    };
    const score = scoreApplication(verified, makeApplication(1, { gridFacts: facts }), sessionDate);
    expect(score.unknown).toEqual(['situation-prioritaire', 'expulsion']);
  });
});

describe('what a grid may hold', () => {
  it.each([
    ['fidelite-locative', 'Ancienneté chez le bailleur', /fidélité/],
    ['c12', 'Bon comportement', /comportement/],
    ['impayes', 'Absence d’impayés', /impayés/],
    ['souhait-actionnaire', 'Souhait', /actionnaire/],
    ['sexe', 'Femme seule', /sexe/],
    ['nationalite', 'Nationalité', /nationalité/],
    ['commune-origine', 'Commune', /origine/],
  ])('refuses the criterion %s', (id, label, message) => {
    const parsed = gridSchema.safeParse(gridOf([flagOf(id, 5, { label })]));
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues[0]?.message).toMatch(message);
  });

  it('refuses a criterion of no group, one given twice, and tiers out of order', () => {
    const tiers = [
      { from: 10, points: 1 },
      { from: 20, points: 2 },
    ];
    const parsed = gridSchema.safeParse(
      gridOf([
        flagOf('a', 1, { group: 'ailleurs' }),
        flagOf('a', 1),
        { ...base, id: 'b', kind: 'tiers', source: 'gridFact', tiers },
      ]),
    );
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([
      'criteria.0.group',
      'criteria.1.id',
      'criteria.2.tiers',
    ]);
  });

  it('accepts the demonstration grids, which say that they are invented', () => {
    for (const grid of demonstrationGrids) {
      expect(gridSchema.safeParse(grid).success).toBe(true);
      expect(grid.fictive).toBe(true);
    }
  });
});

it('scores with a grid prepared once as with the grid itself', () => {
  const [general] = demonstrationGrids;
  const compiled = compileGrid(general!, sessionDate);
  const application = makeApplication(1, { labels: [makeLabel('dalo')] });
  expect(compiled.totalOf(application)).toBe(104);
  expect(compiled.scoreOf(application)).toEqual(scoreApplication(general!, application, sessionDate));
});
