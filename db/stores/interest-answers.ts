/** Live wishes whose advert is over: each is owed a dated answer. */
import { and, asc, eq, ne } from 'drizzle-orm';
import { type CivilDate, civilDateInParis } from '../../src/kernel/civil-date.ts';
import type { InterestToAnswer } from '../../src/portal/choice/interest-port.ts';
import type { Transaction } from '../connection.ts';
import { adverts, interests } from '../schema/advert.ts';
import { vacancies } from '../schema/home.ts';
import { leases } from '../schema/tenancy.ts';
import { wishesById } from './interest-rows.ts';
import { currentDecisions } from './letting-decisions.ts';

type Ended = Pick<InterestToAnswer, 'because' | 'on'>;

/**
 * The wishes of closed or withdrawn adverts whose home has an end: a decision of a closed sitting, a lease, or its
 * withdrawal. A home that is let through its sitting was decided by it.
 */
export async function interestsToAnswer(tx: Transaction, today: CivilDate): Promise<InterestToAnswer[]> {
  const rows = await tx
    .select({ id: interests.id, advert: adverts, status: vacancies.status })
    .from(interests)
    .innerJoin(adverts, eq(adverts.id, interests.advertId))
    .leftJoin(
      vacancies,
      and(eq(vacancies.landlordId, adverts.landlordId), eq(vacancies.id, adverts.vacancyId)),
    )
    .where(and(eq(interests.state, 'live'), ne(adverts.state, 'open')))
    .orderBy(asc(interests.id));
  if (rows.length === 0) return [];
  const ends = new Map<string, Ended | null>();
  for (const { advert, status } of rows) {
    if (!ends.has(advert.id)) ends.set(advert.id, await endOf(tx, advert, status, today));
  }
  const wishes = new Map(
    (
      await wishesById(
        tx,
        rows.map(({ id }) => id),
      )
    ).map((wish) => [wish.id, wish]),
  );
  return rows.flatMap(({ id, advert }) => {
    const wish = wishes.get(id);
    const end = ends.get(advert.id);
    return wish && end ? [{ wish, vacancyId: advert.vacancyId, ...end }] : [];
  });
}

async function endOf(
  tx: Transaction,
  advert: typeof adverts.$inferSelect,
  status: string | null,
  today: CivilDate,
): Promise<Ended | null> {
  const [decision] = (await currentDecisions(tx, { vacancyId: advert.vacancyId })).map(({ final }) => final);
  if (decision && decision.heldOn >= advert.opensOn) return { because: 'decided', on: decision.heldOn };
  const [lease] = await tx
    .select({ signedOn: leases.signedOn })
    .from(leases)
    .where(eq(leases.vacancyId, advert.vacancyId));
  if (lease) return { because: 'let', on: lease.signedOn };
  if (status === 'let') return { because: 'let', on: today };
  if (advert.state === 'withdrawn' || status === 'withdrawn') {
    return { because: 'withdrawn', on: advert.endedAt === null ? today : civilDateInParis(advert.endedAt) };
  }
  return null;
}
