import { describe, expect, it } from 'vitest';
import { epciOfCommune } from '../../../src/domain/territory.ts';
import { addDays, addMonths, type CivilDate, civilDate } from '../../../src/kernel/civil-date.ts';
import type { Figure, Period, Place } from '../../../src/reporting/indicator.ts';
import { suppressFigures } from '../../../src/reporting/suppression/figures.ts';
import { isSensitive } from '../../../src/reporting/suppression/small-counts.ts';
import { suppressTable } from '../../../src/reporting/suppression/table.ts';
import { draws } from '../../matching/exchange-graphs.ts';
import { type Equation, fixedSums, widths } from './attack.ts';
import { figureOf as figure } from './figure.ts';

const k = 11;

/** Real communes, so that each stands in its EPCI: Metz and around, Thionville and around, Forbach, Nancy. */
const communes = ['57463', '57751', '57412', '57672', '57683', '57227', '57207', '54395', '54547', '54578'];

type Scene = {
  /** Publications, oldest first. */
  publications: Figure[][];
  /** Positions of unknown counts under a figure, one a commune and month. */
  terms: (figure: Pick<Figure, 'place' | 'period'>) => number[];
  unknowns: number;
};

describe('an attack on published figures', () => {
  it('recovers no hidden count by sums of places, of periods and of successive publications', async () => {
    let hidden = 0;
    let all = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const scene = drawScene(seed);
      const attacked = attackedFigures(scene);
      hidden += attacked.hidden;
      all += scene.publications.flat().length;
      expect(fixedSums(attacked.published(0), attacked.secret), `seed ${seed}, by elimination`).toEqual([]);
    }
    // Hiding everything would withstand as well: most figures are told.
    expect(hidden).toBeGreaterThan(100);
    expect(hidden / all).toBeLessThan(0.75);
  });

  it('leaves each hidden count, and each difference that tells of few, a range of at least eleven values', async () => {
    for (let seed = 201; seed <= 206; seed += 1) {
      const scene = drawScene(seed);
      const { published, secret } = attackedFigures(scene);
      for (const side of [0, 1] as const) {
        const found = await widths(scene.unknowns, published(side), secret);
        expect(
          Math.min(...found, Number.POSITIVE_INFINITY),
          `seed ${seed}, side ${side}`,
        ).toBeGreaterThanOrEqual(k);
      }
    }
  });

  it('recovers a hidden count where only the small ones are hidden: the attack itself works', async () => {
    const published: Equation[] = [
      { terms: [0, 1, 2], sum: 103 },
      { terms: [0], sum: 60 },
      { terms: [1], sum: 40 },
    ];
    expect(fixedSums(published, [[2]])).toEqual([[2]]);
    expect(await widths(3, published, [[2]])).toEqual([0]);
  });
});

describe('an attack on published tables', () => {
  it('recovers no hidden cell, and leaves each a range of at least eleven values', async () => {
    let hidden = 0;
    let cells = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const { unknowns, published, secret, sums } = drawTable(seed);
      hidden += secret.length;
      cells += sums;
      expect(fixedSums(published, secret), `seed ${seed}, by elimination`).toEqual([]);
      if (seed > 20) continue;
      const found = await widths(unknowns, published, secret);
      expect(Math.min(...found, Number.POSITIVE_INFINITY), `seed ${seed}`).toBeGreaterThanOrEqual(k);
    }
    expect(hidden).toBeGreaterThan(100);
    expect(hidden / cells).toBeLessThan(0.75);
  });
});

/** Published sums, and what must stay unknown: hidden figures, and differences in time that tell of few. */
function attackedFigures(scene: Scene): {
  published: (side: 0 | 1) => Equation[];
  secret: number[][];
  hidden: number;
} {
  const told = scene.publications.map((figures, index) => ({
    figures,
    outcome: suppressFigures(figures, k, scene.publications.slice(0, index)),
  }));
  const shown = told.flatMap(({ figures, outcome }) =>
    figures.filter((_f, at) => outcome[at]?.kind === 'shown'),
  );
  const hidden = told.flatMap(({ figures, outcome }) =>
    figures.filter((_f, at) => outcome[at]?.kind === 'hidden'),
  );
  const all = scene.publications.flat();
  const differences = all.flatMap((outer) =>
    all
      .filter(
        (inner) =>
          inner.place === outer.place &&
          inner.period.from >= outer.period.from &&
          inner.period.until <= outer.period.until &&
          isSensitive(
            [outer.inGroup - inner.inGroup, outer.total - inner.total - (outer.inGroup - inner.inGroup)],
            k,
          ),
      )
      .map((inner) => {
        const within = new Set(scene.terms(inner));
        return scene.terms(outer).filter((term) => !within.has(term));
      }),
  );
  return {
    published: (side) =>
      shown.map((figure) => ({
        terms: scene.terms(figure),
        sum: side === 0 ? figure.inGroup : figure.total - figure.inGroup,
      })),
    secret: [...hidden.map(scene.terms), ...differences],
    hidden: hidden.length,
  };
}

/** A year drawn by commune and month, published after three, six and nine months, with the last six beside it. */
function drawScene(seed: number): Scene {
  const draw = draws(seed);
  const months = 9;
  const start = civilDate('2026-01-01');
  const used = communes.slice(0, 4 + Math.floor(draw() * 7));
  const counts = used.map(() => {
    const size = draw() < 0.25 ? 2 : 30;
    return Array.from({ length: months }, (): [number, number] => [
      Math.floor(draw() * size),
      Math.floor(draw() * size * 3),
    ]);
  });
  const places = placesOf(used);
  const termsOf = (holds: (insee: string) => boolean, period: Period): number[] =>
    used.flatMap((insee, row) =>
      holds(insee)
        ? Array.from({ length: months }, (_u, month) => month)
            .filter((month) => inPeriod(addMonths(start, month), period))
            .map((month) => row * months + month)
        : [],
    );
  const counted = ({ place, holds }: (typeof places)[number], period: Period): Figure => {
    const found = termsOf(holds, period).map((term) => counts[Math.floor(term / months)]![term % months]!);
    const inGroup = found.reduce((sum, [count]) => sum + count, 0);
    return figure(place, inGroup, inGroup + found.reduce((sum, [, rest]) => sum + rest, 0), period);
  };
  const period = (first: number, after: number): Period => ({
    from: addMonths(start, first),
    until: addDays(addMonths(start, after), -1),
  });
  const publications = [[period(0, 3)], [period(0, 6), period(2, 6)], [period(0, 9), period(3, 9)]].map(
    (periods) => periods.flatMap((it) => places.map((place) => counted(place, it))),
  );
  const holdsOf = new Map(places.map(({ place, holds }) => [place, holds]));
  return {
    publications,
    terms: ({ place, period: it }) => termsOf(holdsOf.get(place)!, it),
    unknowns: used.length * months,
  };
}

function epciOf(insee: string): string {
  return epciOfCommune(insee, civilDate('2026-06-30'))?.siren ?? 'none';
}

function inPeriod(day: CivilDate, { from, until }: Period): boolean {
  return from <= day && day <= until;
}

function placesOf(used: readonly string[]): { place: Place; holds: (insee: string) => boolean }[] {
  const place = (level: Place['level'], code: string | null, departements: string[]): Place => ({
    level,
    code,
    name: code ?? 'Le bailleur',
    departements,
    within: null,
  });
  const departements = [...new Set(used.map((insee) => insee.slice(0, 2)))];
  const epcis = new Map(used.map((insee) => [insee, epciOf(insee)]));
  return [
    { place: place('landlord', null, []), holds: () => true },
    ...departements.map((code) => ({
      place: place('departement', code, [code]),
      holds: (insee: string) => insee.startsWith(code),
    })),
    ...[...new Set(epcis.values())].map((code) => ({
      place: place('epci', code, [
        ...new Set(used.filter((it) => epcis.get(it) === code).map((it) => it.slice(0, 2))),
      ]),
      holds: (insee: string) => epcis.get(insee) === code,
    })),
    ...used.map((code) => ({
      place: place('commune', code, [code.slice(0, 2)]),
      holds: (insee: string) => insee === code,
    })),
  ];
}

/** A two-way table of a few rows and columns, mostly small, with its margins. */
function drawTable(seed: number): {
  unknowns: number;
  published: Equation[];
  secret: number[][];
  sums: number;
} {
  const draw = draws(seed);
  const [height, width] = [1 + Math.floor(draw() * 5), 1 + Math.floor(draw() * 5)];
  const cells = Array.from({ length: height }, () =>
    Array.from({ length: width }, () => Math.floor(draw() * (draw() < 0.12 ? 8 : 90))),
  );
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const columns = Array.from({ length: width }, (_u, column) => sum(cells.map((row) => row[column]!)));
  const totals = { rows: cells.map(sum), columns, all: sum(columns) };
  const told = suppressTable({ rows: cells.map(String), columns: columns.map(String), cells, totals }, k);
  const row = (at: number): number[] => columns.map((_u, column) => at * width + column);
  const column = (at: number): number[] => cells.map((_u, line) => line * width + at);
  const everything = cells.flatMap((_u, at) => row(at));
  const sums = [
    ...told.cells.flatMap((line, r) => line.map((value, c) => ({ terms: [r * width + c], value }))),
    ...told.totals.rows.map((value, r) => ({ terms: row(r), value })),
    ...told.totals.columns.map((value, c) => ({ terms: column(c), value })),
    { terms: everything, value: told.totals.all },
  ];
  return {
    unknowns: height * width,
    published: sums.flatMap(({ terms, value }) => (value === null ? [] : [{ terms, sum: value }])),
    secret: sums.filter(({ value }) => value === null).map(({ terms }) => terms),
    sums: sums.length,
  };
}
