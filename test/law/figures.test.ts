import { describe, expect, it } from 'vitest';
import { addMonths, civilDate } from '../../src/kernel/civil-date.ts';
import { homeCeilings } from '../../src/law/ceiling.ts';
import { consumptionUnits } from '../../src/law/consumption-units.ts';
import { allFigures, figureOn } from '../../src/law/parameters/figures.ts';
import { q1ThresholdOn } from '../../src/law/quartile.ts';

const months = Array.from({ length: 48 }, (_, index) => addMonths(civilDate('2024-01-01'), index));
const metz = '200039865';

describe('the figures of law from January 2024 to December 2027', () => {
  it('have each one version in force every month, the energy class from 2025', () => {
    const ids = [...new Set(allFigures().map((row) => row.id))];
    const gaps = ids.flatMap((id) =>
      months
        .filter((month) => figureOn(id, month) === undefined)
        .map((month) => `${id} ${month.slice(0, 4)}`),
    );
    expect([...new Set(gaps)]).toEqual(['decency.worstEnergyClass 2024']);
  });

  it('never overlap', () => {
    const overlaps = allFigures().filter((row) =>
      allFigures().some(
        (other) =>
          other !== row &&
          other.id === row.id &&
          other.from <= (row.until ?? '9999-12-31') &&
          row.from <= (other.until ?? '9999-12-31'),
      ),
    );
    expect(overlaps).toEqual([]);
  });

  it('all name a source', () => {
    expect(allFigures().filter((row) => row.source.length < 10)).toEqual([]);
  });

  it('class a household every month: by its own order to 2026, provisionally in 2027', () => {
    const answers = months.map((month) => {
      const threshold = q1ThresholdOn(month, metz);
      return `${month.slice(0, 4)} ${threshold?.orderYear} ${threshold?.provisional} ${threshold?.thresholdCents}`;
    });
    expect([...new Set(answers)]).toEqual([
      '2024 2024 false 933300',
      '2025 2025 false 960000',
      '2026 2026 false 963200',
      '2027 2026 true 963200',
    ]);
  });

  it('give ceilings every month to 2026 and name the awaited order in 2027', () => {
    const answers = months.map((month) => {
      const home = homeCeilings(month, '57463', 'PLUS');
      return `${month.slice(0, 4)} ${home.row?.ceilingsCents[0]} ${home.awaiting.join()}`;
    });
    expect([...new Set(answers)]).toEqual([
      '2024 2264200 ',
      '2025 2320100 ',
      '2026 2340300 ',
      '2027 undefined order ceilings 2027',
    ]);
  });

  it('weigh the same household the same every month', () => {
    const persons = [{ bornOn: civilDate('1980-01-01') }, { bornOn: civilDate('2020-01-01') }];
    expect(new Set(months.map((month) => consumptionUnits(persons, month).toString()))).toEqual(
      new Set(['1.3']),
    );
  });
});
