import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { consumptionUnitHundredths } from '../../src/law/consumption-units.ts';
import { quartileOrders } from '../../src/law/parameters/quartile-thresholds.ts';
import { firstQuartile, isUnderQ1, q1ThresholdOn } from '../../src/law/quartile.ts';
import { territoryOfCommune } from '../../src/law/quartile-territory.ts';

const session = civilDate('2026-11-21');
const metz = '200039865';

describe('the yearly orders of first-quartile thresholds', () => {
  it('list 425, 425 and 424 territories', () => {
    const counts = [...quartileOrders().values()].map((order) => order.thresholdCentsBySiren.size);
    expect(counts).toEqual([425, 425, 424]);
  });

  it('are bounded in 2026 by 5 760 € (Grand Nord de Mayotte) and 13 491 € (Jalle-Eau-Bourde)', () => {
    const amounts = [...(quartileOrders().get(2026)?.thresholdCentsBySiren.values() ?? [])];
    expect([Math.min(...amounts), Math.max(...amounts)]).toEqual([576_000, 1_349_100]);
  });

  it('give every territory of Île-de-France one amount', () => {
    const territories = ['75056', '75111', '92012', '93066', '78646'].map((insee) =>
      territoryOfCommune(insee, session),
    );
    const amounts = territories.map((siren) => q1ThresholdOn(session, siren ?? '')?.thresholdCents);
    expect(new Set(amounts)).toEqual(new Set([1_208_300]));
  });

  it('hold Lyon and its arrondissements in the Métropole de Lyon', () => {
    expect(territoryOfCommune('69383', session)).toBe(territoryOfCommune('69123', session));
  });
});

describe('the first quartile', () => {
  it('gives the reason with its rule, article and facts', () => {
    const answer = firstQuartile({
      date: session,
      epci: metz,
      persons: [{ bornOn: civilDate('1980-01-01') }],
      monthlyResourcesCents: 80_200,
    });
    expect(answer.outcome).toMatchObject({
      verdict: 'yes',
      because: [{ rule: 'U-01', article: 'CCH L441-1 al. 25', code: 'under-first-quartile' }],
      missing: [],
      awaiting: [],
    });
    expect(answer.outcome.because[0]?.facts).toContainEqual({
      field: 'resourcesPerUnit',
      value: 9624,
      asOf: session,
    });
  });

  it('is never reached by earning more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500_000 }),
        fc.integer({ min: 0, max: 500_000 }),
        fc.integer({ min: 100, max: 600 }),
        fc.constantFrom('lt' as const, 'lte' as const),
        (resources, more, units, comparison) =>
          isUnderQ1(963_200, resources, units, comparison) ||
          !isUnderQ1(963_200, resources + more, units, comparison),
      ),
      { seed: 20261121 },
    );
  });

  it('is the same by the cheap path and by the explained one', () => {
    const persons = [{ bornOn: civilDate('1990-05-05') }, { bornOn: civilDate('2013-02-02') }];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300_000 }), (resources) => {
        const threshold = q1ThresholdOn(session, metz)?.thresholdCents ?? Number.NaN;
        const cheap = isUnderQ1(threshold, resources, consumptionUnitHundredths(persons, session));
        const explained = firstQuartile({
          date: session,
          epci: metz,
          persons,
          monthlyResourcesCents: resources,
        });
        return cheap === explained.firstQuartile;
      }),
      { seed: 20261121 },
    );
  });
});
