import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedCategories } from '../../../src/domain/lease-facts.ts';
import { addDays, civilDate, daysBetween } from '../../../src/kernel/civil-date.ts';
import { exact } from '../../../src/kernel/exact.ts';
import { leasesNeeded } from '../../../src/law/quota-progress.ts';
import type { LeaseRecord, ReportingFacts } from '../../../src/reporting/facts.ts';
import type { Figure, Indicator, Period } from '../../../src/reporting/indicator.ts';
import { allIndicators, indicatorOf } from '../../../src/reporting/indicators/indicator-of.ts';
import { factsWith, makeLeases } from './make-leases.ts';

const first = civilDate('2026-01-01');
const last = civilDate('2026-12-31');
const year: Period = { from: first, until: last };
const runs = 40;

// Metz, Nancy, both sides of an EPCI on two départements, a merged EPCI, and one outside the order.
const communes = ['57463', '54395', '57631', '67468', '57672', '57132'] as const;
const holders = [null, 'prefet', 'agents', 'als', 'metz-metropole'] as const;

const leaseRow = fc.record({
  day: fc.integer({ min: 0, max: daysBetween(first, last) }),
  insee: fc.constantFrom(...communes),
  qpvCode: fc.constantFrom(null, null, 'QN00000M'),
  holderId: fc.constantFrom(...holders),
  failed: fc.boolean(),
  firstQuartile: fc.constantFrom(true, false, false, null),
  relocated: fc.boolean(),
  dalo: fc.boolean(),
  priority: fc.boolean(),
  employment: fc.constantFrom('employee', 'other', null),
  transfer: fc.constantFrom('none', 'none', 'internal', 'otherLandlord'),
  income: fc.constantFrom('proved', 'declared'),
  left: fc.constantFrom('Habitat messin', 'Inconnu de la liste', null),
  categories: fc.subarray([...countedCategories], { maxLength: 2 }),
  deducted: fc.constantFrom(null, null, 'internalTransfer', 'sale'),
  substituted: fc.boolean(),
  legalPerson: fc.constantFrom(false, false, false, true),
  swapOfRight: fc.constantFrom(false, false, false, false, true),
  nothingKept: fc.constantFrom(false, false, false, true),
});

const someLeases = fc.array(leaseRow, { maxLength: 40 }).map((rows) =>
  rows.flatMap((row): LeaseRecord[] => {
    const { day, failed, income, left, categories, deducted, substituted, legalPerson, ...rest } = row;
    const { swapOfRight, nothingKept, ...lease } = rest;
    const [made] = makeLeases(
      1,
      { ...lease, signedOn: addDays(first, day), reservationFailed: failed && lease.holderId !== null },
      {
        income: lease.firstQuartile === null ? 'unknown' : income,
        ...{ categories, deducted, substituted, legalPerson, swapOfRight, originLandlord: left },
      },
    );
    return made ? [nothingKept ? { ...made, facts: null } : made] : [];
  }),
);

const indicatorsOf = (facts: ReportingFacts, period: Period = year): Indicator[] =>
  allIndicators(facts, { period, asOf: last });

function figureIn(indicator: Indicator, measure: string, place: string | null): Figure {
  const found = indicator.figures.find((one) => one.measure === measure && one.place.code === place);
  if (!found) throw new Error(`no figure ${measure} in ${place}`);
  return found;
}

describe('indicators of any leases', () => {
  it('do not depend on the order in which leases come', () => {
    fc.assert(
      fc.property(someLeases, fc.infiniteStream(fc.nat()), (leases, numbers) => {
        const keyed = leases.map((lease) => ({ lease, key: numbers.next().value ?? 0 }));
        const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ lease }) => lease);
        expect(indicatorsOf(factsWith(shuffled))).toEqual(indicatorsOf(factsWith(leases)));
      }),
      { numRuns: runs / 2 },
    );
  });

  it('have splits that add up to the group, and leases behind that add up to the whole', () => {
    fc.assert(
      fc.property(someLeases, (leases) => {
        for (const { figures } of indicatorsOf(factsWith(leases))) {
          for (const { split, inGroup, total, leaseIds } of figures) {
            expect(split.proved + split.declared).toBe(inGroup);
            expect(inGroup + split.unknown).toBeLessThanOrEqual(total);
            const behind = leaseIds.inGroup.length + leaseIds.unknown.length + leaseIds.rest.length;
            // Counts of homes, offers and sittings have no lease behind them.
            if (behind > 0) {
              expect(behind).toBe(total);
              expect(leaseIds.inGroup).toHaveLength(inGroup);
              expect(leaseIds.unknown).toHaveLength(split.unknown);
            }
          }
        }
      }),
      { numRuns: runs },
    );
  });

  it('give the landlord outside QPV as the sum of its EPCI and of what stands outside the order', () => {
    fc.assert(
      fc.property(someLeases, (leases) => {
        const q02 = indicatorOf('q1-outside-qpv', factsWith(leases), { period: year, asOf: last });
        const period = q02.figures.filter(({ measure }) => measure === 'period');
        const sum = (level: string, of: (figure: Figure) => number) =>
          period.filter(({ place }) => place.level === level).reduce((total, one) => total + of(one), 0);
        for (const of of [(one: Figure) => one.total, (one: Figure) => one.inGroup]) {
          expect(sum('epci', of)).toBe(sum('landlord', of));
          expect(sum('departement', of)).toBe(sum('landlord', of));
        }
        const apart = q02.notCounted.reduce((total, { count }) => total + count, 0);
        const outside = leases.filter(({ qpvCode }) => qpvCode === null).length;
        const swapsInside = leases.filter((one) => one.qpvCode !== null && one.facts?.swapOfRight).length;
        expect(sum('landlord', (one) => one.total) + apart - swapsInside).toBe(outside);
      }),
      { numRuns: runs },
    );
  });

  it('add up over two half-years to those of the year', () => {
    const halves: Period[] = [
      { from: first, until: civilDate('2026-06-30') },
      { from: civilDate('2026-07-01'), until: last },
    ];
    fc.assert(
      fc.property(someLeases, (leases) => {
        const facts = factsWith(leases);
        const [one, two] = halves.map((period) => indicatorsOf(facts, period));
        for (const [index, whole] of indicatorsOf(facts).entries()) {
          for (const figure of whole.figures) {
            if (!isFlow(whole.definition.name, figure)) continue;
            const parts = [one, two].map((half) => sameFigure(half?.[index], figure));
            const sum = (of: (figure: Figure) => number) =>
              parts.reduce((total, part) => total + (part ? of(part) : 0), 0);
            expect(sum(({ total }) => total)).toBe(figure.total);
            expect(sum(({ inGroup }) => inGroup)).toBe(figure.inGroup);
            expect(sum(({ split }) => split.unknown)).toBe(figure.split.unknown);
          }
        }
      }),
      { numRuns: runs / 2 },
    );
  });

  it('lack exactly the leases that would reach the share, and not one less', () => {
    fc.assert(
      fc.property(someLeases, (leases) => {
        for (const { figures } of indicatorsOf(factsWith(leases))) {
          for (const { goal, missing, inGroup, total } of figures) {
            if (goal?.kind !== 'share' || missing === null) continue;
            const need = leasesNeeded(exact(goal.share), total);
            expect(inGroup + missing).toBeGreaterThanOrEqual(need);
            if (missing > 0) expect(inGroup + missing - 1).toBeLessThan(need);
          }
        }
      }),
      { numRuns: runs },
    );
  });

  it('count tenants of other landlords in PP-5 only, never in the landlord’s own aim', () => {
    fc.assert(
      fc.property(someLeases, (leases) => {
        const facts = factsWith(leases);
        const question = { period: year, asOf: last };
        const pp5 = figureIn(indicatorOf('pp5', facts, question), 'transfers', null);
        const own = figureIn(indicatorOf('internal-transfers', facts, question), 'share', null);
        const internal = new Set(own.leaseIds.inGroup);
        expect(own.leaseIds.inGroup.every((id) => pp5.leaseIds.inGroup.includes(id))).toBe(true);
        for (const lease of leases) {
          if (lease.transfer === 'otherLandlord') expect(internal.has(lease.id)).toBe(false);
        }
      }),
      { numRuns: runs },
    );
  });
});

/** Windows that end on the period's last day, and homes vacant on it, are no sums over the period. */
function isFlow(name: Indicator['definition']['name'], { measure }: Figure): boolean {
  return name !== 'vacancy' && measure !== 'sixMonths' && measure !== 'twelveMonths';
}

function sameFigure(half: Indicator | undefined, { measure, place }: Figure): Figure | undefined {
  return half?.figures.find(
    (one) =>
      one.measure === measure &&
      one.place.level === place.level &&
      one.place.code === place.code &&
      one.place.within?.code === place.within?.code,
  );
}
