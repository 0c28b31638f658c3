/** The register's store on a real PostgreSQL: each event once, each in one file, whoever asks at the same time. */
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { homeDecisions } from '../../db/schema/committee.ts';
import { protections } from '../../db/schema/instruction.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { lettingStore } from '../../db/stores/letting-store.ts';
import { registerStore } from '../../db/stores/register-store.ts';
import { differences } from '../../src/committee/register/reconcile.ts';
import type { RegisterPort } from '../../src/committee/register-port.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { decisionOf, freeHome, writeDecided } from '../support/decided-home.ts';
import { makeApplication, makeHousehold } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const today = civilDate('2026-11-21');
const landlordId = 'l1';
const reader = { landlordId, communes: null };
const asked = {
  landlordId,
  actor: { accountId: null, name: 'Agent A', role: 'agent' },
  now: new Date('2026-11-21T09:00:00Z'),
  today,
};

describe('the store of the register', () => {
  let database: TestDatabase;
  let store: RegisterPort;
  const people = [1, 2, 3].map((index) => makeApplication(index));
  const numbers = people.map(({ number }) => number);
  const place = freeHome('R1', { rplsId: '5700000001' });
  let sessionId = '';
  beforeAll(async () => {
    database = await testDatabase();
    await database.db.insert(landlords).values({ id: landlordId, name: 'Bailleur', aliases: [] });
    store = registerStore(database.db);
    const decisions = numbers.map((number, index) => decisionOf(number, index === 2 ? null : index + 1));
    sessionId = await writeDecided(database.db, landlordId, [{ ...place, decisions }], people);
  });
  afterAll(() => database.drop());

  it('gathers each decision once, whoever reads at the same time', async () => {
    const found = await Promise.all(Array.from({ length: 4 }, () => store.gather(landlordId, today)));
    expect(found.reduce((sum, count) => sum + count, 0)).toBe(3);
    const { events, count } = await store.pending(reader, 10);
    expect(count).toBe(3);
    const ranks = events.map(({ details }) => details.rang).sort();
    expect(ranks).toEqual([1, 2, null]);
    expect(events.every(({ details }) => details.logement === '5700000001')).toBe(true);
  });

  it('puts every event into one file, and makes no second one of nothing', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => store.makeExport(asked, v7())));
    const files = made.flatMap((file) => (file === null ? [] : [file]));
    expect(files.map(({ events }) => events)).toEqual([3]);
    expect(await store.exports(landlordId, 10)).toEqual(files);
    const again = await store.exported(landlordId, files[0]?.id ?? '');
    const inFile: string[] = [];
    for await (const { number } of again?.events ?? []) inFile.push(number);
    expect(inFile).toEqual(numbers);
    expect(await store.unconfirmed(reader)).toBe(3);
  });

  it('tells a correction after the closing as an act of its own, and carries out the corrected list', async () => {
    const [first] = await withLandlord(database.db, landlordId, (tx) =>
      tx.select().from(homeDecisions).where(eq(homeDecisions.sessionId, sessionId)),
    );
    const [one = '', two = '', three = ''] = numbers;
    await withLandlord(database.db, landlordId, (tx) =>
      tx.insert(homeDecisions).values({
        landlordId,
        sessionId,
        vacancyId: place.vacancy.id,
        decidedAt: new Date('2026-11-20T09:00:00Z'),
        recordedBy: 'Secrétariat',
        candidates: [decisionOf(two, 1), decisionOf(one, 2), decisionOf(three, null)],
        supersedes: first?.id ?? null,
        requestKey: v7(),
      }),
    );
    expect(await store.gather(landlordId, today)).toBe(3);
    const { events } = await store.pending(reader, 10);
    expect(events.every(({ details }) => details.correction === true)).toBe(true);
    const home = await lettingStore(database.db).find(reader, place.vacancy.id, today);
    expect(home?.candidates.map(({ decision }) => [decision.number, decision.rank])).toEqual([
      [two, 1],
      [one, 2],
      [three, null],
    ]);
  });

  it('takes the chosen fields of an extract, asks for the others there, and sees them confirmed', async () => {
    const [ours] = people;
    if (!ours) throw new Error('a household was expected');
    const theirs = {
      ...ours,
      renewedOn: civilDate('2026-10-10'),
      household: makeHousehold({ monthlyResourcesCents: 90_000, resourcesEvidence: 'declared' }),
    };
    const { number } = ours;
    expect(await store.askCorrections(asked, { number, fields: ['monthlyResources'] })).toBe(1);
    expect(await store.askCorrections(asked, { number, fields: ['monthlyResources'] })).toBe(0);
    expect(await store.takeFields(asked, { number, theirs, fields: ['renewedOn'] })).toBe(true);
    const [held] = await store.held(reader, [number]);
    expect(held?.application.renewedOn).toBe('2026-10-10');
    expect(differences(held?.application ?? ours, theirs, today).map(({ field }) => field)).toEqual([
      'monthlyResources',
    ]);
    expect(await store.confirm(asked, { live: [theirs], ended: [] })).toBe(0);
    expect(await store.confirm(asked, { live: [ours], ended: [] })).toBe(1);
    expect(await store.tasks(reader)).toEqual([]);
  });

  it('touches no file under protection', async () => {
    const number = numbers[1] ?? '';
    await withLandlord(database.db, landlordId, (tx) =>
      tx.insert(protections).values({ landlordId, number, since: new Date(), by: 'Agent A' }),
    );
    const theirs = makeApplication(2, { renewedOn: civilDate('2026-10-10') });
    expect(await store.takeFields(asked, { number, theirs, fields: ['renewedOn'] })).toBe(false);
    expect(await store.askCorrections(asked, { number, fields: ['renewedOn'] })).toBe(0);
    const [held] = await store.held(reader, [number]);
    expect(held).toMatchObject({ isProtected: true, application: { renewedOn: people[1]?.renewedOn } });
  });

  it('keeps to the communes of the account', async () => {
    expect(await store.held({ landlordId, communes: new Set(['54395']) }, numbers)).toEqual([]);
    expect(await store.held({ landlordId, communes: new Set(['57463']) }, numbers)).toHaveLength(3);
  });

  it('shows and ticks only events and corrections of files within the communes of the account', async () => {
    const nancy = { landlordId, communes: new Set(['54395']) };
    const metz = { landlordId, communes: new Set(['57463']) };
    const number = numbers[2] ?? '';
    await store.askCorrections(asked, { number, fields: ['monthlyResources'] });
    const events = (await store.pending(reader, 10)).events.map(({ id }) => id);
    const tasks = (await store.tasks(reader)).map(({ id }) => id);
    expect([events.length, tasks.length]).toEqual([3, 1]);
    expect(await store.pending(nancy, 10)).toEqual({ events: [], count: 0 });
    expect(await store.unconfirmed(nancy)).toBe(0);
    expect(await store.tasks(nancy)).toEqual([]);
    expect(await store.markEntered(asked, nancy.communes, events)).toBe(0);
    expect(await store.markDone(asked, nancy.communes, tasks)).toBe(0);
    expect(await store.pending(metz, 2)).toMatchObject({ count: 3, events: [{}, {}] });
    expect(await store.markEntered(asked, metz.communes, events)).toBe(3);
    expect(await store.markDone(asked, metz.communes, tasks)).toBe(1);
    expect(await store.markEntered(asked, null, [])).toBe(0);
    expect((await store.pending(reader, 10)).count).toBe(0);
  });
});
