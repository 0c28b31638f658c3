/** Wishes as rows: read with their advert, in the household's own order, and locked household by household. */
import { and, asc, desc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import type { Wish } from '../../src/portal/choice/wish.ts';
import type { Transaction } from '../connection.ts';
import { adverts, interests } from '../schema/advert.ts';
import { applications } from '../schema/application.ts';

const wishColumns = {
  wish: interests,
  advert: {
    id: adverts.id,
    vacancyId: adverts.vacancyId,
    state: adverts.state,
    regime: adverts.regime,
    facts: adverts.facts,
    words: adverts.words,
    opensOn: adverts.opensOn,
    closesOn: adverts.closesOn,
  },
};

type Row = { wish: typeof interests.$inferSelect; advert: Wish['advert'] };

function wishOf({ wish, advert }: Row): Wish {
  const { id, number, state, source, by, expressedOn, answeredOn, answer } = wish;
  return { id, number, state, order: wish.wishOrder, source, by, expressedOn, answeredOn, answer, advert };
}

/** Every wish of a household: live ones in its order, then the others, newest first. */
export async function wishesOfHousehold(tx: Transaction, number: string): Promise<Wish[]> {
  const rows = await tx
    .select(wishColumns)
    .from(interests)
    .innerJoin(adverts, eq(adverts.id, interests.advertId))
    .where(eq(interests.number, number))
    .orderBy(
      sql`case when ${interests.state} = 'live' then 0 else 1 end`,
      sql`case when ${interests.state} = 'live' then ${interests.wishOrder} end`,
      desc(interests.expressedOn),
      desc(interests.id),
    );
  return rows.map(wishOf);
}

/** The wishes of these identifiers, with their advert. */
export async function wishesById(tx: Transaction, ids: readonly string[]): Promise<Wish[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select(wishColumns)
    .from(interests)
    .innerJoin(adverts, eq(adverts.id, interests.advertId))
    .where(inArray(interests.id, [...ids]))
    .orderBy(asc(interests.id));
  return rows.map(wishOf);
}

/** The wish that stands for an advert, live or answered; null where none does. */
export async function standingWish(tx: Transaction, advertId: string, number: string): Promise<Wish | null> {
  const [row] = await tx
    .select(wishColumns)
    .from(interests)
    .innerJoin(adverts, eq(adverts.id, interests.advertId))
    .where(
      and(eq(interests.advertId, advertId), eq(interests.number, number), ne(interests.state, 'withdrawn')),
    );
  return row ? wishOf(row) : null;
}

/** Two tabs of one household follow each other here; false where the landlord has no such file. */
export async function lockHousehold(tx: Transaction, number: string): Promise<boolean> {
  const rows = await tx
    .select({ number: applications.number })
    .from(applications)
    .where(eq(applications.number, number))
    .for('update');
  return rows.length > 0;
}

/** Numbers of the households whose wish is live, by advert. */
export async function interestedIn(
  tx: Transaction,
  advertIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await tx
    .select({ advertId: interests.advertId, number: interests.number })
    .from(interests)
    .where(and(inArray(interests.advertId, [...advertIds]), eq(interests.state, 'live')));
  const found = new Map<string, Set<string>>();
  for (const { advertId, number } of rows) {
    found.set(advertId, (found.get(advertId) ?? new Set()).add(number));
  }
  return found;
}

/** The order left by a wish that goes is closed up: 1, 2, 3… without a gap. */
export async function closeUpAfter(tx: Transaction, number: string, order: number): Promise<void> {
  await tx
    .update(interests)
    .set({ wishOrder: sql`${interests.wishOrder} - 1` })
    .where(and(eq(interests.number, number), eq(interests.state, 'live'), gt(interests.wishOrder, order)));
}
