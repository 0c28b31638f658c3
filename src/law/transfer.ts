/** Transfers of sitting tenants (law §9): what counts where, the notice, and the one swap that is of right. */
import { addMonths, type CivilDate } from '../kernel/civil-date.ts';
import { obligationNumber } from './obligation-figures.ts';
import { answer, fact } from './outcome.ts';
import type { Outcome } from './rule.ts';

/** The sentences that this file can ask of `wording`. */
export type SwapCode = 'swap-of-right' | 'swap-forbidden' | 'swap-unknown' | 'swap-not-loaded';

/** How a move counts: a swap of right is no attribution (M-08), every other move is one (M-05). */
export type MoveCounts = {
  attribution: boolean;
  /** Numerator of PP-5 (M-01): a tenant of any social landlord. */
  pp5: boolean;
  /** The landlord's own aim on its own tenants (M-04). */
  internalAim: boolean;
  /** Taken out of the base of the reservation flow: own tenants only. */
  deductedFromFlow: boolean;
};

/** M-01, M-04, M-05, Q-11: in which counts a move enters. */
export function moveCounts(move: {
  transfer: 'none' | 'internal' | 'otherLandlord';
  swapOfRight: boolean;
}): MoveCounts {
  const attribution = !move.swapOfRight;
  return {
    attribution,
    pp5: attribution && move.transfer !== 'none',
    internalAim: attribution && move.transfer === 'internal',
    deductedFromFlow: attribution && move.transfer === 'internal',
  };
}

/** M-06: last day of the notice of a tenant who moves within the same landlord's social stock. */
export function transferNoticeEndsOn(receivedOn: CivilDate): CivilDate | null {
  const months = obligationNumber('transfer.noticeMonths', receivedOn);
  return months === null ? null : addMonths(receivedOn, months);
}

/** Two tenants who would swap; `surfaceM2` of the home that each has today. */
export type Swap = {
  sameOwner: boolean | null;
  sameComplex: boolean | null;
  households: readonly [SwapHousehold, SwapHousehold];
};
type SwapHousehold = { persons: number; children: number; surfaceM2: number | null };

/**
 * M-08 (law of 1989 art. 9): same owner, same complex, one family has at least three children, and the swap enlarges
 * the home of the larger family. Of right then, and no attribution; forbidden otherwise.
 */
export function swapOfRight(swap: Swap, date: CivilDate): Outcome {
  const threshold = obligationNumber('swap.minChildren', date);
  if (threshold === null) return answer('M-08', 'unknown', 'swap-not-loaded');
  const [first, second] = swap.households;
  const facts = [
    fact('sameOwner', swap.sameOwner),
    fact('sameComplex', swap.sameComplex),
    fact('children', Math.max(first.children, second.children)),
  ];
  const forbidden = answer('M-08', 'no', 'swap-forbidden', facts);
  if (swap.sameOwner === false || swap.sameComplex === false) return forbidden;
  if (Math.max(first.children, second.children) < threshold) return forbidden;
  const [larger, smaller] = first.persons >= second.persons ? [first, second] : [second, first];
  if (first.persons === second.persons) return forbidden;
  if (larger.surfaceM2 !== null && smaller.surfaceM2 !== null && smaller.surfaceM2 <= larger.surfaceM2) {
    return forbidden;
  }
  const missing = [
    ...(swap.sameOwner === null ? ['sameOwner'] : []),
    ...(swap.sameComplex === null ? ['sameComplex'] : []),
    ...(larger.surfaceM2 === null || smaller.surfaceM2 === null ? ['households.surfaceM2'] : []),
  ];
  return missing.length > 0
    ? answer('M-08', 'unknown', 'swap-unknown', facts, { missing })
    : answer('M-08', 'yes', 'swap-of-right', facts);
}
