/**
 * How far a hidden count may move: the households that can be exchanged between hidden places, or between hidden
 * periods, with nothing published changed.
 */

import type { Work } from './secrecy-work.ts';
import type { Parts } from './small-counts.ts';
import type { Timeline } from './timeline.ts';

/** How far a count may move among tables that fit, on its narrower side. */
export function rangeOf(work: Work, node: number, slices: readonly number[]): number {
  const alone: [number, number] = [0, 0];
  for (const slice of slices) {
    const moved = movesBetweenPlaces(work, node, slice, null);
    alone[0] += moved[0];
    alone[1] += moved[1];
  }
  let best = Math.min(...alone);
  for (const slice of slices) {
    for (const other of work.timeline.holders.keys()) {
      if (best >= work.k) return best;
      if (slices.includes(other)) continue;
      best = Math.max(best, Math.min(...movesBetweenPlaces(work, node, slice, other)));
    }
  }
  return best;
}

/**
 * What can be exchanged between the leaves of a node and others of their pools in a slice, given back in another slice
 * where there is one. Leaves are in one pool where everything between them and one ancestor is hidden in every period
 * that the move would change.
 */
function movesBetweenPlaces(work: Work, node: number, slice: number, other: number | null): Parts {
  const own = new Set(work.under[node]);
  let [inGroup, rest] = [0, 0];
  for (const [pool, leaves] of poolsOf(work, slice, other)) {
    const members = {
      own: leaves.filter((leaf) => own.has(leaf)),
      others: leaves.filter((leaf) => !own.has(leaf)),
    };
    if (members.own.length === 0) continue;
    if (pool === outside && other === null) return [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    inGroup += exchanged(work, members, slice, other, 0, pool === outside);
    rest += exchanged(work, members, slice, other, 1, pool === outside);
  }
  return [inGroup, rest];
}

/** Leaves by pool, kept until one more figure is hidden. */
function poolsOf(work: Work, slice: number, other: number | null): ReadonlyMap<number, readonly number[]> {
  const key = `${slice} ${other ?? ''}`;
  const known = work.pools.get(key);
  if (known !== undefined) return known;
  const changed = changedPeriods(work.timeline, slice, other);
  const pools = new Map<number, number[]>();
  for (const leaf of work.leaves) {
    const pool = poolOf(work, leaf, changed);
    if (pool !== null) pools.set(pool, [...(pools.get(pool) ?? []), leaf]);
  }
  work.pools.set(key, pools);
  return pools;
}

/** The pool whose top is hidden too: nothing published bounds it. */
const outside = -1;

function exchanged(
  { amounts }: Work,
  members: { own: readonly number[]; others: readonly number[] },
  slice: number,
  other: number | null,
  side: 0 | 1,
  isUnbounded: boolean,
): number {
  const total = (leaves: readonly number[], at: number): number =>
    leaves.reduce((sum, leaf) => sum + (amounts.get(leaf)?.[at]?.[side] ?? 0), 0);
  const own = total(members.own, slice);
  if (other === null) return members.others.length === 0 ? 0 : own + total(members.others, slice);
  const back = total(members.own, other);
  if (isUnbounded) return own + back;
  if (members.others.length === 0) return 0;
  return Math.min(total(members.others, slice), back) + Math.min(own, total(members.others, other));
}

/** Periods that hold one of the two slices and not the other. */
function changedPeriods({ holders }: Timeline, slice: number, other: number | null): readonly number[] {
  const first = holders[slice] ?? [];
  if (other === null) return first;
  const second = holders[other] ?? [];
  return [
    ...first.filter((period) => !second.includes(period)),
    ...second.filter((period) => !first.includes(period)),
  ];
}

/** The nearest ancestor that is published in one of the periods; null where the leaf itself is. */
function poolOf({ nodes, hidden }: Work, leaf: number, periods: readonly number[]): number | null {
  let node: number | null = leaf;
  while (node !== null && periods.every((period) => hidden[node as number]?.[period])) {
    node = nodes[node]?.parent ?? null;
  }
  if (node === leaf) return null;
  return node ?? outside;
}
