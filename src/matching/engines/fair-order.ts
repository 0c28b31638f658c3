/**
 * The candidates of a home in the order of score + bonus, found only as far as somebody asks: the runs of its cells are
 * merged, so that nothing is sorted when the prices change.
 */
import { APPLICANT, type CellRuns, ENTRY, layOutRuns, SCORE, WISH } from './fair-runs.ts';
import type { Instance } from './instance.ts';

/** Points on a grid of a millionth: integers, so that equal sums are equal whatever their order. */
const pointGrid = 1_000_000;

/** What compares the pairs of a home at given bonuses. */
export type Points = {
  instance: Instance;
  /** Bonus of each cell on the point grid. */
  bonus: Float64Array;
};

/** Numbers of a candidate in an order: the pair, then what is asked of it at each offer. */
const CANDIDATE = 3;
export const CANDIDATE_APPLICANT = 1;
export const CANDIDATE_WISH = 2;

/** The order of each home's candidates at given bonuses; see `setBonuses` and `candidateAt`. */
export type HomeOrders = Points & {
  /**
   * Candidates of each home from CANDIDATE·instance.pairStart[h], the first `known[h]` in order. What offers ask stands
   * here again, so that a home's order is gone down in one stretch of memory.
   */
  order: Int32Array;
  known: Int32Array;
  runs: CellRuns;
  /** By run: its first entry that is not yet in the order. */
  head: Int32Array;
  /** The heap of home h, from runs.homeStart[h]: its runs that are not exhausted, and the points of their heads. */
  heapRun: Int32Array;
  heapPoints: Float64Array;
  heapSize: Int32Array;
};

/** Empty orders of an instance, at zero bonuses. */
export function createHomeOrders(instance: Instance): HomeOrders {
  const runs = layOutRuns(instance);
  const count = runs.runStart.length - 1;
  return {
    instance,
    bonus: new Float64Array(instance.cellClass.length),
    order: new Int32Array(CANDIDATE * instance.pairHome.length),
    known: new Int32Array(instance.homeIds.length),
    runs,
    head: new Int32Array(count),
    heapRun: new Int32Array(count),
    heapPoints: new Float64Array(count),
    heapSize: new Int32Array(instance.homeIds.length),
  };
}

/** Bonuses (points, by cell) on the point grid. */
export function onPointGrid(bonuses: Float64Array): Float64Array {
  return bonuses.map((points) => Math.round(points * pointGrid));
}

/** Changes the bonuses (points, by cell); the orders of homes that none of the changed ones touches are kept. */
export function setBonuses(orders: HomeOrders, bonuses: Float64Array): void {
  const { bonus, known, instance } = orders;
  const isChanged = new Uint8Array(instance.classQuotas.length);
  const points = onPointGrid(bonuses);
  for (let c = 0; c < bonus.length; c++) if (points[c] !== bonus[c]) isChanged[instance.cellClass[c]!] = 1;
  bonus.set(points);
  for (let h = 0; h < known.length; h++) if (isChanged[instance.homeClass[h]!] === 1) known[h] = 0;
}

/** Score + bonus of a pair on the point grid. */
export function pointsOf({ instance, bonus }: Points, pair: number): number {
  return instance.pairScore[pair]! * pointGrid + bonus[instance.pairCell[pair]!]!;
}

/** Whether one pair stands before another of the same home: more points, or the same and an earlier tie rank. */
export function standsBefore(points: Points, pair: number, other: number): boolean {
  const lead = pointsOf(points, pair) - pointsOf(points, other);
  if (lead !== 0) return lead > 0;
  const { tieRank, pairApplicant } = points.instance;
  return tieRank[pairApplicant[pair]!]! < tieRank[pairApplicant[other]!]!;
}

/** The pair at a position (from 0) of a home's order; −1 past the end. */
export function candidateAt(orders: HomeOrders, home: number, position: number): number {
  const at = placeAt(orders, home, position);
  return at < 0 ? -1 : orders.order[at]!;
}

/** The same, as where the candidate's numbers start in `order`. */
export function placeAt(orders: HomeOrders, home: number, position: number): number {
  const { known } = orders;
  const from = orders.instance.pairStart[home]!;
  if (position >= known[home]!) {
    if (position >= orders.instance.pairStart[home + 1]! - from) return -1;
    if (known[home] === 0) startMerge(orders, home);
    while (known[home]! <= position) addFirst(orders, home, CANDIDATE * (from + known[home]!++));
  }
  return CANDIDATE * (from + position);
}

function startMerge(orders: HomeOrders, home: number): void {
  const { runs, head, heapRun, heapPoints, heapSize } = orders;
  const from = runs.homeStart[home]!;
  const size = runs.homeStart[home + 1]! - from;
  for (let run = from; run < from + size; run++) {
    head[run] = runs.runStart[run]!;
    heapRun[run] = run;
    heapPoints[run] = headPoints(orders, run);
  }
  heapSize[home] = size;
  for (let at = (size >> 1) - 1; at >= 0; at--) sink(orders, from, size, at);
}

/** Points of a run's head. */
function headPoints({ bonus, runs, head }: HomeOrders, run: number): number {
  return runs.entries[head[run]! * ENTRY + SCORE]! * pointGrid + bonus[runs.runCell[run]!]!;
}

/** Takes the first of the heads that are left, of which there is one, to a place in the order. */
function addFirst(orders: HomeOrders, home: number, at: number): void {
  const { runs, head, heapRun, heapPoints, heapSize, order } = orders;
  const from = runs.homeStart[home]!;
  const run = heapRun[from]!;
  const entry = ENTRY * head[run]!++;
  order[at] = runs.entries[entry]!;
  order[at + CANDIDATE_APPLICANT] = runs.entries[entry + APPLICANT]!;
  order[at + CANDIDATE_WISH] = runs.entries[entry + WISH]!;
  if (head[run]! < runs.runStart[run + 1]!) {
    heapPoints[from] = headPoints(orders, run);
  } else {
    const last = from + --heapSize[home]!;
    heapRun[from] = heapRun[last]!;
    heapPoints[from] = heapPoints[last]!;
  }
  sink(orders, from, heapSize[home]!, 0);
}

/** Lets the run at a place of a heap sink below those whose heads stand before its own. */
function sink(orders: HomeOrders, from: number, size: number, place: number): void {
  const { heapRun, heapPoints } = orders;
  const run = heapRun[from + place]!;
  const points = heapPoints[from + place]!;
  let at = place;
  for (;;) {
    let down = 2 * at + 1;
    if (down >= size) break;
    const right = from + down + 1;
    if (down + 1 < size && leads(orders, heapPoints[right]!, heapRun[right]!, right - 1)) down++;
    if (leads(orders, points, run, from + down)) break;
    heapRun[from + at] = heapRun[from + down]!;
    heapPoints[from + at] = heapPoints[from + down]!;
    at = down;
  }
  heapRun[from + at] = run;
  heapPoints[from + at] = points;
}

/** Whether a run with such points stands before the one at a place of the heap. */
function leads(
  { instance, runs, head, heapRun, heapPoints }: HomeOrders,
  points: number,
  run: number,
  other: number,
): boolean {
  const lead = points - heapPoints[other]!;
  if (lead !== 0) return lead > 0;
  const { tieRank } = instance;
  const applicant = runs.entries[head[run]! * ENTRY + APPLICANT]!;
  return tieRank[applicant]! < tieRank[runs.entries[head[heapRun[other]!]! * ENTRY + APPLICANT]!]!;
}
