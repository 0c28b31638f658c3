/** Short builders for rule cards, so that each family reads as a table. */
import { type CivilDate, civilDate } from '../../kernel/civil-date.ts';
import type { RuleCard } from '../rule.ts';

/** Shown to administrators where a figure or reading was not found in a text that was read. */
export const FROM_MEMORY = 'De mémoire, à vérifier';
export const INFERENCE = 'Lecture déduite du texte, à confirmer';
export const DESIGN = 'Choix de conception : le texte ne tranche pas';

/**
 * First year of the figures that are loaded: stands as `since` where the date of entry into force of a wording
 * was not read. Nothing is computed before it.
 */
const sinceNotRead: CivilDate = civilDate('2017-01-01');

/** A card of a rule that the code computes; `note` warns administrators, null where the text was read. */
export function computed(
  id: string,
  since: string | null,
  article: string,
  label: string,
  note: string | null = null,
): RuleCard {
  return { id, article, label, since: day(since), until: null, computes: true, note };
}

/** A card of a rule that nothing computes here, with the reason. */
export function readOnly(
  id: string,
  since: string | null,
  article: string,
  label: string,
  note: string,
): RuleCard {
  return { id, article, label, since: day(since), until: null, computes: false, note };
}

function day(since: string | null): CivilDate {
  return since === null ? sinceNotRead : civilDate(since);
}
