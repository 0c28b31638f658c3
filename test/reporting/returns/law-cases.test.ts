/** Cases of law §14 as the returns that leave the building print them, one lease or two each. */
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import type { ReportingFacts } from '../../../src/reporting/facts.ts';
import { returnOf } from '../../../src/reporting/returns/calendar.ts';
import { factsPeriodOf, makeReturn } from '../../../src/reporting/returns/make-return.ts';
import { cellInWords } from '../../../src/reporting/screen/cell-words.ts';
import { factsWith, makeLeases } from '../indicators/make-leases.ts';

const january = civilDate('2027-01-20');

/** A row of a return's table by the name that it starts with, cell by cell. */
function rowOf(key: string, table: string, name: string, facts: ReportingFacts): string[] {
  const due = returnOf(key, facts);
  if (due === undefined) throw new Error(`no return ${key}`);
  const { tables } = makeReturn(due, { ...facts, ...factsPeriodOf(due) }, { today: january, k: 11 });
  const rows = tables.find((one) => one.key === table)?.rows ?? [];
  const found = rows.map((row) => row.map((cell) => cellInWords(cell).replaceAll('\u00a0', ' ')));
  return found.find((row) => row.some((cell) => cell.startsWith(name))) ?? [];
}

const second = civilDate('2026-09-09');

describe('cases of law §14 in the returns', () => {
  it('9: a household of the first quartile and relocated stands in both columns and is counted once', () => {
    const facts = factsWith(makeLeases(1, { signedOn: second, firstQuartile: true, relocated: true }));
    const row = rowOf('half-year.2026-S2.57', 'attributions', 'Metz Métropole', facts);
    expect(row.slice(1, 5)).toEqual(['1', '1', '1', '1']);
  });

  it('13: an EPCI on two départements is told whole to both préfets, with one rate', () => {
    const facts = factsWith([
      ...makeLeases(3, { signedOn: second, insee: '57631', firstQuartile: true }),
      ...makeLeases(5, { signedOn: second, insee: '67468' }),
    ]);
    const [moselle, basRhin] = ['57', '67'].map((code) =>
      rowOf(`half-year.2026-S2.${code}`, 'attributions', 'CA Sarreguemines', facts),
    );
    expect(moselle?.slice(1, 2)).toEqual(['8']);
    expect(moselle).toEqual(basRhin);
  });

  it('17 and 19: what a silent holder lost is the landlord’s quarter; a retired household is not Action Logement’s', () => {
    const facts = factsWith([
      ...makeLeases(2, { holderId: 'als', reservationFailed: true, priority: true }),
      ...makeLeases(3, { holderId: 'als', priority: true, employment: 'other' }),
      ...makeLeases(1, { holderId: 'als', priority: true, employment: 'jobSeeker' }),
    ]);
    const key = 'quarters.2026.57';
    expect(rowOf(key, 'whole', 'Bailleur', facts).slice(2, 4)).toEqual(['2', '2']);
    expect(rowOf(key, 'whole', 'Action Logement', facts).slice(2, 4)).toEqual(['4', '1']);
  });

  it('55 and 57: a swap of right is deducted nowhere, nor is the tenant of another landlord', () => {
    const facts = factsWith([
      ...makeLeases(2, { transfer: 'internal' }, { swapOfRight: true, deducted: 'internalTransfer' }),
      ...makeLeases(3, { transfer: 'otherLandlord' }, { originLandlord: 'Habitat messin' }),
      ...makeLeases(4, { transfer: 'internal' }, { deducted: 'internalTransfer' }),
    ]);
    expect(rowOf('flow.2026.als', 'deducted', 'Mutations de locataires', facts).at(-1)).toBe('4');
  });
});
