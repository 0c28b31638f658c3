/**
 * The re-check of a household before its offer and before its lease, on today's data: the committee decided on those
 * of its sitting. A no keeps the offer from being sent; an unknown is shown and left to the officer.
 */
import type { Application } from '../../domain/application.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { isLiveOn } from '../../law/application-life.ts';
import { hasUniqueNumber, homeRules, prepareApplicant, prepareHome } from '../../law/eligibility.ts';
import { priorityLabels } from '../../law/priority.ts';
import type { Reason, Verdict } from '../../law/rule.ts';
import {
  carriesLabelOf,
  mayorDesignates,
  type Orientation,
  orientationOf,
} from '../../matching/orientation.ts';
import type { LeasedHome, LettingCandidate, LettingHome } from './letting-home.ts';

export const checkCodes = [
  'live',
  'number',
  'housedElsewhere',
  'acceptedElsewhere',
  'law',
  'label',
  'household',
  'resources',
] as const;
export type CheckCode = (typeof checkCodes)[number];

export type Check = {
  code: CheckCode;
  verdict: Verdict;
  /** Reasons of the law, where it is the law that answers; sentences come from `wording`. */
  reasons: readonly Reason[];
};

/** The checks of a household for the home, in the order in which they are told. */
export function recheck(home: LettingHome, candidate: LettingCandidate, today: CivilDate): Check[] {
  const { application } = candidate;
  if (application === null) return [check('live', 'no')];
  const live = isLiveOn(application, today);
  const number = hasUniqueNumber(application);
  const law = lawOn(home, application, today);
  return [
    check('live', live.verdict, live.because),
    ...(number.verdict === 'yes' ? [] : [check('number', number.verdict, number.because)]),
    check('housedElsewhere', candidate.signedElsewhere === null ? 'yes' : 'no'),
    ...(candidate.offeredElsewhere?.accepted ? [check('acceptedElsewhere', 'unknown')] : []),
    ...law,
    labelCheck(home, candidate, application, today),
    ...changes(candidate, application),
  ];
}

/** Whether anything keeps the household from having the home today. */
export function isBarred(checks: readonly Check[]): boolean {
  return checks.some(({ verdict }) => verdict === 'no');
}

/** Who designates for the home today, and how it stands with its holder. */
export function orientationToday(home: LeasedHome, today: CivilDate): Orientation {
  const { holders, designations, policy } = home;
  return orientationOf({ date: today, holders: [...holders], designations: [...designations], policy }, home);
}

/** Whether the household is its holder's candidate for this home: designated, or carrying its label. */
export function isHoldersCandidate(home: LeasedHome, application: Application, today: CivilDate): boolean {
  const { holderId } = home.vacancy;
  if (holderId === null) return false;
  const designated = home.designations.some(
    (row) =>
      row.applicationNumber === application.number && row.vacancyId === home.vacancy.id && row.on <= today,
  );
  const holder = home.holders.find(({ id }) => id === holderId);
  return designated || (holder !== undefined && carriesLabelOf(holder, application, today));
}

function lawOn(home: LettingHome, application: Application, today: CivilDate): Check[] {
  const prepared = prepareHome({
    home: home.home,
    date: today,
    mayorDesignates: mayorDesignates(home.home, orientationToday(home, today)),
    q1Comparison: home.policy.q1Comparison,
  });
  const applicant = prepareApplicant(application, today);
  return homeRules.map((rule) => {
    const outcome = rule.outcome(applicant, prepared);
    return check('law', outcome.verdict, outcome.because);
  });
}

/**
 * A préfet's DALO designation whose DALO has ended is none; where our data never knew of it, the préfet's own act says
 * that there is one and the officer looks at the papers. Elsewhere a label that the committee saw and that has ended is
 * for the officer to look at, since the committee was free to rank the household without it.
 */
function labelCheck(
  home: LettingHome,
  candidate: LettingCandidate,
  application: Application,
  today: CivilDate,
): Check {
  const now = priorityLabels(application.labels, today);
  const designatedByDalo = home.designations.some(
    (row) => row.dalo && row.applicationNumber === application.number && row.vacancyId === home.vacancy.id,
  );
  const hadDalo = application.labels.some(({ category }) => category === 'dalo');
  if (designatedByDalo && !now.dalo) return check('label', hadDalo ? 'no' : 'unknown');
  const { seen } = candidate;
  const lost = seen !== null && ((seen.dalo && !now.dalo) || (seen.priority && !now.priority && !now.dalo));
  return check('label', lost ? 'unknown' : 'yes');
}

function changes({ seen }: LettingCandidate, application: Application): Check[] {
  if (seen === null) return [];
  const { persons, monthlyResourcesCents } = application.household;
  return [
    ...(seen.persons === persons.length ? [] : [check('household', 'unknown')]),
    ...(seen.monthlyResourcesCents === monthlyResourcesCents ? [] : [check('resources', 'unknown')]),
  ];
}

function check(code: CheckCode, verdict: Verdict, reasons: readonly Reason[] = []): Check {
  return { code, verdict, reasons };
}
