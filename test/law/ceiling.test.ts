import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Household, Person } from '../../src/domain/household.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import {
  ceilingOfRank,
  ceilingZone,
  countedIncome,
  homeCeilings,
  householdCategory,
  incomeCeiling,
  incomeProfile,
  withinCeiling,
  withinCeilingVerdict,
} from '../../src/law/ceiling.ts';
import { exactFigureOn } from '../../src/law/parameters/figures.ts';
import { ceilingRowOn, ceilingYears, ceilingZones } from '../../src/law/parameters/income-ceilings.ts';

const session = civilDate('2026-11-21');

const anyPerson: fc.Arbitrary<Person> = fc.record({
  bornOn: fc.integer({ min: 1940, max: 2025 }).map((year) => civilDate(`${year}-06-15`)),
  role: fc.constantFrom('holder' as const, 'partner' as const, 'dependant' as const, 'other' as const),
  disabled: fc.constantFrom(true, false, null),
});

function household(persons: readonly Person[], n2Cents: number | null): Household {
  return {
    persons: [...persons],
    visitingChildren: 0,
    monthlyResourcesCents: null,
    resourcesEvidence: 'declared',
    taxIncome: { n2Cents, n1Cents: null, last12MonthsCents: null },
  };
}

describe('the tables of ceilings', () => {
  it('hold every year from 2017 to 2026, three zones and three financings', () => {
    const years = ceilingYears();
    expect(years).toEqual([2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    const rows = years.flatMap((year) =>
      ceilingZones.flatMap((zone) =>
        (['PLAI', 'PLUS', 'PLS'] as const).map((financing) =>
          ceilingRowOn(civilDate(`${year}-07-01`), zone, financing),
        ),
      ),
    );
    expect(rows.filter((row) => row === undefined)).toEqual([]);
  });

  it('grow with the category, and in Île-de-France are never under those of other regions', () => {
    for (const year of ceilingYears()) {
      for (const financing of ['PLAI', 'PLUS', 'PLS'] as const) {
        const [paris, idf, other] = ceilingZones.map((zone) => {
          const row = ceilingRowOn(civilDate(`${year}-01-01`), zone, financing);
          return Array.from({ length: 9 }, (_, index) => (row ? ceilingOfRank(row, index + 1) : 0));
        });
        for (const table of [paris, idf, other]) expect(table).toEqual([...(table ?? [])].sort(ascending));
        expect(paris?.every((amount, index) => amount >= (idf?.[index] ?? 0))).toBe(true);
        expect(idf?.every((amount, index) => amount >= (other?.[index] ?? 0))).toBe(true);
      }
    }
  });

  it('mark PLS and the PLAI of 2023 and after as derived', () => {
    const figure = (year: number, financing: 'PLAI' | 'PLUS' | 'PLS'): string | undefined =>
      ceilingRowOn(civilDate(`${year}-01-01`), 'other', financing)?.figure;
    expect([figure(2026, 'PLUS'), figure(2022, 'PLAI')]).toEqual(['official', 'official']);
    expect([figure(2026, 'PLS'), figure(2023, 'PLAI')]).toEqual(['derived', 'derived']);
  });
});

describe('the zone of ceilings', () => {
  it('holds Paris, its 20 arrondissements and 29 adjoining communes together', () => {
    const arrondissements = Array.from({ length: 20 }, (_, index) => String(75101 + index));
    expect(new Set(['75056', '92012', '94080', ...arrondissements].map(ceilingZone))).toEqual(
      new Set(['paris']),
    );
  });

  it('is unknown overseas and ordinary in Corsica', () => {
    expect([ceilingZone('97411'), ceilingZone('2A004')]).toEqual([null, 'other']);
  });
});

describe('the category of a household', () => {
  it('never falls when one more person comes to live there', () => {
    fc.assert(
      fc.property(fc.array(anyPerson, { minLength: 1, maxLength: 9 }), anyPerson, (persons, more) => {
        const before = householdCategory(persons, session);
        const after = householdCategory([...persons, more], session);
        return after.rank >= before.rank && after.rankIfDisabled >= before.rankIfDisabled;
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });
});

describe('the income that counts', () => {
  it('is N-2 whatever the later incomes where these are not 10 % lower', () => {
    const income = (n1Cents: number | null, last12MonthsCents: number | null) =>
      countedIncome({ n2Cents: 4_000_000, n1Cents, last12MonthsCents }, session);
    expect(income(null, null)).toEqual({ incomeCents: 4_000_000, of: 'n2' });
    expect(income(3_600_001, 3_700_000)).toEqual({ incomeCents: 4_000_000, of: 'n2' });
    expect(income(3_600_000, null)).toEqual({ incomeCents: 3_600_000, of: 'n1' });
    expect(income(3_500_000, 3_400_000)).toEqual({ incomeCents: 3_400_000, of: 'last12Months' });
  });

  it('is unknown without N-2', () => {
    expect(countedIncome({ n2Cents: null, n1Cents: 0, last12MonthsCents: 0 }, session)).toBeNull();
  });

  it('follows a threshold of one tenth', () => {
    expect(exactFigureOn('ceiling.incomeDrop', session).toString()).toBe('0.1');
  });
});

describe('within the ceiling', () => {
  const metz = homeCeilings(session, '57463', 'PLUS');
  const alone: Person = { bornOn: civilDate('1980-01-01'), role: 'holder', disabled: false };

  it('says why, with the ceiling, its category and the income', () => {
    const outcome = withinCeiling(incomeProfile(household([alone], 2_500_000), session), metz, session);
    expect(outcome).toMatchObject({
      verdict: 'no',
      because: [{ rule: 'I-01', code: 'over-ceiling' }],
    });
    expect(outcome.because[0]?.facts.map((fact) => [fact.field, fact.value])).toEqual([
      ['income', 25_000],
      ['incomeOf', 'n2'],
      ['ceiling', 23_403],
      ['financing', 'PLUS'],
      ['zone', 'other'],
      ['category', 1],
      ['extraPersons', 0],
      ['figure', 'official'],
    ]);
  });

  it('is unknown, never no, without tax income, with an undecided disability, overseas and in 2027', () => {
    const unknownDisability = { ...alone, disabled: null };
    const over = incomeProfile(household([unknownDisability], 2_500_000), session);
    const told = [
      withinCeiling(incomeProfile(household([alone], null), session), metz, session),
      withinCeiling(over, metz, session),
      withinCeiling(over, homeCeilings(session, '97411', 'PLUS'), session),
      withinCeiling(over, homeCeilings(civilDate('2027-01-01'), '57463', 'PLAI'), session),
    ];
    expect(told.map(({ verdict, missing, awaiting }) => [verdict, missing, awaiting])).toEqual([
      ['unknown', ['taxIncome.n2'], []],
      ['unknown', ['persons.0.disabled'], []],
      ['unknown', [], ['overseas']],
      ['unknown', [], ['order ceilings 2027']],
    ]);
  });

  it('has the same bare verdict as the explained one', () => {
    fc.assert(
      fc.property(
        fc.array(anyPerson, { minLength: 1, maxLength: 8 }),
        fc.option(fc.integer({ min: 0, max: 9_000_000 })),
        (persons, n2Cents) => {
          const profile = incomeProfile(household(persons, n2Cents), session);
          return withinCeilingVerdict(profile, metz) === withinCeiling(profile, metz, session).verdict;
        },
      ),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('compares with the same ceiling as the one that is shown', () => {
    const persons = [alone, { ...alone, role: 'dependant' as const }];
    const shown = incomeCeiling({ date: session, insee: '57463', financing: 'PLUS', persons });
    const limit = shown.ceilingCents ?? Number.NaN;
    const verdicts = [limit, limit + 1].map((cents) =>
      withinCeilingVerdict(incomeProfile(household(persons, cents), session), metz),
    );
    expect(verdicts).toEqual(['yes', 'no']);
  });
});

function ascending(a: number, b: number): number {
  return a - b;
}
