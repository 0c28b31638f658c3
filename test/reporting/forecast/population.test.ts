/** The forecast counts the leases of the year as the indicators do: they stand beside each other on the pages. */
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { readLeases, targetReader } from '../../../src/reporting/forecast/population.ts';
import { indicatorOf } from '../../../src/reporting/indicators/indicator-of.ts';
import { makeTarget } from '../../support/make-domain.ts';
import { factsWith, makeLeases } from '../indicators/make-leases.ts';

const facts = factsWith([
  ...makeLeases(3, { firstQuartile: true }),
  ...makeLeases(5, { firstQuartile: false }),
  ...makeLeases(1, { firstQuartile: null }, { legalPerson: true }),
  ...makeLeases(2, { firstQuartile: true, transfer: 'internal' }, { swapOfRight: true }),
  ...makeLeases(4, { firstQuartile: false, transfer: 'otherLandlord' }, { originLandlord: 'Agence du Parc' }),
  ...makeLeases(1, { firstQuartile: false, transfer: 'internal' }, { membersOnly: true }),
  ...makeLeases(2, { firstQuartile: false, transfer: 'internal' }),
]);
const year = {
  period: { from: civilDate('2026-01-01'), until: civilDate('2026-12-31') },
  asOf: civilDate('2026-12-31'),
};

describe('the leases that a forecast starts from', () => {
  for (const [kind, name, measure] of [
    ['q1OutsideQpv', 'q1-outside-qpv', 'period'],
    ['transfersAnyLandlord', 'pp5', 'transfers'],
    ['internalTransfers', 'internal-transfers', 'share'],
  ] as const) {
    it(`are those of the indicator ${name}`, () => {
      const target = makeTarget('t', {
        kind,
        year: 2026,
        territory: { level: 'landlord', code: null, communes: null },
      });
      const progress = targetReader(target, facts, readLeases(facts)).progressAt(year.asOf);
      const figure = indicatorOf(name, facts, year).figures.find(
        (one) => one.measure === measure && one.place.level === 'landlord',
      );
      expect([progress.signedInGroup, progress.signedTotal]).toEqual([figure?.inGroup, figure?.total]);
    });
  }
});
