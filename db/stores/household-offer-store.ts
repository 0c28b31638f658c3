/** The offers of one household, with the home and the state that the law gives them on the day. */
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { homeSchema } from '../../src/domain/home.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { offerStateOn } from '../../src/law/offer.ts';
import { homeCost } from '../../src/matching/home-cost.ts';
import type { HouseholdOffer, HouseholdOfferPort } from '../../src/portal/answers/household-offer.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { type ApplicationContent, applications } from '../schema/application.ts';
import { homes } from '../schema/home.ts';
import { leases, offers } from '../schema/tenancy.ts';
import { applicationOf } from './application-rows.ts';

// An offer of the tool always states its days; one without any is read as void.
const noDays = 0;

export function householdOfferStore(db: Database): HouseholdOfferPort {
  return {
    of: (landlordId, number, today) =>
      withLandlord(db, landlordId, (tx) => offersOfHousehold(tx, number, today)),
  };
}

/** Newest first, within the caller's transaction. */
export async function offersOfHousehold(
  tx: Transaction,
  number: string,
  today: CivilDate,
): Promise<HouseholdOffer[]> {
  const rows = await tx
    .select({ offer: offers, home: homes, leaseId: leases.id, content: applications.content })
    .from(offers)
    .innerJoin(homes, eq(homes.id, offers.homeId))
    .leftJoin(applications, eq(applications.number, offers.applicationNumber))
    .leftJoin(leases, and(eq(leases.vacancyId, offers.vacancyId), eq(leases.applicationNumber, number)))
    .where(and(eq(offers.applicationNumber, number), isNotNull(offers.vacancyId)))
    .orderBy(desc(offers.sentOn), desc(offers.id));
  return rows.flatMap(({ offer, home, leaseId, content }) => {
    if (offer.vacancyId === null) return [];
    const facts = { ...offer, replyDays: offer.replyDays ?? noDays, answer: offer.answer ?? undefined };
    const { state, deadline } = offerStateOn(facts, today);
    return [
      {
        id: offer.id,
        vacancyId: offer.vacancyId,
        home,
        leftToPayCents: content === null ? null : leftToPay(content, home, today),
        sentOn: offer.sentOn,
        dalo: offer.details?.dalo ?? false,
        state,
        deadline,
        answer: offer.answer,
        answeredOn: offer.answeredOn,
        refusalReason: offer.refusalReason,
        signed: leaseId !== null,
      },
    ];
  });
}

function leftToPay(
  content: ApplicationContent,
  home: typeof homes.$inferSelect,
  today: CivilDate,
): number | null {
  return homeCost(applicationOf(content, null), homeSchema.parse(home), today).netCostCents;
}
