/** Notes and signature areas as strips. */
import type { NoteBlock, SignaturesBlock } from './model.ts';
import { colors, drawLines, linesOf, type Setting, styles } from './setting.ts';
import type { Strip } from './strip.ts';

const noteInset = 12;

/** A tinted band with a bar on its left; a strip a line, so that a long note goes on over the page. */
export function noteStrips(block: NoteBlock, { canvas, left, width, parent }: Setting): Strip[] {
  const box = canvas.element(parent, 'Div');
  const [bar, ground] =
    block.tone === 'attention' ? [colors.warn, colors.warnSoft] : [colors.accent, colors.accentSoft];
  const inner = width - 2 * noteInset;
  const paragraphs = [
    { words: block.title, style: styles.strong },
    ...block.text.map((words) => ({ words, style: styles.normal })),
  ];
  const rows = paragraphs.flatMap(({ words, style }, paragraph) => {
    const element = canvas.element(box, 'P');
    return linesOf(canvas, words, style, inner).map((line, index) => ({
      element,
      line,
      style,
      above: index === 0 && paragraph > 1 ? 4 : 0,
    }));
  });
  return rows.map(({ element, line, style, above }, index) => {
    const isFirst = index === 0;
    const isLast = index === rows.length - 1;
    const top = isFirst ? 7 : above;
    const height = top + style.lineHeight + (isLast ? 8 : 0);
    return {
      height,
      spaceBefore: isFirst ? 10 : 0,
      // A short note stays whole; a long one keeps its ends.
      keepWithNext: !isLast && (rows.length <= 14 || index < 2 || index >= rows.length - 3),
      repeated: null,
      draw: (y) => {
        canvas.decoration('Layout', () => {
          // A hair higher than the strip: no seam shows between two of them.
          canvas.rectangle({ x: left, y, width, height: height + (isLast ? 0 : 0.4) }, { fill: ground });
          canvas.rectangle({ x: left, y, width: 3, height: height + (isLast ? 0 : 0.4) }, { fill: bar });
        });
        drawLines(canvas, element, 'P', [line], style, { x: left + noteInset, top: y + top });
      },
    };
  });
}

const signature = { height: 92, gap: 14 };

/** Frames to sign in, two in a row. */
export function signatureStrips(block: SignaturesBlock, { canvas, left, width, parent }: Setting): Strip[] {
  const boxWidth = (width - signature.gap) / 2;
  const areas = block.areas.map((area) => {
    const element = canvas.element(parent, 'Div');
    return {
      role: { element: canvas.element(element, 'P'), style: styles.strong, text: area.role },
      name: { element: canvas.element(element, 'P'), style: styles.normal, text: area.name ?? 'Nom :' },
      sign: { element: canvas.element(element, 'P'), style: styles.small, text: 'Date et signature :' },
    };
  });
  return Array.from({ length: Math.ceil(areas.length / 2) }, (_, row) => ({
    height: signature.height,
    spaceBefore: 12,
    keepWithNext: false,
    repeated: null,
    draw: (top: number) => {
      for (const [index, area] of areas.slice(row * 2, row * 2 + 2).entries()) {
        const x = left + index * (boxWidth + signature.gap);
        canvas.decoration('Layout', () =>
          canvas.rectangle({ x, y: top, width: boxWidth, height: signature.height }, { stroke: colors.line }),
        );
        let y = top + 6;
        for (const { element, style, text } of [area.role, area.name, area.sign]) {
          const lines = linesOf(canvas, text, style, boxWidth - 20);
          drawLines(canvas, element, 'P', lines, style, { x: x + 10, top: y });
          y += lines.length * style.lineHeight;
        }
      }
    },
  }));
}
