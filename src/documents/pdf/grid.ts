/** Cells in rows and columns as strips: a strip a row, the header repeated for the eye on each page. */
import type { StructureElement } from './canvas.ts';
import type { Line, TextStyle } from './lines.ts';
import type { Words } from './model.ts';
import { colors, drawLines, linesOf, type Place, paintLines, type Setting, styles } from './setting.ts';
import type { Strip } from './strip.ts';

/** How close the rows stand, and in which letters. */
export type Density = { padding: number; cell: TextStyle; header: TextStyle };
export type Cell = { words: Words; style: TextStyle; type: 'TH' | 'TD'; scope?: 'Row' };
/** Where the texts of a column stand. */
type Column = { x: number; width: number; align: 'left' | 'right' };

export type Grid = {
  caption: string;
  columns: readonly Column[];
  header: readonly string[];
  rows: readonly (readonly Cell[])[];
  density: Density;
};

const beside = 5;
/** Figures at the right of their column stand clear of the words of the next. */
const afterFigures = 10;

/** Columns that share the width of the setting. */
export function gridColumns(
  parts: readonly { width: number; align?: Column['align'] }[],
  { left, width }: Pick<Setting, 'left' | 'width'>,
): Column[] {
  const whole = parts.reduce((sum, part) => sum + part.width, 0);
  let x = left;
  return parts.map(({ width: part, align = 'left' }, index) => {
    const cell = (part / whole) * width;
    const after = align === 'right' && index < parts.length - 1 ? afterFigures : beside;
    const column = { x: x + beside, width: cell - beside - after, align };
    x += cell;
    return column;
  });
}

/** The caption, the header and the rows; the first two rows and the last two stay together. */
export function gridStrips(grid: Grid, setting: Setting): Strip[] {
  const { canvas, left, width } = setting;
  const table = canvas.element(setting.parent, 'Table');
  const caption = canvas.element(table, 'Caption');
  const captionLines = linesOf(canvas, grid.caption, styles.caption, width);
  const captionStrip: Strip = {
    height: captionLines.length * styles.caption.lineHeight + 3,
    spaceBefore: 9,
    keepWithNext: true,
    repeated: null,
    draw: (top) => drawLines(canvas, caption, 'Caption', captionLines, styles.caption, { x: left, top }),
  };
  const header = headerOf(grid, canvas.element(table, 'THead'), setting);
  const body = canvas.element(table, 'TBody');
  const last = grid.rows.length - 1;
  const rows = grid.rows.flatMap((cells, index) => {
    const element = canvas.element(body, 'TR');
    const strips = rowStrips(cells, grid, element, setting, header.repeated.height);
    const isPaired = last > 0 && (index === 0 || index === last - 1);
    return strips.map((strip) => ({
      ...strip,
      keepWithNext: isPaired && strips.length === 1,
      repeated: header.repeated,
    }));
  });
  return [captionStrip, header.strip, ...rows];
}

type Header = { strip: Strip; repeated: NonNullable<Strip['repeated']> };

function headerOf(
  { columns, header, density }: Grid,
  head: StructureElement,
  { canvas, left, width }: Setting,
): Header {
  const style = density.header;
  const row = canvas.element(head, 'TR');
  const cells = columns.map((column, index) => ({
    column,
    element: canvas.element(row, 'TH', 'Column'),
    lines: linesOf(canvas, header[index] ?? '', style, column.width),
  }));
  const height = heightOf(Math.max(...cells.map(({ lines }) => lines.length)), style, density);
  const ground = (top: number) => {
    canvas.rectangle({ x: left, y: top, width, height }, { fill: colors.accentSoft });
    canvas.rule(left, top + height, width, colors.accent, 0.8);
  };
  const place = (column: Column, top: number): Place => ({ ...column, top: top + density.padding });
  return {
    strip: {
      height,
      spaceBefore: 0,
      keepWithNext: true,
      repeated: null,
      draw: (top) => {
        canvas.decoration('Layout', () => ground(top));
        for (const { element, lines, column } of cells) {
          drawLines(canvas, element, 'TH', lines, style, place(column, top));
        }
      },
    },
    repeated: {
      height,
      draw: (top) =>
        canvas.decoration('Pagination', () => {
          ground(top);
          for (const { lines, column } of cells) paintLines(canvas, lines, style, place(column, top));
        }),
    },
  };
}

type SetCell = Omit<Cell, 'words' | 'scope'> & { element: StructureElement; lines: Line[]; column: Column };

/** One strip, or several where the row is higher than a page. */
function rowStrips(
  cells: readonly Cell[],
  { columns, density }: Grid,
  row: StructureElement,
  { canvas, left, width, pageHeight }: Setting,
  headerHeight: number,
): Strip[] {
  const set = columns.map((column, index): SetCell => {
    const cell: Cell = cells[index] ?? { words: '', style: density.cell, type: 'TD' };
    const { words, style, type, scope } = cell;
    const element = canvas.element(row, type, scope);
    return { element, type, style, column, lines: linesOf(canvas, words, style, column.width) };
  });
  const lineCount = Math.max(...set.map(({ lines }) => lines.length));
  const room = pageHeight - headerHeight - 2 * density.padding;
  const most = Math.max(1, Math.floor(room / density.cell.lineHeight));
  return Array.from({ length: Math.ceil(lineCount / most) }, (_, part) => {
    const from = part * most;
    const count = Math.min(most, lineCount - from);
    const height = heightOf(count, density.cell, density);
    return {
      height,
      spaceBefore: 0,
      keepWithNext: false,
      repeated: null,
      draw: (top) => {
        for (const { element, type, style, lines, column } of set) {
          const place = { ...column, top: top + density.padding };
          drawLines(canvas, element, type, lines.slice(from, from + count), style, place);
        }
        canvas.decoration('Layout', () => canvas.rule(left, top + height, width, colors.line));
      },
    };
  });
}

function heightOf(lines: number, style: TextStyle, { padding }: Density): number {
  return lines * style.lineHeight + 2 * padding;
}
