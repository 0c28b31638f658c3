import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { makeDemoLandlord } from '../../db/demo/demo-landlord.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { importStore } from '../../db/stores/import-store.ts';
import type { ImportStore, ImportWriter } from '../../src/intake/import-port.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const today = civilDate('2026-11-21');
const demo = makeDemoLandlord('small');
const homes = demo.homes.slice(0, 50);
const applications = demo.applications.slice(0, 40);
const [home, secondHome] = homes;
const [application, secondApplication] = applications;
if (!home || !secondHome || !application || !secondApplication) throw new Error('the demonstration is empty');

describe('an import into the database', () => {
  let database: TestDatabase;
  let store: ImportStore;
  beforeAll(async () => {
    database = await testDatabase();
    await database.db.insert(landlords).values([
      { id: 'l1', name: 'Bailleur 1', aliases: [] },
      { id: 'l2', name: 'Bailleur 2', aliases: [] },
    ]);
    store = importStore(database.db, 'l1', today);
  });
  afterAll(() => database.drop());

  const commit = <Value>(work: (writer: ImportWriter) => Promise<Value>) =>
    store.transaction(async (writer) => ({ commit: true, value: await work(writer) }));

  it('creates records, then finds every one of them unchanged the second time', async () => {
    const first = await commit((writer) => writer.upsert('homes', homes));
    expect(first).toEqual({ created: 50, updated: 0, unchanged: 0, orphans: [] });
    const again = await commit((writer) => writer.upsert('homes', homes));
    expect(again).toEqual({ created: 0, updated: 0, unchanged: 50, orphans: [] });
    const raised = await commit((writer) =>
      writer.upsert('homes', [{ ...home, rentCents: 12_345 }, secondHome]),
    );
    expect(raised).toEqual({ created: 0, updated: 1, unchanged: 1, orphans: [] });
  });

  it('gives records back as they came, names of people included', async () => {
    await commit((writer) => writer.upsert('applications', applications));
    const found = await commit((writer) => writer.find('applications', [application.number]));
    expect(found).toEqual([application]);
    const stock = await commit((writer) => writer.find('homes', [secondHome.id, 'nowhere']));
    expect(stock).toEqual([secondHome]);
  });

  it('keeps nothing of a dry run, and brings its answer out', async () => {
    const dry = await store.transaction(async (writer) => ({
      commit: false,
      value: await writer.upsert('homes', [{ ...home, id: 'DRY-1' }]),
    }));
    expect(dry.created).toBe(1);
    expect(await commit((writer) => writer.find('homes', ['DRY-1']))).toEqual([]);
  });

  it('keeps nothing where the work fails half-way', async () => {
    const failing = store.transaction(async (writer) => {
      await writer.upsert('homes', [{ ...home, id: 'HALF-1' }]);
      throw new Error('the file is cut');
    });
    await expect(failing).rejects.toThrow('the file is cut');
    expect(await commit((writer) => writer.find('homes', ['HALF-1']))).toEqual([]);
  });

  it('leaves out and reports a vacancy of an unknown home', async () => {
    const vacancy = demo.vacancies[0];
    if (!vacancy) throw new Error('no vacancy');
    const change = await commit((writer) =>
      writer.upsert('vacancies', [
        { ...vacancy, id: 'V1', homeId: home.id },
        { ...vacancy, id: 'V2', homeId: 'nowhere' },
      ]),
    );
    expect(change).toEqual({ created: 1, updated: 0, unchanged: 0, orphans: ['V2'] });
  });

  it('puts labels on applications, one by category and body, and ends those that a full set no longer gives', async () => {
    const label = { category: 'dalo' as const, by: 'Commission de médiation', on: today, until: null };
    const labelOf = (number: string) => ({ applicationNumber: number, label });
    const given = await commit((writer) =>
      writer.upsert('labels', [
        labelOf(application.number),
        labelOf(secondApplication.number),
        labelOf('X'.repeat(18)),
      ]),
    );
    expect(given).toMatchObject({ created: 2, orphans: [`${'X'.repeat(18)} dalo Commission de médiation`] });
    const ended = await commit(async (writer) => {
      await writer.upsert('labels', [labelOf(application.number)]);
      return writer.retireMissing('labels', today, new Set());
    });
    expect(ended).toEqual({ before: 2, retired: 1 });
    const [kept, lost] = await commit((writer) =>
      Promise.all([
        writer.find('applications', [application.number]),
        writer.find('applications', [secondApplication.number]),
      ]),
    );
    expect(kept[0]?.labels).toContainEqual(label);
    expect(lost[0]?.labels).toContainEqual({ ...label, until: today });
  });

  it('expires the applications that a full set no longer holds, save those spared', async () => {
    const spared = applications[2]?.number ?? '';
    const retirement = await commit(async (writer) => {
      await writer.upsert('applications', [application]);
      return writer.retireMissing('applications', today, new Set([spared]));
    });
    expect(retirement.before - retirement.retired).toBe(2);
    const [gone] = await commit((writer) => writer.find('applications', [secondApplication.number]));
    expect(gone?.status).toBe('expired');
  });

  it('keeps a home that a vacancy names when a full set no longer holds it', async () => {
    await commit((writer) => writer.retireMissing('homes', today, new Set([secondHome.id])));
    const left = await withLandlord(database.db, 'l1', (tx) =>
      tx.execute(sql`select id from homes order by id`),
    );
    expect(left.map((row) => row.id).sort()).toEqual([home.id, secondHome.id].sort());
  });

  it('ends or deletes applications as a daily difference says', async () => {
    const change = await commit((writer) =>
      writer.upsert('endings', [
        { applicationNumber: application.number, status: 'housed', on: today },
        { applicationNumber: secondApplication.number, status: 'removed', on: today },
        { applicationNumber: 'Y'.repeat(18), status: 'removed', on: today },
      ]),
    );
    expect(change).toEqual({ created: 0, updated: 2, unchanged: 0, orphans: ['Y'.repeat(18)] });
    const left = await commit((writer) =>
      writer.find('applications', [application.number, secondApplication.number]),
    );
    expect(left.map(({ status }) => status)).toEqual(['housed']);
  });

  it('remembers a content by its hash, for its landlord only', async () => {
    const done = { kind: 'homes/full', contentHash: 'a'.repeat(64), summary: { created: 50 } };
    await commit((writer) => writer.recordImport(done));
    await commit((writer) => writer.recordImport(done));
    expect(await store.findImport(done.kind, done.contentHash)).not.toBeNull();
    expect(await importStore(database.db, 'l2', today).findImport(done.kind, done.contentHash)).toBeNull();
  });

  it('never shows one landlord the homes of another', async () => {
    const other = await withLandlord(database.db, 'l2', (tx) => tx.execute(sql`select id from homes`));
    expect(other.length).toBe(0);
    const nobody = await database.db.execute(sql`select id from homes`);
    expect(nobody.length).toBe(0);
    const stolen = withLandlord(database.db, 'l2', (tx) =>
      tx.execute(sql`insert into holders (landlord_id, id, kind, name) values ('l1', 'h', 'state', 'H')`),
    );
    await expect(stolen).rejects.toThrow();
  });
});
