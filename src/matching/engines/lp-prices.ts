/**
 * Prices under which a given plan stands in the order of points: the inverse problem of the published order, a small
 * linear model over the quota prices for javascript-lp-solver.
 */
import type { Instance } from './instance.ts';
import { solveWithJslp } from './lp-jslp.ts';
import type { LinearModel } from './lp-model.ts';
import type { WorkerLimits } from './lp-worker.ts';
import { EMPTY, roundPrices } from './plan.ts';

/** An order to keep: points of the first are at least those of the second; by quota what a price adds to it. */
type Order = { lack: number; effect: Map<number, number> };

/**
 * Published prices that break as few of the plan's orders as the model can, weighted by the points they lack; nearest
 * whole units, so that some orders may still break. `none` where the answer was wrong, or where caps make bonuses
 * other than sums of prices; `stopped` where a clock ended the solver.
 */
export async function pricesForOrder(
  instance: Instance,
  slots: Int32Array,
  limits: WorkerLimits,
): Promise<Float64Array | 'none' | 'stopped'> {
  if (instance.capClasses.length > 0) return 'none';
  const orders = ordersOf(instance, slots);
  if (orders.length === 0) return new Float64Array(instance.quotas.length);
  const outcome = await solveWithJslp(priceModel(instance, orders), limits);
  if (outcome.status !== 'checked') return outcome.status === 'stopped' ? 'stopped' : 'none';
  const { point } = outcome;
  return roundPrices(
    instance,
    Float64Array.from(instance.quotas, (quota, k) => point[k]! * quota.penalty),
  );
}

function ordersOf(instance: Instance, slots: Int32Array): Order[] {
  const pinned = new Set(instance.pins.map((pin) => pin.pair));
  const orders: Order[] = [];
  for (let h = 0; h < instance.homeIds.length; h++) {
    const list = Array.from(slots.subarray(instance.slotStart[h]!, instance.slotStart[h + 1]!)).filter(
      (pair) => pair !== EMPTY && !pinned.has(pair),
    );
    for (let r = 1; r < list.length; r++) {
      const order = orderOf(instance, list[r - 1]!, list[r]!);
      if (order.effect.size > 0) orders.push(order);
    }
  }
  return orders;
}

function orderOf(instance: Instance, upper: number, lower: number): Order {
  const effect = new Map<number, number>();
  for (const [pair, sign] of [
    [upper, 1],
    [lower, -1],
  ] as const) {
    const cell = instance.pairCell[pair]!;
    for (let i = instance.cellStart[cell]!; i < instance.cellStart[cell + 1]!; i++) {
      const k = instance.cellQuotas[i]!;
      const sum = (effect.get(k) ?? 0) + sign;
      if (sum === 0) effect.delete(k);
      else effect.set(k, sum);
    }
  }
  // One unit of margin: rounding of prices must not undo an order that holds by a hair.
  const lack = instance.pairScore[lower]! - instance.pairScore[upper]! + instance.priceUnit;
  return { lack, effect };
}

/** Maximise −Σ breach under Σ effect·price + breach ≥ lack, prices as shares of their caps: all numbers near 1. */
function priceModel(instance: Instance, orders: readonly Order[]): LinearModel {
  const quotas = instance.quotas.length;
  const columns = quotas + orders.length;
  const scale = orders.reduce((most, order) => Math.max(most, Math.abs(order.lack)), 1);
  const entries: { column: number; row: number; value: number }[] = [];
  for (const [row, order] of orders.entries()) {
    for (const [k, sign] of order.effect) {
      entries.push({ column: k, row, value: (sign * instance.quotas[k]!.penalty) / scale });
    }
    entries.push({ column: quotas + row, row, value: 1 });
  }
  entries.sort((a, b) => a.column - b.column || a.row - b.row);
  const starts = new Int32Array(columns + 1);
  for (const { column } of entries) starts[column + 1]!++;
  for (let c = 0; c < columns; c++) starts[c + 1]! += starts[c]!;
  return {
    columns,
    rows: orders.length,
    // A small cost of the prices themselves: of all that keep the orders, rather the smaller ones.
    cost: new Float64Array(columns).fill(-1e-4, 0, quotas).fill(-1, quotas),
    lower: new Float64Array(columns),
    upper: new Float64Array(columns).fill(1, 0, quotas).fill(Number.POSITIVE_INFINITY, quotas),
    rowLower: Float64Array.from(orders, (order) => order.lack / scale),
    rowUpper: new Float64Array(orders.length).fill(Number.POSITIVE_INFINITY),
    starts,
    indices: Int32Array.from(entries, (entry) => entry.row),
    values: Float64Array.from(entries, (entry) => entry.value),
    integer: new Uint8Array(columns),
    columnSlot: new Int32Array(0),
    columnPair: new Int32Array(0),
  };
}
