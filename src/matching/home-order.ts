/**
 * The order of one home's candidates without an object for each: who stands where is read from one number a candidate,
 * and standings are made for those whom somebody will read.
 */
import { compareCodeUnits } from '../kernel/canonical-json.ts';
import type { Bonus, BonusReader } from './bonus-lines.ts';
import type { CandidateSets, PairColumns, VacancyCandidates } from './candidate-sets.ts';
import { MAX_FIT } from './fit.ts';
import type { Standing } from './standings.ts';

export type HomeOrder = {
  /** The standing of a candidate; undefined where the number is no candidate's. */
  standingOf: (number: string) => Standing | undefined;
  /** The best of those who are not left out, best first. */
  best: (count: number) => Standing[];
  /** The best of those who are not left out and stand behind. */
  firstBehind: (standing: Standing) => Standing | undefined;
};

/** Points are below this (contracts §4, score at most 10 000 000), so that keys stay whole numbers. */
const mostPoints = 100_000;

/** Readies the orders of a session's homes, by `compareStandings`; `leftOut` holds numbers. */
export function orderReader(
  sets: CandidateSets,
  bonusOf: BonusReader,
): (candidates: VacancyCandidates, leftOut: ReadonlySet<string>) => HomeOrder {
  const { applicants, placeOf } = sets;
  const seniority = seniorityOf(applicants);
  const profiles = profilesOf(applicants, bonusOf);
  return (candidates, leftOut) => {
    const { applicant, gridPoints, fit, wish } = candidates.columns;
    const vacancyId = candidates.vacancy.id;
    const bonusAt = (row: number): Bonus => {
      const profile = profiles.of[applicant[row]!]!;
      return profile < 0
        ? bonusOf(vacancyId, applicants[applicant[row]!]!.number)
        : bonusOf.ofProfile(vacancyId, profiles.told[profile]!);
    };
    const keys = keysOf(candidates.columns, profiles, seniority, (row) => bonusAt(row).points);
    const out = new Set([...leftOut].map((number) => rowOf(applicant, placeOf.get(number))));
    const standingAt = (row: number): Standing => {
      const { number, filedOn } = applicants[applicant[row]!]!;
      const bonus = bonusAt(row);
      const points = gridPoints[row]!;
      return {
        number,
        filedOn,
        gridPoints: points,
        fit: fit[row]!,
        wish: wish[row]!,
        bonus,
        totalPoints: points + bonus.points,
      };
    };
    return {
      standingOf: (number) => {
        const row = rowOf(applicant, placeOf.get(number));
        return row < 0 ? undefined : standingAt(row);
      },
      best: (count) => bestRows(keys, out, count).map(standingAt),
      firstBehind: ({ number }) => {
        const row = rowBehind(keys, out, keys[rowOf(applicant, placeOf.get(number))]!);
        return row < 0 ? undefined : standingAt(row);
      },
    };
  };
}

/** One number a candidate, the smaller the better: total, then fit, then seniority, then number. */
function keysOf(
  { applicant, gridPoints, fit }: PairColumns,
  profiles: Profiles,
  seniority: Int32Array,
  bonusPointsAt: (row: number) => number,
): Float64Array {
  const keys = new Float64Array(applicant.length);
  const pointsOfProfile = new Float64Array(profiles.told.length).fill(Number.NaN);
  for (let row = 0; row < keys.length; row += 1) {
    const place = applicant[row]!;
    const profile = profiles.of[place]!;
    let bonusPoints = profile < 0 ? bonusPointsAt(row) : pointsOfProfile[profile]!;
    if (Number.isNaN(bonusPoints)) {
      bonusPoints = bonusPointsAt(row);
      pointsOfProfile[profile] = bonusPoints;
    }
    const total = gridPoints[row]! + bonusPoints;
    const points = (mostPoints - total) * (MAX_FIT + 1) + (MAX_FIT - fit[row]!);
    keys[row] = points * seniority.length + seniority[place]!;
  }
  return keys;
}

/** The bonus profile of every applicant by its place in `told`; −1 for whoever has lines of its own. */
type Profiles = { of: Int32Array; told: readonly number[] };

function profilesOf(applicants: CandidateSets['applicants'], { profileOf }: BonusReader): Profiles {
  const numbers = new Map<number, number>();
  const of = Int32Array.from(applicants, ({ number }) => {
    const profile = profileOf(number);
    if (profile === null) return -1;
    const known = numbers.get(profile) ?? numbers.size;
    numbers.set(profile, known);
    return known;
  });
  return { of, told: [...numbers.keys()] };
}

/** Rank of every applicant by the day of filing, then by number, which is the order that they stand in. */
function seniorityOf(applicants: CandidateSets['applicants']): Int32Array {
  const days = [...new Set(applicants.map(({ filedOn }) => filedOn))].sort(compareCodeUnits);
  const next = new Int32Array(days.length + 1);
  const dayOf = new Map(days.map((day, at) => [day, at]));
  const filed = Int32Array.from(applicants, ({ filedOn }) => dayOf.get(filedOn)!);
  for (const day of filed) next[day + 1]! += 1;
  for (let day = 0; day < days.length; day += 1) next[day + 1]! += next[day]!;
  return filed.map((day) => {
    next[day]! += 1;
    return next[day]! - 1;
  });
}

/** The row of an applicant among those of a home, which stand in rising order; −1 where there is none. */
function rowOf(applicant: Int32Array, place: number | undefined): number {
  if (place === undefined) return -1;
  let low = 0;
  let high = applicant.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = applicant[middle]!;
    if (at === place) return middle;
    if (at < place) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function bestRows(keys: Float64Array, out: ReadonlySet<number>, count: number): number[] {
  const best: number[] = [];
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row]!;
    if ((best.length === count && key >= keys[best[count - 1]!]!) || out.has(row)) continue;
    if (best.length === count) best.pop();
    let at = best.length;
    while (at > 0 && keys[best[at - 1]!]! > key) at -= 1;
    best.splice(at, 0, row);
  }
  return best;
}

function rowBehind(keys: Float64Array, out: ReadonlySet<number>, key: number): number {
  let found = -1;
  for (let row = 0; row < keys.length; row += 1) {
    const other = keys[row]!;
    if (other <= key || (found >= 0 && other >= keys[found]!) || out.has(row)) continue;
    found = row;
  }
  return found;
}
