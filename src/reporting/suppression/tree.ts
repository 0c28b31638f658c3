/**
 * Secrecy of figures that add up by places and by periods. A hidden figure is protected where households can be moved,
 * between hidden places or between hidden periods, without changing anything published: the moves that stay at or above
 * nought make its range, and the range must reach k on both sides, those of the group and the others. Each range is a
 * proof by exhibition of tables that fit. Where none is found, more is hidden, at worst the whole new publication.
 */
import type { Parts } from './small-counts.ts';
import { type Derived, slicedCounts, type Timeline } from './timeline.ts';

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

type Work = SecrecyProblem & {
  hidden: boolean[][];
  children: number[][];
  leaves: number[];
  /** Leaves under each node, itself where it is one. */
  under: number[][];
  /** Counts of leaves by slice, never below nought. */
  amounts: Map<number, readonly Parts[]>;
};

/** What must be hidden, by node then by period. */
export function hiddenFigures(problem: SecrecyProblem): boolean[][] {
  const work = workOn(problem);
  for (const [node, counts] of work.counts.entries()) {
    for (const [period, parts] of counts.entries()) {
      if (parts !== null && work.isSensitive(parts, work.k)) tryHide(work, node, period);
    }
  }
  let changed = true;
  while (changed) {
    changed = hideDifferences(work);
    for (const exposed of exposedFigures(work)) {
      if (rangeOf(work, exposed.node, exposed.slices) >= work.k) continue;
      if (!hideMore(work, exposed.node, exposed.slices)) {
        hideEverythingNew(work);
        return work.hidden;
      }
      changed = true;
    }
  }
  return work.hidden;
}

function workOn(problem: SecrecyProblem): Work {
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
  return { ...problem, hidden, children, leaves, under, amounts };
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

/** Differences of two published figures that would be sensitive themselves: the newer figure is hidden. */
function hideDifferences(work: Work): boolean {
  let changed = false;
  for (const node of work.nodes.keys()) {
    for (const derived of work.timeline.derived) {
      if (!work.isSensitive(partsIn(work, node, derived.slices), work.k)) continue;
      while (isDerivable(work, node, derived)) {
        const period = newestUnder(work, node, derived);
        if (period === null) break;
        tryHide(work, node, period);
        changed = true;
      }
    }
  }
  return changed;
}

/** Whether published figures of a node give every stretch from which the count is computed. */
function isDerivable({ timeline, hidden }: Work, node: number, { from: stretches }: Derived): boolean {
  const open = timeline.periods.filter((_stretch, period) => !hidden[node]?.[period]);
  return stretches.every((stretch) => {
    const reached = new Set<string>([stretch.from]);
    for (let round = 0; round < open.length && !reached.has(stretch.end); round += 1) {
      for (const { from, end } of open) {
        if (reached.has(from)) reached.add(end);
        else if (reached.has(end)) reached.add(from);
      }
    }
    return reached.has(stretch.end);
  });
}

/** The shortest figure still open to change that touches a bound in question: long periods are kept the longest. */
function newestUnder(work: Work, node: number, { from: stretches }: Derived): number | null {
  const bounds = stretches.flatMap(({ from, end }) => [from, end]);
  const open = changeable(work, node);
  const touching = open.filter((period) => {
    const stretch = work.timeline.periods[period];
    return stretch !== undefined && (bounds.includes(stretch.from) || bounds.includes(stretch.end));
  });
  const [best] = (touching.length > 0 ? touching : open).sort(
    (a, b) => lengthOf(work, a) - lengthOf(work, b) || b - a,
  );
  return best ?? null;
}

function changeable({ counts, hidden, isFixed }: Work, node: number): number[] {
  return (counts[node] ?? []).flatMap((parts, period) =>
    parts !== null && !isFixed[period] && !hidden[node]?.[period] ? [period] : [],
  );
}

function lengthOf({ timeline }: Work, period: number): number {
  return timeline.periods[period]?.slices.length ?? 0;
}

/** Every hidden figure, and every sensitive difference: what must not be found again. */
function* exposedFigures(work: Work): Generator<{ node: number; slices: readonly number[] }> {
  for (const node of work.nodes.keys()) {
    for (const [period, { slices }] of work.timeline.periods.entries()) {
      if (!work.hidden[node]?.[period]) continue;
      const parts = work.counts[node]?.[period] ?? [0, 0];
      if (work.protectsAll || work.isSensitive(parts, work.k)) yield { node, slices };
    }
    for (const { slices } of work.timeline.derived) {
      if (work.isSensitive(partsIn(work, node, slices), work.k)) yield { node, slices };
    }
  }
}

function partsIn({ under, amounts }: Work, node: number, slices: readonly number[]): Parts {
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

/** How far a count may move among tables that fit, on its narrower side. */
function rangeOf(work: Work, node: number, slices: readonly number[]): number {
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
  const changed = changedPeriods(work.timeline, slice, other);
  const pools = new Map<number, { own: number[]; others: number[] }>();
  const own = new Set(work.under[node]);
  for (const leaf of work.leaves) {
    const pool = poolOf(work, leaf, changed);
    if (pool === null) continue;
    const members = pools.get(pool) ?? { own: [], others: [] };
    (own.has(leaf) ? members.own : members.others).push(leaf);
    pools.set(pool, members);
  }
  let [inGroup, rest] = [0, 0];
  for (const [pool, members] of pools) {
    if (members.own.length === 0) continue;
    if (pool === outside && other === null) return [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    inGroup += exchanged(work, members, slice, other, 0, pool === outside);
    rest += exchanged(work, members, slice, other, 1, pool === outside);
  }
  return [inGroup, rest];
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

/** Hides one more figure near an exposed one. False where none is left in the new publication. */
function hideMore(work: Work, node: number, slices: readonly number[]): boolean {
  const need = work.k - partsIn(work, node, slices)[0];
  const periods = work.isFixed.flatMap((fixed, period) => (fixed ? [] : [period]));
  const touching = (period: number): number =>
    Number(!work.timeline.periods[period]?.slices.some((slice) => slices.includes(slice)));
  periods.sort((a, b) => touching(a) - touching(b) || lengthOf(work, a) - lengthOf(work, b) || b - a);
  for (const period of periods) {
    if (tryHide(work, node, period)) return true;
    if (hideOne(work, work.children[node] ?? [], period, 0, true)) return true;
    for (let at: number | null = node; at !== null; at = work.nodes[at]?.parent ?? null) {
      const parent = work.nodes[at]?.parent ?? null;
      const siblings = parent === null ? [] : (work.children[parent] ?? []);
      if (hideOne(work, siblings, period, need, false)) return true;
      if (parent !== null && tryHide(work, parent, period)) return true;
    }
  }
  return false;
}

/**
 * Hides one of several figures: what nobody prints first, then one hidden at another period, then the smallest that is
 * enough, else the largest. `onlyFirst`: none where one of them is hidden already.
 */
function hideOne(
  work: Work,
  candidates: readonly number[],
  period: number,
  need: number,
  onlyFirst: boolean,
): boolean {
  if (onlyFirst && candidates.some((node) => work.hidden[node]?.[period])) return false;
  const open = candidates.filter((node) => isOpen(work, node, period));
  const rank = (node: number): number[] => {
    const [inGroup, rest] = work.counts[node]?.[period] ?? [0, 0];
    const isEnough = Math.min(inGroup, rest) >= need;
    const again = work.hidden[node]?.some(Boolean) ?? false;
    const total = inGroup + rest;
    return [
      Number(!work.nodes[node]?.isRest),
      Number(!again),
      Number(!isEnough),
      isEnough ? total : -total,
      node,
    ];
  };
  const best = open.sort((a, b) => compareLists(rank(a), rank(b)))[0];
  return best !== undefined && tryHide(work, best, period);
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function isOpen({ counts, isFixed, hidden }: Work, node: number, period: number): boolean {
  return !isFixed[period] && (counts[node]?.[period] ?? null) !== null && !hidden[node]?.[period];
}

function tryHide(work: Work, node: number, period: number): boolean {
  const row = work.hidden[node];
  if (row === undefined || !isOpen(work, node, period)) return false;
  row[period] = true;
  return true;
}

function hideEverythingNew(work: Work): void {
  for (const node of work.nodes.keys()) for (const period of work.isFixed.keys()) tryHide(work, node, period);
}
