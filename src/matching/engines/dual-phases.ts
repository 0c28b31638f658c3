/**
 * The assignment at fixed quota prices for large instances: an auction in phases of falling epsilon, then a reverse
 * auction for whoever nobody bids for any longer. Where many homes want the same people, single raises of the last
 * epsilon and paths across whole markets grow faster than the instance; phases keep the work by slot the same.
 *
 * Each phase starts from the prices of the phase before, lowered by some of its epsilons, so that hardly any applicant
 * keeps a price without a place: such a price would weaken the bound. Those few lower their prices until a place
 * comes back to them, or to zero.
 */
import { bidAll, clearPlaces } from './dual-bidding.ts';
import { type Assignment, bestOption, isLarge, slotBase } from './dual-state.ts';
import type { Instance } from './instance.ts';
import { EMPTY } from './plan.ts';

/** The first phase's epsilon as a share of the spread of scores, and how the phases fall. */
const firstShare = 1e-2;
const fall = 5;
/** Epsilons of the phase before by which prices are lowered: fewer leave prices to nobody, more make bids again. */
const margin = 4;

/** The first phase's epsilon where the instance is large enough for phases. */
export function firstEpsilonOf(instance: Instance, spread: number): number | undefined {
  return isLarge(instance) ? firstShare * spread : undefined;
}

/** Solves the assignment within about slots × epsilon, from zero prices. For one list an applicant only. */
export function assignByPhases(
  state: Assignment,
  first: number,
  epsilon: number,
  shouldStop: () => boolean,
): void {
  bidAll(state, first, Number.POSITIVE_INFINITY, shouldStop);
  for (let step = first; step > epsilon; ) {
    lowerPrices(state, margin * step);
    step = Math.max(epsilon, step / fall);
    clearPlaces(state);
    bidAll(state, step, Number.POSITIVE_INFINITY, shouldStop);
    giveBack(state, step);
  }
}

function lowerPrices({ seatPrice }: Assignment, by: number): void {
  for (let seat = 0; seat < seatPrice.length; seat++) seatPrice[seat] = Math.max(0, seatPrice[seat]! - by);
}

/** Reverse auction: each applicant with a price and without a place lowers it to what a place would give for it. */
function giveBack(state: Assignment, epsilon: number): void {
  const { rows, seatPrice, seatOwner, slotSeat, slotPair } = state;
  const waiting: number[] = [];
  for (const seat of rows.of) {
    if (seatPrice[seat]! > 0 && seatOwner[seat] === EMPTY) waiting.push(seat);
  }
  if (waiting.length === 0) return;
  const profit = profits(state);
  for (let seat = waiting.pop(); seat !== undefined; seat = waiting.pop()) {
    const ask = bestAsk(state, profit, seat);
    if (ask.value <= epsilon) {
      seatPrice[seat] = 0;
      continue;
    }
    const price = Math.max(0, ask.second - epsilon);
    const { slot, pair } = ask;
    const left = slotSeat[slot]!;
    seatPrice[seat] = price;
    profit[slot] = profit[slot]! + ask.value - price;
    seatOwner[seat] = slot;
    slotSeat[slot] = seat;
    slotPair[slot] = pair;
    if (left === EMPTY) continue;
    seatOwner[left] = EMPTY;
    if (seatPrice[left]! > 0) waiting.push(left);
  }
}

/** What each slot gains at the prices: at its seat, or its best option where it has none. */
function profits(state: Assignment): Float64Array {
  return Float64Array.from(state.slotPair, (_, slot) => {
    bestOption(state, slot);
    return state.bestNet;
  });
}

type Ask = { slot: number; pair: number; value: number; second: number };

/** The slot that could pay the applicant most and stay as well off, and what the next one could. */
function bestAsk(state: Assignment, profit: Float64Array, seat: number): Ask {
  const { instance, lists } = state;
  const ask: Ask = { slot: EMPTY, pair: EMPTY, value: 0, second: 0 };
  const applicant = state.rows.applicant[seat]!;
  for (let i = instance.applicantStart[applicant]!; i < instance.applicantStart[applicant + 1]!; i++) {
    const pair = instance.applicantPairs[i]!;
    const home = instance.pairHome[pair]!;
    const adjusted = instance.pairScore[pair]! + lists.cellBonus[instance.pairCell[pair]!]!;
    for (let slot = instance.slotStart[home]!; slot < instance.slotStart[home + 1]!; slot++) {
      const value = slotBase(state, slot) + instance.slotWeight[slot]! * adjusted - profit[slot]!;
      if (value > ask.value) {
        ask.second = ask.value;
        ask.value = value;
        ask.slot = slot;
        ask.pair = pair;
      } else if (value > ask.second) ask.second = value;
    }
  }
  return ask;
}
