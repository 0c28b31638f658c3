/** The tables beside the figures: bases that agree with them, homes let twice, what nobody can tell. */
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import type { OfferRecord } from '../../../src/reporting/facts.ts';
import { indicatorOf } from '../../../src/reporting/indicators/indicator-of.ts';
import { factsWith, makeLeases } from './make-leases.ts';

const question = {
  period: { from: civilDate('2026-01-01'), until: civilDate('2026-12-31') },
  asOf: civilDate('2026-12-31'),
};

function offer(id: string, homeId: string, sentOn: string): OfferRecord {
  return {
    id,
    homeId,
    applicationNumber: id,
    rank: 1,
    sentOn: civilDate(sentOn),
    answer: 'accepted',
    answeredOn: civilDate(sentOn),
    refusalReason: null,
    adapted: null,
    insee: '57463',
    typology: 'T3',
    dalo: false,
  };
}

describe('the tables of the flow', () => {
  it('give holders the base of their figures where a new programme, out of the flow, houses the landlord’s tenants', () => {
    const facts = factsWith([
      ...makeLeases(8, {}),
      ...makeLeases(1, {}, { firstLetting: true }),
      ...makeLeases(1, { transfer: 'internal' }, { firstLetting: true, deducted: 'internalTransfer' }),
    ]);
    const plan = {
      year: 2026,
      vacated: 0,
      newDeliveries: 0,
      newProgrammesInFlow: false,
      deducted: { internalTransfers: 0, urbanRenewal: 0, orcod: 0, unfitHousing: 0, sale: 0 },
      prefetSubstituted: 0,
      namedHomes: 0,
      rounding: 'nearest',
      estimated: false,
      source: 'essai',
      tenseCommunes: null,
      largeAreaDepartements: null,
      conventions: [],
    } as const;
    const indicator = indicatorOf('flow', { ...facts, flowPlans: [{ ...plan, conventions: [] }] }, question);
    const base = indicator.figures.find(({ measure, place }) => measure === 'base' && place.code === null);
    const due = indicator.tables.find(({ key }) => key === 'due');
    expect(base?.inGroup).toBe(8);
    expect(due?.rows[0]?.[2]).toBe(8);
  });

  it('count a home proposed twice where it was let twice', () => {
    const [before, after] = [
      ...makeLeases(1, { homeId: 'L', signedOn: civilDate('2025-03-02') }),
      ...makeLeases(1, { homeId: 'L', signedOn: civilDate('2026-06-02') }),
    ];
    const facts = {
      ...factsWith([before, after].filter((lease) => lease !== undefined)),
      offers: [
        offer('O1', 'L', '2025-02-10'),
        offer('O2', 'L', '2026-05-10'),
        offer('O3', 'L', '2026-05-20'),
      ],
    };
    const detail = indicatorOf('flow', facts, question).tables.find(({ key }) => key === 'detail');
    expect(detail?.rows.map((row) => row.slice(-2))).toEqual([[1, 1]]);
  });
});

describe('households by contingent', () => {
  it('tell how many leases nobody can place among the publics of a convention', () => {
    const facts = factsWith([
      ...makeLeases(2, {}, { targetedPublic: true }),
      ...makeLeases(3, {}, { targetedPublic: null }),
    ]);
    const { notCounted, tables } = indicatorOf('priority', facts, question);
    expect(notCounted.map(({ count }) => count)).toEqual([3]);
    expect(tables[0]?.rows[0]?.[4]).toBe(2);
  });
});
