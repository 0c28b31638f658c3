/** Which place an applicant would rather have: a greater chance of being offered, then a smaller wish. */
import type { Instance } from './instance.ts';

/**
 * How applicants tell apart places of the same chance and wish. Nothing in it can create envy; chosen from the dual
 * prices, it sends them where the plan gains most.
 */
export type TieRule = {
  /** By slot: what the place is worth to others. */
  placePrice: Float64Array;
  /** By cell: points added to the score; null where scores have no part in the choice. */
  cellPoints: Float64Array | null;
};

export type Preferences = {
  instance: Instance;
  /** Dense rank of each slot's chance of being offered, 0 the greatest. */
  level: Int32Array;
  tie: TieRule;
};

/** The preferences of all applicants; without a tie rule the better signing chance decides between equals. */
export function createPreferences(instance: Instance, tie?: TieRule): Preferences {
  return {
    instance,
    level: chanceLevels(instance),
    tie: tie ?? {
      placePrice: instance.slotWeight.map((weight) => -weight),
      cellPoints: null,
    },
  };
}

/**
 * Whether the applicant of both pairs would rather be at the first place. Between places of the same chance and wish:
 * the smaller rank (so that no list has a hole), then the tie rule, then the earlier home.
 */
export function prefers(
  preferences: Preferences,
  slot: number,
  pair: number,
  other: number,
  otherPair: number,
): boolean {
  const wanted = strictlyPrefers(preferences, slot, pair, other, otherPair);
  if (wanted !== 0) return wanted > 0;
  const { instance, tie } = preferences;
  const rank = slot - instance.slotStart[instance.slotHome[slot]!]!;
  const otherRank = other - instance.slotStart[instance.slotHome[other]!]!;
  if (rank !== otherRank) return rank < otherRank;
  const lead = slack(instance, tie, slot, pair) - slack(instance, tie, other, otherPair);
  return lead !== 0 ? lead < 0 : slot < other;
}

/** Positive where the first place is wanted more, negative where less, 0 where chance and wish are the same. */
export function strictlyPrefers(
  { instance, level }: Preferences,
  slot: number,
  pair: number,
  other: number,
  otherPair: number,
): number {
  return level[other]! - level[slot]! || instance.pairWish[otherPair]! - instance.pairWish[pair]!;
}

/** What taking the place costs the plan beyond what it brings; the least is chosen. */
function slack(instance: Instance, tie: TieRule, slot: number, pair: number): number {
  if (!tie.cellPoints) return tie.placePrice[slot]!;
  const points = instance.pairScore[pair]! + tie.cellPoints[instance.pairCell[pair]!]!;
  return tie.placePrice[slot]! - instance.slotWeight[slot]! * points;
}

/** Chances rounded to 10⁻¹², so that equal chances are equal however they were computed. */
function chanceLevels(instance: Instance): Int32Array {
  const rounded = Float64Array.from(instance.slotOffered, (chance) => Math.round(chance * 1e12));
  const distinct = [...new Set(rounded)].sort((a, b) => b - a);
  const levels = new Map(distinct.map((chance, level) => [chance, level]));
  return Int32Array.from(rounded, (chance) => levels.get(chance)!);
}
