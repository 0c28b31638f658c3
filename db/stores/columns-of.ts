/** The columns of a table that make its domain value: all but those of the store itself. */
import { getTableColumns, type Table } from 'drizzle-orm';

type Own = 'landlordId' | 'createdAt';

/** For `select(...)`: the row read is then the domain value, field for field. */
export function domainColumns<Columns extends Table>(table: Columns): Omit<Columns['_']['columns'], Own> {
  const { landlordId: _landlordId, createdAt: _createdAt, ...columns } = getTableColumns(table);
  return columns;
}
