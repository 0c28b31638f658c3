/** Consumption units of a household (U-03): first adult 1, others 0.5 from the age of 14, 0.3 under. */
import { ageOn, type CivilDate, yearOf } from '../kernel/civil-date.ts';
import { type Exact, ratio } from '../kernel/exact.ts';
import { exactFigureOn, numberFigureOn } from './parameters/figures.ts';

type Weights = { firstAdult: number; aged14OrMore: number; under14: number; childAge: number };

/** Weights are kept in hundredths so that 270 000 households are classed in whole numbers. */
const scale = 100;
const weightsByYear = new Map<number, Weights>();

/**
 * Consumption units of the persons who will live in the home, at their ages on the day; exact.
 * The first person is the first adult whatever the age. 0 for nobody.
 */
export function consumptionUnits(persons: readonly { readonly bornOn: CivilDate }[], date: CivilDate): Exact {
  return ratio(consumptionUnitHundredths(persons, date), scale);
}

/** The same in whole hundredths of a unit (230 for 2.3): the cheap form for long loops. */
export function consumptionUnitHundredths(
  persons: readonly { readonly bornOn: CivilDate }[],
  date: CivilDate,
): number {
  const weights = weightsOn(date);
  let sum = 0;
  for (let index = 0; index < persons.length; index += 1) {
    const person = persons[index];
    if (person === undefined) continue;
    if (index === 0) sum += weights.firstAdult;
    else sum += ageOn(person.bornOn, date) >= weights.childAge ? weights.aged14OrMore : weights.under14;
  }
  return sum;
}

// Weights change at most on the first day of a year; a change within a year would need a finer key.
function weightsOn(date: CivilDate): Weights {
  const year = yearOf(date);
  const known = weightsByYear.get(year);
  if (known) return known;
  const hundredths = (id: string): number => exactFigureOn(id, date).mul(scale).valueOf();
  const weights = {
    firstAdult: hundredths('consumptionUnit.firstAdult'),
    aged14OrMore: hundredths('consumptionUnit.aged14OrMore'),
    under14: hundredths('consumptionUnit.under14'),
    childAge: numberFigureOn('consumptionUnit.childAge', date),
  };
  weightsByYear.set(year, weights);
  return weights;
}
