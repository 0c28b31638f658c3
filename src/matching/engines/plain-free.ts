/** The first candidates of a home who stand on no list, or on fewer than they may. */
import type { TopLists } from './dual-lists.ts';
import type { Instance } from './instance.ts';
import { isListed } from './plain-start.ts';
import type { PlainState } from './plain-state.ts';
import { EMPTY } from './plan.ts';

/** Visits the first free candidates of the home that are not on its list. */
export function forEachFree(
  state: PlainState,
  lists: TopLists,
  home: number,
  count: number,
  visit: (pair: number) => void,
): void {
  const end = home * lists.size + lists.count[home]!;
  let left = count;
  for (let at = home * lists.size; at < end && left > 0; at++) {
    const pair = lists.pairs[at]!;
    if (state.lists[state.instance.pairApplicant[pair]!]! >= state.instance.maxLists) continue;
    if (isListed(state, pair)) continue;
    visit(pair);
    left--;
  }
}

/** Free candidates tried as a replacement where somebody is taken from another home. */
export const REPLACEMENTS = 2;

/** The first free candidates of each home where they are known: few change between two moves. */
export type FreeCandidates = {
  pairs: Int32Array;
  /** By home: how many are known, −1 where they must be looked for. */
  count: Int8Array;
};

export function noneKnown(instance: Instance): FreeCandidates {
  const homes = instance.homeIds.length;
  return { pairs: new Int32Array(homes * REPLACEMENTS), count: new Int8Array(homes).fill(-1) };
}

/** How many free candidates the home has, `REPLACEMENTS` at most: from home·REPLACEMENTS of `free.pairs`. */
export function countFree(state: PlainState, lists: TopLists, free: FreeCandidates, home: number): number {
  if (free.count[home]! < 0) {
    free.count[home] = 0;
    forEachFree(state, lists, home, REPLACEMENTS, (pair) => {
      free.pairs[home * REPLACEMENTS + free.count[home]!++] = pair;
    });
  }
  return free.count[home]!;
}

/** To be told of whoever comes on a list or leaves one (a pair of theirs, or EMPTY). */
export function forgetFree(instance: Instance, free: FreeCandidates, pair: number): void {
  if (pair === EMPTY) return;
  const applicant = instance.pairApplicant[pair]!;
  for (let i = instance.applicantStart[applicant]!; i < instance.applicantStart[applicant + 1]!; i++)
    free.count[instance.pairHome[instance.applicantPairs[i]!]!] = -1;
}
