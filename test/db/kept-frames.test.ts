/** The rules in force and what the targets have reached are kept for the pages of many; never older than the data. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Transaction, withLandlord } from '../../db/connection.ts';
import { demoDate } from '../../db/demo/demo-landlord.ts';
import { homes } from '../../db/schema/home.ts';
import { residenceRules } from '../../db/schema/letting.ts';
import { portalPolicies } from '../../db/schema/portal.ts';
import { publicData, publicDataMarks } from '../../db/schema/public-data.ts';
import { commitments, leaseFacts, socialBodies } from '../../db/schema/reporting.ts';
import { holders } from '../../db/schema/reservation.ts';
import { grids, policies, targets } from '../../db/schema/steering.ts';
import { leases } from '../../db/schema/tenancy.ts';
import { perimeters } from '../../db/schema/transfer.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { versionMemo } from '../../db/stores/public-memo.ts';
import { frameWithin, keptFrames } from '../../db/stores/snapshot-frame.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { testDemo } from '../support/service.ts';

const landlordId = testDemo.landlord.id;

describe('what the targets have reached', () => {
  let database: TestDatabase;
  const kept = keptFrames();
  const write = (work: (tx: Transaction) => Promise<unknown>) => withLandlord(database.db, landlordId, work);
  const reached = (read = frameWithin) =>
    withLandlord(
      database.db,
      landlordId,
      async (tx) => (await read(tx, landlordId, demoDate, 'all')).targets,
    );
  const version = async () => {
    const [row] = await database.db
      .select({ version: publicData.version })
      .from(publicData)
      .where(eq(publicData.name, 'frame'));
    return row?.version ?? -1;
  };

  beforeAll(async () => {
    database = await testDatabase();
    await loadDemo(database.db, testDemo, []);
  });
  afterAll(() => database.drop());

  it('is counted once as long as nothing changed', async () => {
    const first = await reached(kept);
    expect(first.length).toBeGreaterThan(0);
    expect(first).toEqual(await reached());
    expect(await reached(kept)).toBe(first);
    let readings = 0;
    const memo = versionMemo<number>('frame');
    const read = async () => (readings += 1);
    await Promise.all([1, 2, 3].map(() => write((tx) => memo(tx, landlordId, read))));
    expect(readings).toBe(1);
  });

  it('counts a lease less for its next reader, when one was taken away elsewhere', async () => {
    const before = await reached(kept);
    await write(async (tx) => {
      const [transfer] = await tx
        .select({ id: leases.id })
        .from(leases)
        .where(sql`${leases.transfer} <> 'none' and ${leases.signedOn} >= '2026-01-01'`)
        .limit(1);
      await tx.execute(sql`delete from lease_facts where lease_id = ${transfer?.id}`);
      await tx.execute(sql`delete from leases where id = ${transfer?.id}`);
    });
    const after = await reached(kept);
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
    ['commitments', commitments],
    ['voted grids', grids],
    ['policies', policies],
    ['policies of the portal', portalPolicies],
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
      expect(await reached(kept)).toEqual(await reached());
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
