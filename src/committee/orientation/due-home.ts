/** whether a home may be proposed to the household to which the first suitable one is owed, and why not. */
import type { Application } from '../../domain/application.ts';
import type { Home, Vacancy } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { mayHaveHome, prepareApplicant, prepareHome } from '../../law/eligibility.ts';
import type { Reason } from '../../law/rule.ts';
import { accessibilityLevel } from '../../matching/applicant-index.ts';
import type { Policy } from '../../matching/policy.ts';
import { type ResidenceRule, type Unsuitable, unsuitableFor } from './special-lettings.ts';

export type DueHomeRefusal =
  /** Let, withdrawn, offered, or on a list that a sitting decided. */
  | { code: 'homeTaken' }
  | { code: 'homeUnsuitable'; because: Unsuitable | 'accessibility' }
  /** What the law says no to, in its own reasons. */
  | { code: 'householdBarred'; reasons: readonly Reason[] };

export type DueHomeFacts = {
  application: Application;
  /** The home that was refused on the ground of Q-18. */
  refused: Pick<Home, 'insee'>;
  home: Home;
  vacancy: Pick<Vacancy, 'status' | 'reservationFailed'>;
  /** No lease, no offer and no decided list holds it. */
  isFree: boolean;
  rules: readonly ResidenceRule[];
  policy: Policy;
  date: CivilDate;
};

/** Everything that the home must still be on the day it is proposed. What law does not know is left to the committee. */
export function mayFulfil(facts: DueHomeFacts): Result<null, DueHomeRefusal> {
  const { application, refused, home, vacancy, isFree, rules, policy, date } = facts;
  if (vacancy.status !== 'available' || !isFree) return refuse({ code: 'homeTaken' });
  const persons = application.household.persons.length;
  const because = unsuitableFor({ refused, persons }, home, rules, policy.sizeScale, date);
  if (because !== null) return refuse({ code: 'homeUnsuitable', because });
  if (accessibilityLevel(application.wishes.accessibility) > accessibilityLevel(home.accessibility)) {
    return refuse({ code: 'homeUnsuitable', because: 'accessibility' });
  }
  const law = mayHaveHome(
    prepareApplicant(application, date),
    prepareHome({
      home,
      date,
      // after a failure in a QPV the mayor designates, and households of the first quartile are excluded.
      mayorDesignates: home.qpvCode !== null && vacancy.reservationFailed,
      q1Comparison: policy.q1Comparison,
    }),
  );
  return law.verdict === 'no'
    ? refuse({ code: 'householdBarred', reasons: law.because.filter(({ verdict }) => verdict === 'no') })
    : ok(null);
}
