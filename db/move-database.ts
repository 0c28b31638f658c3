/**
 * Carries a whole database to another, empty one: all rows of all landlords, or nothing. The two ends are reached as the
 * owner of the tables, who lifts the separation of landlords inside a transaction only.
 */
import postgres from 'postgres';
import { AppError } from '../src/kernel/app-error.ts';
import { migrateDatabase } from './migrate.ts';

export type MovedTable = { table: string; rows: number };

// 16 MB of table at a time: what is held in memory.
const pagesAtOnce = 2_000;

type Table = { name: string; columns: readonly string[]; forced: boolean };

/**
 * Copies every table from one database to the other, in one transaction on each side, and gives the rows of each. The
 * source is left as it was. Throws an AppError where the target holds a landlord already, or where the counts differ.
 */
export async function moveDatabase(fromOwnerUrl: string, toOwnerUrl: string): Promise<MovedTable[]> {
  await migrateDatabase(toOwnerUrl);
  const options = { max: 1, max_lifetime: null, onnotice: () => {} };
  const source = postgres(fromOwnerUrl, options);
  const target = postgres(toOwnerUrl, options);
  try {
    return await target.begin(async (to) => {
      await refuseFilled(to);
      return source.begin('isolation level repeatable read', async (from) => {
        const tables = await tablesOf(from);
        for (const end of [from, to]) await separate(end, tables, false);
        const moved: MovedTable[] = [];
        for (const table of tables) moved.push(await copyTable(from, to, table));
        // What waits for the end of the transaction would refuse that tables change.
        await to`set constraints all immediate`;
        for (const end of [from, to]) await separate(end, tables, true);
        return moved;
      });
    });
  } finally {
    await source.end({ timeout: 5 });
    await target.end({ timeout: 5 });
  }
}

async function refuseFilled(to: postgres.TransactionSql): Promise<void> {
  const [landlord] = await to`select 1 from landlords limit 1`;
  if (!landlord) return;
  throw new AppError('conflict', 'La base d’arrivée contient déjà un bailleur.', {
    hint: 'Donnez une base vide : rien n’a été copié.',
  });
}

/** Every table of ours, each after those that its foreign keys name. */
async function tablesOf(from: postgres.TransactionSql): Promise<Table[]> {
  const rows = await from<{ name: string; columns: string[]; forced: boolean; needs: string[] }[]>`
    select c.relname as name, c.relforcerowsecurity as forced,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select coalesce(array_agg(distinct f.relname::text), '{}') from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r'
    order by c.relname`;
  const placed = new Set<string>();
  const ordered: Table[] = [];
  while (ordered.length < rows.length) {
    const ready = rows.filter(
      ({ name, needs }) => !placed.has(name) && needs.every((one) => placed.has(one)),
    );
    if (ready.length === 0) throw new Error('tables refer to each other in a circle');
    for (const { name, columns, forced } of ready) {
      placed.add(name);
      ordered.push({ name, columns, forced });
    }
  }
  return ordered;
}

/** Lifts, or puts back, the separation of landlords for the owner; nobody else sees it before the end. */
async function separate(end: postgres.TransactionSql, tables: readonly Table[], on: boolean): Promise<void> {
  for (const { name, forced } of tables) {
    if (forced) await end`alter table ${end(name)} ${on ? end`force` : end`no force`} row level security`;
  }
}

async function copyTable(
  from: postgres.TransactionSql,
  to: postgres.TransactionSql,
  { name, columns }: Table,
): Promise<MovedTable> {
  // Rows that migrations put there come again from the source.
  if ((await countOf(to, name)) > 0) await to`delete from ${to(name)}`;
  const [size] = await from<{ pages: number }[]>`
    select ceil(pg_relation_size(${name}::regclass) / current_setting('block_size')::numeric)::int as pages`;
  for (let page = 0; page < (size?.pages ?? 0); page += pagesAtOnce) {
    const [first, after] = [`(${page},0)`, `(${page + pagesAtOnce},0)`];
    const rows = await from<{ row: string }[]>`
      select to_jsonb(t)::text as row from ${from(name)} t where ctid >= ${first}::tid and ctid < ${after}::tid`;
    await to`
      insert into ${to(name)} (${to(columns)})
      select ${to(columns)} from unnest(${rows.map(({ row }) => row)}::text[]) as rows (text),
        jsonb_populate_record(null::${to(name)}, text::jsonb)`;
  }
  const [rows, arrived] = [await countOf(from, name), await countOf(to, name)];
  if (rows === arrived) return { table: name, rows };
  throw new AppError(
    'conflict',
    `La table ${name} compte ${rows} lignes au départ et ${arrived} à l’arrivée.`,
    {
      hint: 'Rien n’a été gardé dans la base d’arrivée. Recommencez, service arrêté.',
    },
  );
}

async function countOf(end: postgres.TransactionSql, name: string): Promise<number> {
  const [row] = await end<{ many: number }[]>`select count(*)::int as many from ${end(name)}`;
  return row?.many ?? 0;
}
