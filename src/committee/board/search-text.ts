/** What was typed or pasted in the search box: unique numbers, one or a whole column, or words. */
import { numberPattern } from '../../domain/application.ts';

export type Searched =
  | { kind: 'numbers'; numbers: readonly string[]; unread: readonly string[] }
  | { kind: 'words'; words: string };

/**
 * Lines, or cells of a spreadsheet, that hold a number of 18 characters make a list of numbers, each once, in the order
 * given; the others (a heading, a name beside) are told apart. Without any number, the text is words.
 */
export function searchedIn(text: string): Searched {
  const cells = text
    .split(/[\n\r\t;,]+/)
    .map((cell) => cell.trim())
    .filter(Boolean);
  const numbers: string[] = [];
  const unread: string[] = [];
  for (const cell of cells) {
    // People and spreadsheets group digits: 057 1 1124 …
    const compact = cell.replace(/[\s.\-'"]/g, '').toUpperCase();
    if (numberPattern.test(compact) && /\d{6}/.test(compact)) numbers.push(compact);
    else unread.push(cell);
  }
  if (numbers.length === 0) return { kind: 'words', words: cells.join(' ') };
  return { kind: 'numbers', numbers: [...new Set(numbers)], unread };
}
