/** The candidates of a home in the order of score + bonus, found only as far as somebody asks. */
import type { Instance } from './instance.ts';

/** Points on a grid of a millionth: integers, so that equal sums are equal whatever their order. */
const pointGrid = 1_000_000;
/** Most homes are filled from their first few candidates; the whole list is sorted for the others only. */
const firstLook = 16;
/** Up to here (score + bonus)·candidates stays an exact integer for a hundred million of them. */
const mostWholePoints = 50_000_000;

/** The order of each home's candidates at given bonuses; see `setBonuses` and `candidateAt`. */
export type HomeOrders = {
  instance: Instance;
  /** Bonus of each cell on the point grid. */
  bonus: Float64Array;
  /** Greatest bonus in each home class, on the point grid. */
  mostOfClass: Float64Array;
  /** Pairs of each home from instance.pairStart[h], the first `known[h]` in order. */
  order: Int32Array;
  known: Int32Array;
  /** True while every bonus is a whole number of points: lists are then sorted by one number for each pair. */
  wholePoints: boolean;
  /** Place of each pair in the published order of its home's candidates, from 0; null until a whole list is sorted. */
  tiePlace: Int32Array | null;
  /** Scratch: keys of a list, and the pair of each tie place in it. */
  keys: Float64Array;
  pairOfTiePlace: Int32Array;
};

/** Empty orders of an instance, at zero bonuses. */
export function createHomeOrders(instance: Instance): HomeOrders {
  return {
    instance,
    bonus: new Float64Array(instance.cellClass.length),
    mostOfClass: new Float64Array(instance.classQuotas.length),
    order: new Int32Array(instance.pairHome.length),
    known: new Int32Array(instance.homeIds.length),
    wholePoints: true,
    tiePlace: null,
    keys: new Float64Array(longestList(instance)),
    pairOfTiePlace: new Int32Array(longestList(instance)),
  };
}

/** Changes the bonuses (points, by cell); the orders of homes that none of the changed ones touches are kept. */
export function setBonuses(orders: HomeOrders, bonuses: Float64Array): void {
  const { bonus, mostOfClass, known, instance } = orders;
  const isChanged = new Uint8Array(mostOfClass.length);
  mostOfClass.fill(0);
  orders.wholePoints = bonuses.every((points) => Number.isInteger(points) && points < mostWholePoints);
  for (let c = 0; c < bonus.length; c++) {
    const points = Math.round(bonuses[c]! * pointGrid);
    const homeClass = instance.cellClass[c]!;
    if (points !== bonus[c]) isChanged[homeClass] = 1;
    bonus[c] = points;
    if (points > mostOfClass[homeClass]!) mostOfClass[homeClass] = points;
  }
  for (let h = 0; h < known.length; h++) if (isChanged[instance.homeClass[h]!] === 1) known[h] = 0;
}

/** Score + bonus of a pair on the point grid. */
function pointsOf(orders: HomeOrders, pair: number): number {
  return orders.instance.pairScore[pair]! * pointGrid + orders.bonus[orders.instance.pairCell[pair]!]!;
}

/** Whether one pair stands before another of the same home: more points, or the same and an earlier tie rank. */
export function standsBefore(orders: HomeOrders, pair: number, other: number): boolean {
  const lead = pointsOf(orders, pair) - pointsOf(orders, other);
  if (lead !== 0) return lead > 0;
  const { tieRank, pairApplicant } = orders.instance;
  return tieRank[pairApplicant[pair]!]! < tieRank[pairApplicant[other]!]!;
}

/** The pair at a position (from 0) of a home's order; −1 past the end. */
export function candidateAt(orders: HomeOrders, home: number, position: number): number {
  const from = orders.instance.pairStart[home]!;
  const count = orders.instance.pairStart[home + 1]! - from;
  if (position >= count) return -1;
  if (position >= orders.known[home]!) {
    if (orders.known[home] === 0 && count > 2 * firstLook) selectFirst(orders, home);
    else sortWhole(orders, home);
  }
  return orders.order[from + position]!;
}

/** Pairs come by falling score: the scan stops where the greatest bonus could not lift a pair into the selection. */
function selectFirst(orders: HomeOrders, home: number): void {
  const { instance, order } = orders;
  const from = instance.pairStart[home]!;
  const to = instance.pairStart[home + 1]!;
  const most = orders.mostOfClass[instance.homeClass[home]!]!;
  let filled = 0;
  for (let pair = from; pair < to; pair++) {
    if (filled === firstLook) {
      const last = order[from + filled - 1]!;
      if (instance.pairScore[pair]! * pointGrid + most < pointsOf(orders, last)) break;
      if (!standsBefore(orders, pair, last)) continue;
      filled--;
    }
    let at = from + filled;
    while (at > from && standsBefore(orders, pair, order[at - 1]!)) {
      order[at] = order[at - 1]!;
      at--;
    }
    order[at] = pair;
    filled++;
  }
  orders.known[home] = filled;
}

function sortWhole(orders: HomeOrders, home: number): void {
  const { instance, order } = orders;
  const from = instance.pairStart[home]!;
  const to = instance.pairStart[home + 1]!;
  if (orders.wholePoints) sortByKeys(orders, from, to);
  else {
    const pairs = Array.from({ length: to - from }, (_, i) => from + i);
    pairs.sort((a, b) => (standsBefore(orders, a, b) ? -1 : 1));
    order.set(pairs, from);
  }
  orders.known[home] = to - from;
}

/** One number carries (falling points, tie place): sorting numbers is many times faster than with a comparator. */
function sortByKeys(orders: HomeOrders, from: number, to: number): void {
  orders.tiePlace ??= tiePlaces(orders.instance);
  const { order, pairOfTiePlace, tiePlace, bonus } = orders;
  const { pairScore, pairCell } = orders.instance;
  const scale = to - from;
  const keys = orders.keys.subarray(0, scale);
  for (let pair = from; pair < to; pair++) {
    const place = tiePlace[pair]!;
    pairOfTiePlace[place] = pair;
    // Whole points: the division is exact.
    keys[pair - from] = place - (pairScore[pair]! + bonus[pairCell[pair]!]! / pointGrid) * scale;
  }
  keys.sort();
  for (let i = 0; i < keys.length; i++) {
    const rest = keys[i]! % scale;
    order[from + i] = pairOfTiePlace[rest < 0 ? rest + scale : rest]!;
  }
}

/** Numbers the pairs of each home by the published order of their applicants: small numbers stay near each other. */
function tiePlaces({ pairStart, pairApplicant, tieRank }: Instance): Int32Array {
  const places = new Int32Array(pairApplicant.length);
  const pairOfRank = new Int32Array(tieRank.length);
  for (let h = 0; h + 1 < pairStart.length; h++) {
    const from = pairStart[h]!;
    const ranks = new Int32Array(pairStart[h + 1]! - from);
    for (let i = 0; i < ranks.length; i++) {
      ranks[i] = tieRank[pairApplicant[from + i]!]!;
      pairOfRank[ranks[i]!] = from + i;
    }
    ranks.sort();
    for (let place = 0; place < ranks.length; place++) places[pairOfRank[ranks[place]!]!] = place;
  }
  return places;
}

function longestList({ pairStart }: Instance): number {
  let longest = 0;
  for (let h = 1; h < pairStart.length; h++) longest = Math.max(longest, pairStart[h]! - pairStart[h - 1]!);
  return longest;
}
