/** What the targets have reached is kept for the pages of many; it is never older than the data. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Transaction, withLandlord } from '../../db/connection.ts';
import { demoDate } from '../../db/demo/demo-landlord.ts';
import { homes } from '../../db/schema/home.ts';
import { residenceRules } from '../../db/schema/letting.ts';
import { publicData, publicDataMarks } from '../../db/schema/public-data.ts';
import { leaseFacts, socialBodies } from '../../db/schema/reporting.ts';
import { holders } from '../../db/schema/reservation.ts';
import { targets } from '../../db/schema/steering.ts';
import { leases } from '../../db/schema/tenancy.ts';
import { perimeters } from '../../db/schema/transfer.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { progressMemo, snapshotWithin } from '../../db/stores/snapshot-store.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { testDemo } from '../support/service.ts';

const landlordId = testDemo.landlord.id;

describe('what the targets have reached', () => {
  let database: TestDatabase;
  const progress = progressMemo();
  const write = (work: (tx: Transaction) => Promise<unknown>) => withLandlord(database.db, landlordId, work);
  const reached = (memo?: typeof progress) =>
    withLandlord(
      database.db,
      landlordId,
      async (tx) =>
        (await snapshotWithin(tx, landlordId, demoDate, { vacancyIds: [], numbers: [], progress: memo }))
          .targets,
    );
  const version = async () => {
    const [row] = await database.db
      .select({ version: publicData.version })
      .from(publicData)
      .where(eq(publicData.name, 'progress'));
    return row?.version ?? -1;
  };

  beforeAll(async () => {
    database = await testDatabase();
    await loadDemo(database.db, testDemo, []);
  });
  afterAll(() => database.drop());

  it('is counted once as long as nothing changed', async () => {
    const first = await reached(progress);
    expect(first.length).toBeGreaterThan(0);
    expect(first).toEqual(await reached());
    let readings = 0;
    const read = async () => {
      readings += 1;
      return first;
    };
    await write((tx) => progress(tx, 'twice', read));
    await write((tx) => progress(tx, 'twice', read));
    expect(readings).toBe(1);
  });

  it('counts a lease less for its next reader, when one was taken away elsewhere', async () => {
    const before = await reached(progress);
    await write(async (tx) => {
      const [transfer] = await tx
        .select({ id: leases.id })
        .from(leases)
        .where(sql`${leases.transfer} <> 'none' and ${leases.signedOn} >= '2026-01-01'`)
        .limit(1);
      await tx.execute(sql`delete from lease_facts where lease_id = ${transfer?.id}`);
      await tx.execute(sql`delete from leases where id = ${transfer?.id}`);
    });
    const after = await reached(progress);
    expect(after).toEqual(await reached());
    expect(after).not.toEqual(before);
  });

  it.each([
    ['leases', leases],
    ['what was kept of leases', leaseFacts],
    ['targets', targets],
    ['social bodies', socialBodies],
    ['rules of residences', residenceRules],
    ['holders', holders],
    ['homes', homes],
    ['perimeters', perimeters],
  ])(
    'is counted again after a change of %s, once a transaction, and leaves no mark',
    async (_title, table) => {
      const before = await version();
      await write(async (tx) => {
        await tx.update(table).set({ landlordId });
        await tx.update(table).set({ landlordId });
        expect(await version()).toBe(before);
      });
      expect(await version()).toBe(before + 1);
      expect(await database.db.select().from(publicDataMarks)).toEqual([]);
      expect(await reached(progress)).toEqual(await reached());
    },
  );

  it('is not counted again after a change that was given up', async () => {
    const before = await version();
    const given = write(async (tx) => {
      await tx.update(homes).set({ landlordId });
      throw new Error('given up');
    });
    await expect(given).rejects.toThrow('given up');
    expect(await version()).toBe(before);
  });
});
