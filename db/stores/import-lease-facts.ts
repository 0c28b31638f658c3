/** What a leases file tells beyond the lease: facts for indicators, and the number that reconciles it with the SNE. */
import { eq, inArray, sql } from 'drizzle-orm';
import type { BatchChange, ToldLeaseFacts } from '../../src/intake/import-port.ts';
import { withTold } from '../../src/intake/tables/lease-facts.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { leaseFacts } from '../schema/reporting.ts';
import { leases } from '../schema/tenancy.ts';
import { recordset } from './bulk-insert.ts';
import type { UpsertScope } from './import-upsert.ts';

/** Adds what is told to what is kept; a lease signed in the tool keeps what its signature established. */
export async function addLeaseFacts(
  { tx, landlordId }: UpsertScope,
  told: readonly ToldLeaseFacts[],
): Promise<BatchChange> {
  const rows = await tx
    .select({
      id: leases.id,
      vacancyId: leases.vacancyId,
      number: leases.applicationNumber,
      facts: leaseFacts.facts,
    })
    .from(leases)
    .leftJoin(
      leaseFacts,
      sql`${leaseFacts.landlordId} = ${leases.landlordId} and ${leaseFacts.leaseId} = ${leases.id}`,
    )
    .where(
      inArray(
        leases.id,
        told.map(({ leaseId }) => leaseId),
      ),
    );
  const held = new Map(rows.map((row) => [row.id, row]));
  const change = { created: 0, updated: 0, unchanged: 0, orphans: [] as string[] };
  const written: (typeof leaseFacts)['$inferInsert'][] = [];
  for (const { leaseId, applicationNumber, facts } of told) {
    const lease = held.get(leaseId);
    if (!lease) {
      change.orphans.push(leaseId);
      continue;
    }
    const signedHere = lease.vacancyId !== null;
    const number = signedHere ? (lease.number ?? applicationNumber) : (applicationNumber ?? lease.number);
    const numbered = number !== lease.number;
    if (numbered) await tx.update(leases).set({ applicationNumber: number }).where(eq(leases.id, leaseId));
    const merged = Object.keys(facts).length === 0 ? lease.facts : withTold(lease.facts, facts, signedHere);
    const isSame =
      merged === null || (lease.facts !== null && canonicalJson(merged) === canonicalJson(lease.facts));
    if (!isSame) written.push({ landlordId, leaseId, facts: merged });
    if (isSame && !numbered) change.unchanged += 1;
    else if (lease.facts === null && !isSame) change.created += 1;
    else change.updated += 1;
  }
  if (written.length > 0) {
    await tx.execute(sql`
      insert into ${leaseFacts} (landlord_id, lease_id, facts)
      select landlord_id, lease_id, facts from ${recordset(leaseFacts, written)}
      on conflict (landlord_id, lease_id) do update set facts = excluded.facts`);
  }
  return change;
}
