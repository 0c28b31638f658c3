import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { reportingStore } from '../../db/stores/reporting-facts.ts';
import { leaseFactsSchema } from '../../src/domain/lease-facts.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import type { ReportingFacts } from '../../src/reporting/facts.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { testDemo } from '../support/service.ts';

describe('what indicators read of a landlord', () => {
  let database: TestDatabase;
  let facts: ReportingFacts;
  beforeAll(async () => {
    database = await testDatabase();
    await loadDemo(database.db, testDemo, []);
    facts = await reportingStore(database.db).facts('demo', {
      from: civilDate('2025-01-01'),
      asOf: civilDate('2026-11-21'),
    });
  });
  afterAll(() => database.drop());

  it('holds the leases of both years in the order of their days, each with the facts that were kept', () => {
    const days = facts.leases.map(({ signedOn }) => signedOn);
    expect(days).toEqual(days.toSorted());
    expect(facts.leases).toHaveLength(testDemo.yearBefore.length + testDemo.leases.length);
    for (const { facts: kept } of facts.leases)
      expect(leaseFactsSchema.safeParse(kept).error).toBeUndefined();
  });

  it('agrees with the lease on what quotas count', () => {
    for (const { firstQuartile, dalo, transfer, facts: kept } of facts.leases) {
      expect(kept?.income === 'unknown').toBe(firstQuartile === null);
      expect(kept?.daloRecognisedOn != null).toBe(dalo);
      expect(kept?.freedHome != null).toBe(transfer === 'internal');
    }
  });

  it('counts the whole stock, and the sittings held', () => {
    expect(facts.stock.reduce((sum, { homes }) => sum + homes, 0)).toBe(testDemo.homes.length);
    for (const { examined, decisions } of facts.sittings) {
      expect(Object.values(decisions).reduce((sum, one) => sum + one, 0)).toBe(examined);
    }
    expect(facts.sittings.length).toBeGreaterThan(20);
  });

  it('reads nothing after its day, nor of another landlord', async () => {
    const early = await reportingStore(database.db).facts('demo', {
      from: civilDate('2026-01-01'),
      asOf: civilDate('2026-03-31'),
    });
    expect(early.leases.every(({ signedOn }) => '2026-01-01' <= signedOn && signedOn <= '2026-03-31')).toBe(
      true,
    );
    expect(early.leases.length).toBeLessThan(facts.leases.length);
    await expect(
      reportingStore(database.db).facts('another', { from: early.from, asOf: early.asOf }),
    ).rejects.toThrow('no such landlord');
  });
});
