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
import { screenOf } from '../../../src/reporting/screen/screen.ts';
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
    const secrecy = { k: 11, readable: readableFigures([indicator], 11) };
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
});
