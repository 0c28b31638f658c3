/** Loads a whole demonstration landlord at once: what an import would bring in, in seconds. */
import { sql } from 'drizzle-orm';
import type { NewAccount } from '../../src/access/account-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import type { DemoLandlord } from '../demo/demo-landlord.ts';
import { makeFlowPlan } from '../demo/flow-plan.ts';
import { demoLetterhead } from '../demo/letterhead.ts';
import { makeCommitments } from '../demo/targets.ts';
import { applications } from '../schema/application.ts';
import { letterTemplates } from '../schema/correspondence.ts';
import { homes, vacancies } from '../schema/home.ts';
import { landlords } from '../schema/landlord.ts';
import { flowPlans } from '../schema/letting.ts';
import { pastLettings, wishOutcomes } from '../schema/portal.ts';
import { commitments, leaseFacts, objectives, pastSittings, socialBodies } from '../schema/reporting.ts';
import { designations, holders } from '../schema/reservation.ts';
import { grids, policies, targets } from '../schema/steering.ts';
import { leases, offers, tenancies } from '../schema/tenancy.ts';
import { accountStore } from './account-store.ts';
import { applicationRow } from './application-rows.ts';
import { bulkInsert } from './bulk-insert.ts';
import { loadDemoAdverts } from './demo-advert-loader.ts';
import { loadDemoCommittee } from './demo-committee-loader.ts';
import { loadDemoExchanges } from './demo-exchange-loader.ts';
import { loadDemoRelocations } from './demo-relocation-loader.ts';
import { loadDemoTransfers } from './demo-transfer-loader.ts';
import { loadDemoWishes } from './demo-wish-loader.ts';

/**
 * Writes the landlord, its accounts and all its data in one transaction; false, and nothing written, where it is
 * there already.
 */
export async function loadDemo(
  db: Database,
  demo: DemoLandlord,
  accounts: readonly Omit<NewAccount, 'landlordId'>[],
): Promise<boolean> {
  const landlordId = demo.landlord.id;
  const { name, siren, aliases } = demo.landlord;
  const loaded = await withLandlord(db, landlordId, async (tx) => {
    const [created] = await tx
      .insert(landlords)
      .values({ id: landlordId, name, siren, aliases, demonstration: true })
      .onConflictDoNothing()
      .returning({ id: landlords.id });
    if (!created) return false;
    for (const account of accounts) await accountStore(tx).create({ ...account, landlordId });
    await loadStock(tx, landlordId, demo);
    await loadPast(tx, landlordId, demo);
    await loadSteering(tx, landlordId, demo);
    await loadDemoCommittee(tx, landlordId, demo);
    await loadDemoAdverts(tx, landlordId, demo);
    await loadDemoWishes(tx, landlordId, demo);
    await loadDemoTransfers(tx, landlordId, demo);
    await loadDemoRelocations(tx, landlordId, demo);
    await loadDemoExchanges(tx, landlordId, demo);
    await tx.insert(letterTemplates).values({ landlordId, ...demoLetterhead });
    return true;
  });
  // The planner knows nothing yet of what came at once: without statistics it reads whole tables.
  if (loaded) await db.execute(sql`analyze`);
  return loaded;
}

/** What the portal of the past year teaches. */
async function loadPast(tx: Transaction, landlordId: string, { past }: DemoLandlord): Promise<void> {
  await bulkInsert(
    tx,
    wishOutcomes,
    past.wishes.map(({ id: _id, expressedOn, housed, ...facts }, index) => ({
      // The same on every machine: models read wishes of one day in the order of these.
      id: `01900000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`,
      landlordId,
      expressedOn,
      facts,
      housed,
    })),
  );
  await bulkInsert(
    tx,
    pastLettings,
    past.lettings.map((letting) => ({ ...letting, landlordId })),
  );
}

async function loadStock(tx: Transaction, landlordId: string, demo: DemoLandlord): Promise<void> {
  const own = <Item>(items: readonly Item[]) => items.map((item) => ({ ...item, landlordId }));
  await bulkInsert(tx, homes, own(demo.homes));
  await bulkInsert(tx, vacancies, own(demo.vacancies));
  await bulkInsert(
    tx,
    applications,
    demo.applications.map((application) => applicationRow(landlordId, application)),
  );
  await bulkInsert(tx, tenancies, own(demo.tenancies));
  await bulkInsert(tx, leases, own([...demo.yearBefore, ...demo.leases]));
  await bulkInsert(tx, leaseFacts, own(demo.leaseFacts));
  await bulkInsert(tx, offers, own(demo.offers));
}

async function loadSteering(tx: Transaction, landlordId: string, demo: DemoLandlord): Promise<void> {
  const own = <Item>(items: readonly Item[]) => items.map((item) => ({ ...item, landlordId }));
  await bulkInsert(tx, holders, own(demo.holders));
  await bulkInsert(tx, designations, own(demo.designations));
  const flowPlan = makeFlowPlan(demo.holders, demo.leases.length, demo.date);
  await tx.insert(flowPlans).values({ landlordId, year: flowPlan.year, content: flowPlan });
  await bulkInsert(tx, targets, own(demo.targets));
  await bulkInsert(tx, objectives, own(demo.objectives));
  await bulkInsert(tx, commitments, own(makeCommitments()));
  await bulkInsert(
    tx,
    socialBodies,
    own(demo.socialBodies.map((body) => ({ ...body, aliases: [...body.aliases] }))),
  );
  await bulkInsert(
    tx,
    pastSittings,
    demo.pastSittings.map(({ id, heldOn, commissionId, ...content }) => ({
      ...{ landlordId, id, heldOn, commissionId, content },
      source: 'démonstration',
    })),
  );
  await bulkInsert(
    tx,
    grids,
    demo.grids.map((grid) => ({
      landlordId,
      id: grid.id,
      version: grid.version,
      validFrom: grid.from,
      validUntil: grid.until,
      content: grid,
    })),
  );
  const { id, version, isDefault } = demo.policy;
  await tx
    .insert(policies)
    .values({ landlordId, id, version, isDefault, effectiveOn: demo.date, content: demo.policy });
}
