/** The versions of voted grids and published policies, as anyone may read them. */
import { asc, desc, eq } from 'drizzle-orm';
import { addDays, type CivilDate, civilDateInParis, yearOf } from '../../src/kernel/civil-date.ts';
import { defaultPortalPolicy, type PortalPolicy, portalPolicySchema } from '../../src/portal/policy.ts';
import type { RulesAt, RulesHistoryPort } from '../../src/reporting/rules-history/rules-at.ts';
import { publishedSteering } from '../../src/reporting/steering/published.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { portalPolicies } from '../schema/portal.ts';
import { grids, policies, targets } from '../schema/steering.ts';
import { domainColumns } from './columns-of.ts';
import { listLandlords } from './landlord-store.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { publicMemo } from './public-memo.ts';
import { gridsInForce, policyInForce } from './steering-store.ts';
import { validationInForce } from './steering-validations.ts';

export function rulesHistoryStore(db: Database): RulesHistoryPort {
  const known = publicMemo<readonly RulesAt[]>(db, 'rules');
  return {
    at: (day, today) => known(`${day} ${today}`, () => rulesAt(db, day, today)),
    days: (landlordId, today) =>
      withLandlord(db, landlordId, async (tx) => {
        const ofGrids = await tx.select({ from: grids.validFrom, until: grids.validUntil }).from(grids);
        const ofPolicies = await tx.select({ on: policies.effectiveOn }).from(policies);
        const ofPortal = await tx.select({ at: portalPolicies.createdAt }).from(portalPolicies);
        const days = [
          ...ofGrids.flatMap(({ from, until }) => (until === null ? [from] : [from, addDays(until, 1)])),
          ...ofPolicies.map(({ on }) => on),
          ...ofPortal.map(({ at }) => earliest(civilDateInParis(at), today)),
        ];
        return [...new Set(days)]
          .filter((day) => day <= today)
          .sort()
          .reverse();
      }),
  };
}

async function rulesAt(db: Database, day: CivilDate, today: CivilDate): Promise<readonly RulesAt[]> {
  const landlords = await listLandlords(db);
  return Promise.all(
    landlords.map(({ id, name }) =>
      withLandlord(db, id, async (tx) => ({ ...named(id, name), ...(await rulesOn(tx, day, today)) })),
    ),
  );
}

function named(landlordId: string, landlordName: string): Pick<RulesAt, 'landlordId' | 'landlordName'> {
  return { landlordId, landlordName };
}

async function rulesOn(
  tx: Transaction,
  day: CivilDate,
  today: CivilDate,
): Promise<Omit<RulesAt, 'landlordId' | 'landlordName'>> {
  const validation = await validationInForce(tx, day);
  return {
    grids: await gridsInForce(tx, day),
    policy: await policyInForce(tx, day),
    portal: day === today ? await portalPolicyInForce(tx) : await portalPolicyOn(tx, day),
    steering: validation && publishedSteering(validation),
    targets: await tx
      .select(domainColumns(targets))
      .from(targets)
      .where(eq(targets.year, yearOf(day)))
      .orderBy(asc(targets.name), asc(targets.id)),
  };
}

/** Where the application's day is fixed (a demonstration), what was saved since belongs to that day. */
function earliest(day: CivilDate, today: CivilDate): CivilDate {
  return day < today ? day : today;
}

async function portalPolicyOn(tx: Transaction, day: CivilDate): Promise<PortalPolicy> {
  const versions = await tx.select().from(portalPolicies).orderBy(desc(portalPolicies.version));
  const found = versions.find(({ createdAt }) => civilDateInParis(createdAt) <= day);
  return found === undefined ? defaultPortalPolicy : portalPolicySchema.parse(found.content);
}
