/**
 * Figures of holders within places: a two-way table whose margins are printed elsewhere. As soon as one of them must be
 * hidden, all of its period are: lines and columns of holders and places cross too often for less to be safe.
 */
import type { Figure } from '../indicator.ts';

/** What was hidden, and with it the crossed figures of each period where one tells too much. */
export function hideCrossed(
  figures: readonly Figure[],
  known: ReadonlySet<string>,
  isSensitive: (figure: Figure) => boolean,
  keyOf: (figure: Figure) => string,
): ReadonlySet<string> {
  const exposed = figures.some((figure) => known.has(keyOf(figure)) || isSensitive(figure));
  return exposed ? new Set([...known, ...figures.map(keyOf)]) : known;
}
