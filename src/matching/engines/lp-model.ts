/**
 * The problem as a linear model, one column for each (slot, pair) and one for each quota's missing leases, in sparse
 * columns that any solver can read. The relaxation is exactly the one that the certificate's bound relaxes.
 */
import type { Instance } from './instance.ts';
import { addOrder, addPins, addPlanRules } from './lp-plan-rules.ts';
import { columnOf, forEachPlaceOf, newRow, put, type Rows } from './lp-rows.ts';
import { EMPTY } from './plan.ts';

/** Maximise cost·x under rowLower ≤ A·x ≤ rowUpper and lower ≤ x ≤ upper; A by columns. */
export type LinearModel = {
  columns: number;
  rows: number;
  cost: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;
  starts: Int32Array;
  indices: Int32Array;
  values: Float64Array;
  /** 1 where the column must be a whole number. */
  integer: Uint8Array;
  /** Slot and pair of the first columns; the columns after them are the quotas' missing leases. */
  columnSlot: Int32Array;
  columnPair: Int32Array;
};

export type ModelKind =
  /** Places and lists of applicants are limited, quotas priced, the rest is free: what the dual bound relaxes. */
  | { kind: 'relaxation' }
  /** All rules of a plan but the order of points: no plan at any prices is worth more. */
  | { kind: 'plans' }
  /** The plans whose entries without pin stand in the order of these points (score + published bonus by pair). */
  | { kind: 'ordered'; points: Float64Array };

/** The linear model of a kind; whole numbers unless it is the relaxation. */
export function linearModel(instance: Instance, wanted: ModelKind): LinearModel {
  const columnStart = new Int32Array(instance.slotHome.length + 1);
  for (let s = 0; s < instance.slotHome.length; s++) {
    const home = instance.slotHome[s]!;
    columnStart[s + 1] = columnStart[s]! + instance.pairStart[home + 1]! - instance.pairStart[home]!;
  }
  const choices = columnStart.at(-1) ?? 0;
  const columns = choices + instance.quotas.length;
  const columnSlot = new Int32Array(choices);
  const columnPair = new Int32Array(choices);
  const cost = new Float64Array(columns);
  for (let s = 0; s < instance.slotHome.length; s++) {
    const first = instance.pairStart[instance.slotHome[s]!]!;
    for (let c = columnStart[s]!; c < columnStart[s + 1]!; c++) {
      columnSlot[c] = s;
      columnPair[c] = first + c - columnStart[s]!;
      cost[c] = instance.slotReward + instance.slotWeight[s]! * instance.pairScore[columnPair[c]!]!;
    }
  }
  for (const [k, quota] of instance.quotas.entries()) cost[choices + k] = -quota.penalty;
  const rows: Rows = { lower: [], upper: [], column: [], row: [], value: [] };
  addPlacesAndLists(instance, columnStart, rows);
  addQuotas(instance, columnSlot, columnPair, rows);
  const lower = new Float64Array(columns);
  if (wanted.kind !== 'relaxation') {
    addPlanRules(instance, columnStart, rows);
    addPins(instance, columnStart, lower, rows);
  }
  if (wanted.kind === 'ordered') addOrder(instance, columnStart, wanted.points, rows);
  const upper = new Float64Array(columns).fill(1).fill(Number.POSITIVE_INFINITY, choices);
  const integer = new Uint8Array(columns);
  if (wanted.kind !== 'relaxation') integer.fill(1, 0, choices);
  return { columns, cost, lower, upper, integer, columnSlot, columnPair, ...byColumn(rows, columns) };
}

/** The plan of a whole-number point: slot → pair. */
export function planOf(instance: Instance, model: LinearModel, point: Float64Array): Int32Array {
  const slots = new Int32Array(instance.slotHome.length).fill(EMPTY);
  for (let c = 0; c < model.columnSlot.length; c++) {
    if (point[c]! > 0.5) slots[model.columnSlot[c]!] = model.columnPair[c]!;
  }
  return slots;
}

/** The point of a plan, with what each quota misses: a start for a solver. */
export function pointOf(model: LinearModel, slots: Int32Array, missing: readonly number[]): Float64Array {
  const point = new Float64Array(model.columns);
  for (let c = 0; c < model.columnSlot.length; c++) {
    if (slots[model.columnSlot[c]!] === model.columnPair[c]) point[c] = 1;
  }
  for (const [k, value] of missing.entries()) point[model.columnSlot.length + k] = value;
  return point;
}

/** Value of a point and its greatest violation of a row, a bound or a whole number. */
export function checkPoint(model: LinearModel, point: Float64Array): { value: number; violation: number } {
  const activity = new Float64Array(model.rows);
  let value = 0;
  let violation = 0;
  for (let c = 0; c < model.columns; c++) {
    const x = point[c]!;
    value += model.cost[c]! * x;
    violation = Math.max(violation, model.lower[c]! - x, x - model.upper[c]!);
    if (model.integer[c] === 1) violation = Math.max(violation, Math.abs(x - Math.round(x)));
    for (let i = model.starts[c]!; i < model.starts[c + 1]!; i++)
      activity[model.indices[i]!]! += model.values[i]! * x;
  }
  for (let row = 0; row < model.rows; row++) {
    violation = Math.max(
      violation,
      model.rowLower[row]! - activity[row]!,
      activity[row]! - model.rowUpper[row]!,
    );
  }
  return { value, violation };
}

function addPlacesAndLists(instance: Instance, columnStart: Int32Array, rows: Rows): void {
  for (let s = 0; s < instance.slotHome.length; s++) {
    const row = newRow(rows, Number.NEGATIVE_INFINITY, 1);
    for (let c = columnStart[s]!; c < columnStart[s + 1]!; c++) put(rows, row, c, 1);
  }
  for (let a = 0; a < instance.applicantIds.length; a++) {
    if (instance.applicantStart[a] === instance.applicantStart[a + 1]) continue;
    const row = newRow(rows, Number.NEGATIVE_INFINITY, instance.maxLists);
    forEachPlaceOf(instance, a, (slot, pair) =>
      put(rows, row, columnOf(instance, columnStart, slot, pair), 1),
    );
  }
}

/** missing ≥ constant + share·T − G, written missing + Σ (in group − share)·w·x ≥ constant. */
function addQuotas(instance: Instance, columnSlot: Int32Array, columnPair: Int32Array, rows: Rows): void {
  const first = rows.lower.length;
  for (const [k, quota] of instance.quotas.entries()) {
    newRow(rows, quota.constant, Number.POSITIVE_INFINITY);
    put(rows, first + k, columnSlot.length + k, 1);
  }
  const weightOf = new Map<number, number>();
  for (let c = 0; c < columnSlot.length; c++) {
    const slot = columnSlot[c]!;
    weightOf.clear();
    for (const k of instance.classQuotas[instance.homeClass[instance.slotHome[slot]!]!]!) {
      weightOf.set(k, -instance.quotas[k]!.share);
    }
    const cell = instance.pairCell[columnPair[c]!]!;
    for (let i = instance.cellStart[cell]!; i < instance.cellStart[cell + 1]!; i++) {
      const k = instance.cellQuotas[i]!;
      weightOf.set(k, weightOf.get(k)! + 1);
    }
    for (const [k, factor] of weightOf) {
      const value = factor * instance.slotWeight[slot]!;
      if (value !== 0) put(rows, first + k, c, value);
    }
  }
}

function byColumn(rows: Rows, columns: number) {
  const starts = new Int32Array(columns + 1);
  for (const column of rows.column) starts[column + 1]!++;
  for (let c = 0; c < columns; c++) starts[c + 1]! += starts[c]!;
  const cursor = starts.slice(0, columns);
  const indices = new Int32Array(rows.column.length);
  const values = new Float64Array(rows.column.length);
  for (let i = 0; i < rows.column.length; i++) {
    const at = cursor[rows.column[i]!]!++;
    indices[at] = rows.row[i]!;
    values[at] = rows.value[i]!;
  }
  return {
    rows: rows.lower.length,
    rowLower: Float64Array.from(rows.lower),
    rowUpper: Float64Array.from(rows.upper),
    starts,
    indices,
    values,
  };
}
