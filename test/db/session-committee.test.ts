/** Commissions, members and règlements: versions that follow each other, defaults that say so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { bylaws, commissions } from '../../db/schema/committee.ts';
import { committeeStore } from '../../db/stores/session-committee.ts';
import type { CommitteePort } from '../../src/committee/session-port.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import { sessionDate } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import {
  convenedSitting,
  done,
  freeBylaws,
  landlordId,
  officer,
  openSitting,
  refusalOf,
  sceneMembers,
  storeOf,
  writeScene,
} from './session-scene.ts';

describe('the commission of a landlord', () => {
  let database: TestDatabase;
  let store: CommitteePort;
  beforeAll(async () => {
    database = await testDatabase();
    await writeScene(database.db, { homes: 1, households: 3 });
    store = committeeStore(database.db);
    await withLandlord(database.db, landlordId, (tx) =>
      tx
        .insert(commissions)
        .values({ landlordId, id: 'nancy', name: 'CALEOL de Nancy', communes: ['54395'] }),
    );
  });
  afterAll(() => database.drop());

  const views = async (on = sessionDate) => {
    const found = await store.commissions(landlordId, on);
    return new Map(found.map((view) => [view.commission.id, view]));
  };

  it('without a règlement adopted stands on safe values, each labelled as a default', async () => {
    const nancy = (await views()).get('nancy');
    expect(nancy?.bylaws.defaults).toContain('quorum');
    expect(nancy?.members).toEqual([]);
    expect(await store.bylawsHistory(landlordId, 'nancy')).toEqual([]);
  });

  it('publishes a règlement as a new version; sent twice at once, it makes one', async () => {
    const next = { ...freeBylaws, version: 2, quorum: 5, effectiveOn: addDays(sessionDate, 30) };
    const [first, second] = await Promise.all([
      done(store.publishBylaws(officer, next)),
      done(store.publishBylaws(officer, next)),
    ]);
    expect([first.version, second.version]).toEqual([2, 2]);
    const rows = await withLandlord(database.db, landlordId, (tx) => tx.select().from(bylaws));
    expect(rows).toHaveLength(2);
    expect((await views()).get('caleol')?.bylaws.quorum).toBe(4);
    expect((await views(addDays(sessionDate, 30))).get('caleol')?.bylaws.quorum).toBe(5);
    // From a page shown before that version: told, and nothing of the other's work is lost.
    const stale = await refusalOf(store.publishBylaws(officer, { ...next, quorum: 3 }));
    expect(stale).toMatchObject({ code: 'changedMeanwhile', by: 'Claire Officier' });
    expect(await refusalOf(store.publishBylaws(officer, { ...next, commissionId: 'metz' }))).toEqual({
      code: 'noSuchCommission',
    });
  });

  it('has six full members at a time; a seventh waits for a mandate to end, an alternate does not', async () => {
    const [model] = sceneMembers;
    const seventh = { ...model!, id: 'm7', chair: false, accountId: null };
    expect(await refusalOf(store.saveMember(officer, seventh))).toEqual({ code: 'sixMembersAlready' });
    await done(store.saveMember(officer, { ...seventh, alternateOf: 'm5' }));
    const lastDay = addDays(sessionDate, 40);
    await done(store.saveMember(officer, { ...sceneMembers[4]!, until: lastDay }));
    await done(store.saveMember(officer, { ...seventh, id: 'm8', from: addDays(lastDay, 1) }));
  });

  it('a member whose mandate has ended sits no more', async () => {
    const [chair] = sceneMembers;
    if (!chair) throw new Error('the scene has no member');
    await done(store.saveMember(officer, { ...chair, until: addDays(sessionDate, 10) }));
    const ids = async (on = sessionDate) =>
      (await views(on)).get('caleol')?.members.map(({ id }) => id) ?? [];
    expect(await ids()).toContain('m1');
    expect(await ids(addDays(sessionDate, 11))).not.toContain('m1');
  });

  it('must sit again within two months of its last sitting', async () => {
    expect((await views()).get('caleol')?.nextDueBy).toBeNull();
    const sessions = storeOf(database.db);
    const sessionId = await convenedSitting(sessions, ['v-h1']);
    await openSitting(sessions, sessionId);
    const version = (await sessions.find(landlordId, sessionId, null))?.session.version ?? 0;
    await done(sessions.close(officer, { sessionId, version }));
    expect((await views()).get('caleol')).toMatchObject({
      lastHeldOn: sessionDate,
      nextDueBy: '2027-01-21',
    });
  });
});
