/** Tells which tables a request wrote to: triggers note each row written, in the transaction that writes it. */
import postgres from 'postgres';

export type WriteWatch = {
  /** Tables written since the last call with how many rows each; what was rolled back is not among them. */
  since: () => Promise<Record<string, number>>;
  stop: () => Promise<void>;
};

/** Puts a trigger on every table of the database. `url` is that of their owner. */
export async function watchWrites(url: string): Promise<WriteWatch> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`
    create schema if not exists fuzz;
    create table fuzz.writes (table_name text not null);
    create function fuzz.note() returns trigger language plpgsql security definer as
      $$ begin insert into fuzz.writes values (tg_table_name); return null; end $$;`);
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  for (const { name } of tables) {
    await sql`create trigger fuzz_note after insert or update or delete on ${sql(name)}
      for each row execute function fuzz.note()`;
  }
  return {
    since: async () => {
      const rows = await sql<{ name: string; count: number }[]>`
        with taken as (delete from fuzz.writes returning table_name)
        select table_name as name, count(*)::int as count from taken group by 1 order by 1`;
      return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
    },
    stop: () => sql.end(),
  };
}
