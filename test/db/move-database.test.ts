import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveDatabase } from '../../db/move-database.ts';
import { loadDemo } from '../../db/stores/demo-loader.ts';
import { journalStore } from '../../db/stores/journal-store.ts';
import { demoAccounts } from '../../src/access/demo-accounts.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { testDemo } from '../support/service.ts';

describe('a database carried to another one', () => {
  let from: TestDatabase;
  let to: TestDatabase;
  beforeAll(async () => {
    [from, to] = [await testDatabase(), await testDatabase()];
    const ties = {
      holderId: 'als',
      stateHolderId: 'prefet',
      applicationNumber: '0'.repeat(18),
      departements: ['57'],
    };
    await loadDemo(from.db, testDemo, await demoAccounts(ties, 2 ** 12));
  });
  afterAll(async () => {
    await from.drop();
    await to.drop();
  });

  test('has every row of every landlord, a journal that verifies, and landlords apart as before', async () => {
    const moved = await moveDatabase(from.ownerUrl, to.ownerUrl);
    const rowsOf = (table: string) => moved.find((one) => one.table === table)?.rows ?? 0;
    expect(rowsOf('applications')).toBe(testDemo.applications.length);
    expect(rowsOf('journal_lines')).toBeGreaterThan(0);
    const check = await journalStore(to.db).check(testDemo.landlord.id);
    expect(check).toMatchObject({ lines: rowsOf('journal_lines'), faults: [] });
    for (const { url } of [from, to]) {
      const sql = postgres(url, { max: 1 });
      // No landlord named, no row seen: the separation is back on both sides.
      expect(await sql`select count(*)::int as many from applications`).toEqual([{ many: 0 }]);
      await sql.end();
    }
  });

  test('is refused where it would mix with a landlord that is there', async () => {
    await expect(moveDatabase(from.ownerUrl, to.ownerUrl)).rejects.toThrow('contient déjà un bailleur');
  });
});
