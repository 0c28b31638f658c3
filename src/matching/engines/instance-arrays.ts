/** From plain arrays in any order to the canonical instance; large problems come here without a detour by JSON. */
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import { groupMembers, type Memberships } from './instance-membership.ts';
import type { Instance, InstanceQuota } from './instance-types.ts';

/** A problem whose pairs, quotas, pins and bans name homes and applicants by position in their lists. */
export type InstanceArrays = {
  homeIds: readonly string[];
  acceptance: Float64Array;
  /** Places of each home's shortlist. */
  length: Int32Array;
  applicantIds: readonly string[];
  order: Float64Array;
  fullBonus: Uint8Array;
  pairHome: Int32Array;
  pairApplicant: Int32Array;
  pairScore: Int32Array;
  pairWish: Int32Array;
  quotas: readonly {
    id: string;
    homes: Int32Array;
    applicants: Int32Array;
    share?: number | undefined;
    number?: number | undefined;
    signedTotal?: number | undefined;
    signedInGroup?: number | undefined;
    penalty: number;
    class?: string | undefined;
  }[];
  pins: readonly { home: number; applicant: number; rank: number }[];
  bans: readonly { home: number; applicant: number }[];
  maxLists: number;
  slotReward: number;
  priceUnit: number;
  fairness: 'none' | 'no-justified-envy';
  bonusCaps: Readonly<Record<string, number>> | undefined;
};

/** The canonical instance. Throws a RangeError on a repeated identifier or pair, or a pin that is not usable. */
export function instanceFromArrays(source: InstanceArrays): Instance {
  const homeOrder = codeUnitOrder(source.homeIds);
  const applicantOrder = codeUnitOrder(source.applicantIds);
  const homeOf = inverse(homeOrder);
  const applicantOf = inverse(applicantOrder);
  const tieRank = publishedOrder(source.order, applicantOrder);
  const acceptance = Float64Array.from(homeOrder, (h) => source.acceptance[h]!);
  const fullBonus = Uint8Array.from(applicantOrder, (a) => source.fullBonus[a]!);
  const capClasses = Object.entries(source.bonusCaps ?? {})
    .map(([name, cap]) => ({ name, cap }))
    .sort((a, b) => compareCodeUnits(a.name, b.name));
  const quotaOrder = codeUnitOrder(source.quotas.map((quota) => quota.id));
  const sorted = Array.from(quotaOrder, (k) => source.quotas[k]!);
  const quotas = sorted.map((quota): InstanceQuota => {
    const signedTotal = quota.signedTotal ?? 0;
    const signedInGroup = quota.signedInGroup ?? 0;
    const share = quota.share ?? 0;
    const isShare = quota.share !== undefined;
    return {
      id: quota.id,
      share,
      isShare,
      constant: (isShare ? share * signedTotal : (quota.number ?? 0)) - signedInGroup,
      signedTotal,
      signedInGroup,
      penalty: quota.penalty,
      capClass: capClasses.findIndex((item) => item.name === quota.class),
    };
  });
  const slots = layOutSlots(
    Int32Array.from(homeOrder, (h) => source.length[h]!),
    acceptance,
  );
  const pairs = sortPairs(source, homeOf, applicantOf, tieRank);
  const memberships: Memberships = groupMembers({
    homes: homeOrder.length,
    applicants: applicantOrder.length,
    quotaHomes: sorted.map((quota) => quota.homes.map((h) => homeOf[h]!)),
    quotaApplicants: sorted.map((quota) => quota.applicants.map((a) => applicantOf[a]!)),
    fullBonus: capClasses.length > 0 ? fullBonus : new Uint8Array(fullBonus.length),
    pairHome: pairs.pairHome,
    pairApplicant: pairs.pairApplicant,
  });
  const pins = source.pins
    .map((pin) => ({ pair: findPair(pairs, homeOf[pin.home]!, applicantOf[pin.applicant]!), rank: pin.rank }))
    .sort((a, b) => a.pair - b.pair);
  return {
    homeIds: Array.from(homeOrder, (h) => source.homeIds[h]!),
    applicantIds: Array.from(applicantOrder, (a) => source.applicantIds[a]!),
    quotas,
    maxLists: source.maxLists,
    slotReward: source.slotReward,
    priceUnit: source.priceUnit,
    fairness: source.fairness,
    acceptance,
    ...slots,
    ...pairs,
    tieRank,
    fullBonus,
    ...memberships,
    capClasses,
    pins,
  };
}

function inverse(order: Int32Array): Int32Array {
  const result = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) result[order[i]!] = i;
  return result;
}

/** Rank of every applicant (new numbering) by published order, then identifier. */
function publishedOrder(order: Float64Array, applicantOrder: Int32Array): Int32Array {
  const byOrder = Int32Array.from(applicantOrder, (_, a) => a).sort(
    (a, b) => order[applicantOrder[a]!]! - order[applicantOrder[b]!]! || a - b,
  );
  return inverse(byOrder);
}

function layOutSlots(length: Int32Array, acceptance: Float64Array) {
  const slotStart = new Int32Array(length.length + 1);
  for (let h = 0; h < length.length; h++) slotStart[h + 1] = slotStart[h]! + length[h]!;
  const count = slotStart[length.length]!;
  const slotHome = new Int32Array(count);
  const slotOffered = new Float64Array(count);
  const slotWeight = new Float64Array(count);
  for (let h = 0; h < length.length; h++) {
    let offered = 1;
    for (let s = slotStart[h]!; s < slotStart[h + 1]!; s++) {
      slotHome[s] = h;
      slotOffered[s] = offered;
      slotWeight[s] = acceptance[h]! * offered;
      offered *= 1 - acceptance[h]!;
    }
  }
  return { slotStart, slotHome, slotOffered, slotWeight };
}

type SortedPairs = Pick<
  Instance,
  | 'pairStart'
  | 'pairHome'
  | 'pairApplicant'
  | 'pairScore'
  | 'pairWish'
  | 'applicantStart'
  | 'applicantPairs'
  | 'bannedPairs'
>;

function sortPairs(
  source: InstanceArrays,
  homeOf: Int32Array,
  applicantOf: Int32Array,
  tieRank: Int32Array,
): SortedPairs {
  const homes = homeOf.length;
  const applicants = applicantOf.length;
  const banned = new Set(
    source.bans.map((ban) => homeOf[ban.home]! * applicants + applicantOf[ban.applicant]!),
  );
  const bannedPairs = new Int32Array(homes);
  const listed = source.pairHome.length;
  const pairStart = new Int32Array(homes + 1);
  const isBanned = (i: number): boolean =>
    banned.size > 0 &&
    banned.has(homeOf[source.pairHome[i]!]! * applicants + applicantOf[source.pairApplicant[i]!]!);
  for (let i = 0; i < listed; i++) {
    const h = homeOf[source.pairHome[i]!]!;
    if (isBanned(i)) bannedPairs[h]!++;
    else pairStart[h + 1]!++;
  }
  for (let h = 0; h < homes; h++) pairStart[h + 1]! += pairStart[h]!;
  const count = pairStart[homes]!;
  const cursor = pairStart.slice(0, homes);
  const unsorted = new Int32Array(count);
  for (let i = 0; i < listed; i++) if (!isBanned(i)) unsorted[cursor[homeOf[source.pairHome[i]!]!]!++] = i;
  const result = {
    pairStart,
    pairHome: new Int32Array(count),
    pairApplicant: new Int32Array(count),
    pairScore: new Int32Array(count),
    pairWish: new Int32Array(count),
  };
  // One number carries (falling score, tie rank): sorting numbers is many times faster than sorting by a comparator.
  // Scores are at most 10^7 and applicants fewer than 2^28, so that the key stays an exact integer.
  const scale = applicants + 1;
  const sourceOf = new Int32Array(applicants);
  for (let h = 0; h < homes; h++) {
    const from = pairStart[h]!;
    const keys = new Float64Array(pairStart[h + 1]! - from);
    for (let i = 0; i < keys.length; i++) {
      const at = unsorted[from + i]!;
      const rank = tieRank[applicantOf[source.pairApplicant[at]!]!]!;
      sourceOf[rank] = at;
      keys[i] = (10_000_000 - source.pairScore[at]!) * scale + rank;
    }
    keys.sort();
    for (let i = 0; i < keys.length; i++) {
      const at = sourceOf[keys[i]! % scale]!;
      result.pairHome[from + i] = h;
      result.pairApplicant[from + i] = applicantOf[source.pairApplicant[at]!]!;
      result.pairScore[from + i] = source.pairScore[at]!;
      result.pairWish[from + i] = source.pairWish[at]!;
    }
  }
  return { ...result, ...pairsByApplicant(result.pairApplicant, result.pairHome, applicants), bannedPairs };
}

/** The pairs of each applicant by rising home, where pairs come home by home. */
export function pairsByApplicant(pairApplicant: Int32Array, pairHome: Int32Array, applicants: number) {
  const applicantStart = new Int32Array(applicants + 1);
  for (let p = 0; p < pairApplicant.length; p++) applicantStart[pairApplicant[p]! + 1]!++;
  for (let a = 0; a < applicants; a++) applicantStart[a + 1]! += applicantStart[a]!;
  const cursor = applicantStart.slice(0, applicants);
  const applicantPairs = new Int32Array(pairApplicant.length);
  const lastHome = new Int32Array(applicants).fill(-1);
  for (let p = 0; p < pairApplicant.length; p++) {
    const a = pairApplicant[p]!;
    if (lastHome[a] === pairHome[p])
      throw new RangeError(`repeated pair of home ${pairHome[p]} and applicant ${a}`);
    lastHome[a] = pairHome[p]!;
    applicantPairs[cursor[a]!++] = p;
  }
  return { applicantStart, applicantPairs };
}

function findPair(pairs: SortedPairs, home: number, applicant: number): number {
  for (let i = pairs.applicantStart[applicant]!; i < pairs.applicantStart[applicant + 1]!; i++) {
    if (pairs.pairHome[pairs.applicantPairs[i]!] === home) return pairs.applicantPairs[i]!;
  }
  throw new RangeError('a pinned pair is not listed, or is banned');
}

/** Positions 0…n−1 in the code-unit order of the identifiers; RangeError where one is repeated. */
function codeUnitOrder(ids: readonly string[]): Int32Array {
  const order = Int32Array.from(ids, (_, i) => i).sort((a, b) => compareCodeUnits(ids[a]!, ids[b]!));
  for (let i = 1; i < order.length; i++) {
    if (ids[order[i]!] === ids[order[i - 1]!]) throw new RangeError(`repeated identifier: ${ids[order[i]!]}`);
  }
  return order;
}
