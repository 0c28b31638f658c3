/** What a reader held to secrecy reads of a year: quarters, one judgement for every page, nothing given back by another. */
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import type { Indicator } from '../../../src/reporting/indicator.ts';
import { departementPlace, epciPlace } from '../../../src/reporting/indicators/places.ts';
import { priorityDefinition } from '../../../src/reporting/indicators/priority.ts';
import { q1Definition } from '../../../src/reporting/indicators/q1-outside-qpv.ts';
import {
  latestPublishedYear,
  publicationDays,
  publishedIndicator,
} from '../../../src/reporting/screen/publications.ts';
import { readableFigures } from '../../../src/reporting/screen/readable.ts';
import { screenOf, secrecyAlone } from '../../../src/reporting/screen/screen.ts';
import { figureOf } from '../suppression/figure.ts';

const [metz, forbach] = [epciPlace('200039865'), epciPlace('245701206')];
const moselle = departementPlace('57');

type Counts = readonly [inGroup: number, total: number];

/** Q-02 over the year up to a day: the département and its two EPCI. */
function q02(day: string, whole: Counts, ofMetz: Counts, ofForbach: Counts, measure = 'period'): Indicator {
  const period = { from: civilDate('2026-01-01'), until: civilDate(day) };
  const places = [moselle, metz, forbach];
  return {
    definition: measure === 'ps1' ? priorityDefinition : q1Definition,
    period,
    asOf: civilDate(day),
    figures: [whole, ofMetz, ofForbach].flatMap(([inGroup, total], index) => {
      const place = places[index];
      if (place === undefined || (measure === 'ps1' && place === moselle)) return [];
      return [{ ...figureOf(place, inGroup, total, period), measure }];
    }),
    notCounted: [],
    tables: [],
    defects: [],
  };
}

describe('figures published to a reader held to secrecy', () => {
  it('close at the end of each quarter, the year before until the first is over', () => {
    const days = (on: string) => publicationDays(2026, civilDate(on));
    expect(days('2026-11-21')).toEqual(['2026-03-31', '2026-06-30', '2026-09-30']);
    expect(days('2026-12-31').at(-1)).toBe('2026-12-31');
    expect(days('2026-03-30')).toEqual(['2025-12-31']);
    expect(latestPublishedYear(civilDate('2026-03-30'))).toBe(2025);
    expect(latestPublishedYear(civilDate('2026-03-31'))).toBe(2026);
  });

  it('hide the same whatever the filter: an EPCI alone is not shown where the département would give the other back', () => {
    const indicator = q02('2026-12-31', [120, 400], [115, 380], [5, 20]);
    const secrecy = secrecyAlone(indicator, 11);
    const alone = { ...indicator, figures: indicator.figures.filter(({ place }) => place === metz) };
    const [table] = screenOf(alone, 'Metz', secrecy).tables;
    expect(table?.rows[0]?.cells).toContainEqual({ kind: 'hidden' });
  });

  it('hide in PS-1 what Q-02 hides: it is the same count', () => {
    const q1 = q02('2026-12-31', [120, 400], [115, 380], [5, 20]);
    const ps1 = q02('2026-12-31', [0, 0], [115, 380], [5, 20], 'ps1');
    const readable = readableFigures([ps1, q1], 11);
    expect(ps1.figures.map((figure) => readable('priority', figure).whole)).toEqual([false, false]);
  });

  it('keep the figure of a former quarter where a few households were housed since', () => {
    const year = {
      '2026-03-31': q02('2026-03-31', [40, 120], [20, 60], [20, 60]),
      '2026-06-30': q02('2026-06-30', [80, 240], [57, 170], [23, 70]),
    } as const;
    const { indicator, secrecy } = publishedIndicator(
      [civilDate('2026-03-31'), civilDate('2026-06-30')],
      11,
      (asOf) => [asOf === '2026-03-31' ? year['2026-03-31'] : year['2026-06-30']],
    );
    const [whole, , small] = indicator.figures;
    expect(whole?.period.until).toBe('2026-06-30');
    expect([small?.inGroup, small?.period.until]).toEqual([20, '2026-03-31']);
    expect(small && secrecy.readable('q1-outside-qpv', small).whole).toBe(true);
    // Metz too: the département less Metz would give Forbach.
    expect(indicator.figures[1]?.period.until).toBe('2026-03-31');
  });

  it('hide a row of a table where a few households came in since the half-year before', () => {
    const table = (counts: readonly number[]): Indicator['tables'][number] => ({
      key: 'contingents',
      title: 'Par contingent',
      columns: [
        { title: 'Contingent', kind: 'text' },
        { title: 'Baux', kind: 'count' },
      ],
      rows: counts.map((count, index) => [`R${index}`, count]),
    });
    const halves = {
      '2026-06-30': { ...q02('2026-06-30', [0, 0], [0, 0], [0, 0]), tables: [table([40, 50, 60])] },
      '2026-12-31': { ...q02('2026-12-31', [0, 0], [0, 0], [0, 0]), tables: [table([43, 90, 120])] },
    } as const;
    const between = { ...q02('2026-09-30', [0, 0], [0, 0], [0, 0]), tables: [table([41, 70, 90])] };
    const read = (days: readonly ['2026-06-30', ...('2026-09-30' | '2026-12-31')[]]) => {
      const [first, ...others] = days.map(civilDate);
      if (first === undefined) throw new Error('no day');
      return publishedIndicator([first, ...others], 11, (asOf) => [
        asOf === '2026-06-30' ? halves['2026-06-30'] : asOf === '2026-09-30' ? between : halves['2026-12-31'],
      ]);
    };
    const rowsOf = ({ indicator, secrecy }: ReturnType<typeof read>) =>
      indicator.tables.flatMap((one) => secrecy.rowsOf(one));
    // In October, the table of June still.
    expect(rowsOf(read(['2026-06-30', '2026-09-30']))).toEqual([
      ['R0', 40],
      ['R1', 50],
      ['R2', 60],
    ]);
    // At the end of the year, three came into R0; and R1 with it, or the sum would give it back.
    expect(rowsOf(read(['2026-06-30', '2026-09-30', '2026-12-31']))).toEqual([
      ['R0', 'hidden'],
      ['R1', 'hidden'],
      ['R2', 120],
    ]);
  });

  it('have nothing to show before a first quarter is over', () => {
    const day = publicationDays(2026, civilDate('2026-02-01'));
    const { indicator } = publishedIndicator(day, 11, (asOf) => [q02(asOf, [0, 0], [0, 0], [0, 0])]);
    expect(indicator.figures.map(({ total }) => total)).toEqual([0, 0, 0]);
  });
});
