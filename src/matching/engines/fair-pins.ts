/**
 * Deferred acceptance around pins. A pinned applicant keeps its place and blocks, at the homes where it would rather
 * be, everybody weaker. Pins without a rank stand where their points put them; no list has a hole; the ranks above
 * a pinned one are filled whoever is left, which is the one way in which a pin can force an envy.
 */
import { type Acceptance, acceptAgain, runAcceptance } from './fair-acceptance.ts';
import { standsBefore } from './fair-order.ts';
import type { Instance } from './instance.ts';
import { EMPTY } from './plan.ts';

/** The plan at the bonuses, every pin kept. Throws where no plan can keep them: `checkProblem` refuses those. */
export function acceptWithPins(acceptance: Acceptance, bonuses: Float64Array): Int32Array {
  const { instance } = acceptance;
  if (instance.pins.length === 0) return runAcceptance(acceptance, bonuses);
  acceptance.closed.fill(0);
  const fixed = new Map<number, number>();
  for (const pin of instance.pins)
    if (pin.rank > 0) fixed.set(instance.slotStart[instance.pairHome[pin.pair]!]! + pin.rank - 1, pin.pair);
  const toRank = instance.pins.filter((pin) => pin.rank === 0).map((pin) => pin.pair);
  place(acceptance, fixed);
  // A first run without the pins that have no rank shows where the points of their applicants put them.
  runAcceptance(acceptance, bonuses);
  const ranked = rankFreePins(acceptance, fixed, toRank);
  const forced = new Map<number, number>();
  // Each round closes a slot, raises a pin or adds a filler: there are at most as many rounds as slots.
  for (let round = 0; round <= 3 * acceptance.slots.length; round++) {
    place(acceptance, new Map([...fixed, ...ranked, ...fillersOf(acceptance, fixed, ranked, forced)]));
    acceptAgain(acceptance);
    if (!mendHoles(acceptance, fixed, ranked, forced)) {
      orderFillers(acceptance, forced);
      return acceptance.slots;
    }
  }
  throw new Error('pins that no plan can keep were not refused');
}

function place(acceptance: Acceptance, kept: ReadonlyMap<number, number>): void {
  acceptance.pinnedAt.fill(EMPTY);
  for (const [slot, pair] of kept) acceptance.pinnedAt[slot] = pair;
}

/** Slots for the pins without rank: among the holders by points, around the fixed ranks, the weakest holders out. */
function rankFreePins(
  { instance, orders, slots }: Acceptance,
  fixed: ReadonlyMap<number, number>,
  toRank: readonly number[],
): Map<number, number> {
  const ranked = new Map<number, number>();
  for (const home of new Set(toRank.map((pair) => instance.pairHome[pair]!))) {
    const own = toRank.filter((pair) => instance.pairHome[pair] === home);
    const from = instance.slotStart[home]!;
    const free: number[] = [];
    const holders: number[] = [];
    for (let slot = from; slot < instance.slotStart[home + 1]!; slot++) {
      if (fixed.has(slot)) continue;
      free.push(slot);
      if (slots[slot] !== EMPTY && !own.includes(slots[slot]!)) holders.push(slots[slot]!);
    }
    const kept = holders.slice(0, free.length - own.length);
    const merged = [...kept, ...own].sort((a, b) => (standsBefore(orders, a, b) ? -1 : 1));
    yieldFirstRank(instance, merged, free, new Map([...fixed, ...ranked]));
    merged.forEach((pair, position) => {
      if (own.includes(pair)) ranked.set(free[position]!, pair);
    });
  }
  return ranked;
}

/** An applicant pinned first elsewhere lets the next one stand first here; pinned entries need no order of points. */
function yieldFirstRank(
  instance: Instance,
  merged: number[],
  free: readonly number[],
  kept: ReadonlyMap<number, number>,
): void {
  const [first, second] = merged;
  if (first === undefined || second === undefined || !isFirstSlot(instance, free[0]!)) return;
  if (!isFirstElsewhere(instance, first, kept)) return;
  merged[0] = second;
  merged[1] = first;
}

function isFirstSlot(instance: Instance, slot: number): boolean {
  return slot === instance.slotStart[instance.slotHome[slot]!];
}

function isFirstElsewhere(instance: Instance, pair: number, kept: ReadonlyMap<number, number>): boolean {
  const applicant = instance.pairApplicant[pair]!;
  return [...kept].some(
    ([slot, other]) =>
      other !== pair && instance.pairApplicant[other] === applicant && isFirstSlot(instance, slot),
  );
}

/** Mends the first hole of every list; false where there is none. */
function mendHoles(
  acceptance: Acceptance,
  fixed: ReadonlyMap<number, number>,
  ranked: Map<number, number>,
  forced: Map<number, number>,
): boolean {
  const { instance, slots, closed } = acceptance;
  let mended = false;
  for (let home = 0; home < instance.homeIds.length; home++) {
    const to = instance.slotStart[home + 1]!;
    let hole = instance.slotStart[home]!;
    while (hole < to && slots[hole] !== EMPTY) hole++;
    let last = to - 1;
    while (last > hole && slots[last] === EMPTY) last--;
    if (last <= hole) continue;
    mended = true;
    const below = slotsBetween(hole + 1, last);
    const raised = below.find((slot) => ranked.has(slot));
    const mayRaise =
      raised !== undefined &&
      !(
        isFirstSlot(instance, hole) &&
        isFirstElsewhere(instance, ranked.get(raised)!, new Map([...fixed, ...ranked]))
      );
    if (below.some((slot) => fixed.has(slot)) || (raised !== undefined && !mayRaise))
      forced.set(home, (forced.get(home) ?? 0) + 1);
    else if (raised !== undefined) {
      ranked.set(hole, ranked.get(raised)!);
      ranked.delete(raised);
    } else for (const slot of below) closed[slot] = 1;
  }
  return mended;
}

/** For each home that needs some: candidates for the first slots that no pin holds, the least well placed first. */
function fillersOf(
  acceptance: Acceptance,
  fixed: ReadonlyMap<number, number>,
  ranked: ReadonlyMap<number, number>,
  forced: ReadonlyMap<number, number>,
): Map<number, number> {
  const { instance } = acceptance;
  if (forced.size === 0) return new Map();
  const listsLeft = new Map<number, number>();
  const pinnedHere = new Set([...fixed.values(), ...ranked.values()]);
  for (const pair of pinnedHere) {
    const applicant = instance.pairApplicant[pair]!;
    listsLeft.set(applicant, (listsLeft.get(applicant) ?? instance.maxLists) - 1);
  }
  const preferred = new Map(
    [...forced.keys()].map((home) => [home, fillerCandidates(acceptance, home, pinnedHere)]),
  );
  const holders = new Map<number, number[]>();
  const give = (home: number, visited: Set<number>): boolean => {
    for (const pair of preferred.get(home)!) {
      const applicant = instance.pairApplicant[pair]!;
      const own = holders.get(applicant) ?? [];
      if (visited.has(applicant) || own.includes(pair)) continue;
      visited.add(applicant);
      const free = own.length < (listsLeft.get(applicant) ?? instance.maxLists);
      const moved = free ? undefined : own.find((other) => give(instance.pairHome[other]!, visited));
      if (!free && moved === undefined) continue;
      holders.set(applicant, [...own.filter((other) => other !== moved), pair]);
      return true;
    }
    return false;
  };
  for (const [home, count] of forced) for (let i = 0; i < count; i++) give(home, new Set());
  const taken = new Map<number, number>();
  for (const pair of [...holders.values()].flat()) {
    let slot = instance.slotStart[instance.pairHome[pair]!]!;
    while (fixed.has(slot) || ranked.has(slot) || taken.has(slot)) slot++;
    taken.set(slot, pair);
  }
  return taken;
}

function fillerCandidates(acceptance: Acceptance, home: number, pinned: ReadonlySet<number>): number[] {
  const { instance, held, preferences, orders } = acceptance;
  const pairs = slotsBetween(instance.pairStart[home]!, instance.pairStart[home + 1]! - 1);
  const worst = Number.MAX_SAFE_INTEGER;
  const levelOf = (pair: number) => {
    const from = instance.pairApplicant[pair]! * instance.maxLists;
    const levels = [...held.subarray(from, from + instance.maxLists)]
      .filter((slot) => slot >= 0 && instance.slotHome[slot] !== home)
      .map((slot) => preferences.level[slot]!);
    return levels.length === 0 ? worst : Math.min(...levels);
  };
  return pairs
    .filter((pair) => !pinned.has(pair))
    .map((pair) => ({ pair, level: levelOf(pair) }))
    .sort((a, b) => b.level - a.level || (standsBefore(orders, a.pair, b.pair) ? -1 : 1))
    .map(({ pair }) => pair);
}

/** Fillers and the others of their list stand in the order of points in the slots that no pin holds. */
function orderFillers(acceptance: Acceptance, forced: ReadonlyMap<number, number>): void {
  const { instance, slots, orders } = acceptance;
  const pinned = new Set(instance.pins.map((pin) => pin.pair));
  for (const home of forced.keys()) {
    const free = slotsBetween(instance.slotStart[home]!, instance.slotStart[home + 1]! - 1).filter(
      (slot) => slots[slot] !== EMPTY && !pinned.has(slots[slot]!),
    );
    const pairs = free.map((slot) => slots[slot]!).sort((a, b) => (standsBefore(orders, a, b) ? -1 : 1));
    free.forEach((slot, position) => {
      slots[slot] = pairs[position]!;
    });
  }
}

function slotsBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
