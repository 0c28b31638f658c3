/** Headings, paragraphs, lists and facts as strips. */

import type { StructureElement, StructureType } from './canvas.ts';
import type { TextStyle } from './lines.ts';
import type { FactsBlock, HeadingBlock, ListBlock, ParagraphBlock, Words } from './model.ts';
import { drawLines, linesOf, type Setting, styles } from './setting.ts';
import type { Strip } from './strip.ts';

const headingLooks = {
  1: { style: styles.title, type: 'H1', before: 0, after: 4 },
  2: { style: styles.heading, type: 'H2', before: 18, after: 3 },
  3: { style: styles.subheading, type: 'H3', before: 12, after: 2 },
} as const;

/** One strip that the next one follows on its page. */
export function headingStrips(block: HeadingBlock, { canvas, left, width, parent }: Setting): Strip[] {
  const { style, type, before, after } = headingLooks[block.level];
  const lines = linesOf(canvas, block.text, style, width);
  const element = canvas.element(parent, type);
  const { level } = block;
  return [
    {
      height: lines.length * style.lineHeight + after,
      spaceBefore: before,
      keepWithNext: true,
      repeated: null,
      draw: (top) => {
        if (level !== 3 && block.bookmark !== false) {
          canvas.bookmark(level, block.bookmark ?? block.text, Math.max(0, top - 8));
        }
        drawLines(canvas, element, type, lines, style, { x: left, top });
      },
    },
  ];
}

const paragraphLooks = {
  lead: { style: styles.lead, before: 6 },
  normal: { style: styles.normal, before: 6 },
  small: { style: styles.small, before: 6 },
} as const;

export function paragraphStrips(block: ParagraphBlock, setting: Setting): Strip[] {
  const { style, before } = paragraphLooks[block.size ?? 'normal'];
  const element = setting.canvas.element(setting.parent, 'P');
  return lineStrips(block.text, style, before, { ...setting, element, type: 'P' });
}

/** A strip a line; the first two and the last two stay together. */
function lineStrips(
  words: Words,
  style: TextStyle,
  spaceBefore: number,
  { canvas, left, width, element, type }: Setting & { element: StructureElement; type: StructureType },
): Strip[] {
  const lines = linesOf(canvas, words, style, width);
  return lines.map((line, index) => ({
    height: style.lineHeight,
    spaceBefore: index === 0 ? spaceBefore : 0,
    keepWithNext: index < lines.length - 1 && (index === 0 || index === lines.length - 2),
    repeated: null,
    draw: (top) => drawLines(canvas, element, type, [line], style, { x: left, top }),
  }));
}

const labelWidth = 18;

export function listStrips(block: ListBlock, setting: Setting): Strip[] {
  const { canvas, left, width, parent } = setting;
  const style = styles.normal;
  const list = canvas.element(parent, 'L');
  return block.items.flatMap((item, index) => {
    const element = canvas.element(list, 'LI');
    const label = canvas.element(element, 'Lbl');
    const body = canvas.element(element, 'LBody');
    const mark = linesOf(canvas, block.numbered ? `${index + 1}.` : '•', style, labelWidth);
    const inside = { ...setting, left: left + labelWidth, width: width - labelWidth };
    const strips = lineStrips(item, style, index === 0 ? 5 : 2, { ...inside, element: body, type: 'LBody' });
    return strips.map((strip, line) => ({
      ...strip,
      draw: (top: number) => {
        if (line === 0) drawLines(canvas, label, 'Lbl', mark, style, { x: left + 2, top });
        strip.draw(top);
      },
    }));
  });
}

const factGap = 18;

/** Labels beside their values, in one column or several; values stand close to the longest label. */
export function factsStrips(block: FactsBlock, { canvas, left, width, parent }: Setting): Strip[] {
  const list = canvas.element(parent, 'L');
  const columns = block.columns ?? 1;
  const columnWidth = (width - (columns - 1) * factGap) / columns;
  const most = columnWidth * (columns === 1 ? 0.34 : 0.42);
  const oneLine = block.rows.map(({ label }) => linesOf(canvas, label, styles.label, width)[0]?.width ?? 0);
  const labelColumn = Math.min(most, Math.max(...oneLine) + 16);
  const facts = block.rows.map((row, index) => {
    const element = canvas.element(list, 'LI');
    return {
      x: left + (index % columns) * (columnWidth + factGap),
      label: canvas.element(element, 'Lbl'),
      body: canvas.element(element, 'LBody'),
      labels: linesOf(canvas, row.label, styles.label, labelColumn - 8),
      values: linesOf(canvas, row.value, styles.normal, columnWidth - labelColumn),
    };
  });
  const rows = Array.from({ length: Math.ceil(facts.length / columns) }, (_, row) =>
    facts.slice(row * columns, (row + 1) * columns),
  );
  return rows.map((row, index) => ({
    height:
      Math.max(...row.map(({ labels, values }) => Math.max(labels.length, values.length))) *
      styles.normal.lineHeight,
    spaceBefore: index === 0 ? 6 : 2,
    keepWithNext: index === 0 && rows.length > 1,
    repeated: null,
    draw: (top) => {
      for (const { x, label, body, labels, values } of row) {
        drawLines(canvas, label, 'Lbl', labels, styles.label, { x, top });
        drawLines(canvas, body, 'LBody', values, styles.normal, { x: x + labelColumn, top });
      }
    },
  }));
}
