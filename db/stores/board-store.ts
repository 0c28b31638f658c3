/** The officer's board on PostgreSQL. */
import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { BoardPort, BoardReader } from '../../src/committee/board/board-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { homes, vacancies } from '../schema/home.ts';
import { agenciesOf, communesOf, freedHomes, stillOpen } from './board-homes.ts';

export function boardStore(db: Database): BoardPort {
  return {
    board: (reader) =>
      withLandlord(db, reader.landlordId, async (tx) => {
        const { agencies, within } = await reachOf(tx, reader);
        return { agencies, homes: await freedHomes(tx, and(stillOpen(tx), within)) };
      }),
    home: (reader, vacancyId) =>
      withLandlord(db, reader.landlordId, async (tx) => {
        const { within } = await reachOf(tx, reader);
        const [home] = await freedHomes(tx, and(eq(vacancies.id, vacancyId), within));
        return home ?? null;
      }),
  };
}

/** The agencies, and the condition that keeps the homes which the reader may see. */
async function reachOf(tx: Transaction, reader: BoardReader) {
  const agencies = await agenciesOf(tx);
  const communes = communesOf(reader, agencies);
  const within: SQL | undefined = communes === null ? undefined : inArray(homes.insee, [...communes]);
  return { agencies, within };
}
