import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { letters } from '../../db/schema/correspondence.ts';
import { interestStore } from '../../db/stores/interest-store.ts';
import { standingWishStore } from '../../db/stores/standing-wish-store.ts';
import { addDays, addMonths } from '../../src/kernel/civil-date.ts';
import type { StandingCriteria } from '../../src/portal/choice/standing-wish.ts';
import { makeApplication, makeHome, makeHousehold, makeNumber, sessionDate } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { advertised, askedOn, newWish, sceneLandlord, writeWishScene } from '../support/wish-scene.ts';

const opensToday = { opensOn: sessionDate };
const someone = makeNumber(1);
const tooDear = makeNumber(2);
const refused = makeNumber(3);

const criteria: StandingCriteria = {
  communes: ['57463'],
  typologies: ['T2'],
  maxLeftToPayCents: null,
  accessibility: 'none',
  setOn: sessionDate,
};

describe('standing wishes', () => {
  let database: TestDatabase;
  let ids: string[] = [];
  const store = () => standingWishStore(database.db);
  const ask = (number: string, more: Partial<StandingCriteria> = {}, requestKey = v7()) =>
    store().set(askedOn(), {
      number,
      criteria: { ...criteria, ...more },
      until: addMonths(sessionDate, 3),
      requestKey,
    });
  const day = (today = sessionDate) =>
    store().answerAdverts(sceneLandlord, today, new Date(`${today}T06:00:00Z`));
  const live = async (number: string) =>
    (await interestStore(database.db).wishesOf(sceneLandlord, number)).filter(
      ({ state }) => state === 'live',
    );

  beforeAll(async () => {
    database = await testDatabase();
    ids = await writeWishScene(
      database.db,
      [
        advertised('h0', { advert: opensToday }),
        advertised('h1', { advert: opensToday }),
        advertised('opened-before'),
        advertised('large', { home: makeHome('large', { typology: 'T4' }), advert: opensToday }),
        advertised('far', { home: makeHome('far', { insee: '57672' }), advert: opensToday }),
        ...Array.from({ length: 8 }, (_, index) =>
          advertised(`later-${index}`, {
            advert: { opensOn: addDays(sessionDate, 1), closesOn: addDays(sessionDate, 9) },
          }),
        ),
      ],
      [
        makeApplication(1),
        makeApplication(2),
        makeApplication(3, {
          household: makeHousehold({
            taxIncome: { n2Cents: 9_000_000, n1Cents: null, last12MonthsCents: null },
          }),
        }),
      ],
    );
  });
  afterAll(() => database.drop());

  it('answer adverts that open from the day they were set, like what was asked, once', async () => {
    const key = v7();
    const set = await ask(someone, {}, key);
    expect(set.ok && set.value.id).toBe(
      await ask(someone, {}, key).then((again) => again.ok && again.value.id),
    );
    await ask(tooDear, { maxLeftToPayCents: 100 });
    await ask(refused);
    expect(await day()).toBe(2);
    expect(await day()).toBe(0);
    const wishes = await live(someone);
    expect(wishes.map(({ advert, source }) => [advert.vacancyId, source]).sort()).toEqual([
      ['v-h0', 'standing'],
      ['v-h1', 'standing'],
    ]);
    expect(await live(tooDear)).toEqual([]);
    expect(await live(refused)).toEqual([]);
  });

  it('tell the household of each advert that they answered', async () => {
    const written = await withLandlord(database.db, sceneLandlord, (tx) => tx.select().from(letters));
    expect(written.map(({ number, about }) => [number, about]).sort()).toEqual(
      [ids[0], ids[1]].map((id) => [someone, `standing|${id}`]).sort(),
    );
  });

  it('never answer again what the household took back', async () => {
    const [first] = await live(someone);
    await interestStore(database.db).withdraw(askedOn(), { number: someone, wishId: first!.id });
    expect(await day()).toBe(0);
  });

  it('stay within the limit of live wishes, and go on when one is free', async () => {
    const next = addDays(sessionDate, 1);
    expect(await day(next)).toBe(5);
    expect(await live(someone)).toHaveLength(6);
    const [own] = await live(someone);
    await interestStore(database.db).withdraw(askedOn(next), { number: someone, wishId: own!.id });
    expect(await day(next)).toBe(1);
  });

  it('end when the household says so, at their date, and are few at once', async () => {
    const [wish] = (await store().of(sceneLandlord, tooDear)).wishes;
    const question = { number: tooDear, id: wish!.id };
    expect(await store().end(askedOn(), { ...question, number: someone })).toEqual({
      ok: false,
      refusal: { code: 'noSuchWish' },
    });
    expect((await store().end(askedOn(), question)).ok).toBe(true);
    expect((await store().end(askedOn(), question)).ok).toBe(true);
    for (let index = 0; index < 3; index += 1) expect((await ask(tooDear)).ok).toBe(true);
    expect(await ask(tooDear)).toEqual({ ok: false, refusal: { code: 'tooMany', limit: 3 } });
    expect(await day(addMonths(sessionDate, 4))).toBe(0);
    const far = { number: refused, criteria, until: addMonths(sessionDate, 7), requestKey: v7() };
    expect(await store().set(askedOn(), far)).toMatchObject({ refusal: { code: 'untilTooFar' } });
  });

  it('leave the household free to apply by itself', async () => {
    const own = await interestStore(database.db).express(askedOn(), newWish(ids[2]!, tooDear));
    expect(own.ok).toBe(true);
  });
});
