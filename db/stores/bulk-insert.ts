/** Many rows in one statement with one parameter: five times faster than a parameter a value. */
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database, Transaction } from '../connection.ts';
import { sealedPlaces } from '../encryption/sealed-columns.ts';

const rowsPerStatement = 2_000;

/** Inserts the rows, all with the same columns; those left out take their default. Throws on a conflict. */
export async function bulkInsert<Rows extends PgTable>(
  tx: Transaction | Database,
  table: Rows,
  rows: readonly Rows['$inferInsert'][],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const batch = rows.slice(start, start + rowsPerStatement);
    const columns = sql.join(
      columnNames(table, batch[0] ?? {}).map((name) => sql.identifier(name)),
      sql`, `,
    );
    await tx.execute(
      sql`insert into ${table} (${columns}) select ${columns} from ${recordset(table, batch)}`,
    );
  }
}

/** The rows as a set that SQL can read, typed as the table's. */
export function recordset(table: PgTable, rows: readonly Readonly<Record<string, unknown>>[]): SQL {
  const columns = getTableColumns(table);
  const named = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([key, value]) => {
        const column = columns[key];
        if (!column) return [];
        const name = columnName(column);
        const isSealed = sealedPlaces.has(`${getTableName(table)}.${name}`);
        return [[name, isSealed ? sealedValue(column, value) : value]];
      }),
    ),
  );
  const type = sql.identifier(getTableName(table));
  return sql`jsonb_populate_recordset(null::${type}, ${JSON.stringify(named)}::jsonb) as ${sql.identifier('given')}`;
}

/** Names in the database of the columns that the row gives. */
export function columnNames(table: PgTable, row: Readonly<Record<string, unknown>>): string[] {
  const columns = getTableColumns(table);
  return Object.keys(row).flatMap((key) => {
    const column = columns[key];
    return column ? [columnName(column)] : [];
  });
}

/** A sealed column's stored form, as JSON carries it. */
function sealedValue(column: PgColumn, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  const stored = column.mapToDriverValue(value);
  return column.getSQLType() === 'jsonb' ? JSON.parse(String(stored)) : stored;
}

function columnName(column: { name: string; keyAsName: boolean }): string {
  return column.keyAsName ? toSnakeCase(column.name) : column.name;
}
