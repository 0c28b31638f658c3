import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { paceSeries } from '../../../src/reporting/screen/pace-series.ts';
import { makeLeaseRecord } from '../../support/make-reporting.ts';

const leases = ['2025-12-31', '2026-01-05', '2026-01-07', '2026-01-08', '2026-01-20', '2026-02-01'].map(
  (day, index) => makeLeaseRecord(`B${index}`, { signedOn: civilDate(day), dalo: index % 2 === 1 }),
);
const series = (asOf: string) =>
  paceSeries(leases, {
    year: 2026,
    asOf: civilDate(asOf),
    holds: () => true,
    counts: ({ dalo }) => dalo,
  });

describe('the pace of a year', () => {
  it('counts at the end of each week what the year signed so far, and stops on its day', () => {
    expect(series('2026-01-20')).toEqual([
      { on: '2026-01-07', total: 2, inGroup: 1 },
      { on: '2026-01-14', total: 3, inGroup: 2 },
      { on: '2026-01-20', total: 4, inGroup: 2 },
    ]);
  });

  it('says nothing of a year that has not begun', () => {
    expect(series('2025-12-31')).toEqual([]);
  });
});
