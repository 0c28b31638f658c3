/** The category of a household for income ceilings (I-07): one to six, and persons beyond the sixth. */
import type { Person } from '../domain/household.ts';
import { ageOn, type CivilDate, yearOf } from '../kernel/civil-date.ts';
import { numberFigureOn } from './parameters/figures.ts';

export type HouseholdCategory = {
  /** 1 to 6. */
  category: number;
  /** Each adds the supplement to the sixth category's ceiling. */
  extraPersons: number;
  /** category + extraPersons: the rank in the table, without the limit of six. */
  rank: number;
  /** The rank if every disability that is unknown were proved; equal to `rank` where nothing is unknown. */
  rankIfDisabled: number;
  /** Indexes of the persons whose disability is unknown (null) while it would change the rank. */
  unknownDisabilities: readonly number[];
};

type Steps = { youngAges: number; youngRank: number; dependantStep: number; disabilityStep: number };
const stepsByYear = new Map<number, Steps>();
const lastCategory = 6;

/**
 * The household's category on the day of entry. The steps of the table (persons, dependants, young couple,
 * disability) are alternatives: the best one counts, they do not add up. Children with visiting rights
 * (`visitingChildren`) count as persons living in the home (L442-12).
 */
export function householdCategory(
  persons: readonly Person[],
  date: CivilDate,
  visitingChildren = 0,
): HouseholdCategory {
  const steps = stepsOn(date);
  const size = persons.length + visitingChildren;
  const dependants = persons.filter((person) => person.role === 'dependant').length;
  const withoutDisability = Math.max(
    size,
    dependants > 0 && dependants < persons.length ? dependants + steps.dependantStep : 0,
    size === 2 && isYoungCouple(persons, date, steps) ? steps.youngRank : 0,
  );
  const withDisability = Math.max(withoutDisability, size + steps.disabilityStep);
  const known = persons.some((person) => person.disabled === true);
  const rank = known ? withDisability : withoutDisability;
  const unknown = known ? [] : persons.flatMap((person, index) => (person.disabled === null ? [index] : []));
  const rankIfDisabled = unknown.length > 0 ? withDisability : rank;
  return {
    category: Math.min(lastCategory, rank),
    extraPersons: Math.max(0, rank - lastCategory),
    rank,
    rankIfDisabled,
    unknownDisabilities: rankIfDisabled === rank ? [] : unknown,
  };
}

/** A holder and a partner, nobody else, whose ages in whole years add up to at most 55. */
function isYoungCouple(persons: readonly Person[], date: CivilDate, steps: Steps): boolean {
  if (persons.length !== 2 || !persons.some((person) => person.role === 'partner')) return false;
  if (persons.some((person) => person.role !== 'holder' && person.role !== 'partner')) return false;
  const ages = persons.reduce((sum, person) => sum + ageOn(person.bornOn, date), 0);
  return ages <= steps.youngAges;
}

function stepsOn(date: CivilDate): Steps {
  const year = yearOf(date);
  const known = stepsByYear.get(year);
  if (known) return known;
  const steps = {
    youngAges: numberFigureOn('ceiling.youngCoupleAges', date),
    youngRank: numberFigureOn('ceiling.youngCoupleCategory', date),
    dependantStep: numberFigureOn('ceiling.dependantStep', date),
    disabilityStep: numberFigureOn('ceiling.disabilityStep', date),
  };
  stepsByYear.set(year, steps);
  return steps;
}
