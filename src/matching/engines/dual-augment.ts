/** Shortest augmenting paths on reduced costs: brings one waiting place into an assignment without losing optimality. */
import { type Assignment, bestOption, type PathSearch, raise, slotBase } from './dual-state.ts';
import { EMPTY } from './plan.ts';

/** Assigns the slot along the cheapest path that ends in a free seat or in leaving some slot empty. */
export function augment(state: Assignment, slot: number): void {
  const { paths, seatOwner, seatPrice } = state;
  bestOption(state, slot);
  if (state.bestPair === EMPTY) return;
  paths.run++;
  paths.settled.length = 0;
  paths.heapSeat.length = 0;
  paths.heapKey.length = 0;
  paths.endDistance = Number.POSITIVE_INFINITY;
  expand(state, slot, 0, state.bestNet);
  for (let seat = pop(paths); seat !== EMPTY; seat = pop(paths)) {
    const distance = paths.distance[seat]!;
    if (distance >= paths.endDistance) break;
    paths.settled.push(seat);
    const owner = seatOwner[seat]!;
    expand(state, owner, distance, profitOf(state, owner));
  }
  for (const seat of paths.settled)
    raise(state, seat, seatPrice[seat]! + paths.endDistance - paths.distance[seat]!);
  switchAlongPath(state, slot);
}

function profitOf(state: Assignment, slot: number): number {
  const { instance, lists } = state;
  const pair = state.slotPair[slot]!;
  const adjusted = instance.pairScore[pair]! + lists.cellBonus[instance.pairCell[pair]!]!;
  return (
    slotBase(state, slot) + instance.slotWeight[slot]! * adjusted - state.seatPrice[state.slotSeat[slot]!]!
  );
}

/** Reaches from a slot everything that may lie on a shorter path than the best end known. */
function expand(state: Assignment, slot: number, distance: number, profit: number): void {
  const { instance, lists, paths } = state;
  if (distance + profit < paths.endDistance) {
    paths.endDistance = distance + profit;
    paths.endSlot = slot;
    paths.endPair = EMPTY;
    paths.endSeat = EMPTY;
  }
  const home = instance.slotHome[slot]!;
  const weight = instance.slotWeight[slot]!;
  const base = slotBase(state, slot);
  const from = home * lists.size;
  const to = from + lists.count[home]!;
  for (let at = from; at < to; at++) {
    const gross = base + weight * lists.adjusted[at]!;
    if (distance + profit - gross >= paths.endDistance) return;
    reach(state, slot, lists.pairs[at]!, distance, profit - gross);
  }
  const rest = lists.restBound[home]!;
  if (rest === Number.NEGATIVE_INFINITY) return;
  if (distance + profit - (base + weight * rest) >= paths.endDistance) return;
  const most = lists.classMost[instance.homeClass[home]!]!;
  for (let p = instance.pairStart[home]!; p < instance.pairStart[home + 1]!; p++) {
    const score = instance.pairScore[p]!;
    if (distance + profit - (base + weight * (score + most)) >= paths.endDistance) return;
    const gross = base + weight * (score + lists.cellBonus[instance.pairCell[p]!]!);
    if (distance + profit - gross < paths.endDistance) reach(state, slot, p, distance, profit - gross);
  }
}

function reach(state: Assignment, slot: number, pair: number, distance: number, lackOfGross: number): void {
  const { paths, seatPrice, seatOwner } = state;
  const seats = state.instance.maxLists;
  const first = state.rows.of[state.instance.pairApplicant[pair]!]! * seats;
  for (let seat = first; seat < first + seats; seat++) {
    const owner = seatOwner[seat]!;
    if (owner === slot) continue;
    // Prices of the auction are right only within epsilon: a slightly negative reduced cost counts as zero.
    const reached = distance + Math.max(0, lackOfGross + seatPrice[seat]!);
    if (reached >= paths.endDistance) continue;
    if (owner === EMPTY) {
      paths.endDistance = reached;
      paths.endSlot = slot;
      paths.endPair = pair;
      paths.endSeat = seat;
    } else if (paths.stamp[seat] !== paths.run || reached < paths.distance[seat]!) {
      paths.stamp[seat] = paths.run;
      paths.distance[seat] = reached;
      paths.parentSlot[seat] = slot;
      paths.parentPair[seat] = pair;
      push(paths, seat, reached);
    }
  }
}

function switchAlongPath(state: Assignment, start: number): void {
  const { paths, slotSeat, slotPair, seatOwner } = state;
  let slot = paths.endSlot;
  let seat = paths.endSeat;
  let pair = paths.endPair;
  for (;;) {
    const left = slotSeat[slot]!;
    slotSeat[slot] = seat;
    slotPair[slot] = pair;
    if (seat !== EMPTY) seatOwner[seat] = slot;
    if (slot === start) return;
    seat = left;
    pair = paths.parentPair[left]!;
    slot = paths.parentSlot[left]!;
  }
}

function push(paths: PathSearch, seat: number, key: number): void {
  const { heapSeat, heapKey } = paths;
  let at = heapSeat.length;
  heapSeat.push(seat);
  heapKey.push(key);
  while (at > 0) {
    const up = (at - 1) >> 1;
    if (heapKey[up]! < key || (heapKey[up] === key && heapSeat[up]! <= seat)) break;
    heapSeat[at] = heapSeat[up]!;
    heapKey[at] = heapKey[up]!;
    at = up;
  }
  heapSeat[at] = seat;
  heapKey[at] = key;
}

/** The nearest seat that is not out of date, or EMPTY; equal distances by seat, so that paths never depend on luck. */
function pop(paths: PathSearch): number {
  const { heapSeat, heapKey } = paths;
  while (heapSeat.length > 0) {
    const seat = heapSeat[0]!;
    const key = heapKey[0]!;
    const lastSeat = heapSeat.pop()!;
    const lastKey = heapKey.pop()!;
    if (heapSeat.length > 0) sink(heapSeat, heapKey, lastSeat, lastKey);
    if (key === paths.distance[seat]) return seat;
  }
  return EMPTY;
}

function sink(heapSeat: number[], heapKey: number[], seat: number, key: number): void {
  let at = 0;
  for (;;) {
    let down = 2 * at + 1;
    if (down >= heapSeat.length) break;
    const right = down + 1;
    if (
      right < heapSeat.length &&
      (heapKey[right]! < heapKey[down]! ||
        (heapKey[right] === heapKey[down] && heapSeat[right]! < heapSeat[down]!))
    ) {
      down = right;
    }
    if (heapKey[down]! > key || (heapKey[down] === key && heapSeat[down]! >= seat)) break;
    heapSeat[at] = heapSeat[down]!;
    heapKey[at] = heapKey[down]!;
    at = down;
  }
  heapSeat[at] = seat;
  heapKey[at] = key;
}
