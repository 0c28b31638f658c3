/** Tables and comparisons as strips: a strip a row, the header repeated for the eye on each page. */
import type { StructureElement } from './canvas.ts';
import type { Line, TextStyle } from './lines.ts';
import type { ComparisonBlock, TableBlock, Words } from './model.ts';
import { colors, drawLines, linesOf, paintLines, type Setting, styles } from './setting.ts';
import type { Strip } from './strip.ts';

const padding = { x: 5, y: 3.5 };

type Column = { x: number; width: number; align: 'left' | 'right' };
type Cell = { words: Words; style: TextStyle; type: 'TH' | 'TD'; scope?: 'Column' | 'Row' };

export function tableStrips(block: TableBlock, setting: Setting): Strip[] {
  const columns = columnsOf(
    block.columns.map(({ width, align }) => ({ width, align: align ?? 'left' })),
    setting,
  );
  const header = block.columns.map((column) => column.header);
  const rows = block.rows.map((row) =>
    row.map(
      (words, index): Cell =>
        index === 0 && block.rowHeaders
          ? { words, style: styles.cellHeader, type: 'TH', scope: 'Row' }
          : { words, style: styles.cell, type: 'TD' },
    ),
  );
  return gridStrips(block.caption, columns, header, rows, setting);
}

export function comparisonStrips(block: ComparisonBlock, setting: Setting): Strip[] {
  const labelShare = block.columns.length > 3 ? 0.2 : 0.26;
  const share = (1 - labelShare) / block.columns.length;
  const shares = [labelShare, ...block.columns.map(() => share)];
  const columns = columnsOf(
    shares.map((width) => ({ width, align: 'left' })),
    setting,
  );
  const rows = block.rows.map(({ label, cells }): Cell[] => [
    { words: label, style: styles.cellLabel, type: 'TH', scope: 'Row' },
    ...cells.map(
      ({ text, note, differs }): Cell => ({
        words: [{ text, bold: differs }, ...(note === null ? [] : [{ text: ` (${note})` }])],
        style: styles.cell,
        type: 'TD',
      }),
    ),
  ]);
  return gridStrips(block.caption, columns, [block.corner, ...block.columns], rows, setting);
}

function columnsOf(
  parts: readonly { width: number; align: Column['align'] }[],
  { left, width }: Setting,
): Column[] {
  const whole = parts.reduce((sum, part) => sum + part.width, 0);
  let x = left;
  return parts.map((part) => {
    const column = { x, width: (part.width / whole) * width, align: part.align };
    x += column.width;
    return column;
  });
}

function gridStrips(
  caption: string,
  columns: readonly Column[],
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  setting: Setting,
): Strip[] {
  const { canvas, left, width } = setting;
  const table = canvas.element(setting.parent, 'Table');
  const captionElement = canvas.element(table, 'Caption');
  const captionLines = linesOf(canvas, caption, styles.caption, width);
  const captionStrip: Strip = {
    height: captionLines.length * styles.caption.lineHeight + 3,
    spaceBefore: 9,
    keepWithNext: true,
    repeated: null,
    draw: (top) =>
      drawLines(canvas, captionElement, 'Caption', captionLines, styles.caption, { x: left, top }),
  };
  const headerRow = headerOf(header, columns, canvas.element(table, 'THead'), setting);
  const body = canvas.element(table, 'TBody');
  const bodyStrips = rows.flatMap((cells, index) => {
    const strips = rowStrips(cells, columns, canvas.element(body, 'TR'), setting, headerRow.repeated.height);
    const isPaired = rows.length > 1 && (index === 0 || index === rows.length - 2);
    return strips.map((strip) => ({
      ...strip,
      keepWithNext: isPaired && strips.length === 1,
      repeated: headerRow.repeated,
    }));
  });
  return [captionStrip, headerRow.strip, ...bodyStrips];
}

type HeaderRow = { strip: Strip; repeated: NonNullable<Strip['repeated']> };

function headerOf(
  header: readonly string[],
  columns: readonly Column[],
  head: StructureElement,
  { canvas, left, width }: Setting,
): HeaderRow {
  const style = styles.cellHeader;
  const row = canvas.element(head, 'TR');
  const cells = columns.map((column, index) => ({
    column,
    element: canvas.element(row, 'TH', 'Column'),
    lines: linesOf(canvas, header[index] ?? '', style, column.width - 2 * padding.x),
  }));
  const height = Math.max(...cells.map((cell) => cell.lines.length)) * style.lineHeight + 2 * padding.y;
  const ground = (top: number) => {
    canvas.rectangle({ x: left, y: top, width, height }, { fill: colors.accentSoft });
    canvas.rule(left, top + height, width, colors.accent, 0.8);
  };
  const place = ({ x, width: columnWidth, align }: Column, top: number) => ({
    x: x + padding.x,
    top: top + padding.y,
    width: columnWidth - 2 * padding.x,
    align,
  });
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

type SetCell = {
  element: StructureElement;
  type: 'TH' | 'TD';
  style: TextStyle;
  lines: Line[];
  column: Column;
};

/** One strip, or several where the row is higher than a page. */
function rowStrips(
  cells: readonly Cell[],
  columns: readonly Column[],
  row: StructureElement,
  { canvas, left, width, pageHeight }: Setting,
  headerHeight: number,
): Strip[] {
  const lineHeight = styles.cell.lineHeight;
  const set = columns.map((column, index): SetCell => {
    const { words, style, type, scope } = cells[index] ?? { words: '', style: styles.cell, type: 'TD' };
    const element = canvas.element(row, type, scope);
    return {
      element,
      type,
      style,
      column,
      lines: linesOf(canvas, words, style, column.width - 2 * padding.x),
    };
  });
  const lineCount = Math.max(...set.map((cell) => cell.lines.length));
  const most = Math.max(1, Math.floor((pageHeight - headerHeight - 2 * padding.y) / lineHeight));
  const parts = Array.from({ length: Math.ceil(lineCount / most) }, (_, part) => part * most);
  return parts.map((from) => {
    const count = Math.min(most, lineCount - from);
    const height = count * lineHeight + 2 * padding.y;
    return {
      height,
      spaceBefore: 0,
      keepWithNext: false,
      repeated: null,
      draw: (top) => {
        for (const { element, type, style, lines, column } of set) {
          drawLines(canvas, element, type, lines.slice(from, from + count), style, {
            x: column.x + padding.x,
            top: top + padding.y,
            width: column.width - 2 * padding.x,
            align: column.align,
          });
        }
        canvas.decoration('Layout', () => canvas.rule(left, top + height, width, colors.line));
      },
    };
  });
}
