/** The file of one review: the lease, what is known around it, its sitting and its letter. */
import { and, eq, isNull } from 'drizzle-orm';
import { isInScope } from '../../src/access/scope.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { inTenseZone } from '../../src/portal/policy.ts';
import type { ReviewFacts } from '../../src/portal/relocations/occupancy-review.ts';
import type { ReviewFile } from '../../src/portal/relocations/review-port.ts';
import type { TenancyCase } from '../../src/portal/transfers/finding.ts';
import type { TransferReader } from '../../src/portal/transfers/finding-port.ts';
import type { Transaction } from '../connection.ts';
import { committeeSessions } from '../schema/committee.ts';
import { letters } from '../schema/correspondence.ts';
import { homes } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { occupancyReviews } from '../schema/transfer.ts';
import { protectedKeys } from './lease-guard.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { openSittings } from './relocation-read.ts';
import { dueDate, reviewedHome, reviewedHomeColumns, reviewOf } from './review-read.ts';
import { applicationOf, factsOf } from './transfer-rows.ts';

export type ReviewCase = TenancyCase & { number: string | null };

/** All that is known around a running tenancy; null where it ended. */
export async function reviewCaseOf(tx: Transaction, tenancyId: string): Promise<ReviewCase | null> {
  const [row] = await tx
    .select({
      id: tenancies.id,
      signedOn: tenancies.signedOn,
      residents: tenancies.residents,
      number: tenancies.applicationNumber,
      home: {
        insee: homes.insee,
        habitableRooms: homes.habitableRooms,
        surfaceM2: homes.surfaceM2,
        accessibility: homes.accessibility,
        financing: homes.financing,
        qpvCode: homes.qpvCode,
        typology: homes.typology,
      },
    })
    .from(tenancies)
    .innerJoin(homes, and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId)))
    .where(and(eq(tenancies.id, tenancyId), isNull(tenancies.endedOn)));
  if (!row) return null;
  const { id, signedOn, residents, number, home } = row;
  const application = await applicationOf(tx, number);
  return {
    tenancy: { id, signedOn, residents },
    number: application === null ? null : number,
    home,
    ...(await factsOf(tx, tenancyId)),
    application: application && {
      household: application.household,
      accessibility: application.wishes.accessibility,
      asOf: application.renewedOn,
    },
    perimeters: [],
    tenseZone: inTenseZone(await portalPolicyInForce(tx), home.insee),
  };
}

export async function reviewFile(
  tx: Transaction,
  { communes }: TransferReader,
  id: string,
  today: CivilDate,
): Promise<ReviewFile | null> {
  const [row] = await tx
    .select({
      review: occupancyReviews,
      signedOn: tenancies.signedOn,
      lastReviewedOn: tenancies.lastReviewedOn,
      applicationNumber: tenancies.applicationNumber,
      home: reviewedHomeColumns,
    })
    .from(occupancyReviews)
    .innerJoin(
      tenancies,
      and(
        eq(tenancies.landlordId, occupancyReviews.landlordId),
        eq(tenancies.id, occupancyReviews.tenancyId),
      ),
    )
    .innerJoin(homes, and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId)))
    .where(eq(occupancyReviews.id, id));
  const one = row ? await reviewCaseOf(tx, row.review.tenancyId) : null;
  if (!row || one === null || !isInScope(communes, [row.home.insee])) return null;
  const review = reviewOf(row.review);
  const { signedOn, lastReviewedOn, applicationNumber, home } = row;
  const [session] =
    review.sessionId === null
      ? []
      : await tx
          .select({
            id: committeeSessions.id,
            heldOn: committeeSessions.heldOn,
            state: committeeSessions.state,
          })
          .from(committeeSessions)
          .where(eq(committeeSessions.id, review.sessionId));
  const [letter] = await tx
    .select({ id: letters.id })
    .from(letters)
    .where(eq(letters.about, `review:${id}`));
  const guarded = await protectedKeys(tx);
  return {
    tenancyId: review.tenancyId,
    signedOn,
    lastReviewedOn,
    dueOn: review.dueOn,
    home: reviewedHome(home, guarded.has(applicationNumber ?? '') || guarded.has(review.tenancyId)),
    review,
    facts: review.content.facts ?? factsToStart(one, today),
    number: one.number,
    sittings: await openSittings(tx),
    session: session ?? null,
    letterId: letter?.id ?? null,
    nextDueOn: dueDate({ signedOn, lastReviewedOn: review.examinedOn ?? today }, today).dueOn,
  };
}

function factsToStart({ tenancy, facts, application }: ReviewCase, today: CivilDate): ReviewFacts {
  return {
    residents: tenancy.residents,
    visitingChildren: facts.visitingChildren ?? application?.household.visitingChildren ?? null,
    professionalRooms: facts.professionalRooms,
    adaptedHome: facts.adaptedHome,
    disabledOccupantLeft: facts.disabledOccupantLeft,
    adaptedNeed: facts.adaptedNeed,
    aboveCeiling: null,
    asOf: today,
  };
}
