/**
 * Figures of holders within places: a two-way table whose margins are printed elsewhere. A hidden cell stands at the
 * corner of a rectangle of cells hidden at every period, around which k households and more could be moved. What the
 * margins tell beyond the cells shown is a row or a column as well. Where no rectangle does, all of it is hidden, and the
 * holders' own figures with it.
 */
import { addDays } from '../../kernel/civil-date.ts';
import type { Figure } from '../indicator.ts';
import { placeKey } from './places.ts';
import type { Parts } from './small-counts.ts';
import { slicedCounts, type Timeline, timelineOf } from './timeline.ts';

type Hidden = ReadonlySet<string>;

export type CrossedProblem = {
  /** Crossed figures of every publication so far, and those of the margins. */
  crossed: readonly Figure[];
  margins: readonly Figure[];
  known: Hidden;
  /** Published before: it can no longer be changed. */
  isFixed: (figure: Figure) => boolean;
  k: number;
  partsOf: (figure: Figure) => Parts;
  isSensitive: (parts: Parts, k: number) => boolean;
  keyOf: (figure: Figure) => string;
};

type Cell = {
  row: string;
  column: string;
  figures: readonly Figure[];
  /** By slice of time. */
  slices: readonly Parts[];
};

/** What was hidden, and what the crossed figures need hidden besides. */
export function hideCrossed(problem: CrossedProblem): Hidden {
  const { crossed, margins, known, keyOf } = problem;
  if (crossed.length === 0) return known;
  const levels = new Set(crossed.map(({ place }) => place.within?.level));
  const printed = new Set(crossed.flatMap(({ place }) => [holderOf(place), withinOf(place)]));
  const isMarginHidden = margins.some(
    (figure) => printed.has(placeKey(figure.place)) && known.has(keyOf(figure)),
  );
  const cells = cellsOf(problem);
  const pattern = levels.size > 1 || isMarginHidden ? null : patternOf(problem, cells);
  if (pattern !== null) {
    const figures = cells.filter((cell) => pattern.has(cell)).flatMap((cell) => cell.figures);
    return new Set([...known, ...figures.map(keyOf)]);
  }
  const isExposed =
    isMarginHidden ||
    cells.some((cell) => isExposedCell(problem, cell) || cell.figures.some((it) => known.has(keyOf(it))));
  if (!isExposed) return known;
  const holders = margins.filter(({ place }) => place.level === 'holder' && place.within === null);
  const newHolders = holders.filter((figure) => !problem.isFixed(figure));
  return new Set([...known, ...crossed.map(keyOf), ...newHolders.map(keyOf)]);
}

/** The cells to hide; null where no pattern of rectangles protects them all. */
function patternOf(problem: CrossedProblem, cells: readonly Cell[]): ReadonlySet<Cell> | null {
  const hidden = new Set(
    cells.filter(
      (cell) =>
        isExposedCell(problem, cell) ||
        cell.figures.some((figure) => problem.known.has(problem.keyOf(figure))),
    ),
  );
  // What was shown before cannot be taken back: such a cell moves no more.
  const wasShown = (figure: Figure): boolean =>
    problem.isFixed(figure) && !problem.known.has(problem.keyOf(figure));
  if ([...hidden].some(({ figures }) => figures.some(wasShown))) return null;
  let open = true;
  while (open) {
    open = false;
    for (const cell of [...hidden]) {
      const around = rectanglesOf(cells, cell);
      const isSafe = around.some(
        (corners) => corners.every((it) => hidden.has(it)) && rangeOf(corners) >= problem.k,
      );
      if (isSafe) continue;
      const best = around
        .filter(
          (corners) => rangeOf(corners) >= problem.k && corners.every((it) => mayHide(problem, it, hidden)),
        )
        .sort((a, b) => costOf(a, hidden) - costOf(b, hidden))[0];
      if (best === undefined) return null;
      for (const corner of best) hidden.add(corner);
      open = true;
    }
  }
  return hidden;
}

function mayHide({ isFixed }: CrossedProblem, cell: Cell, hidden: ReadonlySet<Cell>): boolean {
  return hidden.has(cell) || !cell.figures.some(isFixed);
}

/** Small at some period, or between two. */
function isExposedCell({ isSensitive, k, crossed, margins }: CrossedProblem, { slices }: Cell): boolean {
  const { derived } = timelineFor([...crossed, ...margins]);
  return derived.some(({ slices: over }) =>
    isSensitive([sum(over, (at) => slices[at]?.[0] ?? 0), sum(over, (at) => slices[at]?.[1] ?? 0)], k),
  );
}

/** Corners in the order around the cell: the second and the last move against the first. */
function rectanglesOf(cells: readonly Cell[], cell: Cell): [Cell, Cell, Cell, Cell][] {
  const at = (row: string, column: string) => cells.find((it) => it.row === row && it.column === column);
  return cells.flatMap((across): [Cell, Cell, Cell, Cell][] => {
    if (across.row === cell.row || across.column === cell.column) return [];
    const [second, last] = [at(cell.row, across.column), at(across.row, cell.column)];
    return second === undefined || last === undefined ? [] : [[cell, second, across, last]];
  });
}

/** Slices move apart from each other, so their ranges add up; the narrower side counts. */
function rangeOf([first, second, across, last]: readonly [Cell, Cell, Cell, Cell]): number {
  const side = (index: 0 | 1): number =>
    sum([...first.slices.keys()], (at) => {
      const count = (cell: Cell): number => cell.slices[at]?.[index] ?? 0;
      return Math.min(count(second), count(last)) + Math.min(count(first), count(across));
    });
  return Math.min(side(0), side(1));
}

function costOf(corners: readonly Cell[], hidden: ReadonlySet<Cell>): number {
  const total = (cell: Cell): number => 1 + sum(cell.slices, ([inGroup, rest]) => inGroup + rest);
  return sum(
    corners.filter((cell) => !hidden.has(cell) && cell.figures.length > 0),
    total,
  );
}

/** The cells that are printed, and what is left of each margin: nobody prints it, anybody subtracts it. */
function cellsOf({ crossed, margins, partsOf }: CrossedProblem): Cell[] {
  const timeline = timelineFor([...crossed, ...margins]);
  const printed = groupBy(crossed, ({ place }) => placeKey(place)).map((figures): Cell => {
    const place = figures[0]?.place as Figure['place'];
    return {
      row: holderOf(place),
      column: withinOf(place),
      figures,
      slices: slicesOf(timeline, figures, partsOf),
    };
  });
  const rests = groupBy(margins, ({ place }) => placeKey(place)).flatMap((figures): Cell[] => {
    const key = placeKey(figures[0]?.place as Figure['place']);
    const parts = printed.filter(({ row, column }) => row === key || column === key);
    if (parts.length === 0) return [];
    const whole = slicesOf(timeline, figures, partsOf);
    const left = (at: number, side: 0 | 1): number =>
      Math.max(0, (whole[at]?.[side] ?? 0) - sum(parts, ({ slices }) => slices[at]?.[side] ?? 0));
    const slices = whole.map((_parts, at): Parts => [left(at, 0), left(at, 1)]);
    if (slices.every(([inGroup, rest]) => inGroup + rest === 0)) return [];
    const isRow = parts.some(({ row }) => row === key);
    return [{ row: isRow ? key : 'others', column: isRow ? 'elsewhere' : key, figures: [], slices }];
  });
  return [...printed, ...rests];
}

function timelineFor(figures: readonly Figure[]): Timeline {
  const periods = new Map(figures.map(({ period }) => [`${period.from}|${period.until}`, period]));
  return timelineOf([...periods.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, period]) => period));
}

function slicesOf(
  timeline: Timeline,
  figures: readonly Figure[],
  partsOf: CrossedProblem['partsOf'],
): Parts[] {
  const { periods } = timeline;
  const counts = (side: 0 | 1): number[] =>
    periods.map(({ from, end }) => {
      const figure = figures.find(({ period }) => period.from === from && addDays(period.until, 1) === end);
      return figure === undefined ? 0 : partsOf(figure)[side];
    });
  const [inGroup, rest] = [slicedCounts(timeline, counts(0)), slicedCounts(timeline, counts(1))];
  return inGroup.map((count, at) => [count, rest[at] ?? 0]);
}

function holderOf({ level, code }: Figure['place']): string {
  return `${level}:${code ?? ''}`;
}

function withinOf({ within }: Figure['place']): string {
  return within === null ? '' : `${within.level}:${within.code}`;
}

function groupBy(figures: readonly Figure[], keyOf: (figure: Figure) => string): Figure[][] {
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) groups.set(keyOf(figure), [...(groups.get(keyOf(figure)) ?? []), figure]);
  return [...groups.values()];
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
