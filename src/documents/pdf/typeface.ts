/** The typeface of papers: Source Sans 3, embedded, with the letters that names of people need beyond French. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openTypeOf } from './woff.ts';

export type Face = 'regular' | 'semibold' | 'bold';

/** The font that holds a letter: that of French, or the one of other Latin alphabets (ł, ş, ż). */
export type FontName = `${Face}-${'latin' | 'latin-ext'}`;

const weights: Readonly<Record<Face, number>> = { regular: 400, semibold: 600, bold: 700 };

const files = new Map<string, Buffer>();

/** Each font with its file, read once in the life of the process. */
export function fontFiles(): ReadonlyMap<string, Buffer> {
  if (files.size > 0) return files;
  const { resolve } = createRequire(import.meta.url);
  for (const [face, weight] of Object.entries(weights)) {
    for (const alphabet of ['latin', 'latin-ext']) {
      const name = `source-sans-3-${alphabet}-${weight}-normal.woff`;
      const woff = readFileSync(resolve(`@fontsource/source-sans-3/files/${name}`));
      files.set(`${face}-${alphabet}`, openTypeOf(woff));
    }
  }
  return files;
}

const latinSigns = '\\u0020-\\u007e\\u00a0-\\u00ff\\u0131Œœ\\u2013\\u2014‘’“”‚„•…‹›€™−';
const latin = new RegExp(`[${latinSigns}]`);
const onlyLatin = new RegExp(`^[${latinSigns}]*$`);
const latinExtended = /[\u0100-\u02af\u1e00-\u1eff]/;

/** The text cut where another font is needed; a sign that no font holds becomes a question mark. */
export function fontPieces(text: string, face: Face): { font: FontName; text: string }[] {
  if (onlyLatin.test(text)) return [{ font: `${face}-latin`, text }];
  const pieces: { font: FontName; text: string }[] = [];
  for (const sign of text) {
    const isExtended = !latin.test(sign) && latinExtended.test(sign);
    const font: FontName = `${face}-${isExtended ? 'latin-ext' : 'latin'}`;
    const drawn = isExtended || latin.test(sign) ? sign : '?';
    const last = pieces.at(-1);
    if (last?.font === font) last.text += drawn;
    else pieces.push({ font, text: drawn });
  }
  return pieces;
}
