import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/connection.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

describe('the schema of the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('is the same after two services migrate at the same time', async () => {
    const { db, close } = connect(database.ownerUrl, null, 1);
    await db.execute(sql`drop schema public cascade`);
    await db.execute(sql`drop schema drizzle cascade`);
    await db.execute(sql`create schema public`);
    const migrate = () => migrateDatabase(database.ownerUrl, 'parcours_service');
    await Promise.all([migrate(), migrate()]);
    await migrate();
    const applied = await db.execute(sql`select hash from drizzle.__drizzle_migrations`);
    await close();
    expect(applied.length).toBe(new Set(applied.map((row) => row.hash)).size);
    expect(applied.length).toBeGreaterThan(1);
  });

  it('is left as it is by an account that owns nothing, which is told what is missing where it is not up to date', async () => {
    const { db, close } = connect(database.ownerUrl, null, 1);
    await expect(migrateDatabase(database.url)).resolves.toBeUndefined();
    await db.execute(sql`
      delete from drizzle.__drizzle_migrations
      where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`);
    await close();
    await expect(migrateDatabase(database.url)).rejects.toMatchObject({
      code: 'bad-configuration',
      hint: expect.stringContaining('DATABASE_OWNER_URL'),
    });
  });

  it('separates the landlords in every table that has one', async () => {
    const tables = await database.db.execute<{ name: string; forced: boolean }>(sql`
      select class.relname as name, class.relrowsecurity and class.relforcerowsecurity and exists (
        select from pg_policy policy
        where policy.polrelid = class.oid and policy.polcmd = '*'
          and pg_get_expr(policy.polqual, class.oid) like '%parcours.landlord%'
          and pg_get_expr(policy.polwithcheck, class.oid) like '%parcours.landlord%'
      ) and not exists (
        select from pg_policy other
        where other.polrelid = class.oid and other.polroles <> array[class.relowner]
          and pg_get_expr(other.polqual, class.oid) not like '%parcours.landlord%'
      ) as forced
      from pg_class class
      join pg_attribute attribute on attribute.attrelid = class.oid and attribute.attname = 'landlord_id'
      where class.relkind = 'r' and class.relnamespace = 'public'::regnamespace`);
    expect(tables.length).toBeGreaterThan(10);
    const open = tables.filter((table) => !table.forced).map((table) => table.name);
    expect(open).toEqual([]);
  });

  it('stores text as UTF-8 and sorts it by code point', async () => {
    const [row] = await database.db.execute<{ encoding: string; sorted: string[] }>(sql`
      select current_setting('server_encoding') as encoding,
             (select array_agg(word order by word) from unnest(array['é', 'z', 'a', 'Z']) word) as sorted`);
    expect(row).toEqual({ encoding: 'UTF8', sorted: ['Z', 'a', 'z', 'é'] });
  });
});
