/** What the search of a pattern of secrecy works on: places as a tree, periods as slices, and what is hidden so far. */
import type { Parts } from './small-counts.ts';
import { slicedCounts, type Timeline } from './timeline.ts';

export type PlaceNode = {
  key: string;
  /** Position of the parent; null at the top. Parents stand before their children. */
  parent: number | null;
  /** What a parent holds beyond its children: nobody publishes it, anybody can subtract it. */
  isRest: boolean;
};

export type SecrecyProblem = {
  nodes: readonly PlaceNode[];
  timeline: Timeline;
  /** Counts by node, then by period; null where no figure exists, which shows that it is nought. */
  counts: readonly (readonly (Parts | null)[])[];
  /** Whether a period was published before, hidden as it was: it can no longer be changed. */
  isFixed: readonly boolean[];
  /** Figures that must be hidden for another reason; for fixed periods, all that was hidden. */
  hidden: readonly (readonly boolean[])[];
  k: number;
  isSensitive: (parts: Parts, k: number) => boolean;
  /** Whether figures hidden for another reason must not be found again either. */
  protectsAll: boolean;
};

export type Work = SecrecyProblem & {
  hidden: boolean[][];
  children: number[][];
  leaves: number[];
  /** Leaves under each node, itself where it is one. */
  under: number[][];
  /** Counts of leaves by slice, never below nought. */
  amounts: Map<number, readonly Parts[]>;
  /** Leaves by pool, for the moves already looked at; emptied as soon as one more figure is hidden. */
  pools: Map<string, ReadonlyMap<number, readonly number[]>>;
};

export function workOn(problem: SecrecyProblem): Work {
  const children = problem.nodes.map((): number[] => []);
  for (const [index, { parent }] of problem.nodes.entries())
    if (parent !== null) children[parent]?.push(index);
  const leaves = children.flatMap((kids, index) => (kids.length === 0 ? [index] : []));
  const under = children.map((): number[] => []);
  for (const leaf of leaves) {
    for (let node: number | null = leaf; node !== null; node = problem.nodes[node]?.parent ?? null) {
      under[node]?.push(leaf);
    }
  }
  const amounts = new Map(leaves.map((leaf) => [leaf, sliceAmounts(problem, leaf)]));
  const hidden = problem.hidden.map((row) => [...row]);
  return { ...problem, hidden, children, leaves, under, amounts, pools: new Map() };
}

/** A leaf's counts slice by slice. */
function sliceAmounts({ timeline, counts }: SecrecyProblem, leaf: number): Parts[] {
  const side = (index: 0 | 1): number[] =>
    slicedCounts(
      timeline,
      timeline.periods.map((_period, period) => counts[leaf]?.[period]?.[index] ?? 0),
    );
  const [inGroup, rest] = [side(0), side(1)];
  return inGroup.map((count, slice) => [count, rest[slice] ?? 0]);
}

/** The count of a node over some slices. */
export function partsIn({ under, amounts }: Work, node: number, slices: readonly number[]): Parts {
  let [inGroup, rest] = [0, 0];
  for (const leaf of under[node] ?? []) {
    for (const slice of slices) {
      const parts = amounts.get(leaf)?.[slice] ?? [0, 0];
      inGroup += parts[0];
      rest += parts[1];
    }
  }
  return [inGroup, rest];
}
