import { describe, expect, it } from 'vitest';
import { energyClassSchema } from '../../src/domain/home.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { energyDecency, mainRoomDecency } from '../../src/law/decency.ts';

const classes = energyClassSchema.options;

function refusedOn(day: string): string[] {
  const date = civilDate(day);
  return classes.filter(
    (energyClass) => energyDecency({ insee: '57463', energyClass, date }).verdict === 'no',
  );
}

describe('a decent energy class on the mainland', () => {
  it('is any class up to 2024, A to F from 2025, A to E from 2028, A to D from 2034', () => {
    expect(refusedOn('2024-12-31')).toEqual([]);
    expect(refusedOn('2025-01-01')).toEqual(['G']);
    expect(refusedOn('2026-11-21')).toEqual(['G']);
    expect(refusedOn('2027-12-31')).toEqual(['G']);
    expect(refusedOn('2028-01-01')).toEqual(['F', 'G']);
    expect(refusedOn('2033-12-31')).toEqual(['F', 'G']);
    expect(refusedOn('2034-01-01')).toEqual(['E', 'F', 'G']);
  });

  it('is unknown where the class is not known, and says what is missing', () => {
    const home = { insee: '57463', energyClass: null, date: civilDate('2026-11-21') };
    expect(energyDecency(home)).toMatchObject({ verdict: 'unknown', missing: ['home.energyClass'] });
  });

  it('is unknown overseas, whose calendar is not loaded', () => {
    const home = { insee: '97411', energyClass: 'G' as const, date: civilDate('2026-11-21') };
    expect(energyDecency(home)).toMatchObject({ verdict: 'unknown', awaiting: ['overseas'] });
  });

  it('gives a class G home its article and both facts (row 65)', () => {
    const home = { insee: '57463', energyClass: 'G' as const, date: civilDate('2026-11-21') };
    expect(energyDecency(home).because).toEqual([
      expect.objectContaining({
        rule: 'F-06',
        code: 'energy-class-refused',
        facts: [
          { field: 'energyClass', value: 'G', asOf: null },
          { field: 'worstEnergyClass', value: 'F', asOf: '2025-01-01' },
        ],
      }),
    ]);
  });
});

describe('a main room', () => {
  const date = civilDate('2026-11-21');
  const verdict = (surfaceM2: number | null, heightM: number | null, volumeM3: number | null): string =>
    mainRoomDecency({ surfaceM2, heightM, volumeM3, date }).verdict;

  it('is large enough by 9 m² under 2.20 m, or by 20 m³', () => {
    expect([verdict(9, 2.2, null), verdict(8, 2.5, 20), verdict(8.9, 2.2, 19.9)]).toEqual([
      'yes',
      'yes',
      'no',
    ]);
  });

  it('is unknown while a measure that could save it is not taken', () => {
    expect([verdict(8, 2.5, null), verdict(12, null, null), verdict(9, 2.1, null)]).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });
});
