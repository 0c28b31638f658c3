/**
 * The abstract problem in canonical typed arrays: what every engine computes on.
 * Homes, applicants and quotas stand in the code-unit order of their identifiers and the pairs of a home by falling
 * score, so that the same problem in any order of its arrays gives the same instance, hence the same plan.
 */

/** A quota with its lists replaced by memberships (see `classQuotas` and `cellQuotas` of the instance). */
export type InstanceQuota = {
  id: string;
  /** Share of the expected leases of its homes; 0 where the quota is a number. */
  share: number;
  /** True for a share, false for a number: only then does an expected lease in its homes raise the need. */
  isShare: boolean;
  /** The need before any new lease: share·signedTotal − signedInGroup, or number − signedInGroup. */
  constant: number;
  signedTotal: number;
  signedInGroup: number;
  penalty: number;
  /** Index of its class in `capClasses`, −1 where no cap holds. */
  capClass: number;
};

/** A canonical problem. Indices: h home, a applicant, k quota, s slot (home, rank), p pair. Bans are already removed. */
export type Instance = {
  homeIds: readonly string[];
  applicantIds: readonly string[];
  quotas: readonly InstanceQuota[];
  maxLists: number;
  slotReward: number;
  priceUnit: number;
  fairness: 'none' | 'no-justified-envy';
  /** Acceptance p of each home. */
  acceptance: Float64Array;
  /** Slots of home h are slotStart[h] … slotStart[h+1]−1, rank 1 first. */
  slotStart: Int32Array;
  slotHome: Int32Array;
  /** o_r, the chance that the rank is offered the home, and w_r = p·o_r, the chance that it signs. */
  slotOffered: Float64Array;
  slotWeight: Float64Array;
  /** Pairs of home h are pairStart[h] … pairStart[h+1]−1, by falling score, then by `tieRank`. */
  pairStart: Int32Array;
  pairHome: Int32Array;
  pairApplicant: Int32Array;
  pairScore: Int32Array;
  /** 1 = most wanted; 1 where the problem says nothing. */
  pairWish: Int32Array;
  /** The cell of each pair: its home class, and the quotas that hold both sides. Prices give one bonus to a whole cell. */
  pairCell: Int32Array;
  /** Pairs of applicant a are applicantPairs[applicantStart[a]] …, by rising home. */
  applicantStart: Int32Array;
  applicantPairs: Int32Array;
  /** Place of the applicant in the published order: `order`, then identifier. */
  tieRank: Int32Array;
  fullBonus: Uint8Array;
  /** Homes with the same quotas share a class. */
  homeClass: Int32Array;
  /** Quotas of each home class, rising. */
  classQuotas: readonly Int32Array[];
  /** Class of each cell, and the quotas that hold both the homes and the applicants of its pairs: cellQuotas[cellStart[c]] …. */
  cellClass: Int32Array;
  cellStart: Int32Array;
  cellQuotas: Int32Array;
  cellFullBonus: Uint8Array;
  /** Caps on the sum of bonuses by class of quota; without caps the list is empty and no bonus is cut. */
  capClasses: readonly { name: string; cap: number }[];
  /** Pinned pairs (pair index, rank from 1 or 0 for any), by pair. */
  pins: readonly { pair: number; rank: number }[];
  /** How many listed pairs of the home were removed by bans. */
  bannedPairs: Int32Array;
};
