/** What the search of candidates gives: for every vacancy its pool, its counts and its scored pairs, in columns. */
import type { Application } from '../domain/application.ts';
import type { Home, Vacancy } from '../domain/home.ts';
import type { Reason } from '../law/rule.ts';
import type { Score } from '../scoring/grid.ts';
import { SCORE_PER_POINT } from './policy.ts';
import type { ShortlistResult } from './run-result.ts';

/** One household that may have one home, with what orders it. */
export type CandidatePair = {
  number: string;
  /** gridPoints × SCORE_PER_POINT + fit. */
  score: number;
  gridPoints: number;
  /** 0–999, see fit.ts. */
  fit: number;
  /** 1 = most wanted; equal where the household did not tell. */
  wish: number;
};

/** The pairs of one vacancy, in the order of the applicants' numbers: `applicant` indexes `CandidateSets.applicants`. */
export type PairColumns = {
  applicant: Int32Array;
  gridPoints: Int32Array;
  fit: Int16Array;
  wish: Uint16Array;
};

export type VacancyCandidates = {
  vacancy: Vacancy;
  home: Home;
  pool: ShortlistResult['pool'];
  /** Why the home draws on this pool (orientation, lapse, behind target, policy). */
  poolReasons: readonly Reason[];
  columns: PairColumns;
};

export type CandidateSets = {
  /** In the order of vacancy ids. */
  vacancies: readonly VacancyCandidates[];
  /** Applications that are live on the date, in the order of their numbers. */
  applicants: readonly Application[];
  /** Where a number stands among them. */
  placeOf: ReadonlyMap<string, number>;
  /** Applications that are not live on the date: in no pool. */
  notLive: number;
  /** The score, with its lines, of an applicant for a vacancy of the sets; undefined where one is unknown. */
  scoreOf: (vacancyId: string, number: string) => Score | undefined;
};

/** The pairs of a vacancy as objects, in the order of numbers. For session sizes; big runs read the columns. */
export function pairsOf(
  sets: Pick<CandidateSets, 'applicants'>,
  candidates: Pick<VacancyCandidates, 'columns'>,
): CandidatePair[] {
  const { applicant, gridPoints, fit, wish } = candidates.columns;
  return Array.from(applicant, (index, row) => {
    const points = gridPoints[row] ?? 0;
    const fitHere = fit[row] ?? 0;
    return {
      number: sets.applicants[index]!.number,
      score: points * SCORE_PER_POINT + fitHere,
      gridPoints: points,
      fit: fitHere,
      wish: wish[row] ?? 1,
    };
  });
}
