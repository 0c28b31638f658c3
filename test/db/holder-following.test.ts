/** What a holder learns of those it designated, and when. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { designations, holders } from '../../db/schema/reservation.ts';
import { holderStore } from '../../db/stores/holder-store.ts';
import { makeNumber, sessionDate } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import {
  convenedSitting,
  decideInput,
  done,
  landlordId,
  officer,
  openSitting,
  storeOf,
  writeScene,
} from './session-scene.ts';

describe('a holder whose candidate is before the committee', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await writeScene(database.db, { homes: 1, households: 3 });
    await withLandlord(database.db, landlordId, async (tx) => {
      const holder = {
        id: 'ville',
        kind: 'commune' as const,
        name: 'Ville',
        territory: null,
        flowPermille: 50,
      };
      await tx.insert(holders).values({ ...holder, landlordId });
      const designation = { holderId: 'ville', on: sessionDate, dalo: false };
      const place = { vacancyId: 'v-h1', applicationNumber: makeNumber(1) };
      await tx.insert(designations).values({ ...designation, ...place, landlordId });
    });
  });
  afterAll(() => database.drop());

  it('reads the decision once the sitting is closed, never while it may still change', async () => {
    const store = storeOf(database.db);
    const told = async () => {
      const space = await holderStore(database.db).space(landlordId, 'ville', sessionDate);
      return space?.followed.flatMap(({ designated }) => designated.map(({ decision }) => decision));
    };
    const sessionId = await convenedSitting(store, ['v-h1']);
    await openSitting(store, sessionId);
    await done(store.decide(officer, decideInput(sessionId, 'v-h1')));
    expect(await told()).toEqual([null]);
    const view = await store.find(landlordId, sessionId, null);
    await done(store.close(officer, { sessionId, version: view?.session.version ?? 0 }));
    expect(await told()).toEqual(['rankedAttribution']);
  });
});
