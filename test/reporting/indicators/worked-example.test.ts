import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { afterFailedReservation, designationDueOn, designationLapsed } from '../../../src/law/flow.ts';
import { firstQuartile } from '../../../src/law/quartile.ts';
import type { LeaseRecord, ReportingFacts } from '../../../src/reporting/facts.ts';
import type { Figure, IndicatorName } from '../../../src/reporting/indicator.ts';
import { indicatorJson } from '../../../src/reporting/indicators/export.ts';
import { indicatorOf } from '../../../src/reporting/indicators/indicator-of.ts';
import { controlInWords } from '../../../src/reporting/indicators/q1-control.ts';
import { factsWith, makeLeases } from './make-leases.ts';

const year = { from: civilDate('2026-01-01'), until: civilDate('2026-12-31') };

function figuresOf(name: IndicatorName, facts: ReportingFacts): readonly Figure[] {
  return indicatorOf(name, facts, { period: year, asOf: year.until }).figures;
}

function figureOf(name: IndicatorName, facts: ReportingFacts, measure: string, place: string): Figure {
  const found = figuresOf(name, facts).find(
    (one) => one.measure === measure && (one.place.code ?? 'landlord') === place,
  );
  if (!found) throw new Error(`no figure ${measure} in ${place}`);
  return found;
}

const metz = '200039865';

describe('the worked example of Q-02', () => {
  // 412 baux hors QPV : 87 au premier quartile, 9 relogés dont 4 déjà comptés : 87 + 5 = 92 ; 92 / 412 = 22,33 % ;
  // 25 % de 412 = 103 ; 103 - 92 = 11.
  const facts = factsWith([
    ...makeLeases(83, { firstQuartile: true }),
    ...makeLeases(4, { firstQuartile: true, relocated: true }),
    ...makeLeases(5, { firstQuartile: false, relocated: true }),
    ...makeLeases(320, { firstQuartile: false }),
  ]);

  it('counts 92 of 412 leases, 22.33 %, and lacks 11', () => {
    const indicator = indicatorOf('q1-outside-qpv', facts, { period: year, asOf: year.until });
    const figure = indicatorJson(indicator).figures.find(
      ({ place, measure }) => place.code === metz && measure === 'period',
    );
    expect(figure).toMatchObject({ inGroup: 92, total: 412, rate: 0.2233, missing: 11 });
  });

  it('lacks nothing with eleven more, and one with ten more of those already signed', () => {
    const turned = (count: number) =>
      factsWith([
        ...makeLeases(92 + count, { firstQuartile: true }),
        ...makeLeases(320 - count, { firstQuartile: false }),
      ]);
    expect(figureOf('q1-outside-qpv', turned(11), 'period', metz).missing).toBe(0);
    expect(figureOf('q1-outside-qpv', turned(10), 'period', metz).missing).toBe(1);
  });

  it('counts 38 of 61 leases in QPV, 62.3 %, over the half (Q-03)', () => {
    const inside = factsWith([
      ...makeLeases(38, { firstQuartile: false, qpvCode: 'QN05701M' }),
      ...makeLeases(23, { firstQuartile: true, qpvCode: 'QN05701M' }),
    ]);
    const indicator = indicatorOf('qpv-mix', inside, { period: year, asOf: year.until });
    expect(indicatorJson(indicator).figures[0]).toMatchObject({
      inGroup: 38,
      total: 61,
      rate: 0.623,
      missing: 0,
    });
  });

  it('lacks 4 of 258 leases of the landlord’s quarter (Q-05): 240 not reserved, 18 that came back', () => {
    const quarter = factsWith([
      ...makeLeases(61, { priority: true }),
      ...makeLeases(179, {}),
      ...makeLeases(18, { holderId: 'als', reservationFailed: true }),
      ...makeLeases(30, { holderId: 'als' }),
    ]);
    expect(figureOf('quarters', quarter, 'landlord', 'landlord')).toMatchObject({
      inGroup: 61,
      total: 258,
      missing: 4,
    });
  });
});

describe('cases of law §14 that returns must hold', () => {
  const single = [{ bornOn: civilDate('1985-05-05') }];
  const quartileOf = (epci: string, monthlyResourcesCents: number | null, comparison: 'lt' | 'lte' = 'lt') =>
    firstQuartile({ date: civilDate('2026-06-01'), epci, persons: single, monthlyResourcesCents, comparison })
      .firstQuartile;
  const one = (lease: Partial<LeaseRecord>) =>
    figureOf(
      'q1-outside-qpv',
      factsWith(makeLeases(1, lease)),
      'period',
      lease.insee === '67482' ? '246700488' : metz,
    );

  it('1: 802 € a month in Metz is under the threshold of 9 632 €, and counts', () => {
    expect(one({ firstQuartile: quartileOf(metz, 80_200) })).toMatchObject({ inGroup: 1, total: 1 });
  });

  it('3: 800 € a month in Strasbourg stands on the threshold: it counts only where equality is admitted', () => {
    const strasbourg = '246700488';
    expect(one({ insee: '67482', firstQuartile: quartileOf(strasbourg, 80_000) }).inGroup).toBe(0);
    expect(one({ insee: '67482', firstQuartile: quartileOf(strasbourg, 80_000, 'lte') }).inGroup).toBe(1);
  });

  it('5: unknown resources stay in the whole, never in the group, and are listed to complete', () => {
    const facts = factsWith(makeLeases(1, { firstQuartile: quartileOf(metz, null) }));
    const indicator = indicatorOf('q1-outside-qpv', facts, { period: year, asOf: year.until });
    expect(figureOf('q1-outside-qpv', facts, 'period', metz)).toMatchObject({
      inGroup: 0,
      total: 1,
      missing: 1,
      split: { unknown: 1 },
    });
    expect(indicator.defects.map(({ kind }) => kind)).toContain('income');
  });

  it('7: 760 € a month and 60 € of housing benefit count as 760 €', () => {
    expect(one({ firstQuartile: quartileOf(metz, 76_000) }).inGroup).toBe(1);
    expect(one({ firstQuartile: quartileOf(metz, 82_000) }).inGroup).toBe(0);
  });

  it('9: a household of the first quartile and relocated is counted once', () => {
    expect(one({ firstQuartile: true, relocated: true })).toMatchObject({ inGroup: 1, total: 1 });
  });

  it('11: what is signed after the day is not counted, though decided before it', () => {
    const late = factsWith(makeLeases(1, { firstQuartile: true, signedOn: civilDate('2027-01-02') }));
    expect(figureOf('q1-outside-qpv', late, 'period', metz)).toMatchObject({ inGroup: 0, total: 0 });
  });

  it('13: an EPCI that straddles two départements is one territory, named once', () => {
    const both = factsWith([
      ...makeLeases(3, { insee: '57631', firstQuartile: true }),
      ...makeLeases(5, { insee: '67468', firstQuartile: false }),
    ]);
    const epcis = figuresOf('q1-outside-qpv', both).filter(
      ({ measure, place }) => measure === 'period' && place.level === 'epci',
    );
    expect(epcis).toHaveLength(1);
    expect(epcis[0]).toMatchObject({ inGroup: 3, total: 8, place: { departements: ['57', '67'] } });
  });

  it('15: 26 % over twelve months does not save 19 % over six; the order is lifted at twelve months', () => {
    // Premier semestre : 33 sur 100 ; second : 19 sur 100 ; année : 52 sur 200 = 26 %.
    const halves = [...half(33, 67, civilDate('2026-03-03')), ...half(19, 81, civilDate('2026-09-09'))];
    expect(figureOf('q1-outside-qpv', factsWith(halves), 'sixMonths', metz)).toMatchObject({
      inGroup: 19,
      total: 100,
      control: 'injonction',
    });
    // Puis 31 sur 100 au premier semestre 2027 : douze mois = 50 sur 200 = 25 %.
    const next = factsWith([...halves, ...half(31, 69, civilDate('2027-03-03'))], civilDate('2027-06-30'));
    const indicator = indicatorOf('q1-outside-qpv', next, {
      period: { from: civilDate('2027-01-01'), until: civilDate('2027-06-30') },
      asOf: civilDate('2027-06-30'),
    });
    const states = indicator.tables
      .find(({ key }) => key === 'control')
      ?.rows.filter(([place]) => place === 'Metz Métropole')
      .map(([, closedOn, , , , , , , state]) => [closedOn, state]);
    expect(states?.slice(-3)).toEqual([
      ['30/06/2026', controlInWords('normal')],
      ['31/12/2026', controlInWords('injonction')],
      ['30/06/2027', controlInWords('normal')],
    ]);
  });

  it('17: a holder silent beyond its month in a tense zone: the mayor designates in QPV, the landlord’s quarter counts it', () => {
    const dueOn = designationDueOn(civilDate('2026-05-04'), true, null);
    expect(designationLapsed(dueOn, civilDate('2026-06-05')).verdict).toBe('yes');
    expect(afterFailedReservation({ qpvCode: 'QN05701M' })).toEqual({
      designates: 'mayor',
      firstQuartileExcluded: true,
    });
    const facts = factsWith(
      makeLeases(1, { qpvCode: 'QN05701M', holderId: 'als', reservationFailed: true, priority: true }),
    );
    expect(figureOf('quarters', facts, 'landlord', 'landlord')).toMatchObject({ inGroup: 1, total: 1 });
    expect(figureOf('quarters', facts, 'actionLogement', 'als').total).toBe(0);
  });

  it('19: a retired priority household is not in Action Logement’s group', () => {
    const facts = factsWith(makeLeases(1, { holderId: 'als', priority: true, employment: 'other' }));
    expect(figureOf('quarters', facts, 'actionLogement', 'als')).toMatchObject({ inGroup: 0, total: 1 });
  });

  it('21: civil servants at 6 % of the flow are over their 5 %, by one lease in a hundred', () => {
    const facts = factsWith([
      ...makeLeases(6, { holderId: 'agents' }),
      ...makeLeases(24, { holderId: 'prefet' }),
      ...makeLeases(70, {}),
    ]);
    expect(figureOf('prefet-share', facts, 'civilServants', 'landlord')).toMatchObject({
      inGroup: 6,
      total: 100,
      excess: 1,
    });
    expect(figureOf('prefet-share', facts, 'state', 'landlord')).toMatchObject({ inGroup: 30, excess: 0 });
  });

  it('55: a swap of right is no attribution: it is in no count, and said so', () => {
    const swap = makeLeases(2, { transfer: 'internal' }, { swapOfRight: true });
    const facts = factsWith([...swap, ...makeLeases(1, {})]);
    expect(figureOf('pp5', facts, 'transfers', 'landlord')).toMatchObject({ inGroup: 0, total: 1 });
    expect(figureOf('internal-transfers', facts, 'share', 'landlord')).toMatchObject({
      inGroup: 0,
      total: 1,
    });
    expect(figureOf('q1-outside-qpv', facts, 'period', metz).total).toBe(1);
  });

  it('57: the tenant of another listed landlord counts in PP-5, not in the 15 %, and stays in the flow', () => {
    const facts = factsWith(
      makeLeases(1, { transfer: 'otherLandlord' }, { originLandlord: 'Habitat messin' }),
    );
    expect(figureOf('pp5', facts, 'transfers', 'landlord').inGroup).toBe(1);
    expect(figureOf('internal-transfers', facts, 'share', 'landlord').inGroup).toBe(0);
    expect(figureOf('flow', facts, 'base', 'landlord')).toMatchObject({ inGroup: 1, total: 1 });
    expect(figureOf('flow', facts, 'deducted', 'landlord').inGroup).toBe(0);
  });

  it('59: a cell "Parc en vente" has no rate and misses nothing', () => {
    const facts: ReportingFacts = {
      ...factsWith(makeLeases(3, {})),
      targets: [
        {
          id: 'pp5-metz',
          kind: 'transfersAnyLandlord',
          name: 'Metz',
          class: 'convention',
          year: 2026,
          territory: { level: 'epci', code: metz, communes: null },
          goal: { kind: 'none', because: 'forSale' },
          source: 'essai',
        },
      ],
    };
    const indicator = indicatorOf('pp5', facts, { period: year, asOf: year.until });
    expect(indicatorJson(indicator).figures).toMatchObject([
      { total: 3, rate: null, missing: null, goal: { kind: 'none', because: 'Parc en vente' } },
    ]);
  });
});

function half(good: number, others: number, signedOn: LeaseRecord['signedOn']): LeaseRecord[] {
  return [
    ...makeLeases(good, { firstQuartile: true, signedOn }),
    ...makeLeases(others, { firstQuartile: false, signedOn }),
  ];
}
