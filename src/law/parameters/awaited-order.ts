/** The name under which a rule says which order or decree it waits for: "order quartile 2028". */

/** A key for machines, stable; sentences are made from it in `wording`. `period` is a year or a month. */
export function awaitedOrder(
  subject: 'quartile' | 'ceilings' | `apl-${string}` | `rls-${string}` | 'crds',
  period: string | number,
): string {
  return `order ${subject} ${period}`;
}

/** What a rule awaits where overseas territories have figures of their own, which are not loaded. */
export const awaitingOverseas = 'overseas';
