/** What is read of a sitting, at what cost: whole, as lines, at one home. */
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOver, withLandlord } from '../../db/connection.ts';
import { agendaCandidates } from '../../db/schema/committee.ts';
import { protections } from '../../db/schema/instruction.ts';
import { countsOf } from '../../src/committee/session-excerpt.ts';
import type { SessionPort } from '../../src/committee/session-port.ts';
import type { SessionView } from '../../src/committee/session-view.ts';
import { makeNumber } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase, testEncryption } from '../support/postgres.ts';
import {
  convenedSitting,
  decideInput,
  decisionOn,
  done,
  landlordId,
  memberAccount,
  officer,
  openSitting,
  storeOf,
  writeScene,
} from './session-scene.ts';

describe('reading a sitting', () => {
  let database: TestDatabase;
  let queries = 0;
  let watched: ReturnType<typeof postgres>;
  beforeAll(async () => {
    database = await testDatabase();
    await writeScene(database.db, { homes: 32, households: 43 });
    watched = postgres(database.url, {
      max: 1,
      onnotice: () => {},
      debug: () => {
        queries += 1;
      },
    });
  });
  afterAll(async () => {
    await watched.end();
    await database.drop();
  });

  it('takes as many queries for thirty homes of forty candidates as for two of three', async () => {
    const store = storeOf(database.db);
    const small = await convenedSitting(store, ['v-h31', 'v-h32']);
    const large = await convenedSitting(
      store,
      Array.from({ length: 30 }, (_, index) => `v-h${index + 1}`),
    );
    await fillTo(large, 40);
    const reader = storeOf(databaseOver(watched, testEncryption));
    await reader.find(landlordId, small, null);
    const countOf = async <View>(read: () => Promise<View>) => {
      const before = queries;
      const view = await read();
      return { queries: queries - before, view };
    };
    const candidatesOf = (view: SessionView | null) => view?.homes.flatMap((home) => home.candidates).length;
    const few = await countOf(() => reader.find(landlordId, small, null));
    const many = await countOf(() => reader.find(landlordId, large, null));
    expect([few, many].map(({ view }) => candidatesOf(view))).toEqual([6, 1200]);
    expect(many.queries).toBe(few.queries);
    expect(many.queries).toBeLessThan(25);
    const lines = await countOf(() => reader.findLines(landlordId, large, null));
    expect(lines.view?.homes.map(({ counts }) => counts.candidates)).toEqual(Array(30).fill(40));
    expect(lines.queries).toBeLessThan(many.queries);
    const one = { sessionId: large, vacancyId: 'v-h7' };
    const home = await countOf(() => reader.findAtHome(landlordId, one, null));
    expect([home.view?.place?.candidates.length, home.view?.homes.length]).toEqual([40, 30]);
    expect(home.queries).toBeLessThanOrEqual(many.queries + 1);
  });

  /** Copies the first candidate of each home under other numbers. */
  const fillTo = (sessionId: string, total: number) =>
    withLandlord(database.db, landlordId, async (tx) => {
      const rows = await tx.select().from(agendaCandidates);
      const first = rows.filter((row) => row.sessionId === sessionId && row.position === 0);
      const more = first.flatMap((row) =>
        Array.from({ length: total - 3 }, (_, index) => ({
          ...row,
          number: makeNumber(index + 4),
          position: index + 3,
        })),
      );
      await tx.insert(agendaCandidates).values(more);
    });
});

describe('a sitting under way', () => {
  let database: TestDatabase;
  let store: SessionPort;
  let sessionId: string;
  const viewer = { accountId: memberAccount };
  beforeAll(async () => {
    database = await testDatabase();
    await writeScene(database.db, { homes: 5, households: 4 });
    store = storeOf(database.db);
    sessionId = await convenedSitting(store, ['v-h1', 'v-h2', 'v-h3', 'v-h4', 'v-h5']);
    await openSitting(store, sessionId);
    await done(store.declareTie(officer, { sessionId, vacancyId: 'v-h3', memberId: 'm2' }));
    await done(store.decide(officer, decideInput(sessionId, 'v-h1')));
    const first = await done(store.decide(officer, decideInput(sessionId, 'v-h2')));
    const { version: _version, ...again } = decideInput(sessionId, 'v-h2');
    const candidates = [null, 2, 1].map((rank, index) => decisionOn(makeNumber(index + 1), rank));
    const why = 'Une décision relevée de travers';
    await done(store.correct(officer, { ...again, candidates, supersedes: first.id, why }));
    const late = { sessionId, vacancyId: 'v-h4', version: 1, reason: 'missingInformation', note: null };
    await done(store.postpone(officer, late));
    await withLandlord(database.db, landlordId, (tx) =>
      tx
        .insert(protections)
        .values({ landlordId, number: makeNumber(2), since: officer.now, by: 'Service social' }),
    );
  });
  afterAll(() => database.drop());

  it('is the same at one home as in the whole, home after home', async () => {
    const whole = await store.find(landlordId, sessionId, viewer);
    for (const home of whole?.homes ?? []) {
      const { vacancyId } = home.agenda;
      const read = await store.findAtHome(landlordId, { sessionId, vacancyId }, viewer);
      expect(read?.place).toEqual(home);
      expect({ ...read, place: null, homes: null }).toEqual({ ...whole, place: null, homes: null });
    }
    expect(whole?.homes.flatMap((home) => home.candidates.map((one) => one.ownershipNotOpposable))).toContain(
      true,
    );
  });

  it('tells at one home where the others stand and what was last decided on them', async () => {
    const one = { sessionId, vacancyId: 'v-h5' };
    const stops = (await store.findAtHome(landlordId, one, null))?.homes ?? [];
    expect(stops.map(({ agenda, order }) => [agenda.vacancyId, agenda.state, order])).toEqual([
      ['v-h1', 'decided', [1, 2, 3].map(makeNumber)],
      ['v-h2', 'decided', [3, 2].map(makeNumber)],
      ['v-h3', 'pending', null],
      ['v-h4', 'postponed', null],
      ['v-h5', 'pending', null],
    ]);
  });

  it('is the same in its lines as in the whole, sheets counted instead of read', async () => {
    const whole = await store.find(landlordId, sessionId, viewer);
    const lines = await store.findLines(landlordId, sessionId, viewer);
    const { homes, ...head } = whole ?? { homes: [] };
    expect({ ...lines, homes: null }).toEqual({ ...head, homes: null });
    expect(lines?.homes.map(({ home, ...line }) => line)).toEqual(
      homes.map(
        ({
          agenda,
          communeName,
          holder,
          candidatesCheck,
          voices,
          withdrawnMemberIds,
          ballots,
          candidates,
        }) => ({
          agenda,
          communeName,
          holder,
          candidatesCheck,
          voices,
          withdrawnMemberIds,
          ballots,
          counts: countsOf(candidates),
        }),
      ),
    );
  });

  it('knows no home of another agenda, nor a sitting of another landlord', async () => {
    const elsewhere = await store.findAtHome(landlordId, { sessionId, vacancyId: 'v-h9' }, null);
    expect(elsewhere?.place).toBeNull();
    expect(await store.findAtHome('l2', { sessionId, vacancyId: 'v-h1' }, null)).toBeNull();
    expect(await store.findLines('l2', sessionId, null)).toBeNull();
  });
});
