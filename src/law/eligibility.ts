/**
 * May this household have this home? Only rules of law answer, each yes, no or unknown; policy never does. Households
 * and homes are prepared once, the test of a pair is then a few comparisons, and reasons are built only when asked.
 */
import { type Application, numberPattern } from '../domain/application.ts';
import type { Home } from '../domain/home.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { eurosOfCents } from '../kernel/money.ts';
import { isLiveOn } from './application-life.ts';
import {
  ceilingOfRank,
  type HomeCeilings,
  homeCeilings,
  type IncomeProfile,
  incomeProfile,
  withinCeiling,
  withinCeilingVerdict,
} from './ceiling.ts';
import { type CeilingDerogation, derogationFor, derogationsOfHome } from './ceiling-derogation.ts';
import { consumptionUnitHundredths } from './consumption-units.ts';
import { energyDecency } from './decency.ts';
import { answer, fact } from './outcome.ts';
import { isUnderQ1, type Q1Comparison, q1ThresholdOn } from './quartile.ts';
import { territoryOfCommune } from './quartile-territory.ts';
import { allOf, type Outcome, type Reason, type Verdict } from './rule.ts';

/** What law needs to know of an applicant, whatever the home. */
export type PreparedApplicant = {
  application: Application;
  income: IncomeProfile;
  /** Hundredths of a consumption unit (U-03). */
  unitHundredths: number;
};

/** What law needs to know of a home to let, whoever the applicant. */
export type PreparedHome = {
  home: Home;
  date: CivilDate;
  ceilings: HomeCeilings;
  derogations: readonly CeilingDerogation[];
  decency: Outcome;
  /** Where the mayor designates in the holder's place: first-quartile households are then excluded. */
  mayorDesignates: boolean;
  q1: { siren: string | null; thresholdCents: number | null; comparison: Q1Comparison };
};

/** A rule on a pair: its bare verdict for the loop, and its outcome with reasons for whoever asks why. */
export type HomeRule = {
  id: string;
  verdict: (applicant: PreparedApplicant, home: PreparedHome) => Verdict;
  outcome: (applicant: PreparedApplicant, home: PreparedHome) => Outcome;
};

/** Readies an applicant for any number of homes on one date. */
export function prepareApplicant(application: Application, date: CivilDate): PreparedApplicant {
  return {
    application,
    income: incomeProfile(application.household, date),
    unitHundredths: consumptionUnitHundredths(application.household.persons, date),
  };
}

/** Readies a home for any number of applicants. `mayorDesignates`: see `PreparedHome`. */
export function prepareHome(question: {
  home: Home;
  date: CivilDate;
  mayorDesignates?: boolean;
  derogations?: readonly CeilingDerogation[];
  q1Comparison?: Q1Comparison;
}): PreparedHome {
  const { home, date } = question;
  const siren = territoryOfCommune(home.insee, date);
  return {
    home,
    date,
    ceilings: homeCeilings(date, home.insee, home.financing),
    derogations: derogationsOfHome(question.derogations ?? [], home, date),
    decency: energyDecency({ insee: home.insee, energyClass: home.energyClass, date }),
    mayorDesignates: question.mayorDesignates ?? false,
    q1: {
      siren,
      thresholdCents: siren === null ? null : (q1ThresholdOn(date, siren)?.thresholdCents ?? null),
      comparison: question.q1Comparison ?? 'lt',
    },
  };
}

/** The rules that depend on the home, in the order in which they are told. */
export const homeRules: readonly HomeRule[] = [
  { id: 'I-01', verdict: ceilingVerdict, outcome: ceilingOutcome },
  { id: 'F-06', verdict: (_, home) => home.decency.verdict, outcome: (_, home) => home.decency },
  { id: 'Q-14', verdict: mayorVerdict, outcome: mayorOutcome },
];

/** C-05: no application is examined without its registered unique number. */
export function hasUniqueNumber(application: Pick<Application, 'number' | 'withoutNumber'>): Outcome {
  return !application.withoutNumber && numberPattern.test(application.number)
    ? answer('C-05', 'yes', 'unique-number-registered')
    : answer('C-05', 'no', 'unique-number-missing', [], { missing: ['number'] });
}

/**
 * The whole answer of law for one household and one home: registered and live application, income ceiling, energy
 * class, mayor's designation. Under- and over-occupation are never here: they are for the officer to examine.
 */
export function mayHaveHome(applicant: PreparedApplicant, home: PreparedHome): Outcome {
  return allOf([
    hasUniqueNumber(applicant.application),
    isLiveOn(applicant.application, home.date),
    ...homeRules.map((rule) => rule.outcome(applicant, home)),
  ]);
}

/**
 * What keeps the whole answer from being known, reason by reason: those of `mayHaveHome` that are unknown. Quick for
 * most pairs, where verdicts alone tell that nothing is.
 */
export function unknownsOf(
  applicant: PreparedApplicant,
  home: PreparedHome,
  /** Whether the application stands in the register on the day, where the caller has it for all its homes. */
  live: Verdict = isLiveOn(applicant.application, home.date).verdict,
): readonly Reason[] {
  const known = live !== 'unknown' && homeRules.every((rule) => rule.verdict(applicant, home) !== 'unknown');
  if (known) return [];
  return mayHaveHome(applicant, home).because.filter((reason) => reason.verdict === 'unknown');
}

function ceilingVerdict(applicant: PreparedApplicant, home: PreparedHome): Verdict {
  const verdict = withinCeilingVerdict(applicant.income, home.ceilings);
  return verdict === 'no' && derogation(applicant, home) ? 'yes' : verdict;
}

function ceilingOutcome(applicant: PreparedApplicant, home: PreparedHome): Outcome {
  const outcome = withinCeiling(applicant.income, home.ceilings, home.date);
  const derogated = outcome.verdict === 'no' ? derogation(applicant, home) : undefined;
  if (!derogated) return outcome;
  return answer('I-10', 'yes', 'ceiling-derogation', [
    fact('ground', derogated.ground),
    fact('source', derogated.source, derogated.from),
    ...outcome.because.flatMap((reason) => reason.facts),
  ]);
}

function derogation(applicant: PreparedApplicant, home: PreparedHome): CeilingDerogation | undefined {
  const { row } = home.ceilings;
  const { income, category } = applicant.income;
  if (home.derogations.length === 0 || row === null || income === null) return undefined;
  return derogationFor(home.derogations, {
    number: applicant.application.number,
    incomeCents: income.incomeCents,
    ceilingCents: ceilingOfRank(row, category.rank),
  });
}

/** in a QPV, once the holder's designation has failed, the mayor designates households other than Q1. */
function mayorVerdict(applicant: PreparedApplicant, home: PreparedHome): Verdict {
  const threshold = home.mayorDesignates ? home.q1.thresholdCents : null;
  // Without a threshold for the territory nobody can be in its first quartile.
  if (threshold === null) return 'yes';
  const resources = applicant.application.household.monthlyResourcesCents;
  if (resources === null) return 'unknown';
  return isUnderQ1(threshold, resources, applicant.unitHundredths, home.q1.comparison) ? 'no' : 'yes';
}

function mayorOutcome(applicant: PreparedApplicant, home: PreparedHome): Outcome {
  const verdict = mayorVerdict(applicant, home);
  if (!home.mayorDesignates) return answer('Q-14', verdict, 'mayor-does-not-designate');
  const code = { yes: 'not-first-quartile', no: 'first-quartile', unknown: 'resources-unknown' }[verdict];
  const { thresholdCents, siren } = home.q1;
  return answer(
    'Q-14',
    verdict,
    code,
    [
      fact('epci', siren, home.date),
      fact('threshold', thresholdCents === null ? null : eurosOfCents(thresholdCents)),
    ],
    verdict === 'unknown' ? { missing: ['household.monthlyResources'] } : {},
  );
}
