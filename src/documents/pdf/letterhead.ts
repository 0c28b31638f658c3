/** The head of a paper's first page: the landlord, a letter's addressee behind its window, place and date. */
import type { Canvas, StructureElement } from './canvas.ts';
import type { TextStyle } from './lines.ts';
import type { Letterhead } from './model.ts';
import { colors, drawLines, linesOf, styles } from './setting.ts';

const millimetre = 72 / 25.4;
/** A DL or C5 window on the right, as the post reads it. */
const addressWindow = { x: 110 * millimetre, top: 50 * millimetre, width: 82 * millimetre };
const letterBody = 104 * millimetre;

/** Draws the head and gives the height where the paper goes on. */
export function drawLetterhead(
  head: Letterhead,
  canvas: Canvas,
  parent: StructureElement,
  { left, top, width }: { left: number; top: number; width: number },
): number {
  const box = canvas.element(parent, 'Div');
  const write = (text: string, style: TextStyle, x: number, y: number, within: number, align?: 'right') => {
    const lines = linesOf(canvas, text, style, within);
    const place = { x, top: y, width: within };
    drawLines(canvas, canvas.element(box, 'P'), 'P', lines, style, align ? { ...place, align } : place);
    return y + lines.length * style.lineHeight;
  };
  const half = head.recipient ? addressWindow.x - left - 12 : width * 0.6;
  let y = write(head.sender.name, { ...styles.subheading, size: 13, lineHeight: 17 }, left, top, half);
  for (const line of head.sender.lines) y = write(line, styles.small, left, y, half);
  if (head.references.length > 0) y += 8;
  for (const { label, value } of head.references)
    y = write(`${label} : ${value}`, styles.small, left, y, half);
  if (!head.recipient) {
    if (head.placeAndDate)
      write(head.placeAndDate, styles.normal, left + half, top + 2, width - half, 'right');
    canvas.decoration('Layout', () => canvas.rule(left, y + 7, width, colors.accent, 1));
    return y + 22;
  }
  let addressY = addressWindow.top;
  for (const line of head.recipient) {
    addressY = write(line, styles.normal, addressWindow.x, addressY, addressWindow.width);
  }
  const dateY = Math.max(addressY + 18, letterBody - 34);
  if (head.placeAndDate) {
    addressY = write(head.placeAndDate, styles.normal, addressWindow.x, dateY, addressWindow.width);
  }
  return Math.max(letterBody, addressY + 12, y + 12);
}
