/**
 * Which counts tell too much of few people (D-06, L442-5): the threshold k is the landlord's published policy
 * (`PortalPolicy.minimumCell`, eleven at least), for the texts read give none.
 */

/** Households under which even staff read no count of the grounds that never leave their screen (D-04). */
export const protectedMinimum = 11;

/** A share of 0 % or 100 % is a fact on every household of the whole: it needs a whole this many times the threshold. */
const wholeShareFactor = 3;

/** A count cut in two by a fact: the households that have it, and the others. */
export type Parts = readonly [inGroup: number, rest: number];

/** Whether a count is small without being nought: it could be tied to known people. */
export function isSmall(count: number, k: number): boolean {
  return count > 0 && count < k;
}

/**
 * Whether a count of a whole may not be published as it stands: few households in all, few on one side (the complement
 * tells as much), or all on one side of a small whole. Nought of nought tells of nobody.
 */
export function isSensitive([inGroup, rest]: Parts, k: number): boolean {
  const total = inGroup + rest;
  if (total === 0) return false;
  if (total < k || isSmall(inGroup, k) || isSmall(rest, k)) return true;
  return (inGroup === 0 || rest === 0) && total < wholeShareFactor * k;
}

/** The one reason shown beside every hidden figure: telling a small one from its screen would unveil it. */
export function secrecyReason(k: number): string {
  return `Secret statistique : moins de ${k} ménages, ici ou dans un chiffre dont celui-ci se déduirait.`;
}
