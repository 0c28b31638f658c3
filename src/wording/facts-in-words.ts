/** The facts of a reason, in French words and figures; every gap has words of its own, never a field name. */
import { isCivilDate } from '../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchLongDate, frenchNumber, frenchPercent } from '../kernel/french.ts';
import type { Fact, Reason } from '../law/rule.ts';

export type Sentence = (reason: Reason) => string;

/** Sentences of one family of rules, by code: "over-ceiling", or "Q-14:resources-unknown" where a code is shared. */
export type ReasonTable = Readonly<Record<string, Sentence>>;

export const colon = '\u00a0:';
const unknownFigure = 'non renseigné';

/** The value of a fact; null where the reason does not carry it. */
export function factValue(reason: Pick<Reason, 'facts'>, field: string): Fact['value'] {
  return reason.facts.find((fact) => fact.field === field)?.value ?? null;
}

/** "36 900 €" from an amount in euros. */
export function euros(reason: Reason, field: string): string {
  const value = factValue(reason, field);
  return typeof value === 'number' ? frenchEuros(Math.round(value * 100)) : unknownFigure;
}

/** "21 novembre 2026". */
export function day(reason: Reason, field: string): string {
  const value = factValue(reason, field);
  return typeof value === 'string' && isCivilDate(value) ? frenchLongDate(value) : 'une date non renseignée';
}

/** "le 21 novembre 2026", or nothing where the day is not known. */
export function onDay(reason: Reason, field: string, before: string): string {
  const value = factValue(reason, field);
  return typeof value === 'string' && isCivilDate(value) ? `${before}${frenchLongDate(value)}` : '';
}

export function figure(reason: Reason, field: string, decimals = 1): string {
  const value = factValue(reason, field);
  return typeof value === 'number' ? frenchNumber(value, decimals) : unknownFigure;
}

export function percent(reason: Reason, field: string): string {
  const value = factValue(reason, field);
  return typeof value === 'number' ? frenchPercent(value) : unknownFigure;
}

export function text(reason: Reason, field: string, otherwise: string): string {
  const value = factValue(reason, field);
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

/** "3 occupants"; "occupants : non renseigné" where the fact is missing. */
export function count(reason: Reason, field: string, singular: string): string {
  const value = factValue(reason, field);
  return typeof value === 'number' ? frenchCount(value, singular) : `${singular}s${colon} ${unknownFigure}`;
}

/** " au 21 novembre 2026" from the day on which a fact was true, or nothing. */
export function asOf(reason: Reason, field: string): string {
  const known = reason.facts.find((fact) => fact.field === field)?.asOf ?? null;
  return known === null ? '' : ` au ${frenchLongDate(known)}`;
}
