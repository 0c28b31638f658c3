/** A transaction whose connection breaks is told so once, and harms neither the process nor the pool. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cable, layCable } from '../../bench/faults/proxy.ts';
import { type Connection, connect, withLandlord } from '../../db/connection.ts';
import { type TestDatabase, testDatabase, testEncryption } from '../support/postgres.ts';

describe('a transaction whose connection is lost', () => {
  let database: TestDatabase;
  let cable: Cable;
  let cabled: Connection;
  beforeAll(async () => {
    database = await testDatabase();
    const url = new URL(database.url);
    cable = await layCable(Number(url.port));
    url.port = String(cable.port);
    cabled = connect(url.href, testEncryption, 2);
  });
  afterAll(async () => {
    await cabled?.close();
    await cable?.stop();
    await database?.drop();
  });

  it('is refused to its caller, in the middle of a statement as between two', async () => {
    const during = withLandlord(cabled.db, 'l1', (tx) => {
      const waiting = tx.execute(sql`select pg_sleep(30)`);
      setTimeout(cable.cut, 200);
      return waiting;
    });
    await expect(during).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    const between = withLandlord(cabled.db, 'l1', async (tx) => {
      cable.cut();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return tx.execute(sql`select 1`);
    });
    await expect(between).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
  });

  it('leaves every place of the pool able to connect again', async () => {
    for (let round = 0; round < 3; round += 1) {
      const lost = [1, 2].map(() =>
        withLandlord(cabled.db, 'l1', (tx) => tx.execute(sql`select pg_sleep(30)`)),
      );
      setTimeout(cable.cut, 200);
      expect((await Promise.allSettled(lost)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    }
    const answers = [1, 2, 3, 4].map(() => withLandlord(cabled.db, 'l1', (tx) => tx.execute(sql`select 1`)));
    await expect(Promise.all(answers)).resolves.toHaveLength(4);
  });

  it('still rolls back and tells the fault where only the statement was wrong', async () => {
    const wrong = withLandlord(cabled.db, 'l1', (tx) => tx.execute(sql`select 1 / 0`));
    await expect(wrong).rejects.toMatchObject({ cause: { code: '22012' } });
  });
});
