/** A fellow landlord's household, from the promised home to the keys: told to the commission, not decided (C-13). */
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { homes, vacancies } from '../../db/schema/home.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { leases, tenancies } from '../../db/schema/tenancy.ts';
import { applicationRow } from '../../db/stores/application-rows.ts';
import { fellowStore } from '../../db/stores/fellow-store.ts';
import { lettingStore } from '../../db/stores/letting-store.ts';
import { reviewStore } from '../../db/stores/review-store.ts';
import type { Asked } from '../../src/domain/act.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import type { FellowPort } from '../../src/portal/relocations/fellow-port.ts';
import type { FellowStep } from '../../src/portal/relocations/fellow-request.ts';
import { freeHome } from '../support/decided-home.ts';
import { makeApplication } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { landlordId, sessionId, today, writeGround } from './relocation-scene.ts';

describe('the lease of a fellow landlord’s household', () => {
  let database: TestDatabase;
  let store: FellowPort;
  beforeAll(async () => {
    database = await testDatabase();
    await writeGround(database.db);
    store = fellowStore(database.db);
  });
  afterAll(() => database.drop());

  const everyone = { landlordId, communes: null };
  const inLandlord = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(database.db, landlordId, work);
  const asked = (name = 'Agent A'): Asked => ({
    landlordId,
    actor: { accountId: null, name, role: 'agent' },
    now: new Date(`${today}T09:00:00Z`),
    today,
  });

  /** A request received without its number, and a free home with an application that nobody links yet. */
  async function received(serial: number) {
    const application = makeApplication(700 + serial);
    const { home, vacancy } = freeHome(`promis-${serial}`);
    await inLandlord(async (tx) => {
      await tx.insert(homes).values({ ...home, landlordId });
      await tx.insert(vacancies).values({ ...vacancy, landlordId });
      await tx.insert(applications).values(applicationRow(landlordId, application));
    });
    const made = await store.receive(asked(), {
      key: v7(),
      fellow: 'Office du confrère',
      number: null,
      receivedOn: addDays(today, -4),
      need: {
        persons: 1,
        typologies: [home.typology],
        communes: [],
        accessibility: 'none',
        operation: 'urbanRenewal',
        operationName: 'NPNRU du plateau',
      },
    });
    return { id: made.ok ? made.value.id : '', vacancyId: vacancy.id, number: application.number };
  }
  const line = async (id: string) => {
    const found = (await store.list(everyone, today)).find((one) => one.id === id);
    if (!found) throw new Error('no such request');
    return found;
  };
  const step = async (id: string, taken: FellowStep) =>
    store.step(asked(), { id, version: (await line(id)).version, step: taken });
  const sign = async (id: string, name = 'Agent A') =>
    store.lease(asked(name), { id, version: (await line(id)).version, signedOn: today, verified: true });

  it('waits for the promise, the number and the sitting that is told; then signs once and gives the keys', async () => {
    const { id, vacancyId, number } = await received(1);
    expect(await sign(id)).toMatchObject({ refusal: { code: 'notNow' } });
    await step(id, { kind: 'accept', vacancyId });
    expect(await sign(id)).toMatchObject({ refusal: { code: 'numberMissing' } });
    expect(await step(id, { kind: 'number', number: 'INCONNU' })).toMatchObject({
      refusal: { code: 'numberUnknown' },
    });
    await step(id, { kind: 'number', number });
    expect(await sign(id)).toMatchObject({ refusal: { code: 'notInformed' } });
    await step(id, { kind: 'inform', sessionId });
    const told = await reviewStore(database.db).ofSitting(landlordId, sessionId);
    expect(told.relocations).toMatchObject([
      { fellow: 'Office du confrère', number, tenancyId: null, perimeter: 'NPNRU du plateau' },
    ]);

    const signings = await Promise.all([sign(id), sign(id, 'Agent B')]);
    expect(signings.filter((one) => one.ok)).toHaveLength(1);
    expect(signings.find((one) => !one.ok)).toMatchObject({
      refusal: { code: 'signedMeanwhile', on: today },
    });
    await inLandlord(async (tx) => {
      // PP-5: a tenant of another landlord; Q-02: relocated by urban renewal.
      expect(await tx.select().from(leases)).toMatchObject([
        { vacancyId, applicationNumber: number, transfer: 'otherLandlord', relocated: true },
      ]);
      expect(await tx.select().from(tenancies)).toMatchObject([{ signedOn: today, endedOn: null }]);
      const [home] = await tx.select().from(vacancies).where(eq(vacancies.id, vacancyId));
      expect(home?.status).toBe('let');
      const [file] = await tx.select().from(applications).where(eq(applications.number, number));
      expect(file?.status).toBe('housed');
    });
    const keys = { vacancyId, on: today };
    expect(await lettingStore(database.db).giveKeys(asked(), keys)).toMatchObject({ ok: true });
    expect(await line(id)).toMatchObject({ state: 'signed', keysGivenOn: today });
    const kinds = (await inLandlord((tx) => tx.select().from(journalLines)))
      .filter(({ subjects }) => subjects.includes(`transfer:${id}`))
      .map(({ kind }) => kind);
    expect(kinds).toEqual([
      'fellowRequest.received',
      'fellowRequest.accepted',
      'fellowRequest.numbered',
      'fellowRequest.informed',
      'fellowRequest.signed',
    ]);
  });

  it('refuses a home that was let meanwhile, and a lease before the promise', async () => {
    const { id, vacancyId, number } = await received(2);
    await step(id, { kind: 'accept', vacancyId });
    await step(id, { kind: 'number', number });
    await step(id, { kind: 'inform', sessionId });
    const { version } = await line(id);
    const early = { id, version, signedOn: addDays(today, -1), verified: true };
    expect(await store.lease(asked(), early)).toMatchObject({ refusal: { code: 'leaseDay' } });
    await inLandlord((tx) => tx.update(vacancies).set({ status: 'let' }).where(eq(vacancies.id, vacancyId)));
    expect(await sign(id)).toMatchObject({ refusal: { code: 'homeLet' } });
    expect(await line(id)).toMatchObject({ state: 'accepted', version });
  });
});
