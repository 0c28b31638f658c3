/**
 * What one indicator shows to one reader under one filter, as plain cells: the page, the CSV, the ODS and the PDF are
 * all written from this value, so that an export holds exactly what is on the screen.
 */
import type { CivilDate } from '../../kernel/civil-date.ts';
import {
  type Definition,
  type Figure,
  type Indicator,
  type IndicatorTable,
  type Measure,
  type NotCounted,
  type Period,
  rateOf,
} from '../indicator.ts';
import { isSmall, secrecyReason } from '../suppression/small-counts.ts';
import type { Cell, ScreenColumn } from './cell.ts';
import { figureColumns, placeName } from './figure-columns.ts';
import { rowsUnderSecrecy, type TableValue } from './one-way.ts';
import { type MayRead, type Readable, readableFigures } from './readable.ts';

export type ScreenRow = {
  /** The figure's own name in addresses; null for a row that opens nothing. */
  key: string | null;
  cells: readonly Cell[];
  /** A share beside the one to reach, or not to pass, for a picture; null where there is none to show. */
  gauge: { name: string; share: number; goal: number; sense: Figure['sense'] } | null;
};

export type ScreenTable = {
  key: string;
  title: string;
  /** What is counted, of what; null for a table beside the figures. */
  measure: Measure | null;
  columns: readonly ScreenColumn[];
  rows: readonly ScreenRow[];
};

export type Screen = {
  definition: Definition;
  asOf: CivilDate;
  period: Period;
  /** "Moselle, du 01/01/2026 au 21/11/2026": stands on every copy that leaves. */
  filter: string;
  tables: readonly ScreenTable[];
  notCounted: readonly { because: string; count: Cell }[];
  /** How many cells are hidden, and why; null where nothing is. */
  secrecy: string | null;
};

/** The key of a figure in addresses: stable while its place, period and measure are the same. */
export function figureKey({ measure, place, period }: Figure): string {
  const where = [place.level, place.code ?? 'tout', place.within?.code ?? ''].filter((part) => part !== '');
  return [measure, ...where, period.from, period.until].join('.');
}

/** What a reader held to secrecy may know: no count under `k`, nor what would give one back. */
export type Secrecy = {
  k: number;
  readable: Readable;
  /** The rows of a table beside the figures, as they may be shown. */
  rowsOf: (table: IndicatorTable) => TableValue[][];
};

/** Secrecy for an indicator that is published alone. */
export function secrecyAlone(indicator: Indicator, k: number): Secrecy {
  return {
    k,
    readable: readableFigures([indicator], k),
    rowsOf: (table) => rowsUnderSecrecy(table, k),
  };
}

/**
 * The annex and the control say the figures again, place by place or window by window: figures alone are judged
 * together. The detail of R441-5-1 has hardly a row of eleven homes: holders receive it whole, as a return.
 */
const leftToReturns: ReadonlySet<string> = new Set(['annex', 'control', 'detail']);

/**
 * The screen of an indicator, or of those of its figures that a filter keeps; `secrecy` null for those who may read
 * every count. Secrecy is judged before any filter: it needs every figure that the reader can ask for.
 */
export function screenOf(indicator: Indicator, filter: string, secrecy: Secrecy | null): Screen {
  const { definition } = indicator;
  const k = secrecy?.k ?? null;
  const mayRead = (figure: Figure): MayRead | null => secrecy?.readable(definition.name, figure) ?? null;
  const measured = definition.measures.flatMap((measure) => {
    const figures = indicator.figures.filter((figure) => figure.measure === measure.key);
    return figures.length === 0 ? [] : [measureTable(measure, figures, mayRead)];
  });
  const kept = indicator.tables.filter(({ key }) => secrecy === null || !leftToReturns.has(key));
  const tables = [
    ...measured,
    ...kept.map((table) => besideTable(table, secrecy?.rowsOf(table) ?? table.rows)),
  ];
  return {
    definition,
    asOf: indicator.asOf,
    period: indicator.period,
    filter,
    tables,
    notCounted: indicator.notCounted.map((line) => notCountedLine(line, k)),
    secrecy: k !== null && tables.some(hasHidden) ? secrecyReason(k) : null,
  };
}

function notCountedLine({ because, count }: NotCounted, k: number | null): Screen['notCounted'][number] {
  const isHidden = k !== null && isSmall(count, k);
  return { because, count: isHidden ? { kind: 'hidden' } : { kind: 'count', value: count } };
}

function hasHidden({ rows }: ScreenTable): boolean {
  return rows.some(({ cells }) => cells.some((cell) => cell?.kind === 'hidden'));
}

function measureTable(
  measure: Measure,
  figures: readonly Figure[],
  mayRead: (figure: Figure) => MayRead | null,
): ScreenTable {
  const kept = figureColumns.filter(({ when }) => when(figures));
  return {
    key: measure.key,
    title: measure.label,
    measure,
    columns: kept.map(({ title, kind }) => ({ title, kind })),
    rows: figures.map((figure) => {
      const may = mayRead(figure);
      return {
        key: figureKey(figure),
        cells: kept.map(({ reads, cell }) =>
          may === null || reads === 'name' || may[reads] ? cell(figure) : hiddenUnlessEmpty(cell(figure)),
        ),
        gauge: may === null || may.whole ? gaugeOf(figure) : null,
      };
    }),
  };
}

function gaugeOf(figure: Figure): ScreenRow['gauge'] {
  const rate = rateOf(figure);
  const { goal, place, sense } = figure;
  if (rate === null || goal?.kind !== 'share') return null;
  return { name: placeName(place), share: rate.valueOf(), goal: goal.share, sense };
}

function hiddenUnlessEmpty(cell: Cell): Cell {
  return cell === null ? null : { kind: 'hidden' };
}

function besideTable(table: IndicatorTable, rows: readonly (readonly TableValue[])[]): ScreenTable {
  return {
    key: table.key,
    title: table.title,
    measure: null,
    columns: table.columns.map(({ title, kind }) => ({ title, kind })),
    rows: rows.map((row) => ({
      key: null,
      gauge: null,
      cells: row.map((value, index): Cell => {
        const kind = table.columns[index]?.kind ?? 'text';
        if (value === null) return null;
        if (value === 'hidden' && kind !== 'text') return { kind: 'hidden' };
        if (typeof value === 'string' || kind === 'text') return text(String(value));
        return { kind, value };
      }),
    })),
  };
}

function text(words: string): Cell {
  return { kind: 'text', text: words };
}
