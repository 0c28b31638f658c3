/** Files for indicators, imported as `parcours import` does, and read back as indicators read them. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { leases } from '../../db/schema/tenancy.ts';
import { importStore } from '../../db/stores/import-store.ts';
import { reportingStore } from '../../db/stores/reporting-facts.ts';
import { bytesSource } from '../../src/intake/byte-source.ts';
import { type ImportOutcome, importFile } from '../../src/intake/import-file.ts';
import type { ImportKind } from '../../src/intake/import-kinds.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { pp5 } from '../../src/reporting/indicators/pp5.ts';
import { options, today } from '../intake/samples.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const from = civilDate('2026-01-01');
const year = { from, until: civilDate('2026-12-31') };
const leasesHeader =
  'lease_id;home_id;signed_on;insee;typology;financing;qpv_code;first_quartile;transfer;application_number;persons;origin_landlord;categories';

describe('files for indicators', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await database.db.insert(landlords).values({ id: 'l1', name: 'Bailleur 1', aliases: [] });
  });
  afterAll(() => database.drop());

  async function send(kind: ImportKind, content: string, more: { dryRun?: boolean; full?: boolean } = {}) {
    const done = await importFile(importStore(database.db, 'l1', today), {
      kind,
      source: bytesSource(`${kind}.csv`, content),
      mode: more.full ? 'full' : 'difference',
      dryRun: more.dryRun ?? false,
      allowShrink: true,
      options,
    });
    if (!done.ok) throw new Error(done.refusal.message);
    return done.value;
  }
  const changes = (outcome: ImportOutcome) => (outcome.state === 'alreadyImported' ? null : outcome.changes);
  const facts = () => reportingStore(database.db).facts('l1', { from, asOf: today });

  it('bring objectives once, change them by their identifier, and keep nothing of a dry run', async () => {
    const file =
      'objective_id;kind;year;goal;level;code\nE1;travailleurs-essentiels;2026;10 %;epci;200039865\n';
    expect((await send('objectives', file, { dryRun: true })).state).toBe('dryRun');
    expect((await facts()).objectives).toEqual([]);
    expect(changes(await send('objectives', file))).toMatchObject({ objectives: { created: 1 } });
    expect((await send('objectives', file)).state).toBe('alreadyImported');
    const raised = await send('objectives', file.replace('10 %', '12 %'));
    expect(changes(raised)).toMatchObject({ objectives: { created: 0, updated: 1 } });
    expect((await facts()).objectives).toMatchObject([{ id: 'E1', goal: { kind: 'share', share: 0.12 } }]);
  });

  it('make PP-5 count the tenants of the bodies listed, against what the convention printed', async () => {
    await send(
      'social-bodies',
      'body_id;name;aliases;from;until\nB1;Batigère;Batigere Habitat;2000-01-01;\nB2;Ancien office;;2000-01-01;2020-12-31\n',
    );
    await send(
      'commitments',
      'level;code;name;reference_years;reference_number;reference_share;rate_2023\ndepartement;57;Moselle;2018-2020;412;31,5 %;32 %\n',
    );
    await send('targets', 'target_id;kind;year;goal;level;code\nPP5-57;mutations;2026;33 %;departement;57\n');
    await send(
      'leases',
      `${leasesHeader}
B1;L1;2026-03-02;57463;T3;PLUS;;oui;autre;057032400000100001;3;BATIGERE HABITAT;d
B2;L2;2026-03-03;57463;T3;PLUS;;non;autre;;2;Ancien office;a
B3;L3;2026-03-04;57463;T3;PLUS;;non;none;;1;;
`,
    );
    const read = await facts();
    expect(read.leases.map((lease) => [lease.id, lease.applicationNumber, lease.facts?.categories])).toEqual([
      ['B1', '057032400000100001', ['d']],
      ['B2', null, ['protected']],
      ['B3', null, []],
    ]);
    const [figure] = pp5(read, { period: year, asOf: today }).figures;
    expect(figure).toMatchObject({
      inGroup: 1,
      total: 3,
      reference: { years: '2018-2020', number: 412, share: 0.315 },
    });
  });

  it('bring the sittings held before, in counts', async () => {
    const header =
      'sitting_id;held_on;commission;homes;examined;attributions;ranked_attributions;suspensive_attributions;non_attributions;irrecevabilities';
    const done = await send(
      'past-sittings',
      `${header}\nS1;2026-01-12;C1;10;27;1;20;2;3;1\nS2;2026-01-19;C1;10;28;1;20;2;3;1\n`,
    );
    expect(changes(done)).toMatchObject({ pastSittings: { created: 1 } });
    expect((await facts()).sittings).toMatchObject([
      {
        id: 'S1',
        heldOn: '2026-01-12',
        homes: 10,
        examined: 27,
        decisions: { rankedAttribution: 20 },
        departures: null,
      },
    ]);
  });

  it('leave what a signature established, and the leases that the tool saw signed', async () => {
    const { db } = database;
    await withLandlord(db, 'l1', async (tx) => {
      await tx.execute(sql`update leases set vacancy_id = 'V1' where id = 'B1'`);
    });
    const told = `${leasesHeader}\nB1;L1;2026-03-02;57463;T3;PLUS;;oui;autre;057032400000100009;5;;k\n`;
    await send('leases', told, { full: true });
    const kept = await withLandlord(db, 'l1', (tx) => tx.select({ id: leases.id }).from(leases));
    expect(kept).toEqual([{ id: 'B1' }]);
    const [lease] = (await facts()).leases;
    expect(lease).toMatchObject({
      applicationNumber: '057032400000100001',
      facts: { persons: 3, categories: ['d'] },
    });
    const left = await withLandlord(db, 'l1', (tx) =>
      tx.execute<{ id: string }>(sql`select lease_id as id from lease_facts`),
    );
    expect(left.map(({ id }) => id)).toEqual(['B1']);
    await send('leases', told.replace('B1;', 'B9;').replace('L1;', 'L9;'), { full: true });
    expect((await facts()).leases.map(({ id }) => id)).toEqual(['B1', 'B9']);
  });
});
