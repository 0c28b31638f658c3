/** A copy for training made from the demonstration: no original value anywhere in it, and still a landlord to work on. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { runStore } from '../../db/stores/run-store.ts';
import { snapshotStore } from '../../db/stores/snapshot-store.ts';
import { copyForTraining, trainingLandlord } from '../../db/training/training-copy.ts';
import { disguiseOf } from '../../src/access/training/disguise.ts';
import { sensitiveLetters } from '../../src/domain/application.ts';
import { ageOn } from '../../src/kernel/civil-date.ts';
import { foundIn } from '../support/finds-any.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';

describe('a copy for training', () => {
  let service: TestService;
  let copy: TestDatabase;
  const texts: string[] = [];
  beforeAll(async () => {
    service = await testService();
    copy = await testDatabase();
    const [one] = testDemo.applications;
    await service.dependencies.protections.protect(
      'demo',
      {
        number: one?.number ?? '',
        newContact: { email: 'loin@exemple.example', telephone: null, address: [] },
        split: null,
      },
      { accountId: null, name: 'Agent', role: 'agent' },
      new Date(),
      testDemo.date,
    );
    await copyForTraining(service.database.db, 'demo', copy.db, disguiseOf('a secret that is thrown away'));
    await withLandlord(copy.db, trainingLandlord.id, async (tx) => {
      const tables = await tx.execute<{ name: string }>(
        sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
      );
      for (const { name } of tables) {
        const rows = await tx.execute<{ text: string }>(
          sql`select t::text as text from ${sql.identifier(name)} as t`,
        );
        texts.push(...rows.map(({ text }) => text));
      }
      // What is sealed in the rows, in clear.
      texts.push(...(await tx.select().from(applications)).map((row) => JSON.stringify(row)));
    });
  }, 240_000);
  afterAll(async () => {
    await service.stop();
    await copy.drop();
  });

  it('holds no name, number, address, e-mail, telephone or identifier of the original', async () => {
    const contacts = await withLandlord(service.database.db, 'demo', (tx) =>
      tx.execute<{ email: string | null; telephone: string | null; address: string[] }>(
        sql`select email, telephone, address from applicant_contacts`,
      ),
    );
    const originals = new Set(
      [
        ...testDemo.applications.flatMap(({ number, name }) => [number, name]),
        ...testDemo.homes.flatMap(({ id, rplsId, address, residence }) => [id, rplsId, address, residence]),
        ...testDemo.tenancies.map(({ id }) => id),
        ...testDemo.leases.map(({ id }) => id),
        ...testDemo.vacancies.map(({ id }) => id),
        ...contacts.flatMap(({ email, telephone, address }) => [email, telephone, ...address.slice(0, 1)]),
        testDemo.landlord.name,
        ...testDemo.landlord.aliases,
        'loin@exemple.example',
      ].flatMap((value) => (value ? [value] : [])),
    );
    expect(originals.size).toBeGreaterThan(3000);
    expect(foundIn(texts.join('\n'), originals)).toEqual([]);
  });

  it('leaves out protected files, sensitive grounds, health and the facts of the grid', async () => {
    const rows = await withLandlord(copy.db, trainingLandlord.id, (tx) => tx.select().from(applications));
    expect(rows).toHaveLength(testDemo.applications.length - 1);
    for (const { content } of rows) {
      expect(
        content.labels.some(({ category }) => category !== 'dalo' && sensitiveLetters.has(category)),
      ).toBe(false);
      expect(content.gridFacts).toEqual([]);
      expect(content.household.persons.every(({ disabled }) => disabled === null)).toBe(true);
    }
  });

  it('keeps ages within a year and resources within three hundredths, household by household', async () => {
    const disguise = disguiseOf('a secret that is thrown away');
    const rows = await withLandlord(copy.db, trainingLandlord.id, (tx) => tx.select().from(applications));
    const byNumber = new Map(rows.map((row) => [row.number, row.content]));
    for (const { number, household } of testDemo.applications.slice(1, 200)) {
      const own = byNumber.get(disguise.number(number))?.household;
      const ages = (persons: typeof household.persons) =>
        persons.map(({ bornOn }) => ageOn(bornOn, testDemo.date));
      const before = ages(household.persons);
      expect(own && ages(own.persons).every((age, index) => age - (before[index] ?? 0) <= 1)).toBe(true);
      const [was, is] = [household.monthlyResourcesCents, own?.monthlyResourcesCents];
      if (was !== null && is !== null && is !== undefined)
        expect(Math.abs(is - was)).toBeLessThanOrEqual(was * 0.03 + 500);
    }
  });

  it('is a landlord on which a session can be computed', async () => {
    const snapshot = await snapshotStore(copy.db).at(trainingLandlord.id, testDemo.date, {
      pins: [],
      bans: [],
    });
    expect(snapshot.vacancies.length).toBeGreaterThan(5);
    expect(snapshot.applications.length).toBeGreaterThan(1000);
    expect(await runStore(copy.db).list(trainingLandlord.id, 10)).toEqual([]);
  });

  it('refuses a database that holds a landlord already', async () => {
    const again = copyForTraining(service.database.db, 'demo', copy.db, disguiseOf('another'));
    await expect(again).rejects.toThrow(/n’est pas vide/);
  });
});
