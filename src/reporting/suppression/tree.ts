/**
 * Secrecy of figures that add up by places and by periods. A hidden figure is protected where households can be moved,
 * between hidden places or between hidden periods, without changing anything published: the moves that stay at or above
 * nought make its range, and the range must reach k on both sides, those of the group and the others. Each range is a
 * proof by exhibition of tables that fit. Where none is found, more is hidden, at worst the whole new publication.
 */
import { rangeOf } from './moves.ts';
import { partsIn, type SecrecyProblem, type Work, workOn } from './secrecy-work.ts';
import type { Derived } from './timeline.ts';

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
  work.pools.clear();
  return true;
}

function hideEverythingNew(work: Work): void {
  for (const node of work.nodes.keys()) for (const period of work.isFixed.keys()) tryHide(work, node, period);
}
