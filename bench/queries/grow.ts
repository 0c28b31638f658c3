/** Makes the tables of a landlord as long as those of a metropolis, by copies of its own rows. */
import type postgres from 'postgres';

/** What differs between a row and its copy `n` (from 1), in SQL; everything else is copied. */
type Copies = { table: string; rows: number; where?: string; change: Readonly<Record<string, string>> };

const other = (column: string) => `${column} || 'x' || n`;

/** Past lives of the same homes and households: what pages of today must not read through. */
const copies = (rows: number): Copies[] => [
  { table: 'homes', rows: rows / 6, change: { id: other('id'), rpls_id: 'null' } },
  { table: 'tenancies', rows: rows / 6, change: { id: other('id') } },
  {
    table: 'leases',
    rows: rows / 6,
    change: {
      id: other('id'),
      vacancy_id: 'null',
      signed_on: '(signed_on - make_interval(years => 1 + n % 8))::date',
    },
  },
  { table: 'vacancies', rows: rows / 6, change: { id: other('id'), status: `'let'` } },
  { table: 'applications', rows, change: { number: other('number') } },
  { table: 'applicant_contacts', rows, change: { number: other('number') } },
  {
    table: 'interests',
    rows: rows / 3,
    change: {
      id: 'gen_random_uuid()',
      number: other('number'),
      state: `'answered'`,
      request_key: `gen_random_uuid()::text`,
    },
  },
  { table: 'outbox', rows: rows / 3, change: { id: 'gen_random_uuid()', state: `'sent'` } },
  { table: 'journal_lines', rows, change: { sequence: 'sequence + n::bigint * 10000000' } },
  { table: 'journal_contents', rows, change: { sequence: 'sequence + n::bigint * 10000000' } },
];

/**
 * Copies rows until the landlord has about so many applications, and tells the planner. `owner`: the account that owns
 * the tables. Gives how many rows each table has then.
 */
export async function growLandlord(
  owner: postgres.Sql,
  landlordId: string,
  applications: number,
): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const one of copies(applications)) {
    sizes[one.table] = await owner.begin(async (tx) => {
      await tx`select set_config('parcours.landlord', ${landlordId}, true)`;
      await copyRows(tx, one);
      const [row] = await tx<{ rows: number }[]>`select count(*)::int as rows from ${tx(one.table)}`;
      return row?.rows ?? 0;
    });
  }
  // As autovacuum leaves them: what is known of the pages tells whether an index alone can answer.
  await owner`vacuum analyze`;
  return sizes;
}

async function copyRows(tx: postgres.TransactionSql, { table, rows, change }: Copies): Promise<void> {
  const [present] = await tx<{ rows: number }[]>`select count(*)::int as rows from ${tx(table)}`;
  const times = present && present.rows > 0 ? Math.floor(rows / present.rows) : 0;
  if (times < 1) return;
  const columns = await tx<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'
    order by ordinal_position`;
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const values = columns.map(({ name }) => change[name] ?? `"${name}"`).join(', ');
  await tx.unsafe(
    `insert into ${table} (${names}) select ${values} from ${table}, generate_series(1, ${times}) n on conflict do nothing`,
  );
}
