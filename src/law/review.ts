/** C-12 (L442-5-2): in tense zones the landlord examines the occupancy every three years from the signing. */
import { addYears, type CivilDate } from '../kernel/civil-date.ts';
import { awaitedObligation, obligationNumber, obligationRows } from './obligation-figures.ts';
import { answer, fact } from './outcome.ts';
import type { Reason } from './rule.ts';

/** The sentences that this file can ask of `wording`. */
export type ReviewCode =
  | 'review-not-tense'
  | 'review-due'
  | 'review-later'
  | 'review-last-unknown'
  | 'review-not-loaded';

export type ReviewFacts = {
  leaseSignedOn: CivilDate;
  /** Undefined: never reviewed; null: unknown. */
  lastReviewedOn: CivilDate | null | undefined;
  tenseZone: boolean;
};

export type ReviewState = {
  dueOn: CivilDate | null;
  due: boolean | null;
  because: readonly Reason[];
  missing: readonly string[];
  awaiting: readonly string[];
};

/**
 * When the next triennial review falls due: the first multiple-of-three anniversary of the signing after the last
 * review (after the signing where there was none), not before the rule itself (2019-01-01); a lease of 29 February
 * falls on the 28th in common years. Null and false outside tense zones.
 */
export function reviewOn(lease: ReviewFacts, date: CivilDate): ReviewState {
  const signed = fact('leaseSignedOn', lease.leaseSignedOn);
  if (!lease.tenseZone) return state(null, false, answer('C-12', 'no', 'review-not-tense', [signed]));
  if (lease.lastReviewedOn === null) {
    return state(
      null,
      null,
      answer('C-12', 'unknown', 'review-last-unknown', [signed], { missing: ['lastReviewedOn'] }),
    );
  }
  const row = obligationRows().find((candidate) => candidate.id === 'review.periodYears');
  const years = obligationNumber('review.periodYears', row && date < row.from ? row.from : date);
  if (!row || years === null) {
    const awaiting = [awaitedObligation('review.periodYears', date)];
    return state(null, null, answer('C-12', 'unknown', 'review-not-loaded', [signed], { awaiting }));
  }
  const after = lease.lastReviewedOn ?? lease.leaseSignedOn;
  let dueOn = addYears(lease.leaseSignedOn, years);
  for (let times = 2; dueOn <= after || dueOn < row.from; times += 1) {
    dueOn = addYears(lease.leaseSignedOn, years * times);
  }
  const due = dueOn <= date;
  const facts = [signed, fact('lastReviewedOn', lease.lastReviewedOn ?? null), fact('dueOn', dueOn)];
  return state(dueOn, due, answer('C-12', due ? 'yes' : 'no', due ? 'review-due' : 'review-later', facts));
}

function state(
  dueOn: CivilDate | null,
  due: boolean | null,
  outcome: Pick<ReviewState, 'because' | 'missing' | 'awaiting'>,
): ReviewState {
  return { dueOn, due, because: outcome.because, missing: outcome.missing, awaiting: outcome.awaiting };
}
