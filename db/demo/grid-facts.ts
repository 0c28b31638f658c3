/** Facts of the demonstration's files for the criteria of a grid: plausible for the household that declares them. */
import type { Application, GridFact, PriorityLetter } from '../../src/domain/application.ts';
import { addDays, ageOn, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { Criterion, Grid } from '../../src/scoring/grid.ts';
import type { Chance } from './chance.ts';

// How often a household claims a criterion that it may claim: an assumption.
const claimedShare = 0.22;

/** Those that a file answers; what the application itself holds is read from it. */
export function factsOf(
  chance: Chance,
  grid: Grid,
  application: Application,
  presumed: PriorityLetter | null,
  date: CivilDate,
): GridFact[] {
  return grid.criteria.flatMap((criterion): GridFact[] => {
    if (criterion.source !== 'gridFact') return [];
    const value = factValue(chance, criterion, application, presumed, date);
    if (value === null) return [];
    const since = addDays(date, -chance.integer(0, 300));
    return [
      {
        criterion: criterion.id,
        value,
        asOf: since < application.filedOn ? application.filedOn : since,
        evidence: criterion.evidence === 'verified' || chance.happens(0.6) ? 'verified' : 'declared',
      },
    ];
  });
}

function factValue(
  chance: Chance,
  criterion: Criterion,
  application: Application,
  presumed: PriorityLetter | null,
  date: CivilDate,
): boolean | number | null {
  if (criterion.l4411.length > 0) {
    if (presumed === null || !criterion.l4411.includes(presumed)) return null;
    return criterion.kind === 'flag' ? true : 1;
  }
  if (criterion.id === 'relogement') return application.relocation === null ? null : true;
  if (!mayClaim(criterion.id, application, date) || !chance.happens(claimedShare)) return null;
  if (criterion.kind === 'flag') return true;
  return criterion.kind === 'tiers' ? chance.one(criterion.tiers).from : chance.integer(1, 5);
}

function mayClaim(criterion: string, { household, employment }: Application, date: CivilDate): boolean {
  const adults = household.persons.filter(({ bornOn }) => ageOn(bornOn, date) >= 18).length;
  switch (criterion) {
    case 'parent-isole':
      return adults === 1 && household.persons.length > 1;
    case 'rapprochement-emploi':
    case 'travail-essentiel':
      return employment === 'employee';
    default:
      return true;
  }
}
