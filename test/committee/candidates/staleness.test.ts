import { describe, expect, it } from 'vitest';
import { poolFilterSchema, poolPage } from '../../../src/committee/candidates/pool-filter.ts';
import { isStale, stalenessOf } from '../../../src/committee/candidates/staleness.ts';
import { addDays, civilDate } from '../../../src/kernel/civil-date.ts';
import type { PoolRow } from '../../../src/matching/pool-shape.ts';
import { sessionDate } from '../../support/make-domain.ts';

function row(order: number | null, more: Partial<PoolRow> = {}): PoolRow {
  return {
    number: `N${order ?? 'x'}`,
    group: order === null ? 'refused' : 'eligible',
    refusedAt: order === null ? 'wish' : null,
    askedAs: null,
    order,
    gridPoints: order === null ? null : 100 - order,
    bonusPoints: order === null ? null : 0,
    totalPoints: order === null ? null : 100 - order,
    rank: null,
    setAside: null,
    persons: 2,
    transfer: 'none',
    dalo: false,
    priority: false,
    firstQuartile: true,
    evidence: 'proved',
    designated: false,
    filedOn: civilDate('2024-11-21'),
    renewedOn: civilDate('2026-11-21'),
    expiresOn: civilDate('2027-11-21'),
    incomeYear: 2024,
    ...more,
  };
}

describe('old and unproved data', () => {
  it('are counted among the first twelve of the order only', () => {
    const rows = [
      ...Array.from({ length: 12 }, (_, at) => row(at + 1, at < 3 ? { evidence: 'declared' } : {})),
      row(13, { evidence: 'unknown' }),
      row(null, { evidence: 'unknown' }),
    ];
    expect(stalenessOf(rows, sessionDate)).toMatchObject({
      first: 12,
      unproved: 3,
      oldIncome: 0,
      renewSoon: 0,
    });
  });

  it('are an income before N-2 and a renewal within two months', () => {
    const rows = [
      row(1, { incomeYear: 2023 }),
      row(2, { incomeYear: null }),
      row(3, { expiresOn: addDays(sessionDate, 60) }),
    ];
    expect(stalenessOf(rows, sessionDate)).toMatchObject({ oldIncome: 2, renewSoon: 1 });
  });

  it('make a figure of arrears stale more than thirty days before the next agenda', () => {
    const agenda = addDays(sessionDate, 10);
    expect(isStale(addDays(agenda, -30), sessionDate, agenda)).toBe(false);
    expect(isStale(addDays(agenda, -31), sessionDate, agenda)).toBe(true);
    expect(isStale(addDays(sessionDate, -30), sessionDate, null)).toBe(false);
  });
});

describe('the search of a pool', () => {
  it('keeps the group asked for, its filters, and the page that exists', () => {
    const rows = [
      ...Array.from({ length: 30 }, (_, at) => row(at + 1, { persons: at < 27 ? 1 : 7 })),
      row(null, { refusedAt: 'wish' }),
      row(null, { refusedAt: 'law' }),
    ];
    const filter = (query: object) => poolFilterSchema.parse(query);
    expect(poolPage({ rows }, filter({ personnes: '6' })).rows.map(({ order }) => order)).toEqual([
      28, 29, 30,
    ]);
    expect(poolPage({ rows }, filter({ personnes: '1', page: '9' }))).toMatchObject({
      found: 27,
      page: 2,
      pages: 2,
    });
    expect(poolPage({ rows }, filter({}), new Set(['N4'])).rows.map(({ order }) => order)).toEqual([4]);
    expect(poolPage({ rows }, filter({ groupe: 'refused' })).rows.map(({ refusedAt }) => refusedAt)).toEqual([
      'law',
      'wish',
    ]);
    expect(filter({ groupe: 'nobody', personnes: 'x', page: '-3' })).toMatchObject({
      groupe: 'eligible',
      personnes: null,
      page: 1,
    });
  });
});
