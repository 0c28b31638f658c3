/** Adverts of freed homes. A network shares one portal: what anyone may read is read over all landlords. */
import { and, eq, gte, inArray, lte, notInArray, or } from 'drizzle-orm';
import { validate } from 'uuid';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import {
  type AdvertFilters,
  advertQuery,
  readAdvertFilters,
  searchAdverts,
} from '../../src/portal/adverts/advert-filters.ts';
import type { AdvertPort, PublicAdvert } from '../../src/portal/adverts/advert-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { advertMedia, adverts } from '../schema/advert.ts';
import { homes, vacancies } from '../schema/home.ts';
import { advertDay } from './advert-day.ts';
import { advertPictures } from './advert-pictures.ts';
import { advertRecords, deskHomes, publicAdverts, wasPublic } from './advert-rows.ts';
import { advertWriting } from './advert-write.ts';
import { listLandlords } from './landlord-store.ts';
import { publicMemo } from './public-memo.ts';

export function advertStore(db: Database): AdvertPort {
  const known = publicMemo<PublicAdvert | null>(db, 'adverts');
  const open = publicMemo<readonly PublicAdvert[]>(db, 'adverts');
  return {
    ...advertWriting(db),
    ...advertPictures(db),
    find: (id) => (validate(id) ? known(id, () => findIn(db, id)) : Promise.resolve(null)),
    publicList: async (filters, today) => {
      const list = await open(today, () => publicList(db, today));
      return isEveryAdvert(filters) ? list : searchAdverts(list, filters);
    },
    image: async (advertId, mediumId) => {
      if (!validate(advertId) || !validate(mediumId)) return null;
      for (const { id } of await listLandlords(db)) {
        const found = await withLandlord(db, id, (tx) => picture(tx, advertId, mediumId, true));
        if (found) return found;
      }
      return null;
    },
    ownImage: async (landlordId, advertId, mediumId) =>
      validate(advertId) && validate(mediumId)
        ? withLandlord(db, landlordId, (tx) => picture(tx, advertId, mediumId, false))
        : null,
    desk: (landlordId, communes) =>
      withLandlord(db, landlordId, async (tx) => {
        const within = communes === null ? undefined : inArray(homes.insee, [...communes]);
        return { homes: await deskHomes(tx, within), adverts: await advertRecords(tx, within) };
      }),
    record: async (landlordId, id) =>
      validate(id)
        ? withLandlord(db, landlordId, async (tx) => (await advertRecords(tx, eq(adverts.id, id)))[0] ?? null)
        : null,
    ofVacancy: (landlordId, vacancyId) =>
      withLandlord(db, landlordId, async (tx) => {
        const [own] = await tx
          .select({ id: adverts.id, state: adverts.state })
          .from(adverts)
          .where(and(eq(adverts.vacancyId, vacancyId), notInArray(adverts.state, ['answered', 'withdrawn'])));
        return own ?? null;
      }),
    homeToAdvertise: (landlordId, vacancyId) =>
      withLandlord(
        db,
        landlordId,
        async (tx) => (await deskHomes(tx, eq(vacancies.id, vacancyId)))[0] ?? null,
      ),
    runDay: (landlordId, today, now) => advertDay(db, landlordId, today, now),
  };
}

async function findIn(db: Database, id: string): Promise<PublicAdvert | null> {
  for (const landlord of await listLandlords(db)) {
    const [found] = await withLandlord(db, landlord.id, (tx) =>
      publicAdverts(tx, and(eq(adverts.id, id), wasPublic())),
    );
    if (found) return found;
  }
  return null;
}

const everyAdvert = readAdvertFilters({});

function isEveryAdvert(filters: AdvertFilters): boolean {
  return advertQuery(filters) === '';
}

async function publicList(db: Database, today: CivilDate): Promise<readonly PublicAdvert[]> {
  const all: PublicAdvert[] = [];
  for (const { id } of await listLandlords(db)) {
    all.push(...(await withLandlord(db, id, (tx) => openAdverts(tx, today))));
  }
  return searchAdverts(all, everyAdvert);
}

/** Adverts open on a day: the day after its closing, one of a tense place is no longer, whenever the day is run. */
export function openAdverts(tx: Transaction, today: CivilDate): Promise<PublicAdvert[]> {
  return publicAdverts(
    tx,
    and(
      eq(adverts.state, 'open'),
      lte(adverts.opensOn, today),
      or(eq(adverts.regime, 'slack'), gte(adverts.closesOn, today)),
    ),
  );
}

async function picture(tx: Transaction, advertId: string, mediumId: string, publicOnly: boolean) {
  const [row] = await tx
    .select({ mediaType: advertMedia.mediaType, bytes: advertMedia.content })
    .from(advertMedia)
    .innerJoin(adverts, eq(adverts.id, advertMedia.advertId))
    .where(
      and(
        eq(advertMedia.id, mediumId),
        eq(advertMedia.advertId, advertId),
        publicOnly ? inArray(adverts.state, ['open', 'closed', 'answered']) : undefined,
      ),
    );
  return row ?? null;
}
