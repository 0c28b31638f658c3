/** The officer's board on PostgreSQL. */
import { and, eq } from 'drizzle-orm';
import type { BoardPort } from '../../src/committee/board/board-port.ts';
import { type Database, withLandlord } from '../connection.ts';
import { vacancies } from '../schema/home.ts';
import { dayFacts, knownPeople } from './board-day.ts';
import { agenciesOf, freedHomes, stillOpen, withinReach } from './board-homes.ts';
import { recordHomeStep } from './board-step.ts';
import { difficultyFacts, longWaiters, oftenEligible } from './board-waiting.ts';

export function boardStore(db: Database): BoardPort {
  return {
    board: (reader) =>
      withLandlord(db, reader.landlordId, async (tx) => {
        const agencies = await agenciesOf(tx);
        return { agencies, homes: await freedHomes(tx, and(stillOpen(tx), withinReach(reader))) };
      }),
    agencies: (landlordId) => withLandlord(db, landlordId, agenciesOf),
    home: (reader, vacancyId) =>
      withLandlord(db, reader.landlordId, async (tx) => {
        const [home] = await freedHomes(tx, and(eq(vacancies.id, vacancyId), withinReach(reader)));
        return home ?? null;
      }),
    dayFacts: (reader, seeking, date) => dayFacts(db, reader, seeking, date),
    people: (landlordId, numbers) => knownPeople(db, landlordId, numbers),
    difficulty: (reader, vacancyIds, since) => difficultyFacts(db, reader, vacancyIds, since),
    longWaiters: (reader, delays, date, page) => longWaiters(db, reader, delays, date, page),
    oftenEligible: (reader) => oftenEligible(db, reader),
    recordStep: recordHomeStep(db),
  };
}
