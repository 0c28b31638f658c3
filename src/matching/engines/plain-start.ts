/** From an assignment of the relaxation to a first plan that keeps every rule: pins, lists per applicant, first ranks. */
import type { Instance } from './instance.ts';
import { apply, type Draft, draft, draftFor, type PlainState, standsBefore } from './plain-state.ts';
import { EMPTY } from './plan.ts';

/** Fills the empty state with pins, what stands above pinned ranks, and as much of the assignment as the rules allow. */
export function startPlan(state: PlainState, assignment: Int32Array): void {
  const { instance } = state;
  const into = draftFor(instance);
  placePinnedHomes(state, into);
  for (let s = 0; s < assignment.length; s++) {
    const pair = assignment[s]!;
    if (pair === EMPTY || !mayJoin(state, pair)) continue;
    if (draft(state, into, instance.slotHome[s]!, EMPTY, pair)) apply(state, into);
  }
}

/** True where the pair's applicant may stand on one more list and is not on this one. */
function mayJoin(state: PlainState, pair: number): boolean {
  const applicant = state.instance.pairApplicant[pair]!;
  return state.lists[applicant]! < state.instance.maxLists && !isListed(state, pair);
}

/** True where the pair stands on its home's list. */
export function isListed(state: PlainState, pair: number): boolean {
  const home = state.instance.pairHome[pair]!;
  for (let s = state.instance.slotStart[home]!; s < state.instance.slotStart[home + 1]!; s++) {
    if (state.slots[s] === pair) return true;
  }
  return false;
}

function placePinnedHomes(state: PlainState, into: Draft): void {
  const { instance } = state;
  const byHome = new Map<number, number[]>();
  for (const { pair } of instance.pins) {
    const home = instance.pairHome[pair]!;
    byHome.set(home, [...(byHome.get(home) ?? []), pair]);
  }
  for (const [home, fillers] of fillersAbovePins(instance, byHome)) byHome.get(home)!.push(...fillers);
  // Fixed first ranks are settled before others could take the applicant's only one.
  const homes = [...byHome.keys()].sort((g, h) => state.leastEntries[h]! - state.leastEntries[g]! || g - h);
  for (const home of homes) {
    into.home = home;
    into.pairs.fill(EMPTY);
    into.pairs.set(arrangePinned(state, home, byHome.get(home)!));
    apply(state, into);
  }
}

/** Pinned ranks first, the others in the order of points around them; nobody first in a second home. */
function arrangePinned(state: PlainState, home: number, pairs: readonly number[]): number[] {
  const fixed = new Map<number, number>();
  const others: number[] = [];
  for (const pair of pairs) {
    const rank = state.pinned.get(pair) ?? -1;
    if (rank >= 0) fixed.set(rank, pair);
    else others.push(pair);
  }
  others.sort((p, q) => (standsBefore(state, p, q) ? -1 : 1));
  if (!fixed.has(0) && others.length > 1 && isFirstElsewhere(state, home, others[0]!)) {
    const at = others.findIndex((pair) => !isFirstElsewhere(state, home, pair));
    if (at > 0) others.unshift(...others.splice(at, 1));
  }
  let next = 0;
  return pairs.map((_, r) => fixed.get(r) ?? others[next++]!);
}

function isFirstElsewhere(state: PlainState, home: number, pair: number): boolean {
  const at = state.firstHome[state.instance.pairApplicant[pair]!]!;
  return at !== -1 && at !== home;
}

/** For each home whose pinned rank stands above free ranks, candidates to fill them, found by augmenting paths. */
function fillersAbovePins(
  instance: Instance,
  pinned: ReadonlyMap<number, readonly number[]>,
): Map<number, number[]> {
  const room = new Map<number, number>();
  const pinnedPairs = new Set(instance.pins.map((pin) => pin.pair));
  for (const pair of pinnedPairs) {
    const applicant = instance.pairApplicant[pair]!;
    room.set(applicant, (room.get(applicant) ?? instance.maxLists) - 1);
  }
  const held = new Map<number, number[]>();
  const fillers = new Map<number, number[]>();
  const bring = (home: number, visited: Set<number>): boolean => {
    for (let p = instance.pairStart[home]!; p < instance.pairStart[home + 1]!; p++) {
      const applicant = instance.pairApplicant[p]!;
      const holding = held.get(applicant) ?? [];
      if (pinnedPairs.has(p) || visited.has(applicant) || holding.includes(p)) continue;
      visited.add(applicant);
      const free = holding.length < (room.get(applicant) ?? instance.maxLists);
      const released = free ? EMPTY : (holding.find((q) => bring(instance.pairHome[q]!, visited)) ?? EMPTY);
      if (!free && released === EMPTY) continue;
      if (released !== EMPTY) drop(fillers.get(instance.pairHome[released]!)!, released);
      held.set(applicant, [...holding.filter((q) => q !== released), p]);
      fillers.set(home, [...(fillers.get(home) ?? []), p]);
      return true;
    }
    return false;
  };
  for (const [home, pairs] of [...pinned].sort(([g], [h]) => g - h)) {
    const lowest = instance.pins.reduce(
      (rank, pin) => (instance.pairHome[pin.pair] === home ? Math.max(rank, pin.rank) : rank),
      0,
    );
    for (let missing = lowest - pairs.length; missing > 0; missing--) {
      if (!bring(home, new Set()))
        throw new Error(`no candidate to stand above a pinned rank of home ${home}`);
    }
  }
  return fillers;
}

function drop(list: number[], item: number): void {
  list.splice(list.indexOf(item), 1);
}
