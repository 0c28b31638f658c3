/** Typed reading of the cells of one row: every problem of the row is noted, so that it is corrected in one go. */
import { type CivilDate, isCivilDate } from '../kernel/civil-date.ts';
import { parseCents, parseDecimal } from './amount.ts';
import { type CellProblem, quotedValue } from './refusal.ts';

/** Bounds that a date must keep; both ends are allowed. */
export type DateBounds = { from: CivilDate; to: CivilDate };

export class Cells {
  readonly problems: CellProblem[] = [];
  readonly #cells: readonly string[];
  readonly #columns: ReadonlyMap<string, number>;

  constructor(columns: ReadonlyMap<string, number>, cells: readonly string[]) {
    this.#columns = columns;
    this.#cells = cells;
  }

  /** The trimmed text of a cell; empty where the column is absent. An apostrophe put against formulas is taken off. */
  text(column: string): string {
    const at = this.#columns.get(column);
    const text = at === undefined ? '' : (this.#cells[at] ?? '').trim();
    return /^'[=+\-@\t]/.test(text) ? text.slice(1) : text;
  }

  /** The text, or null where it is empty. */
  textOrNull(column: string): string | null {
    return this.text(column) || null;
  }

  note(field: string, value: string, reason: string, expected: string): undefined {
    this.problems.push({ field, value: quotedValue(value), reason, expected });
    return undefined;
  }

  /** A text that must be there. */
  required(column: string, expected: string, longest = 200): string | undefined {
    const text = this.text(column);
    if (text === '') return this.note(column, '', 'valeur manquante', expected);
    if (text.length > longest) {
      return this.note(column, text, `texte de plus de ${longest} caractères`, expected);
    }
    return text;
  }

  /** A text that matches; undefined and noted where it does not. */
  pattern(column: string, pattern: RegExp, reason: string, expected: string): string | undefined {
    const text = this.required(column, expected);
    if (text === undefined || pattern.test(text)) return text;
    return this.note(column, text, reason, expected);
  }

  /** One of the known words; capitals do not matter. Empty: `fallback`, or noted where there is none. */
  word<Word extends string | boolean | null>(
    column: string,
    words: Readonly<Record<string, Word>>,
    expected: string,
    fallback?: Word,
  ): Word | undefined {
    const text = this.text(column);
    if (text === '' && fallback !== undefined) return fallback;
    const key = text.toLowerCase();
    if (Object.hasOwn(words, key)) return words[key];
    return this.note(column, text, text === '' ? 'valeur manquante' : 'valeur inconnue', expected);
  }

  /** A day; empty gives null. */
  date(column: string, bounds: DateBounds): CivilDate | null | undefined {
    const text = this.text(column);
    return text === '' ? null : this.dateOf(column, text, bounds);
  }

  /** A day that must be there. */
  requiredDate(column: string, bounds: DateBounds): CivilDate | undefined {
    const text = this.required(column, 'date AAAA-MM-JJ');
    return text === undefined ? undefined : this.dateOf(column, text, bounds);
  }

  /** A day written in a part of a cell. */
  dateOf(column: string, text: string, bounds: DateBounds): CivilDate | undefined {
    if (!isCivilDate(text)) {
      const known = /^\d{4}-\d{2}-\d{2}$/.test(text) ? 'jour qui n’existe pas' : 'date mal écrite';
      return this.note(column, text, known, 'date AAAA-MM-JJ');
    }
    if (text < bounds.from || text > bounds.to) {
      return this.note(column, text, 'date hors de portée', `date du ${bounds.from} au ${bounds.to}`);
    }
    return text;
  }

  /** Integer cents of an amount in euros; empty gives null. */
  cents(column: string, maxEuros: number): number | null | undefined {
    return this.centsOf(column, this.text(column), maxEuros);
  }

  /** Cents of an amount written in a part of a cell or in an element; empty gives null. */
  centsOf(column: string, text: string, maxEuros: number): number | null | undefined {
    if (text === '') return null;
    const amount = parseCents(text, maxEuros);
    if (amount.ok) return amount.cents;
    return this.note(column, text, amount.fault.reason, amount.fault.expected);
  }

  /** Integer cents of an amount that must be there. */
  requiredCents(column: string, maxEuros: number): number | undefined {
    const cents = this.cents(column, maxEuros);
    if (cents === null) return this.note(column, '', 'valeur manquante', 'montant en euros');
    return cents;
  }

  /** A whole number between two bounds; empty gives null. */
  integer(column: string, from: number, to: number): number | null | undefined {
    return this.integerOf(column, this.text(column), from, to);
  }

  /** A whole number written in an element; empty gives null. */
  integerOf(column: string, text: string, from: number, to: number): number | null | undefined {
    if (text === '') return null;
    const expected = `nombre entier de ${from} à ${to}`;
    const number = parseDecimal(text);
    if (!number.ok) return this.note(column, text, number.fault.reason, expected);
    const value = Number(number.text);
    if (!Number.isInteger(value)) return this.note(column, text, 'ce n’est pas un nombre entier', expected);
    if (value < from || value > to) return this.note(column, text, 'nombre hors de portée', expected);
    return value;
  }

  /** A whole number that must be there. */
  requiredInteger(column: string, from: number, to: number): number | undefined {
    const value = this.integer(column, from, to);
    if (value === null) return this.note(column, '', 'valeur manquante', `nombre entier de ${from} à ${to}`);
    return value;
  }

  /** A number with at most two decimals, above 0 and not above `to`; empty gives null. */
  measure(column: string, to: number): number | null | undefined {
    return this.measureOf(column, this.text(column), to);
  }

  /** A measure written in an element; empty gives null. */
  measureOf(column: string, text: string, to: number): number | null | undefined {
    if (text === '') return null;
    const expected = `nombre supérieur à 0 et au plus ${to}, avec au plus deux décimales`;
    const number = parseDecimal(text);
    if (!number.ok) return this.note(column, text, number.fault.reason, expected);
    const value = Number(number.text);
    if ((number.text.split('.')[1] ?? '').length > 2) {
      return this.note(column, text, 'plus de deux décimales (un séparateur de milliers ?)', expected);
    }
    if (value <= 0 || value > to) return this.note(column, text, 'nombre hors de portée', expected);
    return value;
  }

  /** The parts of a cell between bars, trimmed, without empty ones. */
  parts(column: string): string[] {
    const text = this.text(column);
    return text === ''
      ? []
      : text
          .split('|')
          .map((part) => part.trim())
          .filter((part) => part !== '');
  }
}

/** "oui" and "non" as people and programs write them. */
export const yesNoWords = {
  oui: true,
  o: true,
  true: true,
  vrai: true,
  '1': true,
  yes: true,
  non: false,
  n: false,
  false: false,
  faux: false,
  '0': false,
  no: false,
} as const;
