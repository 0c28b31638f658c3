/** What a tenancy shows that may found a transfer (F-02…F-05, M-07, C-12), with exemptions and what is unknown. */
import type { Home } from '../../domain/home.ts';
import type { Household } from '../../domain/household.ts';
import type { Tenancy } from '../../domain/tenancy.ts';
import { ageOn, type CivilDate } from '../../kernel/civil-date.ts';
import { homeCeilings, incomeProfile, withinCeiling } from '../../law/ceiling.ts';
import { obligationNumber } from '../../law/obligation-figures.ts';
import { overOccupation, underOccupation } from '../../law/occupancy.ts';
import { answer, fact } from '../../law/outcome.ts';
import { isOverProtectedAge } from '../../law/relocation.ts';
import type { Outcome, Reason } from '../../law/rule.ts';
import type { TransferGround } from '../policy.ts';
import type { Finding } from './finding-content.ts';
import type { TenancyFacts } from './tenancy-facts.ts';

export const perimeterKinds = ['sale', 'demolition', 'changeOfUse'] as const;
export type Perimeter = {
  kind: (typeof perimeterKinds)[number];
  name: string;
  /** Null: not authorised yet. */
  authorisedOn: CivilDate | null;
  source: string;
};

/** A tenancy with all that is known around it. */
export type TenancyCase = {
  tenancy: Pick<Tenancy, 'id' | 'signedOn' | 'residents'>;
  home: Pick<
    Home,
    'insee' | 'habitableRooms' | 'surfaceM2' | 'accessibility' | 'financing' | 'qpvCode' | 'typology'
  >;
  facts: TenancyFacts;
  factsAsOf: CivilDate | null;
  /** Of the tenant's own application for a transfer; null where there is none. */
  application: { household: Household; accessibility: Home['accessibility']; asOf: CivilDate } | null;
  perimeters: readonly Perimeter[];
  tenseZone: boolean | null;
};

/** All that the tenancy shows on the day, at most one finding a ground. */
export function findingsOf(one: TenancyCase, date: CivilDate): Finding[] {
  const found = [
    relocationFinding(one, date),
    underOccupiedFinding(one, date),
    overOccupiedFinding(one),
    adaptedLeftFinding(one, date),
    adaptedNeededFinding(one),
    aboveCeilingsFinding(one, date),
  ];
  return found.filter((finding) => finding !== null);
}

/** M-07: demolition or change of use once authorised; a sale obliges nobody to leave (said as such). */
function relocationFinding({ perimeters }: TenancyCase, date: CivilDate): Finding | null {
  const [first] = [...perimeters].sort((a, b) => strength(b, date) - strength(a, date));
  if (!first) return null;
  const facts = [
    fact('perimeter', first.name, first.authorisedOn),
    fact('perimeterSource', first.source, first.authorisedOn),
  ];
  const isSale = first.kind === 'sale';
  const authorised = first.authorisedOn !== null && first.authorisedOn <= date;
  const missing = authorised ? [] : ['authorisation'];
  const code = isSale ? 'sale-perimeter' : `${first.kind}-perimeter`;
  const outcome = answer('M-07', authorised ? 'yes' : 'unknown', code, facts, { missing });
  const exemptions = isSale ? [...answer('M-07', 'no', 'sale-obliges-nobody').because] : [];
  return found('relocation', outcome, exemptions);
}

/** What obliges comes before what does not, and what is authorised before what waits. */
function strength({ kind, authorisedOn }: Perimeter, date: CivilDate): number {
  return (kind === 'sale' ? 0 : 2) + (authorisedOn !== null && authorisedOn <= date ? 1 : 0);
}

/** F-02 with the exemptions of F-03; in a zone that is not tense the duty to propose holds and no right is lost. */
function underOccupiedFinding(one: TenancyCase, date: CivilDate): Finding | null {
  const { home, tenancy, facts, factsAsOf, application } = one;
  if (tenancy.residents === null) return null;
  const visiting = facts.visitingChildren ?? application?.household.visitingChildren ?? null;
  const outcome = underOccupation({
    habitableRooms: home.habitableRooms,
    professionalRooms: facts.professionalRooms,
    residents: tenancy.residents,
    visitingChildren: visiting,
  });
  if (outcome.verdict === 'no') return null;
  const dates = {
    professionalRooms: factsAsOf,
    visitingChildren: facts.visitingChildren === null ? (application?.asOf ?? null) : factsAsOf,
  };
  const exempt = exemptionsOf(one, 'F-03', date);
  const zone =
    one.tenseZone === null
      ? []
      : answer('F-03', one.tenseZone ? 'yes' : 'no', one.tenseZone ? 'zone-tense' : 'zone-not-tense').because;
  return {
    ...found('underOccupied', dated(outcome, dates), [...exempt.reasons, ...zone]),
    missing: [...outcome.missing, ...exempt.missing, ...(one.tenseZone === null ? ['tenseZone'] : [])],
  };
}

function overOccupiedFinding({ home, tenancy }: TenancyCase): Finding | null {
  if (tenancy.residents === null) return null;
  const outcome = overOccupation({ surfaceM2: home.surfaceM2, residents: tenancy.residents });
  return outcome.verdict === 'yes' ? found('overOccupied', outcome, []) : null;
}

/** F-04: an adapted home that nobody with a disability lives in any longer; holds in every zone. */
function adaptedLeftFinding(one: TenancyCase, date: CivilDate): Finding | null {
  const { home, facts, factsAsOf } = one;
  const adapted = facts.adaptedHome ?? home.accessibility === 'wheelchair';
  if (!adapted || facts.disabledOccupantLeft === false) return null;
  const shown = [fact('adaptedHome', adapted, factsAsOf)];
  const exempt = exemptionsOf(one, 'F-04', date);
  if (facts.disabledOccupantLeft === null) {
    // Somebody of the household needs it: there is nothing to find.
    if (disabledIn(one) === true) return null;
    const unknown = answer('F-04', 'unknown', 'adapted-occupant-unknown', shown, {
      missing: ['disabledOccupantLeft'],
    });
    return found('adaptedHomeLeft', unknown, exempt.reasons, exempt.missing);
  }
  const left = answer('F-04', 'yes', 'adapted-home-left', shown);
  return found('adaptedHomeLeft', left, exempt.reasons, exempt.missing);
}

const levels = ['none', 'stepFree', 'wheelchair'] as const satisfies readonly Home['accessibility'][];

/** C-12, 4°: what the household needs of its home is more than the home offers. */
function adaptedNeededFinding(one: TenancyCase): Finding | null {
  const { home, facts, factsAsOf, application } = one;
  const need = facts.adaptedNeed ?? application?.accessibility ?? 'none';
  if (levels.indexOf(need) <= levels.indexOf(home.accessibility)) return null;
  const asOf = facts.adaptedNeed === null ? (application?.asOf ?? null) : factsAsOf;
  const shown = [fact('accessibilityNeeded', need, asOf), fact('accessibility', home.accessibility)];
  const isKnown = facts.adaptedNeed !== null || disabledIn(one) === true;
  return found(
    'adaptedHomeNeeded',
    isKnown
      ? answer('C-12', 'yes', 'adapted-home-needed', shown)
      : answer('C-12', 'unknown', 'adapted-need-declared', shown, { missing: ['disabledOrDependent'] }),
    [],
  );
}

/** C-12, 5°: income above the ceiling of the home (I-01); only where the tax income is known. */
function aboveCeilingsFinding({ home, application }: TenancyCase, date: CivilDate): Finding | null {
  if (application === null || application.household.taxIncome.n2Cents === null) return null;
  const profile = incomeProfile(application.household, date);
  const outcome = withinCeiling(profile, homeCeilings(date, home.insee, home.financing), date);
  if (outcome.verdict !== 'no') return null;
  const above = answer('C-12', 'yes', 'above-ceilings', outcome.because[0]?.facts ?? []);
  return found('aboveCeilings', dated(above, { income: application.asOf }), []);
}

/** Who is out of the duty: over 65 (both), disability, and a priority neighbourhood now or at entry (F-03 only). */
function exemptionsOf(
  one: TenancyCase,
  rule: 'F-03' | 'F-04',
  date: CivilDate,
): { reasons: Reason[]; missing: string[] } {
  const claims = [
    ageClaim(one, date),
    ...(rule === 'F-04'
      ? []
      : ([
          ['exempt-disability', disabledIn(one), 'disabledOrDependent'],
          ['exempt-qpv', one.home.qpvCode !== null ? true : one.facts.qpvAtEntry, 'qpvAtEntry'],
        ] as const)),
  ];
  return {
    reasons: claims.flatMap(([code, holds]) => (holds === true ? answer(rule, 'no', code).because : [])),
    missing: claims.flatMap(([, holds, field]) => (holds === null ? [field] : [])),
  };
}

function ageClaim(one: TenancyCase, date: CivilDate): readonly [string, boolean | null, string] {
  const bornOn = one.facts.holderBornOn ?? one.application?.household.persons[0]?.bornOn ?? null;
  const limit = obligationNumber('relocation.protectedAge', date);
  return ['exempt-age', isOverProtectedAge(bornOn === null ? null : ageOn(bornOn, date), limit), 'age'];
}

function disabledIn({ facts, application }: TenancyCase): boolean | null {
  if (facts.disabledOrDependent !== null || application === null) return facts.disabledOrDependent;
  const { persons } = application.household;
  if (persons.some(({ disabled }) => disabled === true)) return true;
  return persons.every(({ disabled }) => disabled === false) ? false : null;
}

function dated(outcome: Outcome, dates: Readonly<Record<string, CivilDate | null>>): Outcome {
  const because = outcome.because.map((reason) => ({
    ...reason,
    facts: reason.facts.map((one) => ({ ...one, asOf: dates[one.field] ?? one.asOf })),
  }));
  return { ...outcome, because };
}

function found(
  ground: TransferGround,
  outcome: Outcome,
  exemptions: readonly Reason[],
  missing: readonly string[] = [],
): Finding {
  return {
    ground,
    verdict: outcome.verdict === 'yes' ? 'yes' : 'unknown',
    because: outcome.because.map((reason) => ({ ...reason, facts: [...reason.facts] })),
    exemptions: exemptions.map((reason) => ({ ...reason, facts: [...reason.facts] })),
    missing: [...outcome.missing, ...missing],
  };
}
