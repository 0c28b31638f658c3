/** A row for any table, made from what the database says of its columns. */
import type postgres from 'postgres';

export type Column = { table: string; name: string; type: string };

/** Every column of every table of ours. */
export function everyColumn(superuser: postgres.Sql): Promise<Column[]> {
  return superuser<Column[]>`
    select table_name as table, column_name as name, udt_name as type from information_schema.columns
    where table_schema = 'public' order by table_name, ordinal_position`;
}

/** A row that holds something in every column; its links to others are not checked. `mark` is one figure. */
export function sampleRow(
  columns: readonly Column[],
  landlord: string,
  mark: string,
): Record<string, unknown> {
  return Object.fromEntries(
    columns.map(({ name, type }) => [name, name === 'landlord_id' ? landlord : sampleOf(type, mark)]),
  );
}

/** Writes the row; triggers and foreign keys must be off (session_replication_role). */
export async function writeSample(
  superuser: postgres.Sql,
  table: string,
  row: Readonly<Record<string, unknown>>,
): Promise<void> {
  await superuser.unsafe(
    `insert into "${table}" select * from jsonb_populate_record(null::"${table}", $1::text::jsonb)`,
    [JSON.stringify(row)],
  );
}

/** A row in each of these tables where the landlord holds none. */
export async function fillEmptyTables(
  superuser: postgres.Sql,
  landlord: string,
  tables: ReadonlySet<string>,
): Promise<void> {
  const columns = await everyColumn(superuser);
  await superuser`set session_replication_role = replica`;
  for (const table of tables) {
    const [held] = await superuser.unsafe(`select 1 from "${table}" where landlord_id = $1 limit 1`, [
      landlord,
    ]);
    if (held) continue;
    const own = columns.filter((column) => column.table === table);
    await writeSample(superuser, table, sampleRow(own, landlord, '7'));
  }
  await superuser`set session_replication_role = origin`;
}

function sampleOf(type: string, mark: string): unknown {
  if (type.startsWith('_')) return '{}';
  switch (type) {
    case 'uuid':
      return `01900000-0000-7000-8000-00000000000${mark}`;
    case 'bool':
      return true;
    case 'int4':
    case 'int8':
    case 'float8':
    case 'numeric':
      return Number(mark);
    case 'jsonb':
      return {};
    case 'date':
      return '2026-11-21';
    case 'timestamptz':
      return '2026-11-21T09:00:00Z';
    case 'bytea':
      return '\\x00';
    case 'text':
      return `valeur ${mark}`;
    default:
      throw new Error(`no value for a column of type ${type}`);
  }
}
