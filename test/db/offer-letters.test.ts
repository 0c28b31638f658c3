/** An offer is what its letter says: both are written in one step, once. */
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { landlords } from '../../db/schema/landlord.ts';
import { letterStore } from '../../db/stores/letter-store.ts';
import { lettingStore } from '../../db/stores/letting-store.ts';
import { sessionStore } from '../../db/stores/session-store.ts';
import { letterText } from '../../src/committee/letters/letter-content.ts';
import { addDays, civilDate } from '../../src/kernel/civil-date.ts';
import { frenchLongDate } from '../../src/kernel/french.ts';
import { decisionOf, freeHome, writeDecided } from '../support/decided-home.ts';
import { makeApplication } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const today = civilDate('2026-11-21');
const landlordId = 'l1';
const asked = (name: string) => ({
  landlordId,
  actor: { accountId: null, name, role: 'agent' },
  now: new Date(`${today}T09:00:00Z`),
  today,
});

describe('the letter of an offer', () => {
  let database: TestDatabase;
  const people = [1, 2].map((rank) => makeApplication(rank));
  const number = people[0]?.number ?? '';
  const place = freeHome('L1');
  beforeAll(async () => {
    database = await testDatabase();
    await database.db.insert(landlords).values({ id: landlordId, name: 'Bailleur', aliases: [] });
    const decisions = people.map((one, index) => decisionOf(one.number, index + 1));
    await writeDecided(database.db, landlordId, [{ ...place, decisions }], people);
  });
  afterAll(() => database.drop());

  const lettersOf = async () => {
    const letters = letterStore(database.db, sessionStore(database.db));
    const lines = await letters.list({ landlordId, communes: null }, { number });
    const all = await Promise.all(lines.map(({ id }) => letters.find(landlordId, id)));
    return all.flatMap((letter) => (letter ? [letter.content] : []));
  };

  it('is written once where five officers send it, and states its last day', async () => {
    const store = lettingStore(database.db);
    const sent = await Promise.all(
      [1, 2, 3, 4, 5].map((index) =>
        store.sendOffer(asked(`Agent ${index}`), { vacancyId: place.vacancy.id, number, key: v7() }),
      ),
    );
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
    const [letter, ...others] = await lettersOf();
    expect(others).toEqual([]);
    const text = letterText(letter ?? missing());
    expect(text).toContain('Vous avez 10\u00a0jours pour répondre');
    expect(text).toContain(`au plus tard le ${frenchLongDate(addDays(today, 10))}`);
  });

  it('is followed by that of its silence, once, however often the sweep passes', async () => {
    const store = lettingStore(database.db);
    const after = addDays(today, 11);
    for (let sweep = 0; sweep < 3; sweep += 1) {
      await store.lapseOffers(landlordId, after, new Date(`${after}T04:00:00Z`));
    }
    const kinds = (await lettersOf()).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['offer', 'offerLapsed']);
  });
});

function missing(): never {
  throw new Error('no letter was written');
}
