/**
 * The queries of the release before, asked of the database of this one: each still finds its tables, columns, keys and
 * rights. They are planned, not run: their values were those of the tests of that release.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { contract } from './contract.ts';

const releases = ['0020', '0039'] as const;

function queriesOf(release: string): string[] {
  const packed = readFileSync(`test/upgrade/queries-${release}.json.gz`);
  return z.array(z.string()).parse(JSON.parse(gunzipSync(packed).toString('utf8')));
}

describe('the queries of the service of the release before', () => {
  let database: TestDatabase;
  let sql: postgres.Sql;
  beforeAll(async () => {
    database = await testDatabase();
    // The account that releases up to 0020 knew.
    sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
    await sql`select set_config('parcours.landlord', 'l1', false)`;
  });
  afterAll(async () => {
    await sql?.end();
    await database?.drop();
  });

  /** Why the query would be refused; null where it would not. */
  const refusalOf = async (query: string): Promise<string | null> => {
    try {
      await sql.unsafe(`explain (generic_plan) ${query}`);
      return null;
    } catch (fault) {
      return fault instanceof Error ? fault.message : String(fault);
    }
  };

  it.each(releases)('of %s find what they name in the database of this one', async (release) => {
    const queries = queriesOf(release);
    const refused: string[] = [];
    for (const query of queries) {
      const refusal = await refusalOf(query);
      if (refusal !== null && !(refusal in contract)) refused.push(`${refusal}: ${query.slice(0, 200)}`);
    }
    expect(refused).toEqual([]);
    expect(queries.length).toBeGreaterThan(500);
  });

  it('would be missed where a column, a table or the key of an upsert went', async () => {
    expect(await refusalOf('select "landlord_id", "colour" from "homes" where "id" = $1')).toContain(
      'colour',
    );
    expect(await refusalOf('delete from "lodgings" where "id" = $1')).toContain('lodgings');
    const upsert = `insert into "landlords" ("id", "name") values ($1, $2) on conflict ("name") do nothing`;
    expect(await refusalOf(upsert)).toContain('ON CONFLICT');
  });
});
