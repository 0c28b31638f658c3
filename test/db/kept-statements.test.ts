/** Which statements a connection keeps prepared: those that are asked often, on whatever connection, and no more. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { keptStatements } from '../../db/kept-statements.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

describe('statements that are asked often', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  /** How many of these words the connection of a transaction keeps once they were asked so many times in it. */
  const keptAfter = (times: number, words: string) =>
    withLandlord(database.db, 'demo', async (tx) => {
      const answers = [];
      for (let at = 0; at < times; at += 1) {
        answers.push(...(await tx.execute<{ n: number }>(sql`select ${sql.raw(words)} + ${at}::int as n`)));
      }
      const [kept] = await tx.execute<{ many: number }>(
        sql`select count(*)::int as many from pg_prepared_statements where statement like ${`select ${words} +%`}`,
      );
      return { many: kept?.many, answers: answers.map(({ n }) => n) };
    });

  it('are prepared once on a connection, and answer each time with the values given', async () => {
    expect(await keptAfter(3, '1000')).toEqual({ many: 0, answers: [1000, 1001, 1002] });
    expect(await keptAfter(9, '2000')).toEqual({
      many: 1,
      answers: Array.from({ length: 9 }, (_, at) => 2000 + at),
    });
  });

  it('show one landlord’s rows only, whoever asked the same words before', async () => {
    const named = (landlordId: string) =>
      withLandlord(database.db, landlordId, (tx) =>
        tx.execute<{ landlord: string }>(
          sql`select current_setting('parcours.landlord') as landlord where ${landlordId}::text is not null`,
        ),
      );
    for (let at = 0; at < 20; at += 1) {
      const landlordId = at % 2 === 0 ? 'demo' : 'other';
      expect([...(await named(landlordId))]).toEqual([{ landlord: landlordId }]);
    }
  });

  it('answer after one of them failed and its transaction was undone', async () => {
    const divided = (by: number) =>
      withLandlord(database.db, 'demo', (tx) => tx.execute<{ n: number }>(sql`select 12 / ${by}::int as n`));
    for (let at = 0; at < 8; at += 1) {
      expect([...(await divided(3))]).toEqual([{ n: 4 }]);
      await expect(divided(0)).rejects.toThrow();
    }
  });

  it('are never the long words of a batch, nor more than a connection can hold', () => {
    const isKept = keptStatements();
    const asked = (text: string) => Array.from({ length: 10 }, () => isKept(text)).at(-1);
    expect(asked(`insert ${'($1), '.repeat(2000)}`)).toBe(false);
    const kept = Array.from({ length: 1000 }, (_, at) => asked(`select ${at} + $1`));
    expect(kept.filter(Boolean).length).toBe(400);
    expect(isKept('select 0 + $1')).toBe(true);
  });
});
