/**
 * Periods of a series cut into slices. Two figures that share a first or last day give a third by subtraction, so every
 * pair of days linked by published figures is a figure that a reader can compute: those are the derived spans. A period
 * inside another gives what happened around it.
 */
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import type { Period } from '../indicator.ts';

/** From a day to the day after the last. */
export type Stretch = { from: CivilDate; end: CivilDate };

/** What a reader may compute: the count over some slices, from stretches that must all be known. */
export type Derived = { slices: readonly number[]; from: readonly Stretch[] };

export type Timeline = {
  /** Every first day and day after a last one, in order; slice n runs from bound n to bound n + 1. */
  bounds: readonly CivilDate[];
  /** For each period given: its stretch, and the slices that it holds. */
  periods: readonly (Stretch & { slices: readonly number[] })[];
  derived: readonly Derived[];
  /** For each slice, the periods that hold it (their positions). */
  holders: readonly (readonly number[])[];
};

/** The slices of periods, whose last days are included, and what can be computed from them. */
export function timelineOf(given: readonly Period[]): Timeline {
  const stretches = given.map(({ from, until }) => ({ from, end: addDays(until, 1) }));
  const bounds = [...new Set(stretches.flatMap(({ from, end }) => [from, end]))].sort();
  const slicesOf = ({ from, end }: Stretch): number[] => {
    const first = bounds.indexOf(from);
    return Array.from({ length: bounds.indexOf(end) - first }, (_item, offset) => first + offset);
  };
  const periods = stretches.map((stretch) => ({ ...stretch, slices: slicesOf(stretch) }));
  const groupOf = linkedDays(stretches);
  const derived: Derived[] = bounds.flatMap((from, start) =>
    bounds
      .slice(start + 1)
      .filter((end) => groupOf.get(end) === groupOf.get(from))
      .map((end) => ({ slices: slicesOf({ from, end }), from: [{ from, end }] })),
  );
  for (const outer of periods) {
    for (const inner of periods) {
      if (groupOf.get(inner.from) === groupOf.get(outer.from)) continue;
      if (inner.from <= outer.from || inner.end >= outer.end) continue;
      const slices = outer.slices.filter((slice) => !inner.slices.includes(slice));
      derived.push({ slices, from: [outer, inner] });
    }
  }
  const holders = bounds
    .slice(1)
    .map((_bound, slice) => periods.flatMap(({ slices }, index) => (slices.includes(slice) ? [index] : [])));
  return { bounds, periods, derived, holders };
}

/** Days linked by some chain of stretches carry the same number. */
function linkedDays(stretches: readonly Stretch[]): Map<CivilDate, number> {
  const groupOf = new Map<CivilDate, number>();
  for (const [index, { from, end }] of stretches.entries()) {
    const known = [groupOf.get(from), groupOf.get(end)].filter((group) => group !== undefined);
    const group = known[0] ?? index;
    for (const [day, old] of groupOf) if (known.includes(old)) groupOf.set(day, group);
    groupOf.set(from, group).set(end, group);
  }
  return groupOf;
}

/**
 * Counts slice by slice that give back the counts of every period: one of the histories that fit, by shortest paths
 * over the system of differences (Bellman-Ford). Counts that contradict each other (data corrected between two
 * publications) leave slices at nought.
 */
export function slicedCounts({ bounds, periods }: Timeline, counts: readonly number[]): number[] {
  const position = new Map(bounds.map((bound, index) => [bound, index]));
  const edges = bounds.slice(1).map((_bound, index) => ({ from: index + 1, to: index, weight: 0 }));
  for (const [index, { from, end }] of periods.entries()) {
    const [start, stop] = [position.get(from) ?? 0, position.get(end) ?? 0];
    const count = counts[index] ?? 0;
    edges.push({ from: start, to: stop, weight: count }, { from: stop, to: start, weight: -count });
  }
  const reached = bounds.map(() => 0);
  for (let round = 0; round < bounds.length; round += 1) {
    for (const { from, to, weight } of edges) {
      reached[to] = Math.min(reached[to] ?? 0, (reached[from] ?? 0) + weight);
    }
  }
  return bounds
    .slice(1)
    .map((_bound, slice) => Math.max(0, (reached[slice + 1] ?? 0) - (reached[slice] ?? 0)));
}
