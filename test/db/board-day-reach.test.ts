/** The day of an officer held to one agency: its own files and homes, nothing of its neighbours. */
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { cases } from '../../db/schema/correspondence.ts';
import { documents, visits } from '../../db/schema/instruction.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { dueProposals } from '../../db/schema/letting.ts';
import { registerEvents, registerTasks } from '../../db/schema/register.ts';
import { boardStore } from '../../db/stores/board-store.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { decisionOf, freeHome, writeDecided } from '../support/decided-home.ts';
import { makeApplication, metzInsee } from '../support/make-domain.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const landlordId = 'l1';
const today = civilDate('2026-11-21');
const nancyInsee = '54395';
const own = makeApplication(1);
const other = makeApplication(2, {
  wishes: { ...own.wishes, communes: [nancyInsee] },
  current: { ...own.current, insee: nancyInsee },
});

describe('what an officer held to Metz finds in the day', () => {
  let database: TestDatabase;
  const at = (communes: ReadonlySet<string> | null) =>
    boardStore(database.db).dayFacts({ landlordId, communes }, [], today);
  beforeAll(async () => {
    database = await testDatabase();
    await database.db.insert(landlords).values({ id: landlordId, name: 'Bailleur', aliases: [] });
    const metz = freeHome('M1');
    const nancy = freeHome('N1', { insee: nancyInsee });
    await writeDecided(
      database.db,
      landlordId,
      [
        { ...metz, decisions: [decisionOf(own.number, 1)] },
        { ...nancy, decisions: [decisionOf(other.number, 1)] },
      ],
      [own, other],
    );
    await withLandlord(database.db, landlordId, async (tx) => {
      for (const [{ number }, { vacancy }] of [
        [own, metz],
        [other, nancy],
      ] as const) {
        await tx.insert(documents).values({
          landlordId,
          number,
          document: 'identity',
          state: 'received',
          receivedOn: today,
        });
        await tx.insert(cases).values({
          landlordId,
          number,
          kind: 'review',
          receivedOn: today,
          dueOn: today,
          state: 'open',
          requestKey: v7(),
        });
        await tx
          .insert(registerTasks)
          .values({ landlordId, number, kind: 'correct', field: 'x', value: '1' });
        await tx.insert(registerEvents).values({
          landlordId,
          number,
          kind: 'decision',
          on: today,
          author: 'CALEOL',
          details: {},
          eventKey: number,
        });
        await tx
          .insert(dueProposals)
          .values({ landlordId, number, refusedVacancyId: vacancy.id, since: today });
        await tx.insert(visits).values({
          landlordId,
          vacancyId: vacancy.id,
          number,
          startsAt: new Date('2026-11-21T09:00:00Z'),
          outcome: 'planned',
        });
      }
    });
  });
  afterAll(() => database.drop());

  const numbersIn = ({
    received,
    cases: open,
    dueProposals: due,
    visits: booked,
  }: Awaited<ReturnType<typeof at>>) =>
    [received, open, due, booked].map((rows) => rows.map(({ number }) => number));

  it('are the files and homes of Metz', async () => {
    const facts = await at(new Set([metzInsee]));
    expect(numbersIn(facts)).toEqual([[own.number], [own.number], [own.number], [own.number]]);
    expect([facts.registerTasks, facts.registerEvents]).toEqual([1, 1]);
  });

  it('is nothing where the agency has neither', async () => {
    const facts = await at(new Set(['57001']));
    expect(numbersIn(facts)).toEqual([[], [], [], []]);
    expect([facts.registerTasks, facts.registerEvents]).toEqual([0, 0]);
  });

  it('is everything for an officer of the whole landlord', async () => {
    const facts = await at(null);
    expect(numbersIn(facts).map((numbers) => numbers.length)).toEqual([2, 2, 2, 2]);
    expect([facts.registerTasks, facts.registerEvents]).toEqual([2, 2]);
  });
});
