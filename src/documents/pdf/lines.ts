/** Texts cut into lines of a width, with French spacing; nothing is drawn here. */
import { frenchSpaces } from '../typography.ts';
import type { Run, Words } from './model.ts';
import { type Face, type FontName, fontPieces } from './typeface.ts';

export type TextStyle = { face: Face; size: number; color: string; lineHeight: number };

/** What stands in one font on a line, from the line's left. */
export type Segment = { x: number; text: string; font: FontName };
export type Line = { segments: Segment[]; width: number };

/** Width of a text in a font of one point. */
export type UnitWidth = (text: string, font: FontName) => number;

type Piece = { text: string; font: FontName; width: number };
/** Glued: the rest of a word too wide for a line, with no space before it. */
type Word = { pieces: Piece[]; width: number; glued: boolean };

const noBreakSpace = '\u00a0';

/** The lines of a text, at least one; a bold run takes the bold face. */
export function breakLines(words: Words, style: TextStyle, width: number, unitWidth: UnitWidth): Line[] {
  const measure = (text: string, font: FontName) => unitWidth(text, font) * style.size;
  return typographic(words)
    .flatMap((paragraph) => fill(wordsOf(paragraph, style.face, measure), width, measure))
    .map((line) => ({ ...line, segments: merged(line.segments) }));
}

/** The runs of each paragraph, with the spaces, apostrophes and hyphens of French typography. */
function typographic(words: Words): Run[][] {
  const given = typeof words === 'string' ? [{ text: words }] : words;
  // Names typed on some machines hold an accent as a sign of its own, which no font would join.
  const runs = given.map((run) => ({ ...run, text: run.text.normalize('NFC') }));
  // Each replacement keeps the length, so that the runs can be cut out again.
  const text = frenchSpaces(
    runs
      .map((run) => run.text)
      .join('')
      .replace(/\u202f/g, noBreakSpace)
      .replace(/[\u2010\u2011]/g, '-')
      .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
      .replace(/[\t\r\u2000-\u200a]/g, ' ')
      .replace(/(?<=\d) (?=[€%]|(?:ans?|mois|jours?|m²|h|points?)(?!\p{L}))/gu, noBreakSpace),
  );
  const paragraphs: Run[][] = [[]];
  let at = 0;
  for (const run of runs) {
    const own = text.slice(at, at + run.text.length);
    at += run.text.length;
    for (const [index, part] of own.split('\n').entries()) {
      if (index > 0) paragraphs.push([]);
      paragraphs.at(-1)?.push({ ...run, text: part });
    }
  }
  return paragraphs;
}

type Measure = (text: string, font: FontName) => number;

function wordsOf(runs: readonly Run[], face: Face, measure: Measure): Word[] {
  const words: Word[] = [];
  let isOpen = false;
  for (const run of runs) {
    for (const [index, part] of run.text.split(' ').entries()) {
      if (index > 0) isOpen = false;
      if (part === '') continue;
      const pieces = fontPieces(part, run.bold ? 'bold' : face).map((piece) => {
        // Words are cut now: an ordinary space is what readers find and copy.
        const text = piece.text.replaceAll(noBreakSpace, ' ');
        return { text, font: piece.font, width: measure(text, piece.font) };
      });
      const width = pieces.reduce((sum, piece) => sum + piece.width, 0);
      const last = words.at(-1);
      if (isOpen && last) {
        last.pieces.push(...pieces);
        last.width += width;
      } else words.push({ pieces, width, glued: false });
      isOpen = true;
    }
  }
  return words;
}

/** As many words on each line as it holds; a word wider than a line is cut. */
function fill(words: readonly Word[], width: number, measure: Measure): Line[] {
  const lines: Line[] = [{ segments: [], width: 0 }];
  for (const word of words.flatMap((one) => (one.width > width ? cut(one, width, measure) : [one]))) {
    let line = lines.at(-1);
    if (!line) break;
    const previous = line.segments.at(-1);
    const space = previous && !word.glued ? measure(' ', previous.font) : 0;
    if (previous && !word.glued) previous.text += ' ';
    if (previous && line.width + space + word.width > width) {
      line = { segments: [], width: 0 };
      lines.push(line);
    } else line.width += space;
    for (const piece of word.pieces) {
      line.segments.push({ x: line.width, text: piece.text, font: piece.font });
      line.width += piece.width;
    }
  }
  return lines;
}

function cut(word: Word, width: number, measure: Measure): Word[] {
  const parts: Word[] = [];
  let part: Word = { pieces: [], width: 0, glued: word.glued };
  for (const { text, font } of word.pieces) {
    for (const sign of text) {
      const signWidth = measure(sign, font);
      if (part.width + signWidth > width && part.pieces.length > 0) {
        parts.push(part);
        part = { pieces: [], width: 0, glued: true };
      }
      const last = part.pieces.at(-1);
      if (last?.font === font) {
        last.text += sign;
        last.width += signWidth;
      } else part.pieces.push({ text: sign, font, width: signWidth });
      part.width += signWidth;
    }
  }
  parts.push(part);
  return parts;
}

/** Neighbours in one font as one text, so that it is found and read as people wrote it. */
function merged(segments: readonly Segment[]): Segment[] {
  const kept: Segment[] = [];
  for (const segment of segments) {
    const last = kept.at(-1);
    if (last?.font === segment.font) last.text += segment.text;
    else kept.push({ ...segment });
  }
  return kept;
}
