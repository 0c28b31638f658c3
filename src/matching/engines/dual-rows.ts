/** Where each applicant stands in the arrays by applicant that the assignment reads all the time. */
import type { Instance } from './instance.ts';

export type Rows = {
  /** The row of each applicant, and the applicant of each row. */
  of: Int32Array;
  applicant: Int32Array;
};

/** Everybody at their own number. */
export function plainRows({ applicantIds }: Instance): Rows {
  const numbers = Int32Array.from(applicantIds.keys());
  return { of: numbers, applicant: numbers };
}

/**
 * Applicants in the order in which the homes name them: the candidates of a home, whose prices are read one after the
 * other, then stand near each other, and homes of one place share them. Nothing that is found depends on it.
 */
export function rowsByHome({ applicantIds, pairApplicant }: Instance): Rows {
  const of = new Int32Array(applicantIds.length).fill(-1);
  const applicant = new Int32Array(applicantIds.length);
  let rows = 0;
  const add = (who: number): void => {
    if (of[who]! >= 0) return;
    applicant[rows] = who;
    of[who] = rows++;
  };
  for (let pair = 0; pair < pairApplicant.length; pair++) add(pairApplicant[pair]!);
  for (let who = 0; who < of.length; who++) add(who);
  return { of, applicant };
}

/** What stands by row, by applicant. */
export function byApplicant({ of }: Rows, values: Float64Array): Float64Array {
  return Float64Array.from(of, (row) => values[row]!);
}
