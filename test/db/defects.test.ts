import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defectStore } from '../../db/stores/defect-store.ts';
import { journalStore } from '../../db/stores/journal-store.ts';
import { createLandlord } from '../../db/stores/landlord-store.ts';
import type { Asked } from '../../src/domain/act.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import type { AssignDefects } from '../../src/reporting/defect-port.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const today = civilDate('2026-11-21');
const friday = civilDate('2026-11-27');

describe('data to complete', () => {
  let database: TestDatabase;
  let asked: Asked;
  beforeAll(async () => {
    database = await testDatabase();
    const id = await createLandlord(database.db, { name: 'Logis d’essai', siren: null, aliases: [] });
    asked = {
      landlordId: id,
      actor: { accountId: null, name: 'Agnès Agent', role: 'agent' },
      now: new Date('2026-11-21T10:00:00Z'),
      today,
    };
  });
  afterAll(() => database.drop());

  const store = () => defectStore(database.db);
  const toAgnes = (key: string, version = 0, over: Partial<AssignDefects> = {}): AssignDefects => ({
    defects: [{ key, version }],
    assignedTo: 'Agnès Agent',
    dueOn: friday,
    note: null,
    ...over,
  });
  const lines = async () =>
    (await journalStore(database.db).story(asked.landlordId, `landlord:${asked.landlordId}`, 50)).length;

  it('are given to a person once, whoever clicks twice', async () => {
    const [one, two] = await Promise.all([
      store().assign(asked, toAgnes('income:BAIL-1')),
      store().assign(asked, toAgnes('income:BAIL-1')),
    ]);
    expect(one.ok && two.ok).toBe(true);
    expect(await store().list(asked.landlordId)).toMatchObject([
      { defect: 'income:BAIL-1', assignedTo: 'Agnès Agent', dueOn: friday, resolvedOn: null, version: 1 },
    ]);
  });

  it('tell the second person who had them first, and keep what stands', async () => {
    const refused = await store().assign(asked, toAgnes('income:BAIL-1', 0, { assignedTo: 'Bruno' }));
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'changedMeanwhile', now: { assignedTo: 'Agnès Agent', version: 1 } },
    });
  });

  it('are given all together or not at all', async () => {
    const both = toAgnes('income:BAIL-1', 0, { assignedTo: 'Bruno' });
    const refused = await store().assign(asked, {
      ...both,
      defects: [{ key: 'label:BAIL-2', version: 0 }, ...both.defects],
    });
    expect(refused.ok).toBe(false);
    expect((await store().list(asked.landlordId)).map(({ defect }) => defect)).toEqual(['income:BAIL-1']);
  });

  it('are said done once, and may come back to somebody', async () => {
    const key = 'income:BAIL-1';
    const done = await store().resolve(asked, { key, version: 1, note: 'Avis reçu' });
    expect(done).toMatchObject({ ok: true, value: { resolvedOn: today, note: 'Avis reçu', version: 2 } });
    expect(await store().resolve(asked, { key, version: 1, note: null })).toEqual(done);
    const again = await store().assign(asked, toAgnes(key, 2));
    expect(again).toMatchObject({ ok: true, value: [{ resolvedOn: null, version: 3 }] });
  });

  it('refuse what is no defect, a day already past, and an end without a beginning', async () => {
    expect(await store().assign(asked, toAgnes('weather:BAIL-1'))).toMatchObject({
      refusal: { code: 'noSuchDefect' },
    });
    expect(
      await store().assign(asked, toAgnes('facts:BAIL-3', 0, { dueOn: civilDate('2026-11-20') })),
    ).toMatchObject({ refusal: { code: 'dueInThePast' } });
    expect(await store().resolve(asked, { key: 'facts:BAIL-3', version: 0, note: null })).toMatchObject({
      refusal: { code: 'notAssigned' },
    });
  });

  it('leave a line in the journal for each effect and none for what changed nothing', async () => {
    const before = await lines();
    await store().assign(asked, toAgnes('label:BAIL-9'));
    await store().assign(asked, toAgnes('label:BAIL-9'));
    await store().resolve(asked, { key: 'label:BAIL-9', version: 1, note: null });
    expect(await lines()).toBe(before + 2);
  });
});
