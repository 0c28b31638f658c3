import { describe, expect, it } from 'vitest';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { runSession } from '../../src/matching/run.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { whyNot } from '../../src/matching/why-not.ts';
import {
  type ApplicationOverrides,
  makeApplication,
  makeHolder,
  makeHome,
  makeHousehold,
  makeNumber,
  makePersons,
  makeSnapshot,
  makeTarget,
  makeVacancy,
} from '../support/make-domain.ts';

/** The answer for the only applicant of a snapshot, before any run. */
function ask(overrides: ApplicationOverrides, rest: Partial<Snapshot> = {}) {
  const snapshot = makeSnapshot({ applications: [makeApplication(1, overrides)], ...rest });
  const answer = whyNot(snapshot, null, 'v-h1', makeNumber(1));
  const failed = answer.checks.find(({ verdict }) => verdict === 'no');
  return {
    ...answer,
    failed: failed?.step,
    code: failed?.reasons.find(({ verdict }) => verdict === 'no')?.code,
    changes: answer.wouldChange?.map(({ code }) => code),
  };
}

describe('before any run', () => {
  it('every check passes for a candidate, and only the order is open', () => {
    const answer = ask({});
    expect(answer.checks.map(({ step, verdict }) => [step, verdict])).toEqual([
      ['number', 'yes'],
      ['live', 'yes'],
      ['holder', 'yes'],
      ['wish', 'yes'],
      ['size', 'yes'],
      ['law', 'yes'],
      ['order', 'unknown'],
    ]);
    expect(answer).toMatchObject({ rank: null, totalPoints: 24, placedAt: null });
  });

  it('a number that nobody bears is said so, without inventing a household', () => {
    expect(whyNot(makeSnapshot(), null, 'v-h1', makeNumber(7))).toMatchObject({
      outcome: 'unknownNumber',
      totalPoints: null,
    });
  });

  it('an expired application can be renewed', () => {
    expect(ask({ renewedOn: civilDate('2025-11-20') })).toMatchObject({
      outcome: 'refusedByLaw',
      failed: 'live',
      code: 'application-expired',
      changes: ['renew-application'],
      totalPoints: null,
    });
  });

  it('a home that the household did not ask for is outside its request', () => {
    expect(ask({ wishes: { communes: ['57672'] } })).toMatchObject({
      outcome: 'notInPool',
      failed: 'wish',
      code: 'commune-not-wished',
      changes: ['extend-wishes'],
    });
  });

  it('a home outside the size scale may be opened by an officer', () => {
    const family = { household: makeHousehold({ persons: makePersons(2, [3, 5]) }) };
    expect(ask(family)).toMatchObject({ outcome: 'notInPool', failed: 'size', changes: ['open-size-scale'] });
    expect(ask(family, { sizeScaleOpened: ['v-h1'] }).failed).toBeUndefined();
  });

  it('a holder’s home asks for a designation or a label', () => {
    const answer = ask(
      {},
      {
        holders: [makeHolder('ville', 'commune')],
        vacancies: [{ vacancy: makeVacancy('h1', { holderId: 'ville' }), home: makeHome('h1') }],
      },
    );
    expect(answer).toMatchObject({ outcome: 'notInPool', failed: 'holder', changes: ['be-designated'] });
  });

  it('a ceiling passed suggests a later tax year, never to earn less', () => {
    const n2Cents = 9_000_000;
    const answer = (n1Cents: number | null, last12MonthsCents: number | null) =>
      ask({ household: makeHousehold({ taxIncome: { n2Cents, n1Cents, last12MonthsCents } }) });
    expect(answer(null, null)).toMatchObject({
      outcome: 'refusedByLaw',
      failed: 'law',
      code: 'over-ceiling',
      wouldChange: [{ code: 'give-later-income', about: ['taxIncome.n1', 'taxIncome.last12Months'] }],
    });
    expect(answer(n2Cents, n2Cents).wouldChange).toEqual([]);
  });

  it('an unknown income is asked for, and refuses nothing', () => {
    const taxIncome = { n2Cents: null, n1Cents: null, last12MonthsCents: null };
    const answer = ask({ household: makeHousehold({ taxIncome }) });
    expect(answer.failed).toBeUndefined();
    expect(answer.changes).toEqual(['give-tax-income']);
  });

  it('a pair that an officer set aside is said so', () => {
    const bans = [{ vacancyId: 'v-h1', applicationNumber: makeNumber(1), reason: 'Dossier à compléter' }];
    expect(ask({}, { bans }).outcome).toBe('setAside');
  });
});

describe('after a run', () => {
  const months = (count: number) => ({
    filedOn: civilDate(`2025-${String(12 - count).padStart(2, '0')}-21`),
  });
  const snapshot = makeSnapshot({
    applications: [1, 2, 3, 4, 5].map((index) => makeApplication(index, months(index))),
  });

  it('those of the shortlist have their rank, the others the points that they lack', async () => {
    const result = await runSession(snapshot);
    const answers = snapshot.applications.map(({ number }) => whyNot(snapshot, result, 'v-h1', number));
    expect(answers.map(({ outcome, rank }) => [outcome, rank])).toEqual([
      ['outranked', null],
      ['outranked', null],
      ['placed', 3],
      ['placed', 2],
      ['placed', 1],
    ]);
    expect(answers[0]).toMatchObject({ totalPoints: 12, lastPlacedPoints: 14 });
    expect(answers[0]?.checks.at(-1)).toMatchObject({ step: 'order', verdict: 'no' });
  });

  it('the points told to those left out are those that would have ranked them', async () => {
    const vacancies = ['h1', 'h2'].map((id) => ({ vacancy: makeVacancy(id), home: makeHome(id) }));
    const targets = [
      { target: makeTarget('t'), progress: { signedTotal: 40, signedInGroup: 10, unknown: 0 } },
    ];
    const applications = [...Array(12).keys()].map((index) =>
      makeApplication(index + 1, { current: { landlord: index % 3 === 0 ? 'BAILLEUR' : null } }),
    );
    const busy = makeSnapshot({ vacancies, targets, applications });
    const result = await runSession(busy);
    const told = result.shortlists.flatMap(({ vacancyId, next }) =>
      next.map(({ number, totalPoints }) => [
        whyNot(busy, result, vacancyId, number).totalPoints,
        totalPoints,
      ]),
    );
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(([asked, ranked]) => asked !== ranked)).toEqual([]);
    const elsewhere = result.shortlists[0]!.entries[0]!.sheet.number;
    expect(whyNot(busy, result, result.shortlists[1]!.vacancyId, elsewhere)).toMatchObject({
      outcome: 'placedElsewhere',
      placedAt: { homeId: result.shortlists[0]!.homeId, rank: 1 },
    });
  });
});
