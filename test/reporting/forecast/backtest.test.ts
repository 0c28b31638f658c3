import { describe, expect, it } from 'vitest';
import { makeDemoLandlord } from '../../../db/demo/demo-landlord.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { forecastYear } from '../../../src/reporting/forecast/forecast.ts';
import { factsOfDemo } from './scene.ts';

/** The year 2025 of the full demonstration, its seed fixed: what was forecast on 30 June against 31 December. */
describe('the forecast of 2025 made on 30 June', () => {
  const demo = makeDemoLandlord('full');
  const forecast = forecastYear(factsOfDemo(demo, civilDate('2025-06-30')), demo.applications, demo.policy);
  const end = forecastYear(factsOfDemo(demo, civilDate('2025-12-31')), [], demo.policy);
  const pairs = forecast.targets.flatMap((before) => {
    const after = end.targets.find(({ target }) => target.id === before.target.id);
    const value = after?.yearEnd?.expected;
    return after === undefined || value === undefined || before.yearEnd === null
      ? []
      : [{ before, after, value, range: before.yearEnd }];
  });

  it('holds about four targets in five within its interval, neither fewer nor nearly all', () => {
    const inside = pairs.filter(
      ({ value, range }) => range.low - 1e-9 <= value && value <= range.high + 1e-9,
    );
    const coverage = inside.length / pairs.length;
    expect(pairs.length).toBeGreaterThan(50);
    expect(coverage).toBeGreaterThan(0.7);
    expect(coverage).toBeLessThan(0.95);
  });

  it('holds the number of leases of the whole landlord within its interval', () => {
    const whole = pairs.find(({ before }) => before.target.id === 'mutations-parc-social')!;
    const came = whole.after.signedTotal - whole.before.signedTotal;
    expect(whole.before.leases.low).toBeLessThanOrEqual(came);
    expect(whole.before.leases.high).toBeGreaterThanOrEqual(came);
  });

  it('gives a chance to each target that is neither too bold nor too shy', () => {
    const told = pairs.filter(({ before }) => before.chance > 0.02 && before.chance < 0.98);
    const announced = told.reduce((sum, { before }) => sum + before.chance, 0) / told.length;
    const reached = told.filter(({ after }) => after.chance > 0.5).length / told.length;
    expect(Math.abs(announced - reached)).toBeLessThan(0.15);
  });

  it('knows on 31 December what the year was', () => {
    for (const { after } of pairs) {
      expect(after.leases.expected).toBe(0);
      expect([0, 1]).toContain(after.chance);
      expect(after.week).toBeNull();
    }
  });

  it('draws a way that ends where the forecast does, within an interval that widens', () => {
    const { target, yearEnd } =
      forecast.targets.find(({ target: { id } }) => id === 'pp5-57') ?? forecast.targets[0]!;
    const { past, coming } = forecast.path(target.id);
    expect(past.at(-1)?.on).toBe('2025-06-30');
    expect(coming.at(-1)?.on).toBe('2025-12-31');
    expect(coming.at(-1)?.expected).toBeCloseTo(yearEnd!.expected, 9);
    const width = (index: number) => coming.at(index)!.high - coming.at(index)!.low;
    expect(width(-1)).toBeGreaterThan(width(0));
  });
});
