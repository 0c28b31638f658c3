/**
 * An instance split by territories that share no applicant. At given bonuses the places of one part do not depend on
 * the others, so that the plan of the parts, put together, is the plan of the whole to the byte, however many there are.
 */
import { createAcceptance } from '../engines/fair-acceptance.ts';
import { acceptWithPins } from '../engines/fair-pins.ts';
import type { TieRule } from '../engines/fair-preferences.ts';
import { pairsByApplicant } from '../engines/instance-arrays.ts';
import type { Instance } from '../engines/instance-types.ts';
import { EMPTY } from '../engines/plan.ts';
import { territoriesOf } from './components.ts';

/** Some territories as an instance of their own; every order of the whole holds in it. */
export type Part = {
  instance: Instance;
  /** By slot and pair of the part, those of the whole. */
  slots: Int32Array;
  pairs: Int32Array;
};

/** Below this, sharing among threads costs more than it gains. */
export const fewestPairs = 200_000;

/** How many parts an instance is worth: no more than its territories; pins tie lists together and are never split. */
export function partsWorth(instance: Instance, most: number, fewest = fewestPairs): number {
  if (most < 2 || instance.pairHome.length < fewest || instance.pins.length > 0) return 1;
  return Math.min(most, territoriesOf(instance).count);
}

/** The homes of each part: the largest territory left goes to the part with the fewest pairs. */
export function homesOfParts(instance: Instance, count: number): Int32Array[] {
  const { ofHome, count: territories } = territoriesOf(instance);
  const pairs = new Float64Array(territories);
  for (let home = 0; home < ofHome.length; home += 1) {
    pairs[ofHome[home]!]! += 1 + instance.pairStart[home + 1]! - instance.pairStart[home]!;
  }
  const bySize = [...pairs.keys()].sort((a, b) => pairs[b]! - pairs[a]! || a - b);
  const partOf = new Int32Array(territories);
  const load = new Float64Array(count);
  for (const territory of bySize) {
    const least = load.indexOf(Math.min(...load));
    partOf[territory] = least;
    load[least]! += pairs[territory]!;
  }
  return Array.from({ length: count }, (_, part) =>
    Int32Array.from(ofHome.keys()).filter((home) => partOf[ofHome[home]!] === part),
  );
}

/** The part of these homes (rising), which must hold whole territories. Quotas and cells stay those of the whole. */
export function partOf(instance: Instance, homes: Int32Array): Part {
  const slots = slotsOf(instance, homes);
  const pairs = rangesOf(homes, instance.pairStart);
  const applicants = applicantsOf(instance, pairs);
  const localApplicant = new Int32Array(instance.applicantIds.length).fill(-1);
  applicants.forEach((applicant, at) => {
    localApplicant[applicant] = at;
  });
  const localHome = new Int32Array(instance.homeIds.length).fill(-1);
  homes.forEach((home, at) => {
    localHome[home] = at;
  });
  const pairHome = pairs.map((pair) => localHome[instance.pairHome[pair]!]!);
  const pairApplicant = pairs.map((pair) => localApplicant[instance.pairApplicant[pair]!]!);
  return {
    slots,
    pairs,
    instance: {
      ...instance,
      homeIds: Array.from(homes, (home) => instance.homeIds[home]!),
      applicantIds: Array.from(applicants, (applicant) => instance.applicantIds[applicant]!),
      acceptance: Float64Array.from(homes, (home) => instance.acceptance[home]!),
      slotStart: startsOf(homes, instance.slotStart),
      slotHome: slots.map((slot) => localHome[instance.slotHome[slot]!]!),
      slotOffered: Float64Array.from(slots, (slot) => instance.slotOffered[slot]!),
      slotWeight: Float64Array.from(slots, (slot) => instance.slotWeight[slot]!),
      pairStart: startsOf(homes, instance.pairStart),
      pairHome,
      pairApplicant,
      pairScore: pairs.map((pair) => instance.pairScore[pair]!),
      pairWish: pairs.map((pair) => instance.pairWish[pair]!),
      pairCell: pairs.map((pair) => instance.pairCell[pair]!),
      ...pairsByApplicant(pairApplicant, pairHome, applicants.length),
      tieRank: ranksOf(applicants, instance.tieRank),
      fullBonus: Uint8Array.from(applicants, (applicant) => instance.fullBonus[applicant]!),
      homeClass: homes.map((home) => instance.homeClass[home]!),
      bannedPairs: homes.map((home) => instance.bannedPairs[home]!),
    },
  };
}

/** Gives the places of a part at bonuses (by cell): for each slot of `Part.slots` the pair of the whole, or −1. */
export function partSolver(part: Part, tie: TieRule): (bonuses: Float64Array) => Int32Array {
  const acceptance = createAcceptance(part.instance, {
    placePrice: Float64Array.from(part.slots, (slot) => tie.placePrice[slot]!),
    cellPoints: tie.cellPoints,
  });
  return (bonuses) =>
    acceptWithPins(acceptance, bonuses).map((pair) => (pair === EMPTY ? EMPTY : part.pairs[pair]!));
}

/** The slots of some homes, in their order. */
export function slotsOf(instance: Instance, homes: Int32Array): Int32Array {
  return rangesOf(homes, instance.slotStart);
}

/** All positions from start[i] to start[i + 1] of the members, in their order. */
function rangesOf(members: Int32Array, start: Int32Array): Int32Array {
  const all = new Int32Array(members.reduce((sum, i) => sum + start[i + 1]! - start[i]!, 0));
  let at = 0;
  for (const i of members) {
    for (let position = start[i]!; position < start[i + 1]!; position += 1) {
      all[at] = position;
      at += 1;
    }
  }
  return all;
}

function startsOf(members: Int32Array, start: Int32Array): Int32Array {
  const own = new Int32Array(members.length + 1);
  members.forEach((i, at) => {
    own[at + 1] = own[at]! + start[i + 1]! - start[i]!;
  });
  return own;
}

/** In the order in which the homes name them: what is kept of a home's candidates then stands close together. */
function applicantsOf({ applicantIds, pairApplicant }: Instance, pairs: Int32Array): Int32Array {
  const isListed = new Uint8Array(applicantIds.length);
  const applicants = new Int32Array(applicantIds.length);
  let count = 0;
  for (let i = 0; i < pairs.length; i += 1) {
    const applicant = pairApplicant[pairs[i]!]!;
    if (isListed[applicant] === 1) continue;
    isListed[applicant] = 1;
    applicants[count++] = applicant;
  }
  return applicants.slice(0, count);
}

/** Ranks without gaps in the same order. */
function ranksOf(applicants: Int32Array, rank: Int32Array): Int32Array {
  const isTaken = new Uint8Array(rank.length);
  for (const applicant of applicants) isTaken[rank[applicant]!] = 1;
  const position = new Int32Array(rank.length);
  membersOf(isTaken).forEach((taken, at) => {
    position[taken] = at;
  });
  return applicants.map((applicant) => position[rank[applicant]!]!);
}

/** Where the flags are 1, rising. */
function membersOf(flags: Uint8Array): Int32Array {
  const members = new Int32Array(flags.reduce((sum, flag) => sum + flag, 0));
  let count = 0;
  for (let at = 0; at < flags.length; at += 1) if (flags[at] === 1) members[count++] = at;
  return members;
}
