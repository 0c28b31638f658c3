import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { adverts, interests } from '../../db/schema/advert.ts';
import { vacancies } from '../../db/schema/home.ts';
import { interestStore } from '../../db/stores/interest-store.ts';
import { portalPolicyStore } from '../../db/stores/portal-policy-store.ts';
import { candidatesOfRun } from '../../db/stores/session-candidates.ts';
import { snapshotStore } from '../../db/stores/snapshot-store.ts';
import { addDays, type CivilDate, civilDate } from '../../src/kernel/civil-date.ts';
import { findCandidates } from '../../src/matching/candidates.ts';
import { runSession } from '../../src/matching/run.ts';
import { defaultPortalPolicy } from '../../src/portal/policy.ts';
import {
  makeApplication,
  makeHousehold,
  makeLabel,
  makeNumber,
  sessionDate,
} from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { advertised, askedOn, newWish, sceneLandlord, writeWishScene } from '../support/wish-scene.ts';

const [one, two, dalo, rich, expired, unknown, elsewhere, busy] = Array.from({ length: 8 }, (_, index) =>
  makeNumber(index + 1),
) as [string, string, string, string, string, string, string, string];

const noChoices = { pins: [], bans: [] };

const taxed = (n2Cents: number | null) =>
  makeHousehold({ taxIncome: { n2Cents, n1Cents: null, last12MonthsCents: null } });

const people = [
  makeApplication(1),
  makeApplication(2, { filedOn: civilDate('2023-11-21') }),
  makeApplication(3, { labels: [makeLabel('dalo')] }),
  makeApplication(4, { household: taxed(9_000_000) }),
  makeApplication(5, { renewedOn: civilDate('2025-01-01') }),
  makeApplication(6, { household: taxed(null) }),
  makeApplication(7, { wishes: { communes: ['57672'], typologies: ['T4'] } }),
  makeApplication(8),
];

const closedOn = (closesOn: CivilDate) => ({ state: 'closed' as const, closesOn });

describe('wishes for advertised homes', () => {
  let database: TestDatabase;
  let ids: string[] = [];
  const store = () => interestStore(database.db);
  const advertOf = (index: number) => ({
    id: ids[index]!,
    landlordId: sceneLandlord,
    vacancyId: `v-h${index}`,
  });
  const express = (number: string, index: number, more = {}) =>
    store().express(askedOn(), newWish(ids[index]!, number, more));

  beforeAll(async () => {
    database = await testDatabase();
    const homes = Array.from({ length: 12 }, (_, index) => advertised(`h${index}`));
    ids = await writeWishScene(database.db, homes, people);
  });
  afterAll(() => database.drop());

  it('stand by points, those of a recognised DALO with them, then seniority, whatever the moment of the click', async () => {
    expect((await store().choiceFor(advertOf(0), one, sessionDate)).personal).toMatchObject({
      mayApply: 'yes',
      rank: 1,
      wish: null,
    });
    for (const number of [one, two, dalo]) expect((await express(number, 0)).ok).toBe(true);
    const places = await Promise.all(
      [dalo, two, one].map(
        async (number) => (await store().choiceFor(advertOf(0), number, sessionDate)).personal?.rank,
      ),
    );
    expect(places).toEqual([1, 2, 3]);
    const mine = await store().choiceFor(advertOf(0), two, sessionDate);
    expect(mine).toMatchObject({ interested: 3, eligibleOthers: 2 });
    // What is told to one household names nobody else.
    expect(JSON.stringify(mine)).not.toContain(one);
    expect(JSON.stringify(mine)).not.toContain(dalo);
  });

  it('are written once for a double click, two tabs and a form sent again', async () => {
    const again = newWish(ids[1]!, one);
    const all = await Promise.all([
      store().express(askedOn(), again),
      store().express(askedOn(), again),
      store().express(askedOn(), newWish(ids[1]!, one)),
      store().express(askedOn(), newWish(ids[1]!, one)),
    ]);
    expect(all.map((answer) => answer.ok && answer.value.created).filter(Boolean)).toHaveLength(1);
    const rows = await withLandlord(database.db, sceneLandlord, (tx) =>
      tx.select().from(interests).where(eq(interests.advertId, ids[1]!)),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      wishOrder: 2,
      expressedOn: sessionDate,
      told: { verdict: 'yes', rank: 1 },
    });
  });

  it('stay within the published limit, even from several tabs at once', async () => {
    const all = await Promise.all(Array.from({ length: 9 }, (_, index) => express(busy, index)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(defaultPortalPolicy.maxLiveWishes);
    expect(all.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { code: 'tooMany', limit: 6 } });
    const orders = (await store().wishesOf(sceneLandlord, busy)).map(({ order }) => order);
    expect(orders).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are refused where the law says no, and taken where a datum only misses', async () => {
    expect(await express(rich, 0)).toEqual({ ok: false, refusal: { code: 'lawSaysNo' } });
    expect(await express(expired, 0)).toEqual({ ok: false, refusal: { code: 'lawSaysNo' } });
    const renewing = (await store().choiceFor(advertOf(0), expired, sessionDate)).personal;
    expect(renewing?.wouldChange.map(({ code }) => code)).toContain('renew-application');
    expect((await store().choiceFor(advertOf(0), unknown, sessionDate)).personal).toMatchObject({
      mayApply: 'missing',
      wouldChange: [{ code: 'give-tax-income' }],
    });
    expect((await express(unknown, 0)).ok).toBe(true);
  });

  it('open a home that the application does not name', async () => {
    expect((await store().choiceFor(advertOf(2), elsewhere, sessionDate)).personal).toMatchObject({
      mayApply: 'yes',
      beyondApplication: true,
    });
  });

  it('count until the closing day, that day included, and no more after it', async () => {
    const last = addDays(sessionDate, 4);
    const onLast = await store().express(askedOn(last), newWish(ids[3]!, two, { expressedOn: last }));
    expect(onLast.ok).toBe(true);
    const late = addDays(sessionDate, 5);
    const after = newWish(ids[3]!, dalo, { expressedOn: late });
    expect(await store().express(askedOn(late), after)).toEqual({
      ok: false,
      refusal: { code: 'closed', closedOn: last },
    });
    const byPost = newWish(ids[3]!, dalo, { expressedOn: last, source: 'paper' });
    expect((await store().express(askedOn(addDays(last, 3)), byPost)).ok).toBe(true);
    const tooLate = newWish(ids[3]!, one, { expressedOn: last, source: 'paper' });
    expect((await store().express(askedOn(addDays(last, 4)), tooLate)).ok).toBe(false);
  });

  it('are ordered by the household, one place at a time, without a gap or a tie', async () => {
    const before = await store().wishesOf(sceneLandlord, busy);
    const third = before[2]!;
    const up = { number: busy, wishId: third.id, towards: 'first' as const };
    await Promise.all([store().move(askedOn(), up), store().move(askedOn(), up)]);
    const after = await store().wishesOf(sceneLandlord, busy);
    expect(after.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(after[0]?.id).toBe(third.id);
    expect((await store().move(askedOn(), up)).ok).toBe(true);
    expect(await store().move(askedOn(), { ...up, number: one })).toEqual({
      ok: false,
      refusal: { code: 'noSuchWish' },
    });
  });

  it('are taken back until the closing day, and leave no gap', async () => {
    const [first] = await store().wishesOf(sceneLandlord, busy);
    const question = { number: busy, wishId: first!.id };
    expect((await store().withdraw(askedOn(), question)).ok).toBe(true);
    expect((await store().withdraw(askedOn(), question)).ok).toBe(true);
    const live = (await store().wishesOf(sceneLandlord, busy)).filter(({ state }) => state === 'live');
    expect(live.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5]);
    const late = askedOn(addDays(sessionDate, 5));
    expect(await store().withdraw(late, { number: busy, wishId: live[0]!.id })).toMatchObject({
      refusal: { code: 'closed' },
    });
    // Taken back, a home can be asked for again.
    const again = await store().express(askedOn(), newWish(first!.advert.id, busy));
    expect(again.ok && again.value.created).toBe(true);
  });

  it('feed the run of the day: among those who asked once the advert is closed', async () => {
    const open = await snapshotStore(database.db).at(sceneLandlord, sessionDate, noChoices, ['v-h0']);
    expect(open.interests?.homes[0]).toMatchObject({ vacancyId: 'v-h0', closed: false });
    expect(findCandidates(open).vacancies[0]?.pool.interest).toMatchObject({
      interested: 5,
      narrowed: false,
    });
    await withLandlord(database.db, sceneLandlord, (tx) =>
      tx
        .update(adverts)
        .set(closedOn(addDays(sessionDate, -3)))
        .where(eq(adverts.id, ids[0]!)),
    );
    // What was posted in time may still come: nobody is left out yet.
    const post = await snapshotStore(database.db).at(sceneLandlord, sessionDate, noChoices, ['v-h0']);
    expect(findCandidates(post).vacancies[0]?.pool.interest).toMatchObject({
      closed: false,
      narrowed: false,
    });
    await withLandlord(database.db, sceneLandlord, (tx) =>
      tx
        .update(adverts)
        .set(closedOn(addDays(sessionDate, -4)))
        .where(eq(adverts.id, ids[0]!)),
    );
    const closed = await snapshotStore(database.db).at(sceneLandlord, sessionDate, noChoices, ['v-h0']);
    expect(findCandidates(closed).vacancies[0]?.pool.interest).toMatchObject({ narrowed: true });
    // On the agenda of a sitting, they come from the advert.
    const { shortlists } = await runSession(closed, { plain: false });
    const candidates = await withLandlord(database.db, sceneLandlord, (tx) =>
      candidatesOfRun(tx, shortlists, sessionDate),
    );
    expect(candidates.length).toBeGreaterThan(0);
    expect(new Set(candidates.map(({ origin }) => origin))).toEqual(new Set(['interest']));
  });

  it('wait for an answer once their home has an end, and for none before', async () => {
    expect(await store().interestsToAnswer(sceneLandlord, sessionDate)).toEqual([]);
    await withLandlord(database.db, sceneLandlord, async (tx) => {
      await tx
        .update(vacancies)
        .set({ status: 'withdrawn', withdrawal: 'sale' })
        .where(eq(vacancies.id, 'v-h0'));
      await tx.update(adverts).set({ state: 'withdrawn' }).where(eq(adverts.id, ids[0]!));
    });
    const waiting = await store().interestsToAnswer(sceneLandlord, sessionDate);
    expect(waiting.map(({ because, vacancyId }) => [because, vacancyId])).toEqual(
      Array.from({ length: 5 }, () => ['withdrawn', 'v-h0']),
    );
  });

  it('follow the limit that the landlord publishes', async () => {
    await portalPolicyStore(database.db).save(askedOn(), { ...defaultPortalPolicy, maxLiveWishes: 1 });
    expect((await express(elsewhere, 4)).ok).toBe(true);
    expect(await express(elsewhere, 5)).toMatchObject({ refusal: { code: 'tooMany', limit: 1 } });
  });

  it('know nothing of an advert or a household of somebody else', async () => {
    expect(await express(one, 0, { advertId: v7() })).toEqual({
      ok: false,
      refusal: { code: 'noSuchAdvert' },
    });
    expect(await express(makeNumber(99), 6)).toEqual({ ok: false, refusal: { code: 'noSuchAdvert' } });
  });
});
