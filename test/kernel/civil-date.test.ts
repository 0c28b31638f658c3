import { describe, expect, it } from 'vitest';
import {
  addMonths,
  ageOn,
  civilDate,
  civilDateInParis,
  civilDateOf,
  hourInParis,
  isCivilDate,
  monthsElapsed,
} from '../../src/kernel/civil-date.ts';

const day = civilDate;

describe('civil dates', () => {
  it('refuse a day that does not exist', () => {
    expect(isCivilDate('2026-02-29')).toBe(false);
    expect(isCivilDate('2024-02-29')).toBe(true);
    expect(isCivilDate('2026-13-01')).toBe(false);
    expect(isCivilDate('26-01-01')).toBe(false);
  });

  it('keep the end of the month when months are added', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(day('2026-10-31'), -1)).toBe('2026-09-30');
    expect(addMonths(day('2026-11-21'), 14)).toBe('2028-01-21');
    expect(civilDateOf(2027, 2, 29)).toBe('2027-02-28');
  });

  it('give the age of someone born on 29 February', () => {
    expect(ageOn(day('2004-02-29'), day('2026-02-28'))).toBe(21);
    expect(ageOn(day('2004-02-29'), day('2026-03-01'))).toBe(22);
  });

  it('count whole months of seniority', () => {
    expect(monthsElapsed(day('2025-11-21'), day('2026-11-21'))).toBe(12);
    expect(monthsElapsed(day('2025-11-22'), day('2026-11-21'))).toBe(11);
    expect(monthsElapsed(day('2026-01-31'), day('2026-02-28'))).toBe(1);
  });

  it('are those of Paris, whatever the zone of the machine', () => {
    expect(civilDateInParis(new Date('2026-07-14T22:30:00Z'))).toBe('2026-07-15');
    expect(civilDateInParis(new Date('2026-12-31T22:59:00Z'))).toBe('2026-12-31');
    expect(hourInParis(new Date('2026-07-14T22:30:00Z'))).toBe('00:30');
    expect(hourInParis(new Date('2026-12-31T08:05:59Z'))).toBe('09:05');
  });
});
