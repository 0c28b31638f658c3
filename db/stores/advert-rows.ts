/** Adverts as they are read: with their pictures, their landlord's name, and what the stock now says of their home. */
import { and, asc, eq, inArray, ne, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { geography } from '../../src/domain/territory.ts';
import { advertFactsOf } from '../../src/portal/adverts/advert-facts.ts';
import type {
  AdvertMedium,
  AdvertRecord,
  DeskHome,
  PublicAdvert,
} from '../../src/portal/adverts/advert-port.ts';
import type { Transaction } from '../connection.ts';
import { advertMedia, adverts, interests } from '../schema/advert.ts';
import { homes, vacancies } from '../schema/home.ts';
import { landlords } from '../schema/landlord.ts';
import { designations, holders } from '../schema/reservation.ts';
import { domainColumns } from './columns-of.ts';
import { livedInByExchange } from './exchange-vacancy.ts';
import { homesBeingLet } from './session-taken.ts';

export type AdvertRow = typeof adverts.$inferSelect;

/** Adverts that the condition keeps, as anyone may read them. */
export async function publicAdverts(tx: Transaction, where: SQL | undefined): Promise<PublicAdvert[]> {
  const rows = await tx
    .select({ advert: adverts, landlordName: landlords.name })
    .from(adverts)
    .innerJoin(landlords, eq(landlords.id, adverts.landlordId))
    .where(where)
    .orderBy(asc(adverts.closesOn), asc(adverts.id));
  const media = await mediaOf(
    tx,
    rows.map(({ advert }) => advert.id),
  );
  return rows.map(({ advert, landlordName }) =>
    publicAdvert(advert, landlordName, media.get(advert.id) ?? []),
  );
}

function publicAdvert(row: AdvertRow, landlordName: string, media: readonly AdvertMedium[]): PublicAdvert {
  const { id, landlordId, vacancyId, state, regime, facts, words, opensOn, closesOn } = row;
  const { exportedTo, version, note } = row;
  return {
    ...{ id, landlordId, landlordName, vacancyId, state, regime, facts, words, opensOn, closesOn },
    ...{ exportedTo, version, media, note: state === 'withdrawn' || state === 'closed' ? note : null },
  };
}

async function mediaOf(
  tx: Transaction,
  advertIds: readonly string[],
): Promise<ReadonlyMap<string, AdvertMedium[]>> {
  const found = new Map<string, AdvertMedium[]>();
  if (advertIds.length === 0) return found;
  const rows = await tx
    .select({
      advertId: advertMedia.advertId,
      id: advertMedia.id,
      kind: advertMedia.kind,
      alternative: advertMedia.alternative,
    })
    .from(advertMedia)
    .where(inArray(advertMedia.advertId, [...advertIds]))
    .orderBy(asc(advertMedia.position), asc(advertMedia.id));
  for (const { advertId, ...medium } of rows) found.set(advertId, [...(found.get(advertId) ?? []), medium]);
  return found;
}

/** Adverts as officers follow them. */
export async function advertRecords(tx: Transaction, where: SQL | undefined): Promise<AdvertRecord[]> {
  const rows = await tx
    .select({
      advert: adverts,
      landlordName: landlords.name,
      home: domainColumns(homes),
      vacancy: domainColumns(vacancies),
      holderName: holders.name,
    })
    .from(adverts)
    .innerJoin(landlords, eq(landlords.id, adverts.landlordId))
    .innerJoin(vacancies, eq(vacancies.id, adverts.vacancyId))
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .leftJoin(holders, eq(holders.id, vacancies.holderId))
    .where(where)
    .orderBy(asc(adverts.closesOn), asc(adverts.id));
  const ids = rows.map(({ advert }) => advert.id);
  const media = await mediaOf(tx, ids);
  const interested = await interestedIn(tx, ids);
  const decided = await decidedOf(
    tx,
    rows.map(({ vacancy }) => vacancy.id),
  );
  return rows.map(({ advert, landlordName, home, vacancy, holderName }) => ({
    ...publicAdvert(advert, landlordName, media.get(advert.id) ?? []),
    note: advert.note,
    writtenBy: advert.writtenBy,
    writerIds: advert.writerIds,
    reviewedBy: advert.reviewedBy,
    publishedAt: advert.publishedAt,
    closings: advert.closings,
    interested: interested.get(advert.id) ?? 0,
    factsNow: factsOf(home, vacancy, holderName),
    vacancy: { status: vacancy.status },
    decided: decided.has(vacancy.id),
  }));
}

type HomeRow = Parameters<typeof advertFactsOf>[0];

function factsOf(home: HomeRow['home'], vacancy: HomeRow['vacancy'], holderName: string | null) {
  const communeName = geography().communes.get(home.insee)?.name ?? home.insee;
  return advertFactsOf({ home, vacancy, communeName, holderName });
}

/** Freed homes that may need an advert: to let, or withdrawn from letting for the count of L-02. */
export async function deskHomes(tx: Transaction, where: SQL | undefined): Promise<DeskHome[]> {
  const rows = await tx
    .select({ home: domainColumns(homes), vacancy: domainColumns(vacancies), holderName: holders.name })
    .from(vacancies)
    .innerJoin(homes, eq(homes.id, vacancies.homeId))
    .leftJoin(holders, eq(holders.id, vacancies.holderId))
    .where(and(ne(vacancies.status, 'let'), notInArray(vacancies.id, livedInByExchange(tx)), where))
    .orderBy(asc(vacancies.availableOn), asc(vacancies.id));
  const ids = rows.map(({ vacancy }) => vacancy.id);
  const decided = await decidedOf(tx, ids);
  const named =
    ids.length === 0
      ? []
      : await tx
          .selectDistinct({ vacancyId: designations.vacancyId })
          .from(designations)
          .where(sql`${designations.vacancyId} = any(${sql.param(ids)}::text[])`);
  const designated = new Set(named.map(({ vacancyId }) => vacancyId));
  return rows.map(({ home, vacancy, holderName }) => ({
    vacancyId: vacancy.id,
    facts: factsOf(home, vacancy, holderName),
    status: vacancy.status,
    withdrawal: vacancy.withdrawal,
    decided: decided.has(vacancy.id),
    designated: designated.has(vacancy.id),
  }));
}

/** Homes of the list that the commission decided, until their list has ended. */
export async function decidedOf(
  tx: Transaction,
  vacancyIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (vacancyIds.length === 0) return new Set();
  return new Set((await homesBeingLet(tx, vacancyIds)).map(({ vacancyId }) => vacancyId));
}

/** Households interested in each advert: by wishes that were not taken back. */
async function interestedIn(
  tx: Transaction,
  advertIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (advertIds.length === 0) return new Map();
  const rows = await tx
    .select({ advertId: interests.advertId, count: sql<number>`count(*)::int` })
    .from(interests)
    .where(and(inArray(interests.advertId, [...advertIds]), ne(interests.state, 'withdrawn')))
    .groupBy(interests.advertId);
  return new Map(rows.map(({ advertId, count }) => [advertId, count]));
}

/** What is, or was, public: its page still tells those interested what became of it. */
export function wasPublic(): SQL | undefined {
  return or(
    inArray(adverts.state, ['open', 'closed', 'answered']),
    and(eq(adverts.state, 'withdrawn'), sql`${adverts.publishedAt} is not null`),
  );
}
