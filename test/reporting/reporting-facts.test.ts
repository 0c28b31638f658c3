import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { offers } from '../../db/schema/tenancy.ts';
import { applicationRow } from '../../db/stores/application-rows.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { reportingStore } from '../../db/stores/reporting-facts.ts';
import type { Application } from '../../src/domain/application.ts';
import { leaseFactsSchema } from '../../src/domain/lease-facts.ts';
import { addDays, type CivilDate, civilDate } from '../../src/kernel/civil-date.ts';
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

  it('holds what the convention printed: Moselle, 1 280 transfers, 29 %, then 30 % in 2023', () => {
    expect(
      facts.commitments.find(({ level, code }) => level === 'departement' && code === '57'),
    ).toMatchObject({
      reference: { years: '2018-2020', number: 1280, share: 0.29 },
      rates: [{ year: 2023, share: 0.3 }],
    });
  });

  it('tells which offers went to DALO households, and nothing of files no longer held', async () => {
    const [first] = facts.offers;
    const application = testDemo.applications.find(({ labels }) =>
      labels.every(({ category }) => category !== 'dalo'),
    );
    if (!first || !application) throw new Error('the demonstration has no such file');
    const label = { category: 'dalo' as const, by: 'Commission de médiation', until: null };
    const labelled = (on: CivilDate) => ({ ...application, labels: [{ ...label, on }] });
    const read = async (held: Application | null) => {
      await withLandlord(database.db, 'demo', async (tx) => {
        await tx.update(offers).set({ applicationNumber: application.number }).where(eq(offers.id, first.id));
        if (held === null) return;
        await tx
          .update(applications)
          .set(applicationRow('demo', held))
          .where(eq(applications.number, held.number));
      });
      const again = await reportingStore(database.db).facts('demo', { from: facts.from, asOf: facts.asOf });
      return again.offers.find(({ id }) => id === first.id)?.dalo;
    };
    expect(first.dalo).toBeNull();
    expect(await read(null)).toBe(false);
    expect(await read(labelled(first.sentOn))).toBe(true);
    expect(await read(labelled(addDays(first.sentOn, 1)))).toBe(false);
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
