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
    lastWish,
    fitsOf: fitsByHome(index),
  };
}

const levels = accessibilitySchema.options;

/** The columns of the households kept for a home (rows of those that were tried), but their points: see `fillPoints`. */
export function pairColumns(
  { index, lastWish, fitsOf }: PairSource,
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
  const { applications } = index;
  const fits = fitsOf(pool.home);
  for (let pair = 0; pair < kept.length; pair += 1) {
    const row = kept[pair]!;
    const place = places[row]!;
    const askedAs = interest?.wishes.get(applications[place]!.number);
    // Asked for on its advert, a home is near as the commune wished first is.
    const wished = askedAs === undefined ? communePlaces[row]! : 0;
    columns.applicant[pair] = place;
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

/** Points of a scale by place; `unscored` for whom no home asked. */
type Scored = Int32Array;
const unscored = -1;
const asked = -2;

/**
 * Writes the points of all pairs, each applicant evaluated once on a scale. In the order of applicants, which is that of
 * memory: taken as homes name them, the households of a metropolis would each be fetched from afar.
 */
export function fillPoints(
  { applications, isTransfer }: ApplicantIndex,
  homes: readonly { pool: PoolChoice; columns: PairColumns }[],
): void {
  const byScale = new Map<Scale | null, Scored>();
  const scoredOn = (scale: Scale | null): Scored => {
    const known = byScale.get(scale) ?? new Int32Array(applications.length).fill(unscored);
    byScale.set(scale, known);
    return known;
  };
  const scoredFor = (pool: PoolChoice) => [
    scoredOn(scaleOf(pool, 'general')),
    scoredOn(scaleOf(pool, 'transfer')),
  ];
  for (const { pool, columns } of homes) {
    const scored = scoredFor(pool);
    for (const place of columns.applicant) scored[isTransfer[place]!]![place] = asked;
  }
  for (const [scale, points] of byScale) {
    for (const [place, state] of points.entries()) {
      if (state === asked) points[place] = pointsOn(scale, applications[place]!);
    }
  }
  for (const { pool, columns } of homes) {
    const scored = scoredFor(pool);
    const { applicant, gridPoints } = columns;
    for (let pair = 0; pair < applicant.length; pair += 1) {
      const place = applicant[pair]!;
      gridPoints[pair] = scored[isTransfer[place]!]![place]!;
    }
  }
}
