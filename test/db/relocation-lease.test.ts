/** The lease of an imposed relocation, which the commission is told of and does not decide (C-13), on a real PostgreSQL. */
import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { applications } from '../../db/schema/application.ts';
import { agendaHomes, committeeSessions } from '../../db/schema/committee.ts';
import { vacancies } from '../../db/schema/home.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { registerEvents } from '../../db/schema/register.ts';
import { leases, lettingOutcomes, offers, tenancies } from '../../db/schema/tenancy.ts';
import { relocationOffers, transferRequests } from '../../db/schema/transfer.ts';
import { lettingStore } from '../../db/stores/letting-store.ts';
import { relocationStore } from '../../db/stores/relocation-store.ts';
import type { Asked } from '../../src/domain/act.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import type { RelocationLeaseInput } from '../../src/portal/relocations/relocation-lease.ts';
import type { RelocationPort } from '../../src/portal/relocations/relocation-port.ts';
import { decisionOf, freeHome, writeDecided } from '../support/decided-home.ts';
import { makeApplication, makeHome } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import {
  type Given,
  landlordId,
  type Made,
  refusedLeases,
  sessionId,
  today,
  writeGround,
  writeRelocation,
} from './relocation-scene.ts';

describe('the lease of an imposed relocation', () => {
  let database: TestDatabase;
  let store: RelocationPort;
  let made = 0;
  beforeAll(async () => {
    database = await testDatabase();
    await writeGround(database.db);
    store = relocationStore(database.db);
  });
  afterAll(() => database.drop());

  const inLandlord = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(database.db, landlordId, work);
  const asked = (name = 'Agent A'): Asked => ({
    landlordId,
    actor: { accountId: null, name, role: 'agent' },
    now: new Date(`${today}T09:00:00Z`),
    today,
  });
  const lease = (one: Made, given: Partial<RelocationLeaseInput> = {}, name = 'Agent A') =>
    store.lease(asked(name), {
      id: one.id,
      version: 1,
      key: v7(),
      signedOn: today,
      noticeReceivedOn: addDays(today, -6),
      oldEndsOn: null,
      verified: false,
      ...given,
    });

  const relocation = (given?: Given) => {
    made += 1;
    return writeRelocation(database.db, made, given);
  };
  const leasesOf = ({ vacancyId }: Made) =>
    inLandlord((tx) => tx.select().from(leases).where(eq(leases.vacancyId, vacancyId)));

  it('signs once, whoever clicks: the second person is told who did it', async () => {
    const one = await relocation();
    const key = v7();
    const results = await Promise.all([lease(one, { key }), lease(one, { key }), lease(one, {}, 'Agent B')]);
    const done = results.filter((result) => result.ok);
    expect(done.length).toBeGreaterThanOrEqual(1);
    for (const result of results) {
      if (!result.ok) expect(result.refusal).toMatchObject({ code: 'signedMeanwhile', on: today });
    }
    expect(await leasesOf(one)).toHaveLength(1);
    const late = await lease(one, {}, 'Agent C');
    expect(late).toMatchObject({ ok: false, refusal: { code: 'signedMeanwhile' } });
    const acts = await inLandlord((tx) => tx.select().from(journalLines));
    const signed = acts.filter(
      ({ kind, subjects }) => kind === 'relocation.leased' && subjects.includes(`transfer:${one.id}`),
    );
    expect(signed).toHaveLength(1);
  });

  it('houses the household: lease of the quotas, tenancies, homes, removal, events, request, in one go', async () => {
    const one = await relocation();
    const elsewhere = freeHome('ailleurs');
    const decisions = [decisionOf(one.number, 1)];
    await writeDecided(database.db, landlordId, [{ ...elsewhere, decisions }], []);
    await inLandlord((tx) =>
      tx.insert(offers).values({
        landlordId,
        id: 'offre ailleurs',
        homeId: elsewhere.home.id,
        vacancyId: elsewhere.vacancy.id,
        applicationNumber: one.number,
        rank: 1,
        sentOn: addDays(today, -2),
        replyDays: 10,
      }),
    );
    const signed = await lease(one);
    // M-06: notice of the 15th, one month.
    expect(signed).toMatchObject({ ok: true, value: { oldEndsOn: '2026-12-15', replayed: false } });
    expect(await leasesOf(one)).toMatchObject([
      { applicationNumber: one.number, relocated: true, transfer: 'internal', offerId: null },
    ]);
    await inLandlord(async (tx) => {
      const running = await tx.select().from(tenancies);
      const byId = new Map(running.map((row) => [row.id, row]));
      expect(byId.get(one.tenancyId)?.endedOn).toBe('2026-12-15');
      expect(byId.get(`BAIL-${one.vacancyId}`)).toMatchObject({ signedOn: today, endedOn: null });
      const [taken] = await tx.select().from(vacancies).where(eq(vacancies.id, one.vacancyId));
      expect(taken?.status).toBe('let');
      // M-07: what is left is freed, and let to nobody before the works.
      const left = await tx.select().from(vacancies).where(eq(vacancies.homeId, one.oldHomeId));
      expect(left).toMatchObject([
        { status: 'withdrawn', withdrawal: 'demolition', noticeReceivedOn: '2026-11-15' },
      ]);
      const [file] = await tx.select().from(applications).where(eq(applications.number, one.number));
      expect([file?.status, file?.content.status]).toEqual(['housed', 'housed']);
      const events = await tx.select().from(registerEvents).where(eq(registerEvents.number, one.number));
      expect(events.map(({ kind }) => kind).sort()).toEqual(['lease', 'refusal', 'removal']);
      const [offer] = await tx.select().from(offers).where(eq(offers.id, 'offre ailleurs'));
      expect(offer).toMatchObject({ answer: 'refused', refusalReason: 'otherHome' });
      const [request] = await tx.select().from(transferRequests).where(eq(transferRequests.id, one.id));
      expect(request?.state).toBe('done');
      // No list of a sitting ended here.
      const ended = await tx
        .select()
        .from(lettingOutcomes)
        .where(eq(lettingOutcomes.vacancyId, one.vacancyId));
      expect(ended).toEqual([]);
      const acts = (await tx.select().from(journalLines))
        .filter(({ subjects }) => subjects.includes(`application:${one.number}`))
        .map(({ kind }) => kind);
      expect(acts).toEqual(
        expect.arrayContaining([
          'relocation.leased',
          'lease.signed',
          'application.removed',
          'transfer.done',
          'place.released',
        ]),
      );
    });
    // The sitting is still told of it, and the page still says which text governs.
    const file = await store.find({ landlordId, communes: null }, one.id, today);
    expect(file?.standing.regime).toEqual({ kind: 'law', ground: 'demolition' });
    expect(file?.details.lease).toMatchObject({ by: 'Agent A', oldEndsOn: '2026-12-15' });
  });

  it('goes on to the keys without a decision, and not before its lease', async () => {
    const one = await relocation();
    const lettings = lettingStore(database.db);
    const keys = { vacancyId: one.vacancyId, on: today };
    expect(await lettings.giveKeys(asked(), keys)).toMatchObject({ refusal: { code: 'notSigned' } });
    await lease(one);
    const early = { ...keys, on: addDays(today, -1) };
    expect(await lettings.giveKeys(asked(), early)).toMatchObject({ refusal: { code: 'dateOutOfRange' } });
    const twice = await Promise.all([lettings.giveKeys(asked(), keys), lettings.giveKeys(asked(), keys)]);
    expect(twice).toEqual([
      { ok: true, value: { on: today } },
      { ok: true, value: { on: today } },
    ]);
    const acts = (await inLandlord((tx) => tx.select().from(journalLines))).filter(
      ({ kind, subjects }) => kind === 'vacancy.keysGiven' && subjects.includes(`vacancy:${one.vacancyId}`),
    );
    expect(acts).toHaveLength(1);
    const file = await store.find({ landlordId, communes: null }, one.id, today);
    expect(file?.keysGivenOn).toBe(today);
  });

  it.each(refusedLeases)('refuses %s', async (_title, given, input, refusal) => {
    const one = await relocation(given);
    expect(await lease(one, input)).toMatchObject({ ok: false, refusal });
    const [request] = await inLandlord((tx) =>
      tx.select().from(transferRequests).where(eq(transferRequests.id, one.id)),
    );
    expect(request).toMatchObject({ state: 'moving', version: 1 });
    const [tenancy] = await inLandlord((tx) =>
      tx.select().from(tenancies).where(eq(tenancies.id, one.tenancyId)),
    );
    expect(tenancy?.endedOn).toBeNull();
  });

  it('refuses a home that a sitting decided for others, has on its agenda, or that is promised', async () => {
    const [decided, onAgenda, promised, rival] = [
      await relocation(),
      await relocation(),
      await relocation(),
      await relocation(),
    ];
    const other = makeApplication(950);
    const place = { home: makeHome(`neuf-${made - 3}`), decisions: [decisionOf(other.number, 1)] };
    const [vacancy] = await inLandlord((tx) =>
      tx.select().from(vacancies).where(eq(vacancies.id, decided.vacancyId)),
    );
    if (!vacancy) throw new Error('no such vacancy');
    await writeDecided(database.db, landlordId, [{ ...place, vacancy }], [other]);
    await inLandlord(async (tx) => {
      const [home] = await tx
        .select({ homeId: vacancies.homeId })
        .from(vacancies)
        .where(eq(vacancies.id, onAgenda.vacancyId));
      await tx.insert(agendaHomes).values({
        landlordId,
        sessionId,
        vacancyId: onAgenda.vacancyId,
        homeId: home?.homeId ?? '',
        position: 0,
        state: 'pending',
        next: [],
      });
      await tx
        .update(relocationOffers)
        .set({ vacancyId: promised.vacancyId })
        .where(and(eq(relocationOffers.requestId, rival.id)));
    });
    expect(await lease(decided)).toMatchObject({ refusal: { code: 'homeDecided', heldOn: '2026-11-12' } });
    expect(await lease(onAgenda)).toMatchObject({ refusal: { code: 'homeOnAgenda' } });
    expect(await lease(promised)).toMatchObject({ refusal: { code: 'homePromised' } });
  });

  it('counts on a sitting that still stands: one that is cancelled tells nobody', async () => {
    const one = await relocation();
    const cancel = (state: 'cancelled' | 'draft') =>
      inLandlord((tx) =>
        tx.update(committeeSessions).set({ state }).where(eq(committeeSessions.id, sessionId)),
      );
    await cancel('cancelled');
    expect(await lease(one)).toMatchObject({ refusal: { code: 'notInformed' } });
    await cancel('draft');
    expect(await lease(one)).toMatchObject({ ok: true });
  });
});
