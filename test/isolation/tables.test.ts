/**
 * Every table, as the account of the service sees it: generated from the database itself, so that a new table is tried
 * without being listed. A row of each of two landlords is written in every table that has a landlord.
 */
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { type Column, everyColumn, sampleRow, writeSample } from './sample-rows.ts';

/** What belongs to no landlord, and why it holds nothing of one. */
const ofNobody: Readonly<Record<string, string>> = {
  landlords: 'their names, which the public portal lists',
  service_secrets: 'of the service, not of a landlord',
  encryption_keys: 'names of keys and a known word',
  sealed_columns: 'names of columns',
  public_data: 'counts of changes of what many read',
  public_data_marks: 'names of what a transaction changes, gone at its end',
  web_sessions: 'found by the hash of a secret alone, before the landlord is known',
  sign_in_attempts: 'hashes of addresses and counts',
};
/** Of every landlord where a transaction names none: a worker takes the next task whoever it is for. */
const openToWorkers = ['jobs'];
const [own, other] = ['bailleur-a', 'bailleur-b'];

describe('the tables', () => {
  let database: TestDatabase;
  let superuser: postgres.Sql;
  let columns: Column[];
  let separated: string[];

  beforeAll(async () => {
    database = await testDatabase();
    superuser = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
    columns = await everyColumn(superuser);
    separated = columns.filter(({ name }) => name === 'landlord_id').map(({ table }) => table);
    await superuser`set session_replication_role = replica`;
    for (const landlord of [own, other]) {
      await superuser`insert into landlords (id, name, aliases) values (${landlord}, ${landlord}, '{}')`;
      for (const table of separated) await writeRow(table, landlord);
    }
  });
  afterAll(async () => {
    await superuser.end();
    await database.drop();
  });

  const columnsOf = (table: string) => columns.filter((column) => column.table === table);
  const rowOf = (table: string, landlord: string, mark: string) =>
    sampleRow(columnsOf(table), landlord, mark);
  const insertOf = (table: string, row: object) =>
    sql`insert into ${sql.identifier(table)}
      select * from jsonb_populate_record(null::${sql.identifier(table)}, ${JSON.stringify(row)}::jsonb)`;
  const writeRow = (table: string, landlord: string) =>
    writeSample(superuser, table, rowOf(table, landlord, landlord === own ? '1' : '2'));
  const asLandlord = (landlord: string, statement: ReturnType<typeof sql>) =>
    withLandlord(database.db, landlord, (tx) => tx.execute<{ landlord_id: string }>(statement));
  const nameOf = (table: string) => sql.identifier(table);
  /** What became of the statement: the rows that it touched, or why the database refused it. */
  const outcome = async (statement: ReturnType<typeof sql>): Promise<string | number> => {
    try {
      return await withLandlord(database.db, own, async (tx) => {
        const rows = await tx.execute(statement);
        throw new Touched(rows.count);
      });
    } catch (fault) {
      if (fault instanceof Touched) return fault.rows;
      return fault instanceof Error && fault.cause instanceof Error ? fault.cause.message : String(fault);
    }
  };

  it('have a landlord, or a reason to have none', () => {
    const without = [...new Set(columns.map(({ table }) => table))].filter((one) => !separated.includes(one));
    expect(without.sort()).toEqual(Object.keys(ofNobody).sort());
    expect(separated.length).toBeGreaterThan(90);
  });

  it('show a landlord its rows, and none of another', async () => {
    for (const table of separated) {
      const rows = await asLandlord(own, sql`select landlord_id from ${nameOf(table)}`);
      expect(
        rows.map((row) => row.landlord_id),
        table,
      ).toEqual([own]);
    }
  });

  it('show nothing where no landlord is named, but tasks to the workers', async () => {
    for (const table of separated) {
      const rows = await database.db.execute(sql`select landlord_id from ${nameOf(table)}`);
      expect(rows.length, table).toBe(openToWorkers.includes(table) ? 2 : 0);
    }
  });

  it('take no row for another landlord, give it none and change none of its rows', async () => {
    const refused = /row-level security|permission denied/;
    for (const table of separated) {
      expect(await outcome(insertOf(table, rowOf(table, other, '3'))), `insert ${table}`).toMatch(refused);
      const given = sql`update ${nameOf(table)} set landlord_id = ${other} where landlord_id = ${own}`;
      expect(await outcome(given), `give ${table}`).toMatch(/row-level security|permission denied|immutable/);
      for (const change of [
        sql`update ${nameOf(table)} set landlord_id = landlord_id where landlord_id = ${other}`,
        sql`delete from ${nameOf(table)} where landlord_id = ${other}`,
      ]) {
        expect([0, 'refused'], `change ${table}`).toContain(
          await outcome(change).then((touched) => (typeof touched === 'number' ? touched : 'refused')),
        );
      }
    }
    for (const table of separated) {
      const [row] = await superuser.unsafe(`select count(*)::int as rows from "${table}"`);
      expect(row?.rows, table).toBe(2);
    }
  });

  it('cannot be unlocked by the account of the service', async () => {
    for (const statement of [
      sql`alter table applications disable row level security`,
      sql`alter table applications no force row level security`,
      sql`drop policy one_landlord on applications`,
      sql`create policy all_rows on applications using (true)`,
      sql`alter table journal_lines disable trigger all`,
      sql`truncate applications`,
      sql`drop table applications`,
      sql`create table public.mine (id int)`,
      sql`set role parcours`,
      sql`set session_replication_role = replica`,
      sql`alter role parcours_service bypassrls`,
      sql`update encryption_keys set proof = ''`,
    ]) {
      expect(await outcome(statement)).toMatch(/permission denied|must be (owner|member)|only roles/i);
    }
    const [role] = await superuser`
      select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as mighty,
        (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
      from pg_roles where rolname = 'parcours_service'`;
    expect(role).toEqual({ mighty: false, owned: 0 });
  });

  it('written once are closed to changes by rights as well as by triggers', async () => {
    for (const table of [
      'journal_lines',
      'runs',
      'run_shortlists',
      'run_snapshots',
      'home_decisions',
      'minutes',
    ]) {
      for (const change of [
        sql`update ${nameOf(table)} set landlord_id = landlord_id`,
        sql`delete from ${nameOf(table)}`,
      ]) {
        expect(await outcome(change), table).toMatch(/permission denied/);
      }
    }
  });

  it('show rows of before the landlord is known to who holds their one key only', async () => {
    const held = await superuser`select id, email from accounts where landlord_id = ${own}`;
    const account = held[0];
    const count = async (source: ReturnType<typeof sql>) =>
      (await database.db.execute(sql`select 1 from ${source} as found`)).length;
    expect(await count(sql`account_by_email(${account?.email})`)).toBe(1);
    expect(await count(sql`account_by_email('%')`)).toBe(0);
    expect(await count(sql`account_by_id(${account?.id})`)).toBe(1);
    expect(await count(sql`accounts`)).toBe(0);
    const functions = await superuser<{ name: string; path: string[] | null }[]>`
      select proname as name, proconfig as path from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef`;
    // A function that runs as the owner looks for nothing outside our schema.
    for (const { name, path } of functions) {
      expect(path?.join(), name).toMatch(/^search_path=public, pg_temp/);
    }
  });
});

/** Undoes what was tried, and tells how many rows it touched. */
class Touched extends Error {
  readonly rows: number;
  constructor(rows: number) {
    super('undone');
    this.rows = rows;
  }
}
