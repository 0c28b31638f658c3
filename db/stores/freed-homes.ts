/** What the landlord's own tenants give back: those who apply, and those who moved this year. For targets of homes freed. */
import { and, eq } from 'drizzle-orm';
import type { LeaseFacts } from '../../src/domain/lease-facts.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { energyDecency } from '../../src/law/decency.ts';
import type { FreedHome } from '../../src/law/quota-freed-home.ts';
import type { FreedHomeOf } from '../../src/matching/freed-homes.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { countsFreedHomes, freedHomesOf, type TenantHome } from '../../src/matching/tenant-homes.ts';
import type { Transaction } from '../connection.ts';
import { homes } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { perimeters } from '../schema/transfer.ts';
import { inTexts } from './in-texts.ts';

/** Null where no target of the day's year counts homes freed: the snapshot then says nothing of them. */
export async function freedHomesAt(
  tx: Transaction,
  read: Pick<Snapshot, 'landlord' | 'applications' | 'targets' | 'date'>,
): Promise<FreedHomeOf[] | null> {
  if (!countsFreedHomes(read)) return null;
  const held = [...new Set(read.applications.flatMap(({ current }) => current.tenancyId ?? []))];
  const known = await tenantHomes(tx, held);
  return freedHomesOf(read, (tenancyId) => known.get(tenancyId));
}

/** Signed leases with the home that each freed, as their kept facts name it, and whether it can be let again. */
export async function withFreedHomes<Signed extends { facts: LeaseFacts | null }>(
  tx: Transaction,
  signed: readonly Signed[],
  date: CivilDate,
): Promise<(Omit<Signed, 'facts'> & { freedHome: FreedHome | null })[]> {
  const freed = signed.flatMap(({ facts }) => facts?.freedHome?.homeId ?? []);
  const left = await lost(tx, [...new Set(freed)], date);
  return signed.map(({ facts, ...lease }) => {
    const home = facts?.freedHome ?? null;
    return { ...lease, freedHome: home && { ...home, relet: !left.has(home.homeId) } };
  });
}

/** Those of some homes that cannot be let again. */
async function lost(tx: Transaction, homeIds: string[], date: CivilDate): Promise<ReadonlySet<string>> {
  if (homeIds.length === 0) return new Set();
  const rows = await tx
    .select({ id: homes.id, insee: homes.insee, energyClass: homes.energyClass })
    .from(homes)
    .where(inTexts(homes.id, homeIds));
  const unfit = rows.filter((home) => energyDecency({ ...home, date }).verdict === 'no');
  return new Set([...unfit.map(({ id }) => id), ...(await inPerimeters(tx))]);
}

async function tenantHomes(tx: Transaction, tenancyIds: string[]): Promise<Map<string, TenantHome>> {
  if (tenancyIds.length === 0) return new Map();
  const rows = await tx
    .select({
      id: tenancies.id,
      homeId: homes.id,
      insee: homes.insee,
      typology: homes.typology,
      energyClass: homes.energyClass,
    })
    .from(tenancies)
    .innerJoin(homes, and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId)))
    .where(inTexts(tenancies.id, tenancyIds));
  const decided = await inPerimeters(tx);
  return new Map(rows.map(({ id, homeId, ...home }) => [id, { ...home, inPerimeter: decided.has(homeId) }]));
}

/** Homes that are to be sold, demolished or given another use. */
async function inPerimeters(tx: Transaction): Promise<ReadonlySet<string>> {
  const listed = await tx.select({ homeIds: perimeters.homeIds }).from(perimeters);
  return new Set(listed.flatMap(({ homeIds }) => homeIds));
}
