/** Live wishes on adverts as a run and the officer's rooms read them (L-01). */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Interests } from '../../src/matching/interests.ts';
import { listIsClosed, wishesThatCount } from '../../src/portal/choice/closing.ts';
import type { Transaction } from '../connection.ts';
import { adverts, interests } from '../schema/advert.ts';
import { inTexts } from './in-texts.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';

/**
 * The wishes on homes to let, with whether each advert's list is closed; null where none of them has an advert.
 * `shortlistLength`: fewer candidates than a list holds are never enough to narrow it. `today`: a list is closed once
 * what was posted in time has had the published days to come.
 */
export async function interestsOf(
  tx: Transaction,
  vacancyIds: readonly string[],
  shortlistLength: number,
  today: CivilDate,
): Promise<Interests | null> {
  if (vacancyIds.length === 0) return null;
  const advertised = await tx
    .select({
      id: adverts.id,
      vacancyId: adverts.vacancyId,
      state: adverts.state,
      regime: adverts.regime,
      closesOn: adverts.closesOn,
      closings: adverts.closings,
    })
    .from(adverts)
    .where(and(inTexts(adverts.vacancyId, vacancyIds), inArray(adverts.state, ['open', 'closed'])))
    .orderBy(asc(adverts.vacancyId));
  if (advertised.length === 0) return null;
  const [wishes, { minimumInterested, postalDays }] = await Promise.all([
    tx
      .select({
        advertId: interests.advertId,
        number: interests.number,
        wishOrder: interests.wishOrder,
        expressedOn: interests.expressedOn,
      })
      .from(interests)
      .where(
        and(
          eq(interests.state, 'live'),
          inArray(
            interests.advertId,
            advertised.map(({ id }) => id),
          ),
        ),
      )
      .orderBy(asc(interests.number)),
    portalPolicyInForce(tx),
  ]);
  const day = { today, postalDays };
  return {
    minimum: Math.max(minimumInterested, shortlistLength),
    homes: advertised.map((advert) => ({
      vacancyId: advert.vacancyId,
      closed: listIsClosed(advert, day),
      households: wishesThatCount(
        advert,
        wishes.filter(({ advertId }) => advertId === advert.id),
        day,
      ).map(({ number, wishOrder }) => ({ number, wish: wishOrder })),
    })),
  };
}

/** "vacancy number" of every live wish on these homes: where a candidate of a sitting comes from. */
export async function askedOnAdverts(
  tx: Transaction,
  vacancyIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (vacancyIds.length === 0) return new Set();
  const rows = await tx
    .select({ vacancyId: adverts.vacancyId, number: interests.number })
    .from(interests)
    .innerJoin(adverts, eq(adverts.id, interests.advertId))
    .where(and(eq(interests.state, 'live'), inTexts(adverts.vacancyId, vacancyIds)));
  return new Set(rows.map(({ vacancyId, number }) => `${vacancyId} ${number}`));
}
