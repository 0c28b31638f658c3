import { and, eq, like } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { adverts, interests } from '../../db/schema/advert.ts';
import { letters, outbox } from '../../db/schema/correspondence.ts';
import { vacancies } from '../../db/schema/home.ts';
import { applicantContacts, protections } from '../../db/schema/instruction.ts';
import { journalLines } from '../../db/schema/journal.ts';
import { pastLettings } from '../../db/schema/portal.ts';
import { wishAnswerStore } from '../../db/stores/answer-wishes.ts';
import { interestStore } from '../../db/stores/interest-store.ts';
import { addDays, civilDate } from '../../src/kernel/civil-date.ts';
import { wishAnswerSchema } from '../../src/portal/answers/wish-answer.ts';
import { decisionOf, writeDecided } from '../support/decided-home.ts';
import { makeApplication, makeLabel, makeNumber, sessionDate } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { advertised, askedOn, newWish, sceneLandlord, writeWishScene } from '../support/wish-scene.ts';

const [one, two, dalo, hidden, late] = Array.from({ length: 5 }, (_, index) => makeNumber(index + 1)) as [
  string,
  string,
  string,
  string,
  string,
];
const people = [
  makeApplication(1),
  makeApplication(2, { filedOn: civilDate('2023-11-21') }),
  makeApplication(3, { labels: [makeLabel('dalo')] }),
  makeApplication(4),
  makeApplication(5),
];
const heldOn = addDays(sessionDate, 8);
const answeredOn = addDays(sessionDate, 9);
const now = new Date(`${answeredOn}T09:00:00Z`);

describe('answers to wishes', () => {
  let database: TestDatabase;
  let ids: string[] = [];
  const inside = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(database.db, sceneLandlord, work);
  const answerOf = async (advert: string, number: string) => {
    const [row] = await inside((tx) =>
      tx
        .select()
        .from(interests)
        .where(and(eq(interests.advertId, advert), eq(interests.number, number))),
    );
    return row && { ...row, answer: row.answer === null ? null : wishAnswerSchema.parse(row.answer) };
  };
  const noticesOf = (number: string, key: string) =>
    inside((tx) =>
      tx
        .select()
        .from(letters)
        .where(and(eq(letters.number, number), like(letters.eventKey, `notice|${key}%`))),
    );

  beforeAll(async () => {
    database = await testDatabase();
    const homes = ['decided', 'gone', 'waits'].map((id) => advertised(id));
    ids = await writeWishScene(database.db, homes, people);
    for (const number of [one, two, dalo, hidden]) {
      await interestStore(database.db).express(askedOn(), newWish(ids[0]!, number));
    }
    await interestStore(database.db).express(askedOn(), newWish(ids[1]!, late));
    await interestStore(database.db).express(askedOn(), newWish(ids[2]!, one));
    await inside(async (tx) => {
      await tx.insert(applicantContacts).values(
        [one, hidden].map((number) => ({
          landlordId: sceneLandlord,
          number,
          email: `m${number.slice(-1)}@exemple.example`,
          telephone: null,
          address: ['1 rue Neuve'],
          preferred: 'email' as const,
        })),
      );
      await tx.insert(protections).values({
        landlordId: sceneLandlord,
        number: hidden,
        since: new Date('2026-11-01T09:00:00Z'),
        by: 'Claire',
        newContact: null,
      });
      await tx.update(adverts).set({ state: 'closed' });
      await tx
        .update(adverts)
        .set({ state: 'withdrawn', endedAt: new Date(`${heldOn}T10:00:00Z`) })
        .where(eq(adverts.id, ids[1]!));
    });
    const { home, vacancy } = homes[0]!;
    await writeDecided(
      database.db,
      sceneLandlord,
      [
        {
          home,
          vacancy,
          heldOn,
          decisions: [
            decisionOf(dalo, 1),
            decisionOf(two, null, {
              reasons: ['higherPriority'],
              note: 'Un ménage reconnu DALO passe avant.',
            }),
          ],
        },
      ],
      [],
    );
  });
  afterAll(() => database.drop());

  it('are given once, even by two days that run together', async () => {
    const store = wishAnswerStore(database.db);
    const both = await Promise.all([
      store.answerDay(sceneLandlord, answeredOn, now),
      store.answerDay(sceneLandlord, answeredOn, now),
    ]);
    expect(both[0]! + both[1]!).toBe(5);
    expect(await store.answerDay(sceneLandlord, answeredOn, now)).toBe(0);
    expect(await noticesOf(one, 'wish-answer')).toHaveLength(1);
    const told = await inside((tx) =>
      tx.select().from(journalLines).where(eq(journalLines.kind, 'interest.answered')),
    );
    expect(told).toHaveLength(5);
  });

  it('say what the committee decided on one’s own candidacy, by whom and when', async () => {
    expect((await answerOf(ids[0]!, dalo))?.answer).toMatchObject({
      decidedOn: heldOn,
      outcome: { code: 'given', rank: 1 },
    });
    const refused = await answerOf(ids[0]!, two);
    expect(refused).toMatchObject({ state: 'answered', answeredOn });
    expect(refused?.answer).toMatchObject({
      outcome: { code: 'refused', reasons: ['higherPriority'] },
      place: { place: 2, of: 4 },
    });
    expect(refused?.answer?.decidedBy).toContain('commission d’attribution');
    expect(JSON.stringify(refused?.answer)).not.toContain(dalo);
  });

  it('give a household that was not presented its place by the published order', async () => {
    expect((await answerOf(ids[0]!, one))?.answer).toMatchObject({
      outcome: { code: 'notPresented', told: 'yes' },
      place: { of: 4, tier: 2 },
    });
    const [letter] = await noticesOf(one, 'wish-answer');
    const text = JSON.stringify(letter?.content);
    expect(text).toContain('vous étiez à la place');
    expect(text).toContain('Moins de 11 logements semblables');
    expect(text).not.toMatch(new RegExp(`${two}|${dalo}`));
  });

  it('follow the withdrawal of an advert', async () => {
    expect((await answerOf(ids[1]!, late))?.answer).toMatchObject({
      decidedOn: heldOn,
      outcome: { code: 'withdrawn' },
    });
  });

  it('never travel to the old contact of a protected file', async () => {
    const [letter] = await noticesOf(hidden, 'wish-answer');
    expect(letter).toBeDefined();
    const sent = await inside((tx) => tx.select().from(outbox).where(eq(outbox.letterId, letter!.id)));
    expect(sent).toEqual([]);
  });

  it('end the advert once each candidate has one, and leave open the one that waits', async () => {
    const rows = await inside((tx) => tx.select({ id: adverts.id, state: adverts.state }).from(adverts));
    const states = new Map(rows.map(({ id, state }) => [id, state]));
    expect(ids.map((id) => states.get(id))).toEqual(['answered', 'withdrawn', 'closed']);
    // Its remaining wish has closed up to the first place of the household.
    expect(await answerOf(ids[2]!, one)).toMatchObject({ state: 'live', wishOrder: 1 });
  });

  it('are preceded by news once the promised days are over, one a turn', async () => {
    const store = wishAnswerStore(database.db);
    const closesOn = addDays(sessionDate, 4);
    const onDay = (days: number) => {
      const day = addDays(closesOn, days);
      return store.answerDay(sceneLandlord, day, new Date(`${day}T09:00:00Z`));
    };
    expect(await onDay(14)).toBe(0);
    expect(await onDay(15)).toBe(1);
    expect(await onDay(16)).toBe(0);
    // With it, the household placed first that nobody has offered the home to yet.
    expect(await onDay(30)).toBe(2);
    const told = await noticesOf(one, 'wish-waiting');
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told[0]?.content)).toContain('pas encore attribué');
  });

  it('go on behind a rank, turn after turn, until the home has its end: told once, of nobody else', async () => {
    const store = wishAnswerStore(database.db);
    const onDay = (days: number) => {
      const day = addDays(heldOn, days);
      return store.answerDay(sceneLandlord, day, new Date(`${day}T09:00:00Z`));
    };
    const waiting = await noticesOf(dalo, 'rank-waiting');
    expect(waiting).toHaveLength(1);
    expect(JSON.stringify(waiting[0]?.content)).toContain('rang 1');
    await onDay(31);
    expect(await noticesOf(dalo, 'rank-waiting')).toHaveLength(2);
    await inside((tx) => tx.update(vacancies).set({ status: 'let' }).where(eq(vacancies.id, 'v-decided')));
    await onDay(32);
    await onDay(33);
    const [over, ...others] = await noticesOf(dalo, 'rank-over');
    expect(others).toEqual([]);
    expect(JSON.stringify(over?.content)).toContain('ne change pas vos points');
    expect(JSON.stringify(over?.content)).not.toContain(two);
    expect(await noticesOf(dalo, 'rank-waiting')).toHaveLength(2);
    // Who was not placed hears nothing of it.
    expect(await noticesOf(two, 'rank-')).toEqual([]);
  });

  it('are preceded by news where publication goes on week after week, counted from the wish', async () => {
    const person = makeApplication(12);
    const slack = { regime: 'slack' as const, closesOn: addDays(sessionDate, 40) };
    const [advertId] = await writeWishScene(database.db, [advertised('slack', { advert: slack })], [person]);
    await interestStore(database.db).express(askedOn(), newWish(advertId!, person.number));
    const onDay = (days: number) => {
      const day = addDays(sessionDate, days);
      return wishAnswerStore(database.db).answerDay(sceneLandlord, day, new Date(`${day}T09:00:00Z`));
    };
    await onDay(14);
    expect(await noticesOf(person.number, 'wish-waiting')).toHaveLength(0);
    await onDay(15);
    await onDay(16);
    const told = await noticesOf(person.number, 'wish-waiting');
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told[0]?.content)).toContain('L’annonce reste ouverte');
  });

  it('show the points of eleven past lettings of like homes, and nothing of fewer', async () => {
    const lettings = (many: number) =>
      Array.from({ length: many }, (_, index) => ({
        landlordId: sceneLandlord,
        leaseId: `b${index}`,
        signedOn: civilDate('2026-05-01'),
        insee: '57463',
        epci: '200039865',
        typology: 'T2' as const,
        points: 20 + index,
        gridId: 'g',
      }));
    const answered = async (many: number) => {
      const id = `like${many}`;
      const people = makeApplication(20 + many);
      const [advertId] = await writeWishScene(database.db, [advertised(id)], [people]);
      await interestStore(database.db).express(askedOn(), newWish(advertId!, people.number));
      await inside(async (tx) => {
        await tx.delete(pastLettings);
        await tx.insert(pastLettings).values(lettings(many));
        await tx
          .update(adverts)
          .set({ state: 'withdrawn', endedAt: now, requestKey: v7() })
          .where(eq(adverts.id, advertId!));
      });
      await wishAnswerStore(database.db).answerDay(sceneLandlord, answeredOn, now);
      return (await answerOf(advertId!, people.number))?.answer?.likeLettings;
    };
    expect(await answered(10)).toMatchObject({ minimum: 11, spread: null });
    expect(await answered(11)).toMatchObject({ spread: { count: 11, middle: 25 } });
  });
});
