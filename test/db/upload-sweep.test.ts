/** What is kept of the files that households send, and for how long (D-02). */
import { asc, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { uploadPieces, uploads } from '../../db/schema/portal.ts';
import { applicationRow } from '../../db/stores/application-rows.ts';
import { sentFileStore } from '../../db/stores/upload-store.ts';
import { addDays, addMonths, instantInParis } from '../../src/kernel/civil-date.ts';
import { obligationNumber } from '../../src/law/obligation-figures.ts';
import { makeApplication, sessionDate } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const now = new Date('2026-11-21T09:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const kept = obligationNumber('retention.monthsAfterRemoval', sessionDate);
if (kept === null) throw new Error('the retention of D-02 is not loaded');
const lastDayKept = instantInParis(addMonths(sessionDate, -kept), '00:00');
const dayBefore = instantInParis(addDays(addMonths(sessionDate, -kept), -1), '12:00');

const [live, housedLately, housedLongAgo] = [1, 2, 3].map((index) => makeApplication(index)) as [
  ReturnType<typeof makeApplication>,
  ReturnType<typeof makeApplication>,
  ReturnType<typeof makeApplication>,
];

describe('the files that households sent', () => {
  let database: TestDatabase;
  const inside = <Value>(landlordId: string, work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(database.db, landlordId, work);
  const write = async (
    landlordId: string,
    fileName: string,
    row: { number: string; state: 'partial' | 'complete' | 'refused'; createdAt: Date },
  ) =>
    inside(landlordId, async (tx) => {
      const [written] = await tx
        .insert(uploads)
        .values({
          ...{ landlordId, document: 'last-resources', fileName, mediaType: 'application/pdf' },
          ...{ declaredBytes: 4, receivedBytes: 2, by: 'le ménage', ...row },
        })
        .returning({ id: uploads.id });
      await tx
        .insert(uploadPieces)
        .values({ landlordId, uploadId: written?.id ?? '', offset: 0, content: Buffer.from('%P') });
    });
  const left = (landlordId: string) =>
    inside(landlordId, async (tx) => {
      const rows = await tx.select().from(uploads).orderBy(asc(uploads.fileName));
      const pieces = await tx.select({ id: uploadPieces.uploadId }).from(uploadPieces);
      return { names: rows.map(({ fileName }) => fileName), pieces: pieces.length };
    });
  const sweep = (landlordId: string) => sentFileStore(database.db).sweep(landlordId, sessionDate, now);

  beforeAll(async () => {
    database = await testDatabase();
    await database.db.insert(landlords).values(['l1', 'l2'].map((id) => ({ id, name: id, aliases: [] })));
    for (const id of ['l1', 'l2']) {
      await inside(id, (tx) =>
        tx
          .insert(applications)
          .values([live, housedLately, housedLongAgo].map((one) => applicationRow(id, one))),
      );
    }
  });
  afterAll(() => database.drop());

  it('go after three days where their sending broke off, with their bytes, and can be taken up until then', async () => {
    const { number } = live;
    await write('l1', 'a-broken', { number, state: 'partial', createdAt: daysAgo(3.1) });
    await write('l1', 'b-under-way', { number, state: 'partial', createdAt: daysAgo(2.9) });
    await write('l1', 'c-refused', { number, state: 'refused', createdAt: daysAgo(4) });
    await write('l1', 'd-whole', { number, state: 'complete', createdAt: daysAgo(900) });
    await write('l2', 'e-of-another', { number, state: 'partial', createdAt: daysAgo(30) });
    expect(await sweep('l1')).toBe(2);
    expect(await left('l1')).toEqual({ names: ['b-under-way', 'd-whole'], pieces: 2 });
    expect(await sweep('l1')).toBe(0);
    expect(await left('l2')).toEqual({ names: ['e-of-another'], pieces: 1 });
  });

  it('go a year after the application ended, never while it lives, and not a day before', async () => {
    await inside('l1', async (tx) => {
      await tx.update(applications).set({ updatedAt: daysAgo(900) });
      await tx
        .update(applications)
        .set({ status: 'housed', updatedAt: lastDayKept })
        .where(eq(applications.number, housedLately.number));
      await tx
        .update(applications)
        .set({ status: 'expired', updatedAt: dayBefore })
        .where(inArray(applications.number, [housedLongAgo.number]));
    });
    await write('l1', 'x-lately', {
      number: housedLately.number,
      state: 'complete',
      createdAt: daysAgo(400),
    });
    await write('l1', 'y-long-ago', {
      number: housedLongAgo.number,
      state: 'complete',
      createdAt: daysAgo(400),
    });
    expect(await sweep('l1')).toBe(1);
    expect(await left('l1')).toEqual({ names: ['b-under-way', 'd-whole', 'x-lately'], pieces: 3 });
  });
});
