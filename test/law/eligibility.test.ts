import { describe, expect, it } from 'vitest';
import type { Household } from '../../src/domain/household.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';
import type { CeilingDerogation } from '../../src/law/ceiling-derogation.ts';
import { mayHaveHome, prepareApplicant, prepareHome } from '../../src/law/eligibility.ts';
import {
  type ApplicationOverrides,
  makeApplication,
  makeHome,
  makeHousehold,
  makePersons,
  sessionDate,
} from '../support/make-domain.ts';

type HomeQuestion = Parameters<typeof prepareHome>[0];

function ask(overrides: ApplicationOverrides = {}, home: Partial<HomeQuestion> = {}) {
  const prepared = prepareHome({ home: makeHome('h1'), date: sessionDate, ...home });
  return mayHaveHome(prepareApplicant(makeApplication(1, overrides), prepared.date), prepared);
}

const earning = (n2Cents: number | null, rest: Partial<Household> = {}): ApplicationOverrides => ({
  household: makeHousehold({ taxIncome: { n2Cents, n1Cents: null, last12MonthsCents: null }, ...rest }),
});

const codes = (outcome: ReturnType<typeof ask>) =>
  outcome.because.filter(({ verdict }) => verdict !== 'yes').map(({ rule, code }) => [rule, code]);

it('an ordinary household may have an ordinary home, and every rule says why', () => {
  const outcome = ask();
  expect(outcome.verdict).toBe('yes');
  expect(outcome.because.map(({ rule }) => rule)).toEqual(['C-05', 'N-03', 'I-01', 'F-06', 'Q-14']);
});

it('no application is examined without its unique number (C-05)', () => {
  expect(codes(ask({ number: '' }))).toEqual([['C-05', 'unique-number-missing']]);
  expect(codes(ask({ withoutNumber: true }))).toEqual([['C-05', 'unique-number-missing']]);
});

it('an application that was not renewed in the year is refused (N-03)', () => {
  expect(ask({ renewedOn: civilDate('2025-11-20') }).verdict).toBe('no');
  expect(ask({ renewedOn: civilDate('2025-11-21') }).verdict).toBe('yes');
});

describe('the ceiling of the home', () => {
  it('is met at the euro and passed at the cent', () => {
    expect(ask(earning(2_340_300)).verdict).toBe('yes');
    expect(codes(ask(earning(2_340_301)))).toEqual([['I-01', 'over-ceiling']]);
  });

  it('is that of three persons for a couple whose ages add up to 55, not 56', () => {
    const couple = (first: string, second: string) => {
      const [holder, partner] = makePersons(2);
      const persons = [
        { ...holder!, bornOn: civilDate(first) },
        { ...partner!, bornOn: civilDate(second) },
      ];
      return ask(earning(3_690_000, { persons })).verdict;
    };
    expect(couple('1999-01-01', '1998-01-01')).toBe('yes');
    expect(couple('1998-01-01', '1998-01-01')).toBe('no');
  });

  it('leaves an unknown income unknown, never refused', () => {
    expect(ask(earning(null))).toMatchObject({ verdict: 'unknown', missing: ['taxIncome.n2'] });
  });

  it('gives way to a recorded derogation, within what it allows', () => {
    const derogation: CeilingDerogation = {
      ground: 'prefetOrder',
      homeIds: null,
      communes: ['57463'],
      applicationNumbers: null,
      overPermille: 300,
      from: civilDate('2025-01-01'),
      until: civilDate('2030-12-31'),
      source: 'Arrêté préfectoral du 1er janvier 2025',
    };
    const under = (n2Cents: number, overrides: Partial<CeilingDerogation> = {}) =>
      ask(earning(n2Cents), { derogations: [{ ...derogation, ...overrides }] }).verdict;
    expect(under(3_042_390)).toBe('yes');
    expect(under(3_042_391)).toBe('no');
    expect(under(9_000_000, { overPermille: null })).toBe('yes');
    expect(under(3_000_000, { until: civilDate('2026-11-20') })).toBe('no');
    expect(under(3_000_000, { communes: ['57672'] })).toBe('no');
  });
});

it('a home of class G cannot be proposed, one whose class is unknown stays unknown (F-06)', () => {
  const withClass = (energyClass: 'F' | 'G' | null) => ask({}, { home: makeHome('h1', { energyClass }) });
  expect(withClass('F').verdict).toBe('yes');
  expect(codes(withClass('G'))[0]?.[0]).toBe('F-06');
  expect(withClass(null)).toMatchObject({ verdict: 'unknown', missing: ['home.energyClass'] });
});

describe('where the mayor designates in a QPV (Q-14)', () => {
  const mayor = { mayorDesignates: true };
  const living = (monthlyResourcesCents: number | null): ApplicationOverrides => ({
    household: makeHousehold({ monthlyResourcesCents }),
  });

  it('first-quartile households are not designated, others are', () => {
    expect(codes(ask(living(80_200), mayor))).toEqual([['Q-14', 'first-quartile']]);
    expect(ask(living(80_300), mayor).verdict).toBe('yes');
    expect(ask(living(80_200)).verdict).toBe('yes');
  });

  it('unknown resources leave the answer unknown', () => {
    expect(ask(living(null), mayor)).toMatchObject({
      verdict: 'unknown',
      missing: ['household.monthlyResources'],
    });
  });

  it('excludes nobody where the yearly order lists no threshold for the territory', () => {
    // Ouessant belongs to no EPCI.
    const home = makeHome('h1', { insee: '29155' });
    expect(ask(living(10_000), { ...mayor, home }).verdict).toBe('yes');
  });
});

it('too many or too few rooms never refuse anyone: they are for the officer to examine', () => {
  const large = makeHome('h1', { typology: 'T5', habitableRooms: 5, surfaceM2: 110 });
  const small = makeHome('h1', { typology: 'T1', habitableRooms: 1, surfaceM2: 12 });
  expect(ask({}, { home: large }).verdict).toBe('yes');
  const family = { household: makeHousehold({ persons: makePersons(2, [3, 5, 7]) }) };
  expect(ask(family, { home: small }).verdict).toBe('yes');
});
