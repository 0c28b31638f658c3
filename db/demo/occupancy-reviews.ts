/** Reviews of occupancy of the demonstration: a dozen of leases falls due around its day, two files are ready. */
import type { Home } from '../../src/domain/home.ts';
import type { Tenancy } from '../../src/domain/tenancy.ts';
import { addDays, addYears, type CivilDate } from '../../src/kernel/civil-date.ts';
import {
  type ReviewContent,
  type ReviewFacts,
  situationsOf,
} from '../../src/portal/relocations/occupancy-review.ts';
import { noTenancyFacts } from '../../src/portal/transfers/tenancy-facts.ts';

const dueReviews = 12;
const readyReviews = 2;

export type LeasedPlace = { tenancy: Tenancy; home: Home };

export type DemoReviews = {
  /** Days of the last review, so that few leases fall due. */
  reviewed: { tenancyId: string; lastReviewedOn: CivilDate | null }[];
  reviews: { tenancyId: string; dueOn: CivilDate; state: 'gathering' | 'ready'; content: ReviewContent }[];
};

/** A dozen of leases falls due around the fixed day; every other of the zone was reviewed a month ago. */
export function reviewsOf(
  places: readonly LeasedPlace[],
  held: ReadonlySet<string>,
  date: CivilDate,
): DemoReviews {
  const near = places
    .filter(({ tenancy }) => !held.has(tenancy.id))
    .map((place) => ({ place, dueOn: lastAnniversary(place.tenancy.signedOn, addDays(date, 80)) }))
    .filter((one): one is { place: LeasedPlace; dueOn: CivilDate } => one.dueOn !== null)
    .sort((a, b) =>
      a.dueOn > b.dueOn ? -1 : a.dueOn < b.dueOn ? 1 : a.place.tenancy.id < b.place.tenancy.id ? -1 : 1,
    )
    .slice(0, dueReviews);
  const due = new Map(near.map(({ place, dueOn }) => [place.tenancy.id, dueOn]));
  const shown = near.map(({ place, dueOn }) => ({ place, dueOn, content: contentOf(place, date) }));
  const ready = shown
    .filter(({ content }) => content.situations.some(({ verdict }) => verdict === 'yes'))
    .slice(0, readyReviews);
  return {
    reviewed: places.map(({ tenancy }) => {
      const dueOn = due.get(tenancy.id);
      const lastReviewedOn =
        dueOn === undefined ? addDays(date, -30) : lastAnniversary(tenancy.signedOn, addDays(dueOn, -1));
      return { tenancyId: tenancy.id, lastReviewedOn };
    }),
    reviews: ready.map(({ place, dueOn, content }) => ({
      tenancyId: place.tenancy.id,
      dueOn,
      state: 'ready' as const,
      content,
    })),
  };
}

/** The last multiple of three years of the signing on or before a day; null before the first, or before 2019. */
function lastAnniversary(signedOn: CivilDate, until: CivilDate): CivilDate | null {
  let last: CivilDate | null = null;
  for (let times = 1; ; times += 1) {
    const on = addYears(signedOn, 3 * times);
    if (on > until) return last !== null && last >= '2019-01-01' ? last : null;
    last = on;
  }
}

function contentOf({ tenancy, home }: LeasedPlace, date: CivilDate): ReviewContent {
  const facts: ReviewFacts = {
    residents: tenancy.residents,
    visitingChildren: 0,
    professionalRooms: 0,
    adaptedHome: home.accessibility === 'wheelchair' ? null : false,
    disabledOccupantLeft: null,
    adaptedNeed: 'none',
    aboveCeiling: false,
    asOf: addDays(date, -14),
  };
  const one = {
    tenancy,
    home,
    facts: noTenancyFacts,
    factsAsOf: null,
    application: null,
    perimeters: [],
    tenseZone: true,
  };
  return { facts, situations: situationsOf(one, facts, date), opinion: null, withoutCommittee: null };
}
