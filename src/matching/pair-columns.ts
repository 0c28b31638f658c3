/** The pairs of one home in columns: the points, the fit and the wish of each household that may have it. */
import { accessibilitySchema, type Home } from '../domain/home.ts';
import type { ApplicantIndex, Wishing } from './applicant-index.ts';
import type { PairColumns } from './candidate-sets.ts';
import { fitOf } from './fit.ts';
import { pointsOn, type Scale } from './grid-plan.ts';
import { type HomeInterest, type InterestReader, wishOfPair } from './interests.ts';
import { type PoolChoice, scaleOf } from './pool.ts';

/** What the pairs of all homes are made of. */
export type PairSource = {
  index: ApplicantIndex;
  /** Points of applicants on a scale, each evaluated once. */
  pointsOf: (scale: Scale | null) => (place: number) => number;
  /** The last wish that each applicant ordered on adverts; 0 where it expressed none. */
  lastWish: Int32Array;
};

/** Readies the pairs of a session's homes. */
export function pairSource(index: ApplicantIndex, interests: InterestReader): PairSource {
  return {
    index,
    pointsOf: pointsByScale(index),
    lastWish: Int32Array.from(index.applications, ({ number }) => interests.lastWishOf(number)),
  };
}

const levels = accessibilitySchema.options;

/** The columns of the households kept for a home. */
export function pairColumns(
  { index, pointsOf, lastWish }: PairSource,
  pool: PoolChoice,
  interest: HomeInterest | null,
  kept: Wishing,
): PairColumns {
  const { places, communePlaces } = kept;
  const columns: PairColumns = {
    applicant: places,
    gridPoints: new Int32Array(places.length),
    fit: new Int16Array(places.length),
    wish: new Uint16Array(places.length),
  };
  const pointsFor = [pointsOf(scaleOf(pool, 'general')), pointsOf(scaleOf(pool, 'transfer'))] as const;
  const fits = fitsOf(pool.home, index);
  for (let row = 0; row < places.length; row += 1) {
    const place = places[row]!;
    const { number } = index.applications[place]!;
    // Asked for on its advert, a home is near as the commune wished first is.
    const wished = interest?.wishes.has(number) ? 0 : communePlaces[row]!;
    columns.gridPoints[row] = pointsFor[index.isTransfer[place] === 1 ? 1 : 0](place);
    columns.wish[row] = wishOfPair(lastWish[place]!, interest, number, wished);
    columns.fit[row] = fits(place, wished);
  }
  return columns;
}

/** The fits of a home, each computed once for all households that differ in nothing that it reads. */
function fitsOf(home: Home, index: ApplicantIndex): (place: number, communePlace: number) => number {
  const known = new Map<number, number>();
  return (place, communePlace) => {
    const persons = index.persons[place]!;
    const visitingChildren = index.visitingChildren[place]!;
    const level = index.accessibility[place]!;
    const key = ((persons * 256 + visitingChildren) * levels.length + level) * 256 + communePlace;
    let fit = known.get(key);
    if (fit === undefined) {
      fit = fitOf(home, { persons, visitingChildren, accessibility: levels[level]!, communePlace });
      known.set(key, fit);
    }
    return fit;
  };
}

function pointsByScale(index: ApplicantIndex): PairSource['pointsOf'] {
  const known = new Map<Scale | null, Int32Array>();
  return (scale) => {
    const points = known.get(scale) ?? new Int32Array(index.applications.length).fill(-1);
    known.set(scale, points);
    return (place) => {
      if (points[place] === -1) points[place] = pointsOn(scale, index.applications[place]!);
      return points[place]!;
    };
  };
}
