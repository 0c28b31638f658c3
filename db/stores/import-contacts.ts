/** Contacts of tenants told by a file: they fill a gap, and never replace what opens a file already. */
import { sql } from 'drizzle-orm';
import type { BatchChange, TenancyContact } from '../../src/intake/import-port.ts';
import type { UpsertScope } from './import-upsert.ts';

/**
 * Records each contact whose lease runs, has no application (which has its own contact, and may be under protection)
 * and no contact yet. The others are left as they are and counted as unchanged.
 */
export async function fillContacts(
  { tx, landlordId, today }: UpsertScope,
  contacts: readonly TenancyContact[],
): Promise<BatchChange> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(contacts)}::jsonb)
    as given("tenancyId" text, email text, telephone text)`;
  const unknown = await tx.execute<{ key: string }>(sql`
    select given."tenancyId" as key from ${given}
    where not exists (select from tenancies where id = given."tenancyId")`);
  const written = await tx.execute<{ number: string }>(sql`
    insert into applicant_contacts (landlord_id, number, email, telephone, address, preferred)
    select ${landlordId}, held.id, given.email, given.telephone, '{}',
      case when given.email is null then 'sms' else 'email' end
    from ${given} join tenancies held on held.id = given."tenancyId"
    where (held.ended_on is null or held.ended_on > ${today})
      and not exists (
        select from applications tied
        where tied.number = held.application_number or tied.content->'current'->>'tenancyId' = held.id)
    on conflict do nothing
    returning number`);
  return {
    created: written.length,
    updated: 0,
    unchanged: contacts.length - written.length - unknown.length,
    orphans: unknown.map(({ key }) => key),
  };
}
