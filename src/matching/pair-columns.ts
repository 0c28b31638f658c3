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
  /** The fit of a home for an applicant that wished its commune at that place. */
  fitsOf: (home: Home) => (place: number, communePlace: number) => number;
};

/** Readies the pairs of a session's homes. */
export function pairSource(index: ApplicantIndex, interests: InterestReader): PairSource {
  const lastWish = new Int32Array(index.applications.length);
  for (const [number, wish] of interests.lastWishes) {
    const place = index.placeOf.get(number);
    if (place !== undefined) lastWish[place] = wish;
  }
  return {
    index,
    pointsOf: pointsByScale(index),
    lastWish,
    fitsOf: fitsByHome(index),
  };
}

const levels = accessibilitySchema.options;

/** The columns of the households kept for a home: rows of those that were tried. */
export function pairColumns(
  { index, pointsOf, lastWish, fitsOf }: PairSource,
  pool: PoolChoice,
  interest: HomeInterest | null,
  { places, communePlaces }: Wishing,
  kept: ArrayLike<number>,
): PairColumns {
  const columns: PairColumns = {
    applicant: new Int32Array(kept.length),
    gridPoints: new Int32Array(kept.length),
    fit: new Int16Array(kept.length),
    wish: new Uint16Array(kept.length),
  };
  const { isTransfer, applications } = index;
  const generalPoints = pointsOf(scaleOf(pool, 'general'));
  const transferPoints = pointsOf(scaleOf(pool, 'transfer'));
  const fits = fitsOf(pool.home);
  for (let pair = 0; pair < kept.length; pair += 1) {
    const row = kept[pair]!;
    const place = places[row]!;
    const askedAs = interest?.wishes.get(applications[place]!.number);
    // Asked for on its advert, a home is near as the commune wished first is.
    const wished = askedAs === undefined ? communePlaces[row]! : 0;
    columns.applicant[pair] = place;
    columns.gridPoints[pair] = isTransfer[place] === 1 ? transferPoints(place) : generalPoints(place);
    columns.wish[pair] = wishOfPair(lastWish[place]!, askedAs, wished);
    columns.fit[pair] = fits(place, wished);
  }
  return columns;
}

/** The fits of each kind of home, each computed once for all households that differ in nothing that it reads. */
function fitsByHome(index: ApplicantIndex): PairSource['fitsOf'] {
  const kinds = new Map<string, Map<number, number>>();
  return (home) => {
    const { habitableRooms, accessibility: offered } = home;
    const kind = `${habitableRooms} ${offered}`;
    const known = kinds.get(kind) ?? new Map<number, number>();
    kinds.set(kind, known);
    return (place, communePlace) => {
      const persons = index.persons[place]!;
      const visitingChildren = index.visitingChildren[place]!;
      const level = index.accessibility[place]!;
      const key = ((persons * 256 + visitingChildren) * levels.length + level) * 256 + communePlace;
      let fit = known.get(key);
      if (fit === undefined) {
        const accessibility = levels[level]!;
        const read = { habitableRooms, accessibility: offered };
        fit = fitOf(read, { persons, visitingChildren, accessibility, communePlace });
        known.set(key, fit);
      }
      return fit;
    };
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
