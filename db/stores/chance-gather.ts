/** What chances are learned from, gathered day after day: the ends of wishes, and the points that new leases took. */
import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { epciOfCommune } from '../../src/domain/territory.ts';
import { type CivilDate, monthsElapsed } from '../../src/kernel/civil-date.ts';
import { gridPlanner, pointsOn } from '../../src/matching/grid-plan.ts';
import type { Transaction } from '../connection.ts';
import { adverts, interests } from '../schema/advert.ts';
import { applications } from '../schema/application.ts';
import { vacancies } from '../schema/home.ts';
import { pastLettings, wishOutcomes } from '../schema/portal.ts';
import { leases } from '../schema/tenancy.ts';
import { applicationOf } from './application-rows.ts';
import { gridsInForce } from './steering-store.ts';

/** What a wish keeps of the chance that it was told: see `Chance`. */
const toldSchema = z.object({
  chance: z.object({
    permille: z.number().int(),
    modelId: z.string(),
    facts: z.object({
      pointsAboveWinners: z.number().nullable(),
      ahead: z.number(),
      interested: z.number(),
      elapsed: z.number(),
    }),
  }),
});

/**
 * Answered wishes whose chance was told, once each, with whether a lease of that home came of them. Who was given a rank
 * waits for what becomes of the home: before the lease, nobody knows, and unknown is never no.
 */
export async function gatherWishes(tx: Transaction, landlordId: string): Promise<number> {
  const rows = await tx
    .select({
      id: interests.id,
      expressedOn: interests.expressedOn,
      told: interests.told,
      leaseId: leases.id,
    })
    .from(interests)
    .innerJoin(adverts, eq(adverts.id, interests.advertId))
    .leftJoin(
      leases,
      and(eq(leases.vacancyId, adverts.vacancyId), eq(leases.applicationNumber, interests.number)),
    )
    .leftJoin(
      vacancies,
      and(eq(vacancies.landlordId, adverts.landlordId), eq(vacancies.id, adverts.vacancyId)),
    )
    .leftJoin(wishOutcomes, eq(wishOutcomes.interestId, interests.id))
    .where(
      and(
        eq(interests.state, 'answered'),
        isNull(wishOutcomes.id),
        or(
          isNotNull(leases.id),
          inArray(vacancies.status, ['let', 'withdrawn']),
          sql`${interests.answer}->'outcome'->>'code' is distinct from 'given'`,
        ),
      ),
    );
  const found = rows.flatMap(({ id, expressedOn, told, leaseId }) => {
    const read = toldSchema.safeParse(told);
    if (!read.success) return [];
    const { facts, modelId, permille } = read.data.chance;
    return [
      {
        landlordId,
        interestId: id,
        expressedOn,
        facts,
        modelId,
        publishedPermille: permille,
        housed: leaseId !== null,
      },
    ];
  });
  if (found.length > 0) await tx.insert(wishOutcomes).values(found).onConflictDoNothing();
  return found.length;
}

/** Leases signed through the tool whose points are not kept yet, scored on the grid of their day. */
export async function gatherLettings(tx: Transaction, landlordId: string, today: CivilDate): Promise<number> {
  const rows = await tx
    .select({ lease: leases, content: applications.content, name: applications.name })
    .from(leases)
    .innerJoin(applications, eq(applications.number, leases.applicationNumber))
    .leftJoin(pastLettings, eq(pastLettings.leaseId, leases.id))
    .where(and(isNotNull(leases.vacancyId), isNull(pastLettings.leaseId)));
  if (rows.length === 0) return 0;
  const planOf = gridPlanner(await gridsInForce(tx, today), today);
  const found = rows.flatMap(({ lease, content, name }) => {
    const application = applicationOf(content, name);
    const epci = epciOfCommune(lease.insee, lease.signedOn)?.siren ?? null;
    const plan = planOf(epci);
    const scale = lease.transfer === 'none' ? plan.general : plan.transfer;
    if (scale === null) return [];
    return [
      {
        landlordId,
        leaseId: lease.id,
        signedOn: lease.signedOn,
        insee: lease.insee,
        epci,
        typology: lease.typology,
        points: pointsOn(scale, application),
        gridId: scale.into.id,
        waitMonths: Math.max(0, monthsElapsed(application.filedOn, lease.signedOn)),
      },
    ];
  });
  if (found.length > 0) await tx.insert(pastLettings).values(found).onConflictDoNothing();
  return found.length;
}
