/** What another landlord must never read, and how the tests see that nothing of a landlord was written. */
import type postgres from 'postgres';
import { z } from 'zod';

/** Numbers, names, contacts and addresses of a landlord's people and homes, long enough to be nobody else's. */
export async function secretsOf(superuser: postgres.Sql, landlordId: string): Promise<string[]> {
  const rows = await superuser<{ secret: string }[]>`
    select distinct secret from (
      select number as secret from applications where landlord_id = ${landlordId}
      union select name from applications where landlord_id = ${landlordId}
      union select address from homes where landlord_id = ${landlordId}
      union select id from homes where landlord_id = ${landlordId}
      union select id from tenancies where landlord_id = ${landlordId}
      union select email from accounts where landlord_id = ${landlordId}
      union select email from applicant_contacts where landlord_id = ${landlordId}
    ) as held where length(secret) >= 8`;
  return rows.map(({ secret }) => secret);
}

/** One digest a table of the rows of a landlord, whoever is looking. */
export async function fingerprints(
  superuser: postgres.Sql,
  landlordId: string,
): Promise<Record<string, string>> {
  const tables = await superuser<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'landlord_id' order by 1`;
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await superuser.unsafe(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from "${name}" t where landlord_id = $1`,
      [landlordId],
    );
    digests[name] = z.object({ digest: z.string() }).parse(row).digest;
  }
  return digests;
}
