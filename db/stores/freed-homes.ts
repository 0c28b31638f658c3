/** What the landlord's own tenants among the applicants would give back, read for targets that count homes freed. */
import { and, eq, inArray } from 'drizzle-orm';
import type { FreedHomeOf } from '../../src/matching/freed-homes.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';
import { countsFreedHomes, freedHomesOf, type TenantHome } from '../../src/matching/tenant-homes.ts';
import type { Transaction } from '../connection.ts';
import { homes } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { perimeters } from '../schema/transfer.ts';

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
    .where(inArray(tenancies.id, tenancyIds));
  const listed = await tx.select({ homeIds: perimeters.homeIds }).from(perimeters);
  const inPerimeters = new Set(listed.flatMap(({ homeIds }) => homeIds));
  return new Map(
    rows.map(({ id, homeId, ...home }) => [id, { ...home, inPerimeter: inPerimeters.has(homeId) }]),
  );
}
