/** Advertised homes and households of one landlord, written straight into the tables: where wishes start from. */
import { v7 } from 'uuid';
import { type Database, withLandlord } from '../../db/connection.ts';
import { adverts } from '../../db/schema/advert.ts';
import { applications } from '../../db/schema/application.ts';
import { homes, vacancies } from '../../db/schema/home.ts';
import { landlords } from '../../db/schema/landlord.ts';
import { grids } from '../../db/schema/steering.ts';
import { applicationRow } from '../../db/stores/application-rows.ts';
import type { Asked } from '../../src/domain/act.ts';
import type { Application } from '../../src/domain/application.ts';
import type { Home, Vacancy } from '../../src/domain/home.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import { advertFactsOf } from '../../src/portal/adverts/advert-facts.ts';
import type { NewWish } from '../../src/portal/choice/interest-port.ts';
import { makeGrid, makeHome, makeVacancy, sessionDate } from './make-domain.ts';

export const sceneLandlord = 'bailleur';

export type AdvertisedHome = {
  home: Home;
  vacancy: Vacancy;
  advert?: Partial<typeof adverts.$inferInsert>;
};

/** A home of Metz with its vacancy, advertised from five days ago to four days from now. */
export function advertised(id: string, more: Partial<AdvertisedHome> = {}): AdvertisedHome {
  return { home: makeHome(id), vacancy: makeVacancy(id), ...more };
}

/** Writes the landlord, its grid, its households and its advertised homes; gives each advert's identifier. */
export async function writeWishScene(
  db: Database,
  places: readonly AdvertisedHome[],
  people: readonly Application[],
): Promise<string[]> {
  return withLandlord(db, sceneLandlord, async (tx) => {
    const own = <Row>(row: Row) => ({ ...row, landlordId: sceneLandlord });
    await tx
      .insert(landlords)
      .values({
        id: sceneLandlord,
        name: 'Bailleur de test',
        siren: '123456789',
        aliases: [],
        demonstration: false,
      })
      .onConflictDoNothing();
    await tx.insert(grids).values(gridRow()).onConflictDoNothing();
    await tx.insert(homes).values(places.map(({ home }) => own(home)));
    await tx.insert(vacancies).values(places.map(({ vacancy }) => own(vacancy)));
    if (people.length > 0) {
      await tx.insert(applications).values(people.map((person) => applicationRow(sceneLandlord, person)));
    }
    const ids = places.map(() => v7());
    await tx.insert(adverts).values(
      places.map(({ home, vacancy, advert }, index) => ({
        id: ids[index],
        landlordId: sceneLandlord,
        vacancyId: vacancy.id,
        state: 'open' as const,
        regime: 'tense' as const,
        facts: advertFactsOf({ home, vacancy, communeName: 'Metz', holderName: null }),
        words: { title: 'Un logement', place: 'Près du marché', description: 'Clair.', access: '' },
        opensOn: addDays(sessionDate, -5),
        closesOn: addDays(sessionDate, 4),
        exportedTo: [],
        writtenBy: 'agent',
        requestKey: v7(),
        ...advert,
      })),
    );
    return ids;
  });
}

function gridRow() {
  const grid = makeGrid();
  return {
    landlordId: sceneLandlord,
    id: grid.id,
    version: grid.version,
    validFrom: grid.from,
    content: grid,
  };
}

/** Who asks, on a day of the scene: the household itself. */
export function askedOn(today: CivilDate = sessionDate): Asked {
  return {
    landlordId: sceneLandlord,
    actor: { accountId: null, name: 'le ménage', role: 'tenant' },
    now: new Date(`${today}T09:00:00Z`),
    today,
  };
}

/** A wish expressed on the portal on the session's day. */
export function newWish(advertId: string, number: string, more: Partial<NewWish> = {}): NewWish {
  return {
    advertId,
    number,
    source: 'portal',
    sourceName: null,
    expressedOn: sessionDate,
    requestKey: v7(),
    ...more,
  };
}
