/** The erasure of a validated dry run as a task: interrupted, taken again, taken twice, it settles each item once. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { outbox } from '../../db/schema/correspondence.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { accessStores } from '../../db/stores/access-stores.ts';
import { journalStore } from '../../db/stores/journal-store.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { JobContext } from '../../src/jobs/job.ts';
import { purgeJob } from '../../src/jobs/purge-job.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const landlordId = 'bailleur';
const today = civilDate('2026-11-21');
const dpo: Asked = {
  landlordId,
  actor: { accountId: null, name: 'Inès Hoffmann', role: 'dpo' },
  now: new Date(`${today}T10:00:00Z`),
  today,
};
// More than two batches.
const messages = 250;

describe('the erasure of what is due, as a task', () => {
  let database: TestDatabase;
  let purgeId = '';
  const stores = () => accessStores(database.db);
  const inside = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(database.db, landlordId, work);
  const left = async () => (await inside((tx) => tx.select({ id: outbox.id }).from(outbox))).length;
  const context = (more: Partial<JobContext> = {}): JobContext => ({
    ...{ jobId: 'j', landlordId, requestedBy: null, parameters: { purgeId, today } },
    ...{ onProgress: () => {}, signal: new AbortController().signal },
    ...more,
  });
  const purge = () => purgeJob(stores().retention, stores().accounts);
  const certificates = async () =>
    (await journalStore(database.db).page(landlordId, null, 50)).filter(
      ({ kind }) => kind === 'retention.purged',
    ).length;

  beforeAll(async () => {
    database = await testDatabase();
    await database.db.insert(landlords).values({ id: landlordId, name: 'Bailleur', aliases: [] });
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    const sentAt = new Date('2025-09-01T09:00:00Z');
    const one = { landlordId, recipient: 'a@exemple.example', subject: 'Objet', text: 'Texte' };
    await inside((tx) =>
      tx
        .insert(outbox)
        .values(Array.from({ length: messages }, () => ({ ...one, state: 'sent' as const, sentAt }))),
    );
    const report = await stores().retention.report(dpo, `essai ${Math.random()}`);
    purgeId = report.id;
  });

  it('does nothing before a person validated the dry run', async () => {
    expect(await purge()(context())).toEqual({
      ok: false,
      refusal: 'Cet essai à blanc n’est pas validé, ou il a été abandonné.',
    });
    expect(await left()).toBe(messages);
    await stores().retention.abandon(dpo, purgeId);
    await inside((tx) => tx.delete(outbox).where(eq(outbox.state, 'sent')));
  });

  it('stopped in the middle keeps what it erased, and taken again it erases the rest, with one certificate', async () => {
    const before = await certificates();
    await stores().retention.validate(dpo, purgeId);
    const stop = new AbortController();
    const told: number[] = [];
    const onProgress = (share: number) => {
      told.push(share);
      if (share > 0) stop.abort(new Error('the worker was stopped'));
    };
    await expect(purge()(context({ signal: stop.signal, onProgress }))).rejects.toThrow(
      'the worker was stopped',
    );
    // The batch under way ends: a second one is the last.
    expect(await left()).toBe(messages - 200);
    expect(told).toEqual([0, 100 / messages]);
    expect(await purge()(context())).toEqual({ ok: true, value: { left: 0 } });
    expect(await left()).toBe(0);
    // Whoever takes a task that is over changes nothing.
    expect(await purge()(context())).toEqual({ ok: true, value: { left: 0 } });
    const done = await stores().retention.purge(landlordId, purgeId);
    expect(done?.lines.find(({ rule }) => rule === 'message')).toMatchObject({ erased: messages, notDue: 0 });
    expect(await certificates()).toBe(before + 1);
  });

  it('taken by two workers at once settles each item once, with one certificate', async () => {
    const before = await certificates();
    await stores().retention.validate(dpo, purgeId);
    const ends = await Promise.all([purge()(context()), purge()(context()), purge()(context())]);
    expect(ends.map(({ ok }) => ok)).toEqual([true, true, true]);
    const done = await stores().retention.purge(landlordId, purgeId);
    expect(done).toMatchObject({ state: 'done' });
    expect(done?.lines.find(({ rule }) => rule === 'message')).toMatchObject({
      ...{ erased: messages, pending: 0, held: 0, notDue: 0 },
    });
    expect(await certificates()).toBe(before + 1);
    expect(await database.db.execute(sql`select 1 from purge_items where key is not null`)).toHaveLength(0);
  });
});
