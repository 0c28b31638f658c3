/**
 * What the service's account may do, where it is not the owner of the tables: read and write rows, nothing else. No DDL,
 * no TRUNCATE, no lifting of policies, and no change of what is written once.
 */
import type postgres from 'postgres';

/** Tables that the service reads and only the owner writes. */
const readOnly = ['encryption_keys', 'sealed_columns', 'public_data', 'public_data_marks'];
// Bits of pg_trigger.tgtype.
const refuses = { delete: 8, update: 16 } as const;
const withMaintain = 170_000;

/** Gives the role its rights on the migrated database, and takes away any other. Run again, it changes nothing. */
export async function grantService(sql: postgres.Sql, role: string): Promise<void> {
  const name = quoted(role);
  const [version] = await sql<
    { number: number }[]
  >`select current_setting('server_version_num')::int as number`;
  const writtenOnce = await sql<{ table: string; type: number }[]>`
    select relname as table, tgtype::int as type
    from pg_trigger join pg_class on pg_class.oid = tgrelid join pg_proc on pg_proc.oid = tgfoid
    where not tgisinternal and proname like 'refuse%change%' order by 1`;
  await sql.begin(async (tx) => {
    await tx.unsafe(`revoke all on all tables in schema public from ${name}`);
    await tx.unsafe(`grant usage on schema public to ${name}`);
    await tx.unsafe(`grant select, insert, update, delete on all tables in schema public to ${name}`);
    await tx.unsafe(`grant usage on all sequences in schema public to ${name}`);
    // Which migrations were applied, for the page that tells how the service fares.
    await tx.unsafe(`grant usage on schema drizzle to ${name}`);
    await tx.unsafe(`grant select on all tables in schema drizzle to ${name}`);
    // Statistics after a load, and nothing of the data.
    if ((version?.number ?? 0) >= withMaintain) {
      await tx.unsafe(`grant maintain on all tables in schema public to ${name}`);
    }
    for (const { table, type } of writtenOnce) {
      for (const [gesture, bit] of Object.entries(refuses)) {
        if ((type & bit) !== 0) await tx.unsafe(`revoke ${gesture} on ${quoted(table)} from ${name}`);
      }
    }
    for (const table of readOnly) {
      await tx.unsafe(`revoke insert, update, delete on ${quoted(table)} from ${name}`);
    }
  });
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
