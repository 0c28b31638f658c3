/** Offers and leases on PostgreSQL: the home's row is locked first, then the household's, so that two officers follow each other. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { LettingPort, LettingReader } from '../../src/committee/letting-port.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import { type Database, withLandlord } from '../connection.ts';
import { lettingOutcomes, offers } from '../schema/tenancy.ts';
import { withinReach } from './board-homes.ts';
import { returnHome } from './letting-endings.ts';
import { lettingHomes } from './letting-homes.ts';
import { giveKeys } from './letting-keys.ts';
import { signLease } from './letting-leases.ts';
import { answerOffer, lapseOnHome, recordReceipt, sendOffer } from './letting-offers.ts';

// A year of sittings: what is older has been settled one way or another.
const shownDays = 400;
const overDays = 90;

export function lettingStore(db: Database): LettingPort {
  return {
    list: async (reader, today) => {
      const found = await read(db, reader, today, { heldSince: addDays(today, -shownDays) });
      const recent = addDays(today, -overDays);
      return found.filter(
        ({ lease, returned, keysGivenOn }) =>
          (lease === null || keysGivenOn === null || keysGivenOn >= recent) &&
          (returned === null || returned.on >= recent),
      );
    },
    find: async (reader, vacancyId, today) => (await read(db, reader, today, { vacancyId }))[0] ?? null,
    learned: (landlordId, vacancyId) =>
      withLandlord(db, landlordId, (tx) =>
        tx
          .select({ on: lettingOutcomes.on, learned: lettingOutcomes.learned })
          .from(lettingOutcomes)
          .where(and(eq(lettingOutcomes.vacancyId, vacancyId), eq(lettingOutcomes.outcome, 'returned')))
          .orderBy(desc(lettingOutcomes.on)),
      ),
    sendOffer: (asked, input) => sendOffer(db, asked, input),
    recordReceipt: (asked, input) => recordReceipt(db, asked, input),
    answerOffer: (asked, input) => answerOffer(db, asked, input),
    lapseOffers: (landlordId, today, now) => lapseOffers(db, landlordId, today, now),
    signLease: (asked, input) => signLease(db, asked, input),
    giveKeys: (asked, input) => giveKeys(db, asked, input),
    returnHome: (asked, input) => returnHome(db, asked, input),
  };
}

function read(
  db: Database,
  reader: LettingReader,
  today: CivilDate,
  filter: { vacancyId?: string; heldSince?: CivilDate },
) {
  return withLandlord(db, reader.landlordId, (tx) =>
    lettingHomes(tx, reader.landlordId, { ...filter, within: withinReach(reader) }, today),
  );
}

/** One transaction a home: a home that somebody works on makes the others wait for nothing. */
async function lapseOffers(db: Database, landlordId: string, today: CivilDate, now: Date): Promise<number> {
  const open = await withLandlord(db, landlordId, (tx) =>
    tx
      .selectDistinct({ vacancyId: offers.vacancyId, sentOn: offers.sentOn })
      .from(offers)
      .where(isNull(offers.answer)),
  );
  const due = new Set(
    open.flatMap(({ vacancyId, sentOn }) =>
      // No delay is shorter than ten days: younger offers need not be looked at.
      vacancyId !== null && sentOn < addDays(today, -9) ? [vacancyId] : [],
    ),
  );
  let lapsed = 0;
  for (const vacancyId of due) {
    lapsed += await withLandlord(db, landlordId, (tx) => lapseOnHome(tx, landlordId, vacancyId, today, now));
  }
  return lapsed;
}
