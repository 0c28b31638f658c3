import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/kernel/canonical-json.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { acceptancePermille } from '../../src/matching/acceptance.ts';
import { bonusCaps } from '../../src/matching/bonus-caps.ts';
import { withChoices } from '../../src/matching/build-problem.ts';
import { listedProblem, tabledHash } from '../../src/matching/pair-table.ts';
import { defaultPolicy } from '../../src/matching/policy.ts';
import { prepareSession } from '../../src/matching/prepare.ts';
import { runSession } from '../../src/matching/run.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { demonstrationGrids } from '../../src/scoring/demo-grids.ts';
import {
  makeApplication,
  makeGrid,
  makeHolder,
  makeHome,
  makeHousehold,
  makeLabel,
  makeNumber,
  makeSnapshot,
  makeTarget,
  makeVacancy,
  metzInsee,
  sessionDate,
} from '../support/make-domain.ts';

const progress = { signedTotal: 40, signedInGroup: 8, unknown: 1 };

function quotaOf(snapshot: Snapshot, id: string) {
  const quota = prepareSession(snapshot).problem.quotas?.find((candidate) => candidate.id === id);
  if (!quota) throw new Error(`no quota ${id}`);
  return quota;
}

function withTarget(target: Parameters<typeof makeTarget>[1], rest: Partial<Snapshot> = {}): Snapshot {
  return makeSnapshot({ targets: [{ target: makeTarget('t', target), progress }], ...rest });
}

describe('the problem of a session', () => {
  it('has the hash of its pairs written as lists, though they stand in columns', () => {
    for (const snapshot of [makeSnapshot(), makeSnapshot({ applications: [] })]) {
      const { problem } = prepareSession(snapshot);
      expect(tabledHash(problem)).toBe(contentHash(listedProblem(problem)));
    }
  });

  it('orders applicants by seniority, then by unique number', () => {
    const { problem } = prepareSession(
      makeSnapshot({
        applications: [
          makeApplication(1, { filedOn: civilDate('2025-01-01') }),
          makeApplication(3, { filedOn: civilDate('2022-01-01') }),
          makeApplication(2, { filedOn: civilDate('2022-01-01') }),
        ],
      }),
    );
    expect(problem.applicants.map(({ id, order }) => [id, order])).toEqual([
      [makeNumber(1), 2],
      [makeNumber(2), 0],
      [makeNumber(3), 1],
    ]);
  });

  it('gives the full bonus to a DALO in force, and to no other label', () => {
    const { problem } = prepareSession(
      makeSnapshot({
        applications: [
          makeApplication(1, { labels: [makeLabel('dalo')] }),
          makeApplication(2, { labels: [makeLabel('dalo', { until: civilDate('2026-05-01') })] }),
          makeApplication(3, { labels: [makeLabel('c')] }),
        ],
      }),
    );
    expect(problem.applicants.flatMap(({ id, fullBonus }) => (fullBonus ? [id] : []))).toEqual([
      makeNumber(1),
    ]);
  });

  it('is the same whatever the order of files and rows', () => {
    const snapshot = makeSnapshot({
      vacancies: ['h1', 'h2', 'h3'].map((id) => ({ vacancy: makeVacancy(id), home: makeHome(id) })),
      applications: [1, 2, 3, 4].map((index) => makeApplication(index)),
      targets: ['a', 'b'].map((id) => ({ target: makeTarget(id), progress })),
    });
    const permuted = {
      ...snapshot,
      vacancies: [...snapshot.vacancies].reverse(),
      applications: [...snapshot.applications].reverse(),
      targets: [...snapshot.targets].reverse(),
    };
    expect(prepareSession(permuted).problem).toEqual(prepareSession(snapshot).problem);
    expect(prepareSession(permuted).text.hash()).toBe(prepareSession(snapshot).text.hash());
  });

  it('never hashes a name', () => {
    const named = makeSnapshot({ applications: [makeApplication(1, { name: 'Rose Martin' })] });
    expect(prepareSession(named).text.hash()).toBe(prepareSession(makeSnapshot()).text.hash());
  });

  it('gives one place to a household that the préfet designates under DALO', () => {
    const snapshot = makeSnapshot({
      vacancies: [{ vacancy: makeVacancy('h1', { holderId: 'prefet' }), home: makeHome('h1') }],
      holders: [makeHolder('prefet', 'state')],
      designations: [
        {
          vacancyId: 'v-h1',
          applicationNumber: makeNumber(1),
          holderId: 'prefet',
          on: civilDate('2026-11-10'),
          dalo: true,
        },
      ],
      applications: [makeApplication(1, { labels: [makeLabel('dalo')] }), makeApplication(2)],
    });
    expect(prepareSession(snapshot).problem.homes).toEqual([{ id: 'v-h1', acceptance: 0.5, length: 1 }]);
  });

  it('leaves out a ban on a household that is no candidate, and keeps a pin on one for the check to refuse', () => {
    const { problem } = prepareSession(makeSnapshot());
    const stranger = { vacancyId: 'v-h1', applicationNumber: makeNumber(99) };
    const chosen = withChoices(problem, {
      pins: [{ ...stranger, rank: null }],
      bans: [{ ...stranger, reason: 'essai' }],
    });
    expect(chosen.bans).toEqual([]);
    expect(chosen.pins).toEqual([{ home: 'v-h1', applicant: makeNumber(99) }]);
  });
});

describe('an officer who keeps a household for one home', () => {
  const snapshot = makeSnapshot({
    vacancies: ['h1', 'h2'].map((id) => ({ vacancy: makeVacancy(id), home: makeHome(id) })),
    applications: [1, 2, 3, 4, 5, 6, 7].map((index) =>
      makeApplication(index, { filedOn: civilDate(`201${index}-01-05`), renewedOn: civilDate('2026-01-05') }),
    ),
  });
  const kept = { vacancyId: 'v-h2', applicationNumber: makeNumber(1), rank: 3 };

  it('takes it out of the others, where it may stand on one list only', () => {
    const { problem } = prepareSession(snapshot);
    expect(withChoices(problem, { pins: [kept], bans: [] }).bans).toEqual([
      { home: 'v-h1', applicant: makeNumber(1) },
    ]);
    const several = { ...problem, maxShortlistsPerApplicant: 2 };
    expect(withChoices(several, { pins: [kept], bans: [] }).bans).toEqual([]);
  });

  it('leaves no place empty elsewhere: those with fewer points come up', async () => {
    const run = await runSession({ ...snapshot, pins: [kept] }, { plain: false });
    expect(run.shortlists.map(({ entries }) => entries.length)).toEqual([3, 3]);
    expect(run.shortlists[1]?.entries[2]).toMatchObject({ pinned: true, sheet: { number: makeNumber(1) } });
    // The one who is worse off is the household itself, which the officer holds under others with fewer points.
    expect(run.check).toMatchObject({ holds: true, justifiedEnvy: 1 });
  });
});

describe('the quotas of a session', () => {
  const poor = makeApplication(1, { household: makeHousehold({ monthlyResourcesCents: 80_200 }) });
  const rich = makeApplication(2, { household: makeHousehold({ monthlyResourcesCents: 150_000 }) });
  const unknown = makeApplication(3, { household: makeHousehold({ monthlyResourcesCents: null }) });
  const relocated = makeApplication(4, { ...rich, number: makeNumber(4), relocation: 'urbanRenewal' });
  const everybody = { applications: [poor, rich, unknown, relocated] };

  it('count the first quartile and urban renewal outside QPV, never an unknown (Q-02, Q-04b)', () => {
    const quota = quotaOf(withTarget({ kind: 'q1OutsideQpv' }, everybody), 't');
    expect(quota.applicants).toEqual([makeNumber(1), makeNumber(4)]);
    expect(quota).toMatchObject({ homes: ['v-h1'], share: 0.3, signedTotal: 40, signedInGroup: 8 });
  });

  it('count the others in QPV, so that at most 50 % of the first quartile is at least 50 % of the others (Q-03)', () => {
    const inQpv = {
      vacancies: [{ vacancy: makeVacancy('h1'), home: makeHome('h1', { qpvCode: 'QN05720M' }) }],
    };
    const target = { kind: 'nonQ1InQpv', goal: { kind: 'share', share: 0.5 } } as const;
    expect(quotaOf(withTarget(target, { ...everybody, ...inQpv }), 't')).toMatchObject({
      homes: ['v-h1'],
      applicants: [makeNumber(2), makeNumber(4)],
      share: 0.5,
    });
    expect(quotaOf(withTarget(target, everybody), 't').homes).toEqual([]);
  });

  it('count labels only, for the quarter of the landlord (Q-05) and of a collectivity (Q-06)', () => {
    const applications = [
      makeApplication(1, { labels: [makeLabel('k')] }),
      makeApplication(2, { labels: [makeLabel('k', { on: civilDate('2026-12-01') })] }),
      makeApplication(3),
    ];
    const quarter = quotaOf(withTarget({ kind: 'quarterLandlord' }, { applications }), 't');
    expect(quarter).toMatchObject({ homes: ['v-h1'], applicants: [makeNumber(1)] });
    const held = {
      applications,
      holders: [makeHolder('commune-57463', 'commune')],
      vacancies: [{ vacancy: makeVacancy('h1', { holderId: 'commune-57463' }), home: makeHome('h1') }],
    };
    expect(quotaOf(withTarget({ kind: 'quarterLandlord' }, held), 't').homes).toEqual([]);
    const collectivity = withTarget(
      {
        kind: 'quarterCollectivity',
        territory: { level: 'holder', code: 'commune-57463', communes: null },
      },
      held,
    );
    expect(quotaOf(collectivity, 't').homes).toEqual(['v-h1']);
  });

  it('ask employees or job-seekers of Action Logement (Q-07)', () => {
    const labels = [makeLabel('k')];
    const snapshot = withTarget(
      {
        kind: 'quarterActionLogement',
        territory: { level: 'holder', code: 'als', communes: null },
      },
      {
        holders: [makeHolder('als', 'actionLogement')],
        vacancies: [{ vacancy: makeVacancy('h1', { holderId: 'als' }), home: makeHome('h1') }],
        applications: [
          makeApplication(1, { labels, employment: 'employee' }),
          makeApplication(2, { labels, employment: 'other' }),
        ],
      },
    );
    expect(quotaOf(snapshot, 't').applicants).toEqual([makeNumber(1)]);
  });

  it('count transfers of any landlord in PP-5, and of this one alone in its own aim, by share or number', () => {
    const applications = [
      makeApplication(1),
      makeApplication(2, { current: { landlord: 'bailleur ' } }),
      makeApplication(3, { current: { landlord: 'Un autre' } }),
    ];
    const any = quotaOf(withTarget({ kind: 'transfersAnyLandlord' }, { applications }), 't');
    expect(any.applicants).toEqual([makeNumber(2), makeNumber(3)]);
    const own = quotaOf(
      withTarget(
        { kind: 'internalTransfers', class: 'own', goal: { kind: 'number', number: 230 } },
        { applications },
      ),
      't',
    );
    expect(own).toMatchObject({ applicants: [makeNumber(2)], number: 230, class: 'own' });
    expect(own).not.toHaveProperty('share');
  });

  it('keep the perimeter of the commitment, whatever has become of the EPCI', () => {
    const far = { level: 'epci', code: '245701222', communes: [metzInsee] } as const;
    expect(quotaOf(withTarget({ territory: { ...far, communes: [metzInsee] } }), 't').homes).toEqual([
      'v-h1',
    ]);
    const elsewhere = { ...far, communes: ['57206'] };
    expect(quotaOf(withTarget({ territory: elsewhere }), 't').homes).toEqual([]);
  });

  it('are not made of a cell without a figure, nor of another year', () => {
    const none = withTarget({ goal: { kind: 'none', because: 'forSale' } });
    expect(prepareSession(none).problem.quotas).toEqual([]);
    expect(prepareSession(withTarget({ year: 2025 })).problem.quotas).toEqual([]);
  });

  it('weigh a missing lease no more than a household may earn for it', () => {
    const policy = { ...defaultPolicy, bonusCapsPoints: { statutory: 15, convention: 7, own: 5 } };
    expect(quotaOf(withTarget({ class: 'convention' }, { policy }), 't').penalty).toBe(7000);
  });
});

describe('the caps of what quotas may weigh', () => {
  it('stay just under the smallest criterion of L441-1, and at half of it for the others', () => {
    expect(bonusCaps(defaultPolicy, demonstrationGrids, sessionDate)).toEqual({
      statutory: 19,
      convention: 9,
      own: 9,
    });
  });

  it('are the policy’s own where it gives them', () => {
    const bonusCapsPoints = { statutory: 3, convention: 2, own: 1 };
    expect(bonusCaps({ ...defaultPolicy, bonusCapsPoints }, demonstrationGrids, sessionDate)).toEqual(
      bonusCapsPoints,
    );
  });

  it('ignore a grid that is no longer in force', () => {
    const ended = demonstrationGrids.map((grid) => ({ ...grid, until: civilDate('2025-12-31') }));
    expect(bonusCaps(defaultPolicy, [...ended, makeGrid()], sessionDate).statutory).toBe(49);
  });
});

describe('the chance that an offer is signed', () => {
  const home = { insee: metzInsee, typology: 'T2' } as const;
  const learned = (
    insee: string | null,
    typology: 'T2' | null,
    permille: number,
    validatedBy = 'A. Roy',
  ) => ({
    insee,
    typology,
    permille,
    validatedBy,
    validatedOn: '2026-10-01',
  });
  const chance = (rows: ReturnType<typeof learned>[], own: number | null = null) =>
    acceptancePermille(
      { acceptancePermille: own },
      home,
      { ...defaultPolicy, acceptanceLearned: rows },
      sessionDate,
    );

  it('is the home’s own, else the closest learned figure, else the sourced default', () => {
    const rows = [learned(null, null, 400), learned(null, 'T2', 410), learned(metzInsee, null, 420)];
    expect(chance([...rows, learned(metzInsee, 'T2', 430)])).toBe(430);
    expect(chance(rows)).toBe(420);
    expect(chance(rows, 700)).toBe(700);
    expect(chance([])).toBe(defaultPolicy.acceptancePermille);
  });

  it('ignores a learned figure that nobody has validated yet', () => {
    expect(chance([learned(metzInsee, 'T2', 900, '')])).toBe(defaultPolicy.acceptancePermille);
    const later = { ...learned(metzInsee, 'T2', 900), validatedOn: '2026-12-24' };
    expect(chance([later])).toBe(defaultPolicy.acceptancePermille);
  });
});
