/** The state of an assignment of applicants to places at fixed quota prices, and a place's best option in it. */
import { emptyLists, type TopLists } from './dual-lists.ts';
import { plainRows, type Rows, rowsByHome } from './dual-rows.ts';
import type { Instance } from './instance.ts';
import { EMPTY } from './plan.ts';

/** Scratch memory of the search, reused from path to path. */
export type PathSearch = {
  distance: Float64Array;
  stamp: Int32Array;
  parentSlot: Int32Array;
  parentPair: Int32Array;
  settled: number[];
  heapSeat: number[];
  heapKey: number[];
  run: number;
  /** The best end found so far: at this distance, slot `endSlot` takes a free seat by `endPair`, or leaves (EMPTY). */
  endDistance: number;
  endSlot: number;
  endPair: number;
  endSeat: number;
};

function pathSearch(seats: number): PathSearch {
  return {
    distance: new Float64Array(seats),
    stamp: new Int32Array(seats),
    parentSlot: new Int32Array(seats),
    parentPair: new Int32Array(seats),
    settled: [],
    heapSeat: [],
    heapKey: [],
    run: 0,
    endDistance: 0,
    endSlot: EMPTY,
    endPair: EMPTY,
    endSeat: EMPTY,
  };
}

/** A place on a list of an applicant: the one of row r has seats r·maxLists … r·maxLists + maxLists − 1. */
export type Assignment = {
  instance: Instance;
  lists: TopLists;
  rows: Rows;
  seatPrice: Float64Array;
  seatOwner: Int32Array;
  /** By row: the cheapest seat of the applicant and its price (the same arrays as the seats' where each has one). */
  cheapSeat: Int32Array;
  cheapPrice: Float64Array;
  slotSeat: Int32Array;
  slotPair: Int32Array;
  /** What the last `bestOption` found: pair (EMPTY: leave the slot empty) and its row, its net value and the next best one. */
  bestPair: number;
  bestRow: number;
  bestNet: number;
  secondNet: number;
  queue: Int32Array;
  paths: PathSearch;
};

/** Pairs from which an instance is large: its assignments go by phases, and its homes keep longer lists. */
const LARGE = 100_000;
const LARGE_LISTS = 128;

export function isLarge({ pairHome }: Pick<Instance, 'pairHome'>): boolean {
  return pairHome.length > LARGE;
}

export function newAssignment(instance: Instance): Assignment {
  const slots = instance.slotHome.length;
  const applicants = instance.applicantIds.length;
  const seats = applicants * instance.maxLists;
  const seatPrice = new Float64Array(seats);
  return {
    instance,
    lists: emptyLists(instance, isLarge(instance) ? LARGE_LISTS : undefined),
    rows: isLarge(instance) && instance.maxLists === 1 ? rowsByHome(instance) : plainRows(instance),
    seatPrice,
    seatOwner: new Int32Array(seats),
    cheapSeat: Int32Array.from({ length: applicants }, (_, a) => a * instance.maxLists),
    cheapPrice: instance.maxLists === 1 ? seatPrice : new Float64Array(applicants),
    slotSeat: new Int32Array(slots),
    slotPair: new Int32Array(slots),
    bestPair: EMPTY,
    bestRow: EMPTY,
    bestNet: 0,
    secondNet: 0,
    queue: new Int32Array(slots + 1),
    paths: pathSearch(seats),
  };
}

/** Sets the price of a seat and keeps the applicant's cheapest seat known. */
export function raise(state: Assignment, seat: number, price: number): void {
  state.seatPrice[seat] = price;
  const lists = state.instance.maxLists;
  if (lists === 1) return;
  const row = (seat - (seat % lists)) / lists;
  let cheapest = row * lists;
  for (let other = cheapest + 1; other < (row + 1) * lists; other++) {
    if (state.seatPrice[other]! < state.seatPrice[cheapest]!) cheapest = other;
  }
  state.cheapSeat[row] = cheapest;
  state.cheapPrice[row] = state.seatPrice[cheapest]!;
}

/** What filling the slot is worth before the candidate's adjusted score: reward and the cost of the home's shares. */
export function slotBase(state: Assignment, slot: number): number {
  const { instance, lists } = state;
  const constant = lists.classConstant[instance.homeClass[instance.slotHome[slot]!]!]!;
  return instance.slotReward + instance.slotWeight[slot]! * constant;
}

/** Finds the slot's best pair net of prices and the value of its next best option; leaving it empty is worth 0. */
export function bestOption(state: Assignment, slot: number): void {
  const { instance, lists, cheapPrice } = state;
  const { adjusted, rows } = lists;
  const home = instance.slotHome[slot]!;
  const weight = instance.slotWeight[slot]!;
  const base = slotBase(state, slot);
  const from = home * lists.size;
  const to = from + lists.count[home]!;
  let bestAt = -1;
  let best = 0;
  let second = 0;
  let at = from;
  for (; at < to; at++) {
    const gross = base + weight * adjusted[at]!;
    // Prices are never negative: nobody further down the list can come second.
    if (gross <= second) break;
    const net = gross - cheapPrice[rows[at]!]!;
    if (net > best) {
      second = best;
      best = net;
      bestAt = at;
    } else if (net > second) second = net;
  }
  const bestPair = bestAt < 0 ? EMPTY : lists.pairs[bestAt]!;
  state.bestPair = bestPair;
  state.bestRow = bestAt < 0 ? EMPTY : rows[bestAt]!;
  state.bestNet = best;
  state.secondNet = second;
  if (at === to && base + weight * lists.restBound[home]! > second) scanHome(state, home, weight, base);
  if (instance.maxLists > 1 && state.bestPair !== EMPTY) considerSecondSeat(state);
}

function scanHome(state: Assignment, home: number, weight: number, base: number): void {
  const { pairScore, pairCell, pairApplicant, pairStart, homeClass } = state.instance;
  const { cellBonus, classMost } = state.lists;
  const { cheapPrice, rows } = state;
  const most = classMost[homeClass[home]!]!;
  let bestPair = EMPTY;
  let best = 0;
  let second = 0;
  for (let p = pairStart[home]!; p < pairStart[home + 1]!; p++) {
    const score = pairScore[p]!;
    if (base + weight * (score + most) <= second) break;
    const net = base + weight * (score + cellBonus[pairCell[p]!]!) - cheapPrice[rows.of[pairApplicant[p]!]!]!;
    if (net > best) {
      second = best;
      best = net;
      bestPair = p;
    } else if (net > second) second = net;
  }
  state.bestPair = bestPair;
  state.bestRow = bestPair === EMPTY ? EMPTY : rows.of[pairApplicant[bestPair]!]!;
  state.bestNet = best;
  state.secondNet = second;
}

/** With several seats, the next best option may be another seat of the same applicant. */
function considerSecondSeat(state: Assignment): void {
  const lists = state.instance.maxLists;
  const row = state.bestRow;
  const cheapest = state.cheapSeat[row]!;
  let other = Number.POSITIVE_INFINITY;
  for (let seat = row * lists; seat < (row + 1) * lists; seat++) {
    if (seat !== cheapest && state.seatPrice[seat]! < other) other = state.seatPrice[seat]!;
  }
  const net = state.bestNet + state.seatPrice[cheapest]! - other;
  if (net > state.secondNet) state.secondNet = net;
}

/** Mean distance of the scores from their mean; the penalties' scale where all scores are equal. */
export function spreadOf({ pairScore, quotas }: Instance): number {
  const most = quotas.reduce((greatest, quota) => Math.max(greatest, quota.penalty), 0);
  return Math.max(meanDeviation(pairScore), most / 1000, 1e-3);
}

/** Mean distance of some scores from their mean; 0 where there are none. */
export function meanDeviation(scores: Int32Array): number {
  const count = Math.max(1, scores.length);
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += scores[i]!;
  const mean = sum / count;
  let deviation = 0;
  for (let i = 0; i < scores.length; i++) deviation += Math.abs(scores[i]! - mean);
  return deviation / count;
}
