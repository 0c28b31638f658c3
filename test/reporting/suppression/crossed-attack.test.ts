import { describe, expect, it } from 'vitest';
import { addDays, addMonths, civilDate } from '../../../src/kernel/civil-date.ts';
import type { Figure, Period, Place } from '../../../src/reporting/indicator.ts';
import { suppressFigures } from '../../../src/reporting/suppression/figures.ts';
import { isSensitive } from '../../../src/reporting/suppression/small-counts.ts';
import { draws } from '../../matching/exchange-graphs.ts';
import { type Equation, fixedSums, widths } from './attack.ts';
import { figureOf } from './figure.ts';

const k = 11;
const months = 6;
const start = civilDate('2026-01-01');
const departements = ['54', '55', '57'];

/** Three départements, some holders, six months: each counted alone, together, and at two dates. */
function drawHolders(seed: number): {
  figures: Figure[][];
  termsOf: (figure: Figure) => number[];
  unknowns: number;
} {
  const draw = draws(seed);
  const holders = Array.from({ length: 2 + Math.floor(draw() * 4) }, (_h, index) => `h${index}`);
  const sizes = holders.flatMap(() => departements.map(() => (draw() < 0.2 ? 3 : 40)));
  const counts = sizes.map((size) =>
    Array.from({ length: months }, (): [number, number] => [
      Math.floor(draw() * size),
      Math.floor(draw() * size),
    ]),
  );
  const termsOf = ({ place, period }: Pick<Figure, 'place' | 'period'>): number[] =>
    holders.flatMap((holder, h) =>
      departements.flatMap((departement, d) => {
        const isHolder = place.level !== 'holder' || place.code === holder;
        const within = place.within?.code ?? (place.level === 'departement' ? place.code : null);
        if (!isHolder || (within !== null && within !== departement)) return [];
        return Array.from({ length: months }, (_m, month) => month)
          .filter(
            (month) => period.from <= addMonths(start, month) && addMonths(start, month) <= period.until,
          )
          .map((month) => (h * departements.length + d) * months + month);
      }),
    );
  const place = (level: Place['level'], code: string | null, within: string | null = null): Place => ({
    ...{
      level,
      code,
      name: code ?? 'Le bailleur',
      departements: level === 'departement' && code ? [code] : [],
    },
    within: within === null ? null : { level: 'departement', code: within, name: within },
  });
  const places = [
    place('landlord', null),
    ...departements.map((code) => place('departement', code)),
    ...holders.map((holder) => place('holder', holder)),
    ...holders.flatMap((holder) => departements.map((code) => place('holder', holder, code))),
  ];
  const until = (after: number): Period => ({ from: start, until: addDays(addMonths(start, after), -1) });
  const figures = [3, 6].map((after) =>
    places.map((one) => {
      const found = termsOf({ place: one, period: until(after) }).map(
        (term) => counts[Math.floor(term / months)]![term % months]!,
      );
      const inGroup = found.reduce((sum, [count]) => sum + count, 0);
      return figureOf(one, inGroup, inGroup + found.reduce((sum, [, rest]) => sum + rest, 0), until(after));
    }),
  );
  return { figures, termsOf, unknowns: counts.length * months };
}

describe('an attack on figures of holders within places', () => {
  it('recovers no hidden count from margins, cells and two dates, and leaves each a range of eleven', async () => {
    let [hidden, all] = [0, 0];
    for (let seed = 1; seed <= 36; seed += 1) {
      const { figures, termsOf, unknowns } = drawHolders(seed);
      const outcomes = figures.map((some, at) => suppressFigures(some, k, figures.slice(0, at)));
      const each = figures.flatMap((some, at) =>
        some.map((figure, index) => ({ figure, kind: outcomes[at]?.[index]?.kind })),
      );
      const published = (side: 0 | 1): Equation[] =>
        each
          .filter(({ kind }) => kind === 'shown')
          .map(({ figure }) => ({
            terms: termsOf(figure),
            sum: side === 0 ? figure.inGroup : figure.total - figure.inGroup,
          }));
      const small = each.filter(
        ({ kind, figure }) =>
          kind === 'hidden' && isSensitive([figure.inGroup, figure.total - figure.inGroup], k),
      );
      const secret = small.map(({ figure }) => termsOf(figure)).filter((terms) => terms.length > 0);
      hidden += each.filter(({ kind }) => kind === 'hidden').length;
      all += each.length;
      expect(fixedSums(published(0), secret), `seed ${seed}`).toEqual([]);
      if (seed > 6) continue;
      for (const side of [0, 1] as const) {
        const found = await widths(unknowns, published(side), secret);
        expect(
          Math.min(...found, Number.POSITIVE_INFINITY),
          `seed ${seed}, side ${side}`,
        ).toBeGreaterThanOrEqual(k);
      }
    }
    expect(hidden).toBeGreaterThan(50);
    expect(hidden / all).toBeLessThan(0.7);
  });
});
