/** Income ceilings (I-01…I-09): may this household's income enter this home's financing, this year, in this zone? */
import type { Financing } from '../domain/home.ts';
import type { Household, Person } from '../domain/household.ts';
import { type CivilDate, yearOf } from '../kernel/civil-date.ts';
import { type Cents, eurosOfCents } from '../kernel/money.ts';
import { ceilingZone } from './ceiling-zone.ts';
import { type CountedIncome, countedIncome } from './counted-income.ts';
import { type HouseholdCategory, householdCategory } from './household-category.ts';
import { answer, fact } from './outcome.ts';
import { awaitedOrder, awaitingOverseas } from './parameters/awaited-order.ts';
import { type CeilingRow, type CeilingZone, ceilingRowOn } from './parameters/income-ceilings.ts';
import type { Fact, Outcome, Verdict } from './rule.ts';

export { ceilingZone } from './ceiling-zone.ts';
export { countedIncome } from './counted-income.ts';
export { householdCategory } from './household-category.ts';

/** The ceilings that apply to a home, looked up once for all its candidates. */
export type HomeCeilings = {
  zone: CeilingZone | null;
  financing: Financing;
  row: CeilingRow | null;
  /** Why there is no row: the order not loaded, or overseas. */
  awaiting: readonly string[];
};

/** What ceilings need to know of a household, prepared once for all homes. */
export type IncomeProfile = { category: HouseholdCategory; income: CountedIncome | null };

/** The ceilings of a home on a day, for its commune (INSEE) and financing. */
export function homeCeilings(date: CivilDate, insee: string, financing: Financing): HomeCeilings {
  const zone = ceilingZone(insee);
  if (zone === null) return { zone, financing, row: null, awaiting: [awaitingOverseas] };
  const row = ceilingRowOn(date, zone, financing) ?? null;
  return { zone, financing, row, awaiting: row ? [] : [awaitedOrder('ceilings', yearOf(date))] };
}

/** A household's category and counted income on a day, to be compared with any number of homes. */
export function incomeProfile(
  household: Pick<Household, 'persons' | 'taxIncome' | 'visitingChildren'>,
  date: CivilDate,
): IncomeProfile {
  return {
    category: householdCategory(household.persons, date, household.visitingChildren),
    income: countedIncome(household.taxIncome, date),
  };
}

/** The ceiling, in cents a year, of a rank of household (category 6 plus the supplement for each rank beyond). */
export function ceilingOfRank(row: CeilingRow, rank: number): Cents {
  const categories = row.ceilingsCents.length;
  const category = row.ceilingsCents[Math.min(rank, categories) - 1];
  if (category === undefined) throw new RangeError(`no such category of household: ${rank}`);
  return category + Math.max(0, rank - categories) * row.perExtraPersonCents;
}

/**
 * The ceiling of a household in a home, with its zone and category. Null, with what is awaited, where no row of
 * ceilings is loaded; a disability not known counts as none here (`withinCeiling` says unknown where it decides).
 */
export function incomeCeiling(question: {
  date: CivilDate;
  insee: string;
  financing: Financing;
  persons: readonly Person[];
  visitingChildren?: number;
}): {
  zone: CeilingZone | null;
  category: number | null;
  extraPersons: number | null;
  ceilingCents: Cents | null;
  figure: 'official' | 'derived' | null;
  awaiting: readonly string[];
} {
  const home = homeCeilings(question.date, question.insee, question.financing);
  const { zone, row, awaiting } = home;
  if (row === null) {
    return { zone, category: null, extraPersons: null, ceilingCents: null, figure: null, awaiting };
  }
  const household = householdCategory(question.persons, question.date, question.visitingChildren);
  return {
    zone,
    category: household.category,
    extraPersons: household.extraPersons,
    ceilingCents: ceilingOfRank(row, household.rank),
    figure: row.figure,
    awaiting,
  };
}

/** The bare verdict, without building reasons: for the loop over every household and home. */
export function withinCeilingVerdict(profile: IncomeProfile, home: HomeCeilings): Verdict {
  if (home.row === null || profile.income === null) return 'unknown';
  const { incomeCents } = profile.income;
  if (incomeCents <= ceilingOfRank(home.row, profile.category.rank)) return 'yes';
  if (profile.category.rankIfDisabled === profile.category.rank) return 'no';
  return incomeCents <= ceilingOfRank(home.row, profile.category.rankIfDisabled) ? 'unknown' : 'no';
}

/**
 * May the household's income enter the home? Equal to the ceiling is within. Unknown where N-2 is unknown, where a
 * disability not known would decide, or where no row of ceilings is loaded.
 */
export function withinCeiling(profile: IncomeProfile, home: HomeCeilings, date: CivilDate): Outcome {
  const verdict = withinCeilingVerdict(profile, home);
  const { category, income } = profile;
  const missing =
    verdict !== 'unknown' || home.row === null
      ? []
      : income === null
        ? ['taxIncome.n2']
        : category.unknownDisabilities.map((index) => `persons.${index}.disabled`);
  const awaiting = verdict === 'unknown' ? home.awaiting : [];
  return answer('I-01', verdict, codeOf(verdict, profile, home), factsOf(profile, home, date), {
    missing,
    awaiting,
  });
}

function codeOf(verdict: Verdict, profile: IncomeProfile, home: HomeCeilings): string {
  if (verdict === 'yes') return 'within-ceiling';
  if (verdict === 'no') return 'over-ceiling';
  if (home.row === null) return 'ceiling-not-loaded';
  return profile.income === null ? 'tax-income-unknown' : 'disability-unknown';
}

function factsOf(profile: IncomeProfile, home: HomeCeilings, date: CivilDate): Fact[] {
  const { category, income } = profile;
  const ceiling = home.row === null ? null : eurosOfCents(ceilingOfRank(home.row, category.rank));
  return [
    fact('income', income === null ? null : eurosOfCents(income.incomeCents)),
    fact('incomeOf', income?.of ?? null),
    fact('ceiling', ceiling, home.row?.from ?? null),
    fact('financing', home.financing),
    fact('zone', home.zone),
    fact('category', category.category, date),
    fact('extraPersons', category.extraPersons, date),
    fact('figure', home.row?.figure ?? null, home.row?.from ?? null),
  ];
}
