import { describe, expect, test } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { ceilingRowOn } from '../../../src/law/parameters/income-ceilings.ts';
import { ceilingChanges, quartileChanges } from '../../../src/reporting/new-orders/class-changes.ts';
import { ordersOn } from '../../../src/reporting/new-orders/loaded-orders.ts';
import { makeApplication, makeHousehold, makePersons } from '../../support/make-domain.ts';

const day = civilDate('2026-11-21');
const metz = '200039865';

/** A single person with so many euros a month who wishes for Metz. */
const single = (index: number, monthly: number | null) =>
  makeApplication(index, {
    household: makeHousehold({
      persons: makePersons(1),
      monthlyResourcesCents: monthly === null ? null : monthly * 100,
    }),
    wishes: { communes: ['57463'], typologies: ['T2'], accessibility: 'none' },
  });

describe('a new order of first-quartile thresholds', () => {
  const orders = { before: new Map([[metz, 10_000_00]]), after: new Map([[metz, 10_500_00]]) };

  test('brings in whoever stands between the two thresholds, and nobody else', () => {
    // 10 000 € a year are 833.33 € a month, 10 500 € are 875 €: equal to a threshold is not under it.
    const households = [single(1, 833), single(2, 834), single(3, 874), single(4, 875), single(5, null)];
    const [change] = quartileChanges(households, orders, day);
    expect(change).toMatchObject({
      siren: metz,
      households: 5,
      unknown: 1,
      firstBefore: 1,
      firstAfter: 3,
      entering: [households[1]?.number, households[2]?.number],
      leaving: [],
    });
  });

  test('takes the whole class away from a territory that it no longer lists', () => {
    const households = [single(1, 500), single(2, 2000)];
    const [change] = quartileChanges(households, { before: orders.before, after: new Map() }, day);
    expect(change).toMatchObject({ afterCents: null, leaving: [households[0]?.number], entering: [] });
  });
});

describe('a new order of income ceilings', () => {
  test('says who passes from one financing to another, zone by zone', () => {
    const before = ceilingRowOn(day, 'other', 'PLAI');
    if (!before) throw new Error('the ceilings of 2026 are loaded');
    const ceiling = before.ceilingsCents[0] ?? 0;
    const household = makeApplication(1, {
      household: makeHousehold({
        persons: makePersons(1),
        taxIncome: { n2Cents: ceiling + 100, n1Cents: null, last12MonthsCents: null },
      }),
      wishes: { communes: ['57463'], typologies: ['T2'], accessibility: 'none' },
    });
    const raised = { ...before, ceilingsCents: before.ceilingsCents.map((cents) => cents + 200_00) };
    const rows =
      (plai: typeof before) => (zone: 'paris' | 'idf' | 'other', financing: 'PLAI' | 'PLUS' | 'PLS') =>
        financing === 'PLAI' ? plai : ceilingRowOn(day, zone, financing);
    expect(ceilingChanges([household], { before: rows(before), after: rows(raised) }, day)).toEqual([
      { zone: 'other', from: 'PLUS', to: 'PLAI', numbers: [household.number] },
    ]);
    expect(ceilingChanges([household], { before: rows(before), after: rows(before) }, day)).toEqual([]);
  });
});

describe('the orders loaded', () => {
  test('await the year that no order answers for, and say whether the last one stands in', () => {
    const { awaited } = ordersOn(civilDate('2027-01-15'));
    expect(awaited).toContainEqual({ subject: 'quartile', since: '2027-01-01', stoodInFor: true });
    expect(awaited).toContainEqual({ subject: 'ceilings', since: '2027-01-01', stoodInFor: false });
    expect(ordersOn(civilDate('2026-06-15')).awaited.map(({ subject }) => subject)).not.toContain('quartile');
  });
});
