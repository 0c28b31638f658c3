/** The closed advert of a home as evidence, at the sitting, that candidates were wanting (C-06 i, L-04). */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { adverts } from '../../db/schema/advert.ts';
import { sessionStore } from '../../db/stores/session-store.ts';
import { addDays } from '../../src/kernel/civil-date.ts';
import { advertFactsOf } from '../../src/portal/adverts/advert-facts.ts';
import { makeHome, makeNumber, makeVacancy, sessionDate } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { done, landlordId, newSession, officer, refusalOf, writeScene } from './session-scene.ts';

describe('a home whose public advert has closed', () => {
  let database: TestDatabase;
  let sessionId = '';
  beforeAll(async () => {
    database = await testDatabase();
    await writeScene(database.db, { homes: 1, households: 3 });
    await withLandlord(database.db, landlordId, (tx) =>
      tx.insert(adverts).values({
        ...{ landlordId, vacancyId: 'v-h1', state: 'open', regime: 'slack', exportedTo: ['Bienvéo'] },
        facts: advertFactsOf({
          ...{ home: makeHome('h1'), vacancy: makeVacancy('h1'), communeName: 'Metz', holderName: null },
        }),
        words: { title: 'T3', place: 'Près de la gare.', description: 'Deux chambres.', access: '' },
        opensOn: addDays(sessionDate, -14),
        closesOn: addDays(sessionDate, 5),
        closings: [{ on: addDays(sessionDate, -4), interested: 2 }],
        writtenBy: 'Claire Officier',
        requestKey: 'one',
      }),
    );
    const created = await done(sessionStore(database.db).create(officer, newSession()));
    sessionId = created.sessionId;
    const candidates = [1, 2].map((index) => ({ number: makeNumber(index), origin: 'interest' as const }));
    await done(
      sessionStore(database.db).addHomeByHand(officer, { ...created, vacancyId: 'v-h1', candidates }),
    );
  });
  afterAll(() => database.drop());

  const placeOf = async () => {
    const read = await sessionStore(database.db).findAtHome(
      landlordId,
      { sessionId, vacancyId: 'v-h1' },
      null,
    );
    if (!read?.place) throw new Error('no such home');
    return read.place;
  };
  const record = async (evidence: string) =>
    sessionStore(database.db).recordException(officer, {
      sessionId,
      vacancyId: 'v-h1',
      version: (await placeOf()).agenda.version,
      exception: { ground: 'notEnoughCandidates', evidence },
    });

  it('proposes the exception with the days, the media and the count of the advert', async () => {
    const { candidatesCheck } = await placeOf();
    expect(candidatesCheck).toMatchObject({ state: 'blocked', possible: { ground: 'notEnoughCandidates' } });
    const evidence = candidatesCheck.state === 'blocked' ? candidatesCheck.possible?.evidence : '';
    expect(evidence).toMatch(
      /^Annonce publiée du .* sur le portail public, Bienvéo : 2\u00a0ménages intéressés/,
    );
  });

  it('is received where publication is continuous, and no longer once a third is interested', async () => {
    const interested = (count: number, daysAgo = 4) =>
      withLandlord(database.db, landlordId, (tx) =>
        tx
          .update(adverts)
          .set({ closings: [{ on: addDays(sessionDate, -daysAgo), interested: count }] })
          .where(eq(adverts.vacancyId, 'v-h1')),
      );
    await interested(3);
    expect(await refusalOf(record('Deux candidats sur l’annonce.'))).toEqual({
      code: 'exceptionNotEvidenced',
    });
    // A letter posted in time may still be on its way: nothing is established yet (three days by policy).
    await interested(2, 3);
    expect(await refusalOf(record('Deux candidats sur l’annonce.'))).toEqual({
      code: 'exceptionNotEvidenced',
    });
    await interested(2);
    await done(record('Deux candidats sur l’annonce.'));
    expect((await placeOf()).candidatesCheck.state).toBe('exception');
  });

  it('does not stand alone where the place is tense: the search among applications is run', async () => {
    await withLandlord(database.db, landlordId, (tx) =>
      tx.update(adverts).set({ regime: 'tense', state: 'closed' }).where(eq(adverts.vacancyId, 'v-h1')),
    );
    expect((await placeOf()).candidatesCheck.state).toBe('blocked');
  });
});
