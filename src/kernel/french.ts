/** French typography of numbers, amounts and dates for everything that a person reads. */
import { type CivilDate, dayOf, monthOf, yearOf } from './civil-date.ts';
import type { Cents } from './money.ts';

// Fonts of some PDF readers and old phones lack U+202F; the ordinary no-break space is always there.
const noBreakSpace = '\u00a0';
const narrowSpaces = /\u202f/g;

const months = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format costs a hundred times more than using it. */
function formatOf(minimumDecimals: number, maximumDecimals: number): Intl.NumberFormat {
  const key = `${minimumDecimals} ${maximumDecimals}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat('fr-FR', {
    minimumFractionDigits: minimumDecimals,
    maximumFractionDigits: maximumDecimals,
  });
  formats.set(key, format);
  return format;
}

/** "1 234,5" with at most `maximumDecimals` decimals. */
export function frenchNumber(value: number, maximumDecimals = 1): string {
  // Counts of persons and points, written for every household: they need no format.
  if (Number.isInteger(value) && value > 0 && value < 1000) return String(value);
  return formatOf(0, maximumDecimals).format(value).replace(narrowSpaces, noBreakSpace);
}

/** "326 €", or "326,50 €" where there are cents. */
export function frenchEuros(cents: Cents): string {
  const decimals = cents % 100 === 0 ? 0 : 2;
  const amount = formatOf(decimals, decimals).format(cents / 100);
  return `${amount.replace(narrowSpaces, noBreakSpace)}${noBreakSpace}€`;
}

/** "12 %" from a share between 0 and 1. */
export function frenchPercent(share: number, maximumDecimals = 1): string {
  return `${frenchNumber(share * 100, maximumDecimals)}${noBreakSpace}%`;
}

/** "à Metz", "au Ban-Saint-Martin", "aux Étangs": a commune as a place, by its official name. */
export function frenchAt(commune: string): string {
  const name = commune.replaceAll("'", '’');
  if (name.startsWith('Le ')) return `au ${name.slice(3)}`;
  return name.startsWith('Les ') ? `aux ${name.slice(4)}` : `à ${name}`;
}

/** "21/11/2026", for officers. */
export function frenchShortDate(date: CivilDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** "21 novembre 2026"; "1er" for the first of a month. */
export function frenchLongDate(date: CivilDate): string {
  const day = dayOf(date) === 1 ? '1er' : String(dayOf(date));
  return `${day}${noBreakSpace}${months[monthOf(date) - 1]} ${yearOf(date)}`;
}

/** "1 logement", "3 logements". */
export function frenchCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${frenchNumber(count, 0)}${noBreakSpace}${Math.abs(count) < 2 ? singular : plural}`;
}
