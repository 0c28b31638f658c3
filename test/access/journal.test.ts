import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, connect, type Transaction, withLandlord } from '../../db/connection.ts';
import { appendActs } from '../../db/stores/journal-append.ts';
import { journalStore } from '../../db/stores/journal-store.ts';
import { createLandlord } from '../../db/stores/landlord-store.ts';
import type { Act } from '../../src/domain/act.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const actor = { accountId: null, name: 'Camille Weber', role: 'agent' };

function act(index: number, more: Partial<Act> = {}): Act {
  return {
    kind: 'offer.sent',
    at: new Date(Date.UTC(2026, 10, 21, 9, 0, index)),
    actor,
    subjects: [`vacancy:V${index % 3}`, 'application:057112600000000001'],
    before: null,
    after: { rank: index },
    why: null,
    ...more,
  };
}

describe('the journal of acts', () => {
  let database: TestDatabase;
  let owner: Connection;
  let landlordId: string;
  /** Someone with all rights on the database, whom the triggers would stop. */
  const tamper = (work: (tx: Transaction) => Promise<unknown>) =>
    withLandlord(owner.db, landlordId, async (tx) => {
      await tx.execute(sql`alter table journal_lines disable trigger user`);
      await tx.execute(sql`alter table journal_contents disable trigger user`);
      await work(tx);
    });
  const write = (...acts: Act[]) =>
    withLandlord(database.db, landlordId, (tx) => appendActs(tx, landlordId, acts));
  const faults = async () => {
    const check = await journalStore(database.db).check(landlordId);
    return check.faults.map(({ kind, sequence }) => `${kind} ${sequence}`);
  };

  beforeAll(async () => {
    database = await testDatabase();
    owner = connect(database.ownerUrl, null, 1);
  });
  afterAll(async () => {
    await owner.close();
    await database.drop();
  });
  beforeEach(async () => {
    landlordId = await createLandlord(database.db, { name: 'Bailleur', siren: null, aliases: [] });
    for (let index = 1; index <= 6; index += 1) await write(act(index));
  });

  it('holds as it was written, with a line for each act', async () => {
    const check = await journalStore(database.db).check(landlordId);
    expect(check).toMatchObject({ lines: 6, erased: 0, faults: [] });
  });

  it('keeps one chain however many write at once', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, index) => write(act(index + 10), act(index + 30))));
    expect(await journalStore(database.db).check(landlordId)).toMatchObject({ lines: 30, faults: [] });
  });

  it('loses its line with the change that is rolled back', async () => {
    const failing = withLandlord(database.db, landlordId, async (tx) => {
      await appendActs(tx, landlordId, [act(7)]);
      throw new Error('the change failed');
    });
    await expect(failing).rejects.toThrow('the change failed');
    await write(act(8));
    expect(await journalStore(database.db).check(landlordId)).toMatchObject({ lines: 7, faults: [] });
  });

  it('refuses an update or a deletion of a line', async () => {
    for (const statement of [
      sql`update journal_lines set kind = 'other'`,
      sql`delete from journal_lines`,
      sql`update journal_contents set content = '{}'`,
    ]) {
      await expect(
        withLandlord(database.db, landlordId, (tx) => tx.execute(statement)),
      ).rejects.toMatchObject({ cause: { message: expect.stringMatching(/immutable|permission denied/) } });
    }
  });

  it('shows a line that was altered, even with its hash written again', async () => {
    await tamper((tx) => tx.execute(sql`update journal_lines set kind = 'offer.refused' where sequence = 3`));
    expect(await faults()).toEqual(['altered 3']);
  });

  it('shows a content that was altered', async () => {
    await tamper((tx) =>
      tx.execute(
        sql`update journal_contents set content = jsonb_set(content, '{after,rank}', '1') where sequence = 4`,
      ),
    );
    expect(await faults()).toEqual(['contentAltered 4']);
  });

  it('shows a line that is missing', async () => {
    await tamper((tx) => tx.execute(sql`delete from journal_lines where sequence = 2`));
    expect(await faults()).toEqual(['missing 2']);
  });

  it('shows two lines that changed places', async () => {
    await tamper(async (tx) => {
      await tx.execute(sql`update journal_lines set sequence = 100 where sequence = 2`);
      await tx.execute(sql`update journal_lines set sequence = 2 where sequence = 3`);
      await tx.execute(sql`update journal_lines set sequence = 3 where sequence = 100`);
    });
    expect(await faults()).toEqual(expect.arrayContaining(['moved 2', 'altered 2', 'moved 3', 'altered 3']));
  });

  it('shows a tail that was cut off', async () => {
    await tamper((tx) => tx.execute(sql`delete from journal_lines where sequence >= 5`));
    expect(await faults()).toEqual(['cutTail 4']);
  });

  it('still holds after a lawful erasure, which the story tells', async () => {
    const journal = journalStore(database.db);
    const erased = await journal.erase(
      landlordId,
      'vacancy:V1',
      new Date('2026-11-22T00:00:00Z'),
      actor,
      'durée de conservation',
    );
    expect(erased).toBe(2);
    expect(await journal.check(landlordId)).toMatchObject({ lines: 7, erased: 2, faults: [] });
    const story = await journal.story(landlordId, 'vacancy:V1', 10);
    expect(story.map(({ sequence, erased: gone }) => [sequence, gone])).toEqual([
      [4, true],
      [1, true],
    ]);
  });

  it('shows a content taken away without an act of erasure', async () => {
    await tamper((tx) => tx.execute(sql`delete from journal_contents where sequence = 6`));
    expect(await faults()).toEqual(['contentMissing 6']);
  });

  it('is closed to another landlord', async () => {
    const other = await createLandlord(database.db, { name: 'Autre', siren: null, aliases: [] });
    expect(await journalStore(database.db).page(other, null, 10)).toEqual([]);
  });
});
