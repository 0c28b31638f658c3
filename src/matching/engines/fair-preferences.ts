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
  /**
   * Chance, wish and rank as one number, the least wanted most: placeKey[slot] + wish·wishStep. An exact integer for a
   * million levels with wishes up to a million on lists of a thousand.
   */
  placeKey: Float64Array;
  wishStep: number;
  tie: TieRule;
};

/** The preferences of all applicants; without a tie rule the better signing chance decides between equals. */
export function createPreferences(instance: Instance, tie?: TieRule): Preferences {
  const level = chanceLevels(instance);
  const { slotHome, slotStart } = instance;
  const rankOf = (slot: number): number => slot - slotStart[slotHome[slot]!]!;
  const wishStep = slotHome.reduce((longest, _, slot) => Math.max(longest, 1 + rankOf(slot)), 1);
  let mostWished = 0;
  for (let pair = 0; pair < instance.pairWish.length; pair++)
    mostWished = Math.max(mostWished, instance.pairWish[pair]!);
  const levelStep = wishStep * (1 + mostWished);
  return {
    instance,
    level,
    placeKey: Float64Array.from(level, (own, slot) => own * levelStep + rankOf(slot)),
    wishStep,
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
  const { placeKey, wishStep } = preferences;
  const { pairWish } = preferences.instance;
  const key = placeKey[slot]! + pairWish[pair]! * wishStep;
  const otherKey = placeKey[other]! + pairWish[otherPair]! * wishStep;
  if (key !== otherKey) return key < otherKey;
  const lead = slackOf(preferences, slot, pair) - slackOf(preferences, other, otherPair);
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
export function slackOf({ instance, tie }: Preferences, slot: number, pair: number): number {
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
