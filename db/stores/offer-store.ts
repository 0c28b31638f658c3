/** Past offers with the home that each was for, as the learning of acceptance reads them: no household in them. */
import { asc, eq } from 'drizzle-orm';
import type { PastOffer } from '../../src/matching/learn-acceptance.ts';
import { type Database, withLandlord } from '../connection.ts';
import { homes } from '../schema/home.ts';
import { offers } from '../schema/tenancy.ts';

export function pastOffers(db: Database, landlordId: string): Promise<PastOffer[]> {
  return withLandlord(db, landlordId, (tx) =>
    tx
      .select({
        insee: homes.insee,
        typology: homes.typology,
        rank: offers.rank,
        sentOn: offers.sentOn,
        answer: offers.answer,
      })
      .from(offers)
      .innerJoin(homes, eq(homes.id, offers.homeId))
      .orderBy(asc(offers.sentOn), asc(offers.id)),
  );
}
