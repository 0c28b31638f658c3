/** The rules that make a whole-number point a plan: no holes, first ranks, pins, and the order of points. */
import type { Instance } from './instance.ts';
import { columnOf, forEachPlaceOf, newRow, put, type Rows } from './lp-rows.ts';

/** No holes; with several lists per applicant also one first rank, and no home twice. */
export function addPlanRules(instance: Instance, columnStart: Int32Array, rows: Rows): void {
  for (let s = 1; s < instance.slotHome.length; s++) {
    if (instance.slotHome[s] !== instance.slotHome[s - 1]) continue;
    const row = newRow(rows, 0, Number.POSITIVE_INFINITY);
    for (let c = columnStart[s - 1]!; c < columnStart[s]!; c++) put(rows, row, c, 1);
    for (let c = columnStart[s]!; c < columnStart[s + 1]!; c++) put(rows, row, c, -1);
  }
  if (instance.maxLists === 1) return;
  for (let p = 0; p < instance.pairHome.length; p++) {
    const row = newRow(rows, Number.NEGATIVE_INFINITY, 1);
    const home = instance.pairHome[p]!;
    for (let s = instance.slotStart[home]!; s < instance.slotStart[home + 1]!; s++) {
      put(rows, row, columnOf(instance, columnStart, s, p), 1);
    }
  }
  for (let a = 0; a < instance.applicantIds.length; a++) {
    const row = newRow(rows, Number.NEGATIVE_INFINITY, 1);
    forEachPlaceOf(instance, a, (slot, pair) => {
      const isFirst = slot === instance.slotStart[instance.slotHome[slot]!];
      if (isFirst) put(rows, row, columnOf(instance, columnStart, slot, pair), 1);
    });
  }
}

/** Pinned pairs stand on their home's list, at their rank where it is fixed. */
export function addPins(instance: Instance, columnStart: Int32Array, lower: Float64Array, rows: Rows): void {
  for (const { pair, rank } of instance.pins) {
    const home = instance.pairHome[pair]!;
    const first = instance.slotStart[home]!;
    if (rank > 0) lower[columnOf(instance, columnStart, first + rank - 1, pair)] = 1;
    const row = newRow(rows, 1, 1);
    for (let s = first; s < instance.slotStart[home + 1]!; s++) {
      put(rows, row, columnOf(instance, columnStart, s, pair), 1);
    }
  }
}

/** Nobody of the first j in the order of points stands at a later rank than somebody behind them. */
export function addOrder(
  instance: Instance,
  columnStart: Int32Array,
  orderBy: Float64Array,
  rows: Rows,
): void {
  const pinned = new Set(instance.pins.map((pin) => pin.pair));
  for (let h = 0; h < instance.homeIds.length; h++) {
    const pairs = Array.from(
      { length: instance.pairStart[h + 1]! - instance.pairStart[h]! },
      (_, i) => instance.pairStart[h]! + i,
    );
    const free = pairs
      .filter((pair) => !pinned.has(pair))
      .sort((p, q) => comparePoints(instance, orderBy, p, q));
    const hasPins = free.length < pairs.length;
    const slots = Array.from(
      { length: instance.slotStart[h + 1]! - instance.slotStart[h]! },
      (_, r) => instance.slotStart[h]! + r,
    );
    for (const later of slots) {
      // Without holes and pins it is enough to compare neighbours.
      for (const earlier of slots.filter((s) => s < later && (hasPins || s === later - 1))) {
        for (let j = 1; j < free.length; j++) {
          const row = newRow(rows, Number.NEGATIVE_INFINITY, 1);
          for (let i = 0; i < free.length; i++) {
            put(rows, row, columnOf(instance, columnStart, i < j ? later : earlier, free[i]!), 1);
          }
        }
      }
    }
  }
}

/** Order of points within a home: greater score + bonus first, then the published order. */
function comparePoints(instance: Instance, points: Float64Array, p: number, q: number): number {
  return (
    points[q]! - points[p]! ||
    instance.tieRank[instance.pairApplicant[p]!]! - instance.tieRank[instance.pairApplicant[q]!]!
  );
}
