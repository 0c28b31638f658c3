/** Reads what a person typed about a candidate and stops what must not be written there (D-03, D-04). */
import type { ForbiddenNote } from './decision-refusal.ts';
import { everydayPhrases, forbiddenStems } from './note-words.ts';

/**
 * What the note holds that it may not; null where nothing is found. `names` are those of the household, in any case:
 * words of three letters and more are looked for. A list of words cannot know all: people read the minutes too.
 */
export function forbiddenInNote(note: string, names: readonly string[]): ForbiddenNote | null {
  if (/[0-9A-Z]{18}/.test(note.replace(/[\s.-]/g, '')) && /\d{9}/.test(note.replace(/[\s.-]/g, '')))
    return 'number';
  if (/\S+@\S+\.\S+/.test(note) || /(?:\d[\s.-]?){10}/.test(note)) return 'number';
  const plain = everydayPhrases.reduce(
    (text, phrase) => text.replaceAll(` ${phrase}`, ' '),
    ` ${plainText(note)} `,
  );
  for (const [because, list] of Object.entries(forbiddenStems)) {
    if (list.some((stem) => plain.includes(` ${stem}`)) && isForbidden(because)) return because;
  }
  const words = new Set(plain.split(' '));
  const said = names.flatMap((name) => plainText(name).split(' ')).filter((word) => word.length >= 3);
  return said.some((word) => words.has(word) && !titles.has(word)) ? 'name' : null;
}

/** The same for any text that members or minutes read; null where there is none, or nothing is wrong with it. */
export function refusedText(
  text: string | null,
  names: readonly string[],
): { code: 'textForbidden'; because: ForbiddenNote } | null {
  const because = text === null ? null : forbiddenInNote(text, names);
  return because === null ? null : { code: 'textForbidden', because };
}

const titles: ReadonlySet<string> = new Set(['mme', 'monsieur', 'madame', 'mademoiselle', 'les', 'des']);

function isForbidden(text: string): text is keyof typeof forbiddenStems {
  return text in forbiddenStems;
}

/** Lower case, without accents or ligatures, one space between words; signs that nobody sees hide no word. */
function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Diacritic}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
