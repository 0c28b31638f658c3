/** Creates or replaces a batch of records in one statement, and tells what changed. */
import { sql } from 'drizzle-orm';
import type { BatchChange, ImportRecords } from '../../src/intake/import-port.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { columnNames, recordset } from './bulk-insert.ts';
import { importTables, keyColumns, keyText, type TableCollection } from './import-tables.ts';

export type UpsertScope = { tx: Transaction; landlordId: string; today: CivilDate };

/** The change, and the keys that were written or found equal (joined by a space), orphans left out. */
export async function upsertRecords<Collection extends TableCollection>(
  { tx, landlordId, today }: UpsertScope,
  collection: Collection,
  records: readonly ImportRecords[Collection][],
): Promise<BatchChange & { kept: string[] }> {
  const { table, rowOf } = importTables[collection];
  const key = keyColumns(collection);
  const rows = records.map((record) => rowOf(landlordId, record, today));
  const first = rows[0];
  if (!first) return { created: 0, updated: 0, unchanged: 0, orphans: [], kept: [] };
  const names = columnNames(table, first);
  const identifiers = sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
  const changedAt = collection === 'applications' ? sql`, updated_at = now()` : sql``;
  const conflict = sql.join(
    ['landlord_id', ...key].map((name) => sql.identifier(name)),
    sql`, `,
  );
  const values = names.filter((name) => name !== 'landlord_id' && !key.includes(name));
  // A policy keeps the day of its first import: the same version given again takes effect no later.
  const compared = values.filter((name) => name !== 'effective_on');
  const side = (from: string) =>
    sql.join(
      compared.map((name) => sql`${sql.identifier(from)}.${sql.identifier(name)}`),
      sql`, `,
    );
  const assignments = sql.join(
    compared.map((name) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`),
    sql`, `,
  );
  const heldKey = sql.join(
    key.map((name) => sql`held.${sql.identifier(name)}`),
    sql`, `,
  );
  const orphans = new Set(await orphanKeys(tx, collection, rows));
  const kept = rows.filter((row) => !orphans.has(keyText(collection, row)));
  const changed = await tx.execute<{ key: string; created: boolean }>(sql`
    insert into ${table} as held (${identifiers})
    select ${identifiers} from ${recordset(table, kept)}
    on conflict (${conflict}) do update set ${assignments}${changedAt}
    where (${side('held')}) is distinct from (${side('excluded')})
    returning concat_ws(' ', ${heldKey}) as key, (xmax = 0) as created`);
  const created = changed.filter((row) => row.created).length;
  const updated = changed.length - created;
  return {
    created,
    updated,
    unchanged: kept.length - changed.length,
    orphans: [...orphans],
    kept: kept.map((row) => keyText(collection, row)),
  };
}

/** Records whose parent is not in the store. */
async function orphanKeys(
  tx: Transaction,
  collection: TableCollection,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<string[]> {
  const missingIn = async (parent: 'homes' | 'vacancies' | 'applications', field: string) => {
    const wanted = [...new Set(rows.map((row) => String(row[field])))];
    const held = await heldKeys(tx, parent, wanted);
    return rows.filter((row) => !held.has(String(row[field]))).map((row) => keyText(collection, row));
  };
  if (collection === 'vacancies' || collection === 'tenancies') return missingIn('homes', 'homeId');
  if (collection !== 'designations') return [];
  return [
    ...(await missingIn('vacancies', 'vacancyId')),
    ...(await missingIn('applications', 'applicationNumber')),
  ];
}

/** Those of the keys that the store holds. */
async function heldKeys(
  tx: Transaction,
  collection: 'homes' | 'vacancies' | 'applications',
  wanted: readonly string[],
): Promise<ReadonlySet<string>> {
  const { table } = importTables[collection];
  const column = sql.identifier(keyColumns(collection)[0] ?? 'id');
  const rows = await tx.execute<{ key: string }>(sql`
    select ${column} as key from ${table}
    where ${column} in (select jsonb_array_elements_text(${JSON.stringify(wanted)}::jsonb))`);
  return new Set(rows.map((row) => row.key));
}
