/** What every block needs to become strips: the canvas, the column it fills, and the look of papers. */
import type { Canvas, StructureElement, StructureType } from './canvas.ts';
import { breakLines, type Line, type TextStyle } from './lines.ts';
import type { Words } from './model.ts';

export type Setting = {
  canvas: Canvas;
  left: number;
  width: number;
  /** Height of a full page's area: a block that is higher is cut. */
  pageHeight: number;
  /** Where the block's elements hang in the structure. */
  parent: StructureElement;
};

export const colors = {
  ink: '#14181d',
  soft: '#4a5462',
  line: '#b5bdc7',
  accent: '#1d4f7a',
  accentSoft: '#e9f0f6',
  warn: '#7a4a00',
  warnSoft: '#fbf2e0',
} as const;

const text = (size: number, face: TextStyle['face'] = 'regular', color: string = colors.ink): TextStyle => ({
  face,
  size,
  color,
  lineHeight: Math.round(size * 1.36 * 10) / 10,
});

export const styles = {
  title: text(18, 'bold', colors.accent),
  heading: text(14, 'bold'),
  subheading: text(11.5, 'semibold', colors.accent),
  lead: text(12),
  normal: text(10.5),
  strong: text(10.5, 'semibold'),
  small: text(9, 'regular', colors.soft),
  label: text(10.5, 'regular', colors.soft),
  cell: text(9.5),
  cellHeader: text(9.5, 'semibold'),
  caption: text(9.5, 'semibold', colors.soft),
  dense: text(9),
  denseLabel: text(9, 'regular', colors.soft),
  denseHeader: text(9, 'semibold'),
} as const satisfies Readonly<Record<string, TextStyle>>;

/** The lines of a text in the style and width. */
export function linesOf(canvas: Canvas, words: Words, style: TextStyle, width: number): Line[] {
  return breakLines(words, style, width, canvas.unitWidth);
}

export type Place = { x: number; top: number; width?: number; align?: 'left' | 'right' };

/** Draws lines one below the other as content of the element; nothing where there is no text. */
export function drawLines(
  canvas: Canvas,
  element: StructureElement,
  type: StructureType,
  lines: readonly Line[],
  style: TextStyle,
  place: Place,
): void {
  if (lines.every((line) => line.segments.length === 0)) return;
  canvas.content(element, type, () => paintLines(canvas, lines, style, place));
}

/** The same without a place in the structure: inside a decoration. */
export function paintLines(canvas: Canvas, lines: readonly Line[], style: TextStyle, place: Place): void {
  for (const [index, line] of lines.entries()) {
    const shift = place.align === 'right' ? (place.width ?? 0) - line.width : 0;
    const baseline = place.top + index * style.lineHeight + style.lineHeight * 0.76;
    for (const segment of line.segments) {
      canvas.text(segment.text, place.x + shift + segment.x, baseline, segment.font, style.size, style.color);
    }
  }
}
