/** Households of applicants: sizes, ages and incomes calibrated on published shares. Nobody is real. */
import type { Household, Person } from '../../src/domain/household.ts';
import { addDays, addYears, type CivilDate } from '../../src/kernel/civil-date.ts';
import { exact, ratio } from '../../src/kernel/exact.ts';
import type { Chance } from './chance.ts';

// 47 % of single persons (Ancols 2022); the other shares are assumptions.
const sizes: readonly (readonly [number, number])[] = [
  [1, 0.47],
  [2, 0.21],
  [3, 0.14],
  [4, 0.1],
  [5, 0.05],
  [6, 0.02],
  [7, 0.01],
];
// 70 % of households have one adult (USH 2021): lone parents thin out as families grow.
const loneParentShare: Record<number, number> = { 2: 0.6, 3: 0.45, 4: 0.28, 5: 0.2, 6: 0.15, 7: 0.15 };

/** Yearly resources per consumption unit, in euros, at these ranks of the population of applicants. */
const resourcesAtRank: readonly (readonly [number, number])[] = [
  [0, 0],
  [0.03, 3000],
  [0.25, 9500],
  [0.5, 12800],
  [0.75, 16800],
  [0.95, 25000],
  [1, 46000],
];
// Income is missing on a part of files: one quarter of 2022's lettings had none (Ancols); less among applicants.
const missingResourcesShare = 0.09;

export function makeHousehold(chance: Chance, date: CivilDate, size = chance.weighted(sizes)): Household {
  const persons = makePersons(chance, date, size);
  const known = !chance.happens(missingResourcesShare);
  const monthlyCents = monthlyResourcesCents(chance, persons, date);
  const taxCents = Math.round((monthlyCents * 12 * chance.real(0.55, 1)) / 10_000) * 10_000;
  return {
    persons,
    visitingChildren: size <= 2 && chance.happens(0.05) ? chance.integer(1, 2) : 0,
    monthlyResourcesCents: known ? monthlyCents : null,
    resourcesEvidence: chance.happens(0.7) ? 'proved' : 'declared',
    taxIncome: {
      n2Cents: chance.happens(0.04) ? null : taxCents,
      n1Cents: chance.happens(0.6) ? Math.round(taxCents * chance.real(0.75, 1.15)) : null,
      last12MonthsCents: chance.happens(0.15) ? Math.round(taxCents * chance.real(0.6, 1.1)) : null,
    },
  };
}

function makePersons(chance: Chance, date: CivilDate, size: number): Person[] {
  const lone = size === 1 || chance.happens(loneParentShare[size] ?? 0.2);
  const hasChildren = size > (lone ? 1 : 2);
  const adultAge = hasChildren ? chance.integer(22, 52) : chance.integer(19, 82);
  const persons: Person[] = [person(chance, date, adultAge, 'holder')];
  if (!lone) persons.push(person(chance, date, Math.max(18, adultAge + chance.integer(-6, 6)), 'partner'));
  while (persons.length < size) {
    persons.push(person(chance, date, chance.integer(0, Math.min(20, adultAge - 18)), 'dependant'));
  }
  return persons;
}

function person(chance: Chance, date: CivilDate, age: number, role: Person['role']): Person {
  return {
    bornOn: addDays(addYears(date, -age), -chance.integer(0, 364)),
    role,
    disabled: chance.happens(0.04),
  };
}

function monthlyResourcesCents(chance: Chance, persons: readonly Person[], date: CivilDate): number {
  const units = persons.reduce(
    (sum, { bornOn }, index) =>
      sum.add(exact(index === 0 ? '1' : bornOn <= addYears(date, -14) ? '0.5' : '0.3')),
    exact(0),
  );
  const perUnit = atRank(chance.real(0, 1));
  const monthlyEuros = Math.round(
    Number(
      ratio(1, 12)
        .mul(units)
        .mul(exact(Math.round(perUnit)))
        .valueOf(),
    ),
  );
  return Math.round(monthlyEuros / 5) * 500;
}

function atRank(rank: number): number {
  for (let index = 1; index < resourcesAtRank.length; index += 1) {
    const [fromRank, from] = resourcesAtRank[index - 1] ?? [0, 0];
    const [toRank, to] = resourcesAtRank[index] ?? [1, 0];
    if (rank <= toRank) return from + ((rank - fromRank) / (toRank - fromRank)) * (to - from);
  }
  return 0;
}
