import { describe, expect, it } from 'vitest';
import { toRefresh } from '../../../src/committee/register/freshness.ts';
import {
  differences,
  isConfirmed,
  reconciledFields,
  takeFields,
} from '../../../src/committee/register/reconcile.ts';
import { addDays, civilDate } from '../../../src/kernel/civil-date.ts';
import { makeApplication, makeHousehold, makePersons, sessionDate } from '../../support/make-domain.ts';

const ours = makeApplication(1, {
  labels: [{ category: 'dalo', by: 'Commission', on: civilDate('2026-01-01'), until: null }],
  refusals: [{ homeId: 'h9', on: civilDate('2026-03-01'), adapted: true }],
});

describe('an extract of the register beside our file', () => {
  it('finds no difference in a file and itself', () => {
    expect(differences(ours, ours, sessionDate)).toEqual([]);
  });

  it('advises to take a file renewed there since, and names both values', () => {
    const theirs = {
      ...ours,
      renewedOn: civilDate('2026-10-01'),
      household: makeHousehold({ persons: makePersons(2, [4]) }),
    };
    const found = differences(ours, theirs, sessionDate);
    expect(found.map(({ field }) => field)).toEqual(['renewedOn', 'persons']);
    expect(found[1]).toMatchObject({ newer: 'theirs', advice: 'takeTheirs' });
    expect(found[1]?.theirs.replaceAll('\u00a0', ' ')).toContain('2 adultes, 1 enfant de 4 ans');
  });

  it('advises to correct the register where our resources are proved or our renewal is later', () => {
    const poorer = makeHousehold({ monthlyResourcesCents: 90_000, resourcesEvidence: 'declared' });
    const theirs = { ...ours, renewedOn: civilDate('2026-10-01'), household: poorer };
    const resources = differences(ours, theirs, sessionDate).find(
      ({ field }) => field === 'monthlyResources',
    );
    expect(resources).toMatchObject({ newer: 'ours', advice: 'correctThere' });
    const older = differences(ours, { ...ours, renewedOn: civilDate('2026-02-01') }, sessionDate);
    expect(older[0]).toMatchObject({ field: 'renewedOn', newer: 'ours', advice: 'correctThere' });
  });

  it('asks the household where both files have the same date, and never decides on the seniority alone', () => {
    const moved = { ...ours, wishes: { ...ours.wishes, communes: ['57672'] } };
    expect(differences(ours, moved, sessionDate)[0]).toMatchObject({ advice: 'askHousehold' });
    const earlier = { ...ours, filedOn: civilDate('2020-01-01'), renewedOn: civilDate('2026-10-01') };
    expect(differences(ours, earlier, sessionDate)[0]).toMatchObject({
      field: 'filedOn',
      advice: 'askHousehold',
    });
  });

  it('takes the chosen fields and nothing else: labels and refusals are ours alone', () => {
    const theirs = makeApplication(1, {
      renewedOn: civilDate('2026-10-01'),
      household: makeHousehold({ monthlyResourcesCents: 1 }),
    });
    const taken = takeFields(ours, theirs, ['renewedOn']);
    expect(taken).toEqual({ ...ours, renewedOn: civilDate('2026-10-01') });
    const all = takeFields(ours, theirs, reconciledFields);
    expect([all.labels, all.refusals]).toEqual([ours.labels, ours.refusals]);
    expect(differences(all, theirs, sessionDate)).toEqual([]);
  });

  it('confirms a correction once the extract reads as asked', () => {
    const [asked] = differences(ours, { ...ours, renewedOn: civilDate('2026-02-01') }, sessionDate);
    if (!asked) throw new Error('a difference was expected');
    expect(isConfirmed(ours, asked.field, asked.ours, sessionDate)).toBe(true);
    expect(
      isConfirmed({ ...ours, renewedOn: civilDate('2026-02-01') }, asked.field, asked.ours, sessionDate),
    ).toBe(false);
  });
});

describe('the freshness of a file before its committee', () => {
  const heldOn = addDays(sessionDate, 10);

  it('asks nothing of a file renewed lately whose resources are proved', () => {
    expect(toRefresh(ours, heldOn, sessionDate)).toEqual([]);
  });

  it('blocks on an application that has expired, or expires before the sitting (N-03)', () => {
    const expired = { ...ours, renewedOn: addDays(sessionDate, -366) };
    expect(toRefresh(expired, heldOn, sessionDate)[0]).toMatchObject({ blocking: true });
    const soon = { ...ours, renewedOn: addDays(sessionDate, -360) };
    expect(toRefresh(soon, heldOn, sessionDate)[0]?.value).toContain('avant la séance');
  });

  it('asks for resources that are unknown or only declared, and for the income of N-2', () => {
    const household = makeHousehold({
      monthlyResourcesCents: null,
      taxIncome: { n2Cents: null, n1Cents: null, last12MonthsCents: null },
    });
    expect(toRefresh({ ...ours, household }, heldOn, sessionDate).map(({ label }) => label)).toEqual([
      'Ressources mensuelles',
      'Revenu fiscal 2024',
    ]);
    const declared = { ...ours, household: makeHousehold({ resourcesEvidence: 'declared' }) };
    expect(toRefresh(declared, heldOn, sessionDate)[0]).toMatchObject({ blocking: false });
  });
});
