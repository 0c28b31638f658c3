import { describe, expect, it } from 'vitest';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { pairsOf } from '../../src/matching/candidate-sets.ts';
import { findCandidates } from '../../src/matching/candidates.ts';
import { defaultPolicy } from '../../src/matching/policy.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import {
  type ApplicationOverrides,
  makeApplication,
  makeDesignation,
  makeGrid,
  makeHolder,
  makeHome,
  makeHousehold,
  makeLabel,
  makeNumber,
  makePersons,
  makeSnapshot,
  makeTarget,
  makeVacancy,
} from '../support/make-domain.ts';

/** Indexes of the candidates of the snapshot's first vacancy. */
function candidatesOf(snapshot: Snapshot): number[] {
  const sets = findCandidates(snapshot);
  return pairsOf(sets, sets.vacancies[0]!).map(({ number }) => Number(number.slice(-4)));
}

function poolOf(snapshot: Snapshot) {
  const [first] = findCandidates(snapshot).vacancies;
  return { ...first!.pool, codes: first!.poolReasons.map(({ code }) => code) };
}

const applicants = (...overrides: ApplicationOverrides[]) =>
  overrides.map((override, index) => makeApplication(index + 1, override));

const transfer: ApplicationOverrides = { current: { landlord: 'AUTRE HLM' } };

describe('a home that no holder reserves', () => {
  it('draws on every live application with a unique number', () => {
    const applications = applicants(
      {},
      { renewedOn: civilDate('2025-11-20') },
      { renewedOn: civilDate('2025-11-21') },
      { status: 'housed' },
      { number: 'SANS-NUMERO' },
    );
    expect(candidatesOf(makeSnapshot({ applications }))).toEqual([1, 3]);
    expect(findCandidates(makeSnapshot({ applications })).notLive).toBe(3);
  });

  it('leaves out those who did not ask for it, and counts them', () => {
    const applications = applicants(
      {},
      { wishes: { communes: ['57672'] } },
      { wishes: { typologies: ['T1'] } },
      { wishes: { accessibility: 'stepFree' } },
      { wishes: { communes: [], typologies: [] } },
    );
    expect(candidatesOf(makeSnapshot({ applications }))).toEqual([1, 5]);
    expect(poolOf(makeSnapshot({ applications }))).toMatchObject({ considered: 5, outsideWish: 3 });
  });

  it('is bound by the published size scale until an officer opens it', () => {
    const applications = applicants(
      {},
      { household: makeHousehold({ persons: makePersons(2, [3, 5]) }) },
      { household: makeHousehold({ persons: makePersons(1, [3]), visitingChildren: 2 }) },
    );
    const snapshot = makeSnapshot({ applications });
    expect(candidatesOf(snapshot)).toEqual([1, 3]);
    expect(poolOf(snapshot)).toMatchObject({ outsideSizeScale: 1, eligible: 2 });
    expect(candidatesOf({ ...snapshot, sizeScaleOpened: ['v-h1'] })).toEqual([1, 2, 3]);
  });

  it('keeps households with a larger room when children visit them', () => {
    const home = makeHome('h1', { typology: 'T3', habitableRooms: 3 });
    const applications = applicants(
      { wishes: { typologies: ['T3'] } },
      { wishes: { typologies: ['T3'] }, household: makeHousehold({ visitingChildren: 1 }) },
    );
    const snapshot = makeSnapshot({ applications, vacancies: [{ vacancy: makeVacancy('h1'), home }] });
    expect(candidatesOf(snapshot)).toEqual([2]);
  });

  it('refuses an income over the ceiling, and keeps an unknown one', () => {
    const income = (n2Cents: number | null) => ({
      household: makeHousehold({ taxIncome: { n2Cents, n1Cents: null, last12MonthsCents: null } }),
    });
    const applications = applicants(income(2_340_300), income(2_340_301), income(null));
    expect(candidatesOf(makeSnapshot({ applications }))).toEqual([1, 3]);
    expect(poolOf(makeSnapshot({ applications }))).toMatchObject({
      refusedByLaw: 1,
      ruleCounts: [{ rule: 'I-01', no: 1, unknown: 1 }],
    });
  });

  it('of energy class G has no candidate at all', () => {
    const home = makeHome('h1', { energyClass: 'G' });
    const snapshot = makeSnapshot({ vacancies: [{ vacancy: makeVacancy('h1'), home }] });
    expect(candidatesOf(snapshot)).toEqual([]);
  });

  it('takes a recorded derogation from the ceilings into account, for those whom it names', () => {
    const rich = makeHousehold({ taxIncome: { n2Cents: 9_000_000, n1Cents: null, last12MonthsCents: null } });
    const snapshot = makeSnapshot({
      applications: applicants({ household: rich }, { household: rich }),
      ceilingDerogations: [
        {
          ground: 'underOccupation',
          homeIds: ['h1'],
          communes: null,
          applicationNumbers: [makeNumber(2)],
          overPermille: null,
          from: civilDate('2026-11-01'),
          until: null,
          source: 'Note de l’agent du 1er novembre 2026',
        },
      ],
    });
    expect(candidatesOf(snapshot)).toEqual([2]);
  });
});

describe('a home oriented to a holder', () => {
  const prefet = makeHolder('prefet', 'state');
  const als = makeHolder('als', 'actionLogement');
  const ville = makeHolder('ville', 'commune');

  function held(holderId: string, applications: Snapshot['applications'], rest: Partial<Snapshot> = {}) {
    const vacancy = makeVacancy('h1', { holderId, orientedOn: civilDate('2026-11-01') });
    return makeSnapshot({
      holders: [prefet, als, ville],
      vacancies: [{ vacancy, home: makeHome('h1') }],
      applications,
      ...rest,
    });
  }

  it('of the State draws on DALO and L441-1 labels in force on the day', () => {
    const applications = applicants(
      {},
      { labels: [makeLabel('dalo')] },
      { labels: [makeLabel('k')] },
      { labels: [makeLabel('k', { on: civilDate('2026-11-22') })] },
      { labels: [makeLabel('dalo', { until: civilDate('2026-11-20') })] },
    );
    expect(candidatesOf(held('prefet', applications))).toEqual([2, 3]);
  });

  it('of Action Logement draws on labelled employees and job-seekers', () => {
    const labels = [makeLabel('dalo')];
    const applications = applicants(
      { labels, employment: 'employee' },
      { labels, employment: 'jobSeeker' },
      { labels, employment: 'other' },
      { labels, employment: null },
      { employment: 'employee' },
    );
    expect(candidatesOf(held('als', applications))).toEqual([1, 2]);
  });

  it('of a commune draws on those whom it designated, the label of another body opens nothing', () => {
    const applications = applicants(
      {},
      { labels: [makeLabel('dalo')] },
      {},
      {
        labels: [makeLabel('c', { by: 'ville' })],
      },
    );
    const designations = [makeDesignation('v-h1', makeNumber(3), 'ville')];
    expect(candidatesOf(held('ville', applications, { designations }))).toEqual([3, 4]);
    expect(poolOf(held('ville', applications, { designations }))).toMatchObject({
      kind: 'holder',
      holderId: 'ville',
      considered: 2,
    });
  });

  it('is not opened by another holder’s designation, nor by one dated after the session', () => {
    const designations = [
      makeDesignation('v-h1', makeNumber(1), 'als'),
      makeDesignation('v-h1', makeNumber(2), 'ville', { on: civilDate('2026-11-22') }),
    ];
    expect(candidatesOf(held('ville', applicants({}, {}), { designations }))).toEqual([]);
  });

  it('takes its designated households whatever their size, but never against the law or their wish', () => {
    const designations = [1, 2, 3].map((index) => makeDesignation('v-h1', makeNumber(index), 'ville'));
    const applications = applicants(
      { household: makeHousehold({ persons: makePersons(2, [3, 5]) }) },
      { wishes: { communes: ['57672'] } },
      {
        household: makeHousehold({
          taxIncome: { n2Cents: 9_000_000, n1Cents: null, last12MonthsCents: null },
        }),
      },
    );
    expect(candidatesOf(held('ville', applications, { designations }))).toEqual([1]);
  });

  it('is opened to all once its month has passed without a designation', () => {
    const due = (designationDueOn: string, designations: Snapshot['designations'] = []) =>
      makeSnapshot({
        holders: [ville],
        designations,
        vacancies: [
          {
            vacancy: makeVacancy('h1', { holderId: 'ville', designationDueOn: civilDate(designationDueOn) }),
            home: makeHome('h1'),
          },
        ],
      });
    expect(candidatesOf(due('2026-11-21'))).toEqual([]);
    expect(candidatesOf(due('2026-11-20'))).toEqual([1]);
    expect(poolOf(due('2026-11-20'))).toMatchObject({ kind: 'both', holderId: null });
    const inTime = [makeDesignation('v-h1', makeNumber(9), 'ville', { on: civilDate('2026-11-20') })];
    expect(candidatesOf(due('2026-11-20', inTime))).toEqual([]);
  });

  it('is opened to all once its candidates have failed', () => {
    const vacancy = makeVacancy('h1', { holderId: 'ville', reservationFailed: true });
    const snapshot = makeSnapshot({ holders: [ville], vacancies: [{ vacancy, home: makeHome('h1') }] });
    expect(candidatesOf(snapshot)).toEqual([1]);
    expect(poolOf(snapshot).codes).toContain('reservation-failed');
  });

  it('in a QPV goes, once failed, to households above the first quartile only (Q-14)', () => {
    const vacancy = makeVacancy('h1', { holderId: 'ville', reservationFailed: true });
    const earning = (monthlyResourcesCents: number | null) => ({
      household: makeHousehold({ monthlyResourcesCents }),
    });
    const snapshot = makeSnapshot({
      holders: [ville],
      vacancies: [{ vacancy, home: makeHome('h1', { qpvCode: 'QN05701M' }) }],
      applications: applicants(earning(80_200), earning(80_300), earning(null)),
    });
    expect(candidatesOf(snapshot)).toEqual([2, 3]);
  });

  it('in a QPV goes, once the mayor has designated, to those households and labels alone (Q-14)', () => {
    const vacancy = makeVacancy('h1', { holderId: 'als', reservationFailed: true });
    const home = makeHome('h1', { qpvCode: 'QN05701M' });
    const commune = { ...ville, territory: home.insee };
    const earning = (monthlyResourcesCents: number) => ({
      household: makeHousehold({ monthlyResourcesCents }),
    });
    const snapshot = (holderId: string, place = home) =>
      makeSnapshot({
        holders: [als, commune],
        vacancies: [{ vacancy, home: place }],
        applications: applicants(earning(150_000), earning(150_000), earning(80_200)),
        designations: [2, 3].map((index) => makeDesignation('v-h1', makeNumber(index), holderId)),
      });
    // The third is below the first quartile: designated, and refused by the law all the same.
    expect(candidatesOf(snapshot('ville'))).toEqual([2]);
    expect(poolOf(snapshot('ville'))).toMatchObject({ kind: 'holder', holderId: 'ville', considered: 2 });
    expect(poolOf(snapshot('ville')).codes).toContain('mayor-designated');
    // The failed holder's own designations bind nothing any more, nor do the mayor's outside a QPV.
    expect(candidatesOf(snapshot('als'))).toEqual([1, 2]);
    expect(candidatesOf(snapshot('ville', makeHome('h1')))).toEqual([1, 2, 3]);
  });

  it('stands for the préfet’s DALO candidates alone, wherever they wished to live', () => {
    const applications = applicants(
      { labels: [makeLabel('dalo')] },
      { labels: [makeLabel('dalo')], wishes: { communes: ['57672'], typologies: ['T5'] } },
    );
    const designations = [makeDesignation('v-h1', makeNumber(2), 'prefet', { dalo: true })];
    const snapshot = held('prefet', applications, { designations });
    expect(candidatesOf(snapshot)).toEqual([2]);
    expect(poolOf(snapshot)).toMatchObject({ kind: 'daloDesignation', considered: 1 });
  });
});

describe('two grids', () => {
  const general = makeGrid();
  const mutations = makeGrid({ id: 'test-mutations', kind: 'transfer' });
  const conversion = { toGrid: general.id, numerator: 3, denominator: 2 };
  const both = applicants({}, transfer);

  it('without a published conversion give a home to one kind of applicants, by policy', () => {
    const snapshot = makeSnapshot({ applications: both, grids: [general, mutations] });
    expect(candidatesOf(snapshot)).toEqual([1]);
    expect(poolOf(snapshot)).toMatchObject({ kind: 'general', gridId: general.id, considered: 1 });
    const other = { ...snapshot, policy: { ...defaultPolicy, defaultPool: 'transfer' as const } };
    expect(candidatesOf(other)).toEqual([2]);
    expect(poolOf(other)).toMatchObject({ kind: 'transfer', gridId: mutations.id });
  });

  it('with a published conversion mix on one scale, in lines that say so', () => {
    const snapshot = makeSnapshot({
      applications: both,
      grids: [general, { ...mutations, conversions: [conversion] }],
    });
    const sets = findCandidates(snapshot);
    expect(pairsOf(sets, sets.vacancies[0]!).map(({ gridPoints }) => gridPoints)).toEqual([24, 36]);
    expect(sets.scoreOf('v-h1', makeNumber(2))?.lines.at(-1)).toMatchObject({ points: 12 });
  });

  it('are one where no grid for transfers was voted', () => {
    const snapshot = makeSnapshot({ applications: both });
    expect(candidatesOf(snapshot)).toEqual([1, 2]);
    expect(poolOf(snapshot).codes).toContain('one-grid');
  });

  it('leave a home to the only kind that wishes it', () => {
    const snapshot = makeSnapshot({ applications: applicants(transfer), grids: [general, mutations] });
    expect(poolOf(snapshot)).toMatchObject({ kind: 'transfer', eligible: 1 });
  });

  it('give transfers as many homes as their target still needs, and no more', () => {
    const vacancies = ['h1', 'h2', 'h3', 'h4'].map((id) => ({
      vacancy: makeVacancy(id),
      home: makeHome(id),
    }));
    const kinds = (signedInGroup: number) =>
      findCandidates(
        makeSnapshot({
          applications: both,
          vacancies,
          grids: [general, mutations],
          targets: [{ target: makeTarget('t'), progress: { signedTotal: 20, signedInGroup, unknown: 0 } }],
        }),
      ).vacancies.map(({ pool }) => pool.kind);
    // 30 % of 20 + 4 × 0.875 leases is 7.05: one home brings 0.875 of what is missing.
    expect(kinds(8)).toEqual(['general', 'general', 'general', 'general']);
    expect(kinds(6)).toEqual(['transfer', 'transfer', 'general', 'general']);
    expect(kinds(0)).toEqual(['transfer', 'transfer', 'transfer', 'transfer']);
  });
});

it('without any grid nobody has points, and fit and seniority are left to tell', () => {
  const sets = findCandidates(makeSnapshot({ grids: [] }));
  expect(pairsOf(sets, sets.vacancies[0]!)).toMatchObject([{ gridPoints: 0 }]);
  expect(sets.vacancies[0]!.pool.gridId).toBe('aucune');
});
