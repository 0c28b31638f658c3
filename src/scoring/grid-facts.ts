/** Facts given in the file for a criterion of the grid: which one counts on a date, and what number it is. */
import type { Application, GridFact } from '../domain/application.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Criterion } from './grid.ts';

/**
 * For each criterion (by its place), the fact that counts on the date: the latest one, a verified one before a declared
 * one of the same day. Facts dated after the date are not known yet. Places without a fact hold undefined.
 */
export function factsInForce(
  application: Application,
  placeOf: ReadonlyMap<string, number>,
  criteria: readonly Criterion[],
  date: CivilDate,
  into: (GridFact | undefined)[],
): void {
  into.fill(undefined);
  for (const fact of application.gridFacts) {
    const place = placeOf.get(fact.criterion);
    if (place === undefined || fact.asOf > date) continue;
    const kept = into[place];
    if (!kept || counts(fact, kept, criteria[place]!)) into[place] = fact;
  }
}

/**
 * The number that points follow from: a yes is 1, a no undefined. NaN where the fact cannot be read: words instead of
 * a number, or a declared fact for a criterion that is only counted once verified.
 */
export function numberOfFact(fact: GridFact | undefined, criterion: Criterion): number | undefined {
  if (fact === undefined || fact.value === false) return undefined;
  if (criterion.evidence === 'verified' && fact.evidence !== 'verified') return Number.NaN;
  if (fact.value === true) return 1;
  return typeof fact.value === 'number' ? fact.value : Number.NaN;
}

function counts(fact: GridFact, kept: GridFact, criterion: Criterion): boolean {
  if (criterion.evidence === 'verified' && fact.evidence !== kept.evidence) {
    return fact.evidence === 'verified';
  }
  if (fact.asOf !== kept.asOf) return fact.asOf > kept.asOf;
  if (fact.evidence !== kept.evidence) return fact.evidence === 'verified';
  // Two facts of one day that contradict each other: the same one is kept whatever their order in the file.
  return String(fact.value) > String(kept.value);
}
