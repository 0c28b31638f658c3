import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { demoDate } from '../../db/demo/demo-landlord.ts';
import { leaseFacts } from '../../db/schema/reporting.ts';
import { targets } from '../../db/schema/steering.ts';
import { leases } from '../../db/schema/tenancy.ts';
import { perimeters } from '../../db/schema/transfer.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { snapshotStore } from '../../db/stores/snapshot-store.ts';
import { runSession } from '../../src/matching/run.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { testDemo } from '../support/service.ts';

const targetId = 'logements-liberes-t4';
const landlordId = testDemo.landlord.id;

describe('homes that the demonstration’s tenants free', () => {
  let database: TestDatabase;
  /** A home of the Moselle let this year that is none of those wanted. */
  const smaller = testDemo.leases.find(
    ({ signedOn, insee, typology }) =>
      signedOn.startsWith('2026') && insee.startsWith('57') && typology === 'T2',
  )!;
  const snapshot = () => snapshotStore(database.db).at(landlordId, demoDate, { pins: [], bans: [] });
  const progress = async () =>
    (await snapshot()).targets.find(({ target }) => target.id === targetId)!.progress;

  beforeAll(async () => {
    database = await testDatabase();
    await loadDemo(database.db, testDemo, []);
  });
  afterAll(() => database.drop());

  it('are those of the applicants’ tenancies, as the stock describes them', async () => {
    const { freedHomes, applications } = await snapshot();
    const homes = new Map(testDemo.homes.map((home) => [home.id, home]));
    const homeOf = new Map(testDemo.tenancies.map(({ id, homeId }) => [id, homes.get(homeId)]));
    const tenancyOf = new Map(applications.map(({ number, current }) => [number, current.tenancyId ?? '']));
    const read = (freedHomes ?? []).flatMap((freed) => {
      const home = homeOf.get(tenancyOf.get(freed.number) ?? '');
      return home ? [{ freed, home }] : [];
    });
    expect(read.length).toBeGreaterThan(5);
    for (const { freed, home } of read) {
      expect(freed).toMatchObject({ typology: home.typology, insee: home.insee });
    }
  });

  it('stand in a session as a target with its number for the year, proved with the others', async () => {
    const run = await runSession(await snapshot(), { plain: false });
    const quota = run.quotas.find((one) => one.targetId === targetId);
    expect(quota).toMatchObject({ class: 'own', number: 60, ...(await progress()) });
    expect(run.check).toMatchObject({ holds: true, justifiedEnvy: 0 });
  });

  it('count from what each lease of the year freed, but for homes that nobody will live in again', async () => {
    const large = testDemo.homes.find(({ typology, insee }) => typology === 'T4' && insee.startsWith('57'))!;
    const before = await progress();
    await withLandlord(database.db, landlordId, async (tx) => {
      const kept = testDemo.leaseFacts.find(({ leaseId }) => leaseId === smaller.id)!;
      const freedHome = { homeId: large.id, typology: large.typology, insee: large.insee };
      await tx.update(leases).set({ transfer: 'internal' }).where(eq(leases.id, smaller.id));
      await tx
        .update(leaseFacts)
        .set({ facts: { ...kept.facts, freedHome } })
        .where(eq(leaseFacts.leaseId, smaller.id));
    });
    expect(await progress()).toEqual({ ...before, signedInGroup: before.signedInGroup + 1 });
    await withLandlord(database.db, landlordId, (tx) =>
      tx.insert(perimeters).values({
        landlordId,
        kind: 'demolition',
        name: 'Îlot à démolir',
        authorisedOn: null,
        source: 'test',
        homeIds: [large.id],
      }),
    );
    expect(await progress()).toEqual(before);
  });

  it('are not read where no target of the year counts them', async () => {
    await withLandlord(database.db, landlordId, (tx) =>
      tx.update(targets).set({ year: 2025 }).where(eq(targets.id, targetId)),
    );
    expect(await snapshot()).not.toHaveProperty('freedHomes');
  });
});
