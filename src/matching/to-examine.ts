/** What an officer should look at before proposing a household: policy flags and law's unknowns, never a refusal. */
import type { Application } from '../domain/application.ts';
import type { Home } from '../domain/home.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { eurosOfCents } from '../kernel/money.ts';
import { overOccupation, underOccupation } from '../law/occupancy.ts';
import { answer, fact } from '../law/outcome.ts';
import type { Reason } from '../law/rule.ts';
import type { HomeCost } from './home-cost.ts';
import type { Policy } from './policy.ts';

/** Codes of the flags, each with a sentence of its own. */
export const examineCodes = [
  'law-unknown',
  'effort-rate-high',
  'residual-low',
  'resources-unknown',
  'resources-declared',
  'arrears',
  'would-be-over-occupied',
  'would-be-under-occupied',
] as const;

export type Flag = { code: (typeof examineCodes)[number]; reasons: readonly Reason[] };

export type Examined = {
  application: Application;
  home: Home;
  date: CivilDate;
  policy: Policy;
  cost: HomeCost;
  /** What law could not answer for the pair; its noes are no candidates. */
  unknown: readonly Reason[];
};

/** The flags of a pair, in the order of `examineCodes`. */
export function flagsOf(examined: Examined): Flag[] {
  const { unknown, application } = examined;
  const flags: (Flag | null)[] = [
    unknown.length === 0 ? null : { code: 'law-unknown', reasons: unknown },
    effortFlag(examined),
    residualFlag(examined),
    resourcesFlag(application),
    arrearsFlag(examined),
    ...occupancyFlags(examined),
  ];
  return flags.filter((flag) => flag !== null);
}

function effortFlag({ cost, policy }: Examined): Flag | null {
  if (cost.effortRate === null || cost.effortRate * 1000 <= policy.effortRateFlagPermille) return null;
  return flag('effort-rate-high', 'A-03', 'effort-rate-high', [
    fact('effortRate', cost.effortRate),
    fact('threshold', policy.effortRateFlagPermille / 1000),
  ]);
}

function residualFlag({ cost, policy }: Examined): Flag | null {
  const residual = cost.residualPerUnitPerDayCents;
  if (residual === null || residual >= policy.residualFlagCents) return null;
  return flag('residual-low', 'A-04', 'residual-low', [
    fact('residualPerUnitPerDay', eurosOfCents(residual)),
    fact('threshold', eurosOfCents(policy.residualFlagCents)),
  ]);
}

function resourcesFlag({ household }: Application): Flag | null {
  if (household.monthlyResourcesCents === null) {
    return flag('resources-unknown', 'U-07', 'resources-unknown', []);
  }
  if (household.resourcesEvidence === 'proved') return null;
  return flag('resources-declared', 'P-02', 'resources-declared', []);
}

/** A debt is told to the officer and never scored (M-08d). */
function arrearsFlag({ application, policy }: Examined): Flag | null {
  const { arrears } = application;
  if (!arrears || arrears.amountCents < policy.arrearsFlagCents) return null;
  return flag('arrears', 'M-08d', 'arrears', [
    fact('amount', eurosOfCents(arrears.amountCents), arrears.asOf),
    fact('underPlan', arrears.underPlan, arrears.asOf),
  ]);
}

function occupancyFlags({ application, home }: Examined): (Flag | null)[] {
  const { persons, visitingChildren } = application.household;
  const over = overOccupation({ surfaceM2: home.surfaceM2, residents: persons.length });
  const under = underOccupation({
    habitableRooms: home.habitableRooms,
    professionalRooms: 0,
    residents: persons.length,
    visitingChildren,
  });
  return [
    over.verdict === 'yes' ? { code: 'would-be-over-occupied', reasons: over.because } : null,
    under.verdict === 'yes' ? { code: 'would-be-under-occupied', reasons: under.because } : null,
  ];
}

function flag(code: Flag['code'], rule: string, reason: string, facts: Parameters<typeof answer>[3]): Flag {
  return { code, reasons: answer(rule, 'unknown', reason, facts).because };
}
