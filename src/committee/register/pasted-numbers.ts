/** A column pasted from anywhere is understood: unique numbers (N-01) in whatever stands around them, in their order. */

export type PastedNumbers = {
  /** Each once, in the order in which they were pasted. */
  numbers: readonly string[];
  /** What looks like a number and is none, as it was pasted, with what happened to it. */
  malformed: readonly { text: string; because: 'rounded' | 'tooShort' | 'tooLong' }[];
};

/** Eighteen characters; the digits that any number has keep words and headers out. */
const length = 18;
const leastDigits = 12;

/** Reads tabs, semicolons, commas, bars, lines, quotes, spaces inside numbers, headers and other columns. */
export function readPastedNumbers(text: string): PastedNumbers {
  const numbers = new Set<string>();
  const malformed: { text: string; because: PastedNumbers['malformed'][number]['because'] }[] = [];
  // A comma inside "5,71126E+16" separates nothing.
  for (const cell of text.split(/[\n\r\t;|]+|,(?!\d+E\+)/i)) {
    const found = numbersOf(cell);
    if (found.length > 0) {
      for (const number of found) numbers.add(number);
      continue;
    }
    const because = whyNot(cell);
    if (because !== null) malformed.push({ text: cell.trim().slice(0, 40), because });
  }
  return { numbers: [...numbers], malformed };
}

/** Words that are numbers by themselves; else the cell as one number written in groups. */
function numbersOf(cell: string): string[] {
  const words = cell.split(/\s+/).map(bare).filter(isNumber);
  if (words.length > 0) return words;
  const whole = bare(cell);
  return isNumber(whole) ? [whole] : [];
}

/** Without quotes, spaces of any kind, and the marks that people put between groups. */
function bare(text: string): string {
  return text.replace(/[\s"'’`«»=()._-]/gu, '').toUpperCase();
}

function isNumber(text: string): boolean {
  return text.length === length && /^[0-9A-Z]+$/.test(text) && digitsOf(text) >= leastDigits;
}

function digitsOf(text: string): number {
  return text.replace(/\D/g, '').length;
}

/** A spreadsheet keeps fifteen digits: "5,71126E+16" has lost the number for good. */
function whyNot(cell: string): PastedNumbers['malformed'][number]['because'] | null {
  if (/\d[.,]?\d*E\+1[5-8]\b/i.test(cell)) return 'rounded';
  const whole = bare(cell);
  if (!/^[0-9A-Z]+$/.test(whole) || digitsOf(whole) < leastDigits || whole.length > 24) return null;
  return whole.length < length ? 'tooShort' : 'tooLong';
}
