import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { outlookOf, weeklyPace } from '../../../src/reporting/forecast/deadline.ts';
import { chanceWithin } from '../../../src/reporting/forecast/delays.ts';
import { mixLaw } from '../../../src/reporting/forecast/mix.ts';
import { unannouncedYears } from '../../../src/reporting/forecast/turnover.ts';
import { yearEnd } from '../../../src/reporting/forecast/year-end.ts';

describe('a target on 31 December, computed by hand', () => {
  const even = { yes: 1, no: 1 };

  it('2 of 10 leases count, 2 more come, each number of those that count as likely as another', () => {
    const { range, chance } = yearEnd(
      { kind: 'share', share: 0.25 },
      { signedTotal: 10, signedInGroup: 2 },
      { from: 2, mass: [1] },
      even,
    );
    // 12 leases ask for 3: one more is enough, two chances in three.
    expect(chance).toBeCloseTo(2 / 3, 9);
    expect(range?.low).toBeCloseTo(2 / 12, 9);
    expect(range?.expected).toBeCloseTo(3 / 12, 9);
    expect(range?.high).toBeCloseTo(4 / 12, 9);
  });

  it('a number counts leases, whatever their total', () => {
    const { range, chance } = yearEnd(
      { kind: 'number', number: 4 },
      { signedTotal: 10, signedInGroup: 2 },
      { from: 0, mass: [0.5, 0, 0.5] },
      even,
    );
    expect(chance).toBeCloseTo(0.5 / 3, 9);
    expect(range).toEqual({ low: 2, expected: 2.5, high: 4 });
  });

  it('no lease makes no rate', () => {
    const goal = { kind: 'share', share: 0.25 } as const;
    expect(
      yearEnd(goal, { signedTotal: 0, signedInGroup: 0 }, { from: 0, mass: [1] }, even).range,
    ).toBeNull();
  });
});

describe('what a forecast learns', () => {
  it('a home that waited 15 days is let within 30 like the past homes that had waited as long', () => {
    // Of 20, 30 and 40 days, two are within 30; two leases of the assumed delay weigh 15 / (15 + 75) each.
    expect(chanceWithin([10, 20, 30, 40], 15, 30)).toBeCloseTo((2 + 2 / 6) / (3 + 2), 9);
    expect(chanceWithin([10, 20], 5, 5)).toBe(0);
    expect(chanceWithin([], 0, 75)).toBeCloseTo(0.5, 9);
  });

  it('homes not yet on notice bring nothing before the usual delay', () => {
    const flat = { season: new Array<number>(12).fill(1) };
    const delays = new Array<number>(1000).fill(30);
    const years = unannouncedYears(flat, delays, civilDate('2026-03-01'), civilDate('2026-04-30'));
    expect(years).toHaveLength(60);
    expect(years[28]).toBeLessThan(0.001);
    expect(years[59]! - years[29]!).toBeCloseTo(30 / 365.25, 3);
  });

  it('other targets of the kind weigh as eight leases, the pool as two, and no past as more than two hundred', () => {
    const none = { inGroup: 0, total: 0 };
    expect(
      mixLaw({ inGroup: 2, total: 10 }, { inGroup: 25, total: 100 }, { inGroup: 40, total: 80 }),
    ).toEqual({
      yes: 5,
      no: 15,
    });
    expect(mixLaw({ inGroup: 100, total: 400 }, none, null)).toEqual({ yes: 50, no: 150 });
    expect(mixLaw(none, none, none)).toEqual({ yes: 0.5, no: 0.5 });
    expect(mixLaw({ inGroup: 0, total: 10 }, none, null)).toEqual({ yes: 0.5, no: 10 });
  });
});

describe('from when a target is lost, and its weekly pace', () => {
  const asOf = civilDate('2026-12-01');
  const quarters = [0.25, 0.5, 0.75, 1];

  it('3 of 6 coming leases must count: lost once fewer than 3 are left', () => {
    const needs = { needed: 3, neededAtMost: 3, expected: 6, signed: 20 };
    expect(outlookOf(needs, asOf, quarters)).toEqual({ kind: 'open', lostFrom: '2026-12-04' });
  });

  it('is out of reach where more must count than are expected, and secured where none must', () => {
    const needs = { expected: 6, signed: 20 };
    expect(outlookOf({ ...needs, needed: 7, neededAtMost: 8 }, asOf, quarters).kind).toBe('outOfReach');
    expect(outlookOf({ ...needs, needed: 0, neededAtMost: 0 }, asOf, quarters).kind).toBe('secured');
    expect(outlookOf({ ...needs, needed: 0, neededAtMost: 1 }, asOf, quarters).kind).toBe('met');
    expect(outlookOf({ needed: 0, neededAtMost: 1, expected: 0.1, signed: 0 }, asOf, []).kind).toBe(
      'noLease',
    );
  });

  it('spreads needs over the weeks left', () => {
    expect(weeklyPace(6, 20, asOf, civilDate('2026-12-15'))).toEqual({ needed: 3, expected: 10 });
    expect(weeklyPace(6, 0, civilDate('2026-12-31'), civilDate('2026-12-31'))).toBeNull();
  });
});
