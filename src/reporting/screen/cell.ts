/** One cell of a screen, and the column that it stands in. */

/** Null: nothing is computed there. `hidden`: it is, and the reader may not know it (D-06). */
export type Cell =
  | { kind: 'text'; text: string }
  | { kind: 'count'; value: number }
  | { kind: 'share'; value: number }
  | { kind: 'days'; value: number }
  | { kind: 'hidden' }
  | null;

export type ScreenColumn = { title: string; kind: 'text' | 'count' | 'share' | 'days' };
