/** Occupancy reviews as pages read them: what is due in the tense zone, each file, and what a sitting examines. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { isInScope } from '../../src/access/scope.ts';
import { geography } from '../../src/domain/territory.ts';
import { addMonths, type CivilDate } from '../../src/kernel/civil-date.ts';
import { frenchNumber } from '../../src/kernel/french.ts';
import { reviewOn } from '../../src/law/review.ts';
import { inTenseZone } from '../../src/portal/policy.ts';
import { type OccupancyReview, reviewContentSchema } from '../../src/portal/relocations/occupancy-review.ts';
import type {
  DueFilter,
  DueList,
  DueReview,
  ReviewedHome,
  SittingReview,
} from '../../src/portal/relocations/review-port.ts';
import type { TransferReader } from '../../src/portal/transfers/finding-port.ts';
import { protectedAddress } from '../../src/portal/transfers/transfer-port.ts';
import type { Transaction } from '../connection.ts';
import { homes } from '../schema/home.ts';
import { tenancies } from '../schema/tenancy.ts';
import { occupancyReviews } from '../schema/transfer.ts';
import { protectedKeys } from './lease-guard.ts';
import { portalPolicyInForce } from './portal-policy-store.ts';
import { shownHome } from './transfer-rows.ts';

/** Months ahead that the list shows. */
const horizonMonths = 3;
export const reviewedHomeColumns = {
  insee: homes.insee,
  address: homes.address,
  residence: homes.residence,
  typology: homes.typology,
  surfaceM2: homes.surfaceM2,
  habitableRooms: homes.habitableRooms,
};

/** The home as lists, files and minutes show it: without its street where the household is under protection (D-04). */
export function reviewedHome<Shown extends { address: string; residence: string | null }>(
  home: Shown,
  isProtected: boolean,
): Shown {
  return shownHome({ ...home, residence: isProtected ? null : home.residence }, isProtected);
}

export function reviewOf(row: typeof occupancyReviews.$inferSelect): OccupancyReview {
  const { id, tenancyId, dueOn, state, sessionId, examinedOn, notifiedOn, version } = row;
  const content = reviewContentSchema.parse(row.content);
  return { id, tenancyId, dueOn, state, sessionId, examinedOn, notifiedOn, version, content };
}

export async function dueReviews(
  tx: Transaction,
  { communes }: TransferReader,
  { month, residence }: DueFilter,
  today: CivilDate,
): Promise<DueList> {
  const { tenseZoneCommunes } = await portalPolicyInForce(tx);
  if (tenseZoneCommunes === null) {
    return { zonesUnknown: true, lines: [], months: [], residences: [], toNotify: [] };
  }
  const places = tenseZoneCommunes.filter((insee) => isInScope(communes, [insee]));
  const all = places.length === 0 ? [] : await leasesOf(tx, places);
  const until = addMonths(today, horizonMonths);
  const due = all
    .flatMap((lease): DueReview[] => {
      const { dueOn } = dueDate(lease, today);
      const isOpen = lease.review !== null && lease.review.state !== 'notified';
      if (dueOn === null || (dueOn > until && !isOpen)) return [];
      return [{ ...lease, dueOn: isOpen && lease.review !== null ? lease.review.dueOn : dueOn }];
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.tenancyId < b.tenancyId ? -1 : 1));
  const thisMonth = today.slice(0, 7);
  const monthOf = ({ dueOn }: DueReview) => (dueOn.slice(0, 7) < thisMonth ? 'late' : dueOn.slice(0, 7));
  const months = new Map<string, number>();
  for (const line of due) months.set(monthOf(line), (months.get(monthOf(line)) ?? 0) + 1);
  return {
    zonesUnknown: false,
    lines: due.filter(
      (line) =>
        (month === null || monthOf(line) === month) &&
        (residence === null || line.home.residence === residence),
    ),
    months: [...months].map(([name, count]) => ({ month: name, count })),
    residences: [...new Set(due.flatMap(({ home }) => home.residence ?? []))].sort((a, b) =>
      a.localeCompare(b, 'fr'),
    ),
    toNotify: due.filter(({ review }) => review?.state === 'examined' && review.content.opinion !== null),
  };
}

type KnownLease = Omit<DueReview, 'dueOn'>;

/** A review that no file tells of never took place, as far as is known: reviewing once more harms nobody. */
export function dueDate(
  { signedOn, lastReviewedOn }: Pick<KnownLease, 'signedOn' | 'lastReviewedOn'>,
  today: CivilDate,
) {
  return reviewOn(
    { leaseSignedOn: signedOn, lastReviewedOn: lastReviewedOn ?? undefined, tenseZone: true },
    today,
  );
}

/** Running tenancies of the communes, each with its open or last review. */
async function leasesOf(tx: Transaction, communes: readonly string[]): Promise<KnownLease[]> {
  const rows = await tx
    .select({
      tenancyId: tenancies.id,
      signedOn: tenancies.signedOn,
      lastReviewedOn: tenancies.lastReviewedOn,
      number: tenancies.applicationNumber,
      home: reviewedHomeColumns,
    })
    .from(tenancies)
    .innerJoin(homes, and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId)))
    .where(and(isNull(tenancies.endedOn), inArray(homes.insee, [...communes])));
  const guarded = await protectedKeys(tx);
  const open = await tx.select().from(occupancyReviews).orderBy(asc(occupancyReviews.dueOn));
  const reviews = new Map(open.map((row) => [row.tenancyId, reviewOf(row)]));
  return rows.map(({ number, home, ...row }) => ({
    ...row,
    home: reviewedHome(home, guarded.has(number ?? '') || guarded.has(row.tenancyId)),
    review: reviews.get(row.tenancyId) ?? null,
  }));
}

/** One lease; null for an unknown or ended one, or one out of the reader's communes or of the tense zone. */
export async function leaseOf(
  tx: Transaction,
  tenancyId: string,
  communes: TransferReader['communes'],
): Promise<Omit<KnownLease, 'review'> | 'outOfScope' | null> {
  const [row] = await tx
    .select({
      tenancyId: tenancies.id,
      signedOn: tenancies.signedOn,
      lastReviewedOn: tenancies.lastReviewedOn,
      home: reviewedHomeColumns,
    })
    .from(tenancies)
    .innerJoin(homes, and(eq(homes.landlordId, tenancies.landlordId), eq(homes.id, tenancies.homeId)))
    .where(and(eq(tenancies.id, tenancyId), isNull(tenancies.endedOn)));
  if (!row || inTenseZone(await portalPolicyInForce(tx), row.home.insee) !== true) return null;
  return isInScope(communes, [row.home.insee]) ? row : 'outOfScope';
}

/** What a sitting examines and is told, in the order of due dates and leases. */
export async function sittingReviews(tx: Transaction, sessionId: string): Promise<SittingReview[]> {
  const rows = await tx
    .select({
      review: occupancyReviews,
      home: reviewedHomeColumns,
      applicationNumber: tenancies.applicationNumber,
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
    .where(eq(occupancyReviews.sessionId, sessionId))
    .orderBy(asc(occupancyReviews.dueOn), asc(occupancyReviews.tenancyId));
  const guarded = await protectedKeys(tx);
  return rows.map(({ review, home: whole, applicationNumber }) => {
    const { id, tenancyId, dueOn, content, version } = reviewOf(review);
    const { facts, situations, opinion } = content;
    const home = reviewedHome(whole, guarded.has(applicationNumber ?? '') || guarded.has(tenancyId));
    return { id, tenancyId, dueOn, home, residents: facts?.residents ?? null, situations, opinion, version };
  });
}

/** "T3 de 62 m², 12 rue des Lilas, Metz"; an address that names its commune is left as it is. */
export function homeInWords({ typology, surfaceM2, address, insee }: ReviewedHome): string {
  const size = `${typology} de ${frenchNumber(surfaceM2, 0)} m²`;
  if (address === protectedAddress) return `${size}, ${protectedAddress}`;
  const commune = geography().communes.get(insee)?.name ?? insee;
  const whole = address.toLocaleLowerCase('fr').endsWith(commune.toLocaleLowerCase('fr'));
  return `${size}, ${whole ? address : `${address}, ${commune}`}`;
}
