/** The orientation problem as a mixed-integer linear model, in sparse columns. */
import type { LinearModel } from './lp-model.ts';
import { cellCost, type OrientationCell, type OrientationProblem } from './orientation-problem.ts';

type Column = {
  cost: number;
  upper: number;
  integer: boolean;
  entries: { row: number; value: number }[];
};

export type OrientationModel = {
  linear: LinearModel;
  /** First column of each item: its choices follow. */
  firstColumn: readonly number[];
  /** Cost of the cells before the batch: the model counts from there. */
  constant: number;
};

/**
 * The model to maximise (costs are negative). A thin part of a unit, less than half in all, separates plans of equal
 * cost by the order of choices, so that the same problem always gives the same plan.
 */
export function orientationModel(problem: OrientationProblem): OrientationModel {
  const columns: Column[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  const firstColumn: number[] = [];
  const most = Math.max(1, ...problem.items.map(({ choices }) => choices.length));
  const thin = 0.5 / (most * Math.max(1, problem.items.length));
  for (const { choices } of problem.items) {
    firstColumn.push(columns.length);
    const row = rowLower.push(1) - 1;
    rowUpper.push(1);
    for (const place of choices.keys()) {
      columns.push({ cost: -thin * place, upper: 1, integer: true, entries: [{ row, value: 1 }] });
    }
  }
  const columnOf = ({ item, choice }: { item: number; choice: number }) =>
    columns[(firstColumn[item] ?? 0) + choice];
  let constant = 0;
  for (const cell of problem.cells) {
    const row = rowLower.push(0) - 1;
    rowUpper.push(0);
    for (const member of cell.members) columnOf(member)?.entries.push({ row, value: 1 });
    columns.push(...countColumns(cell, row));
    constant += cellCost(cell, cell.startTenths);
  }
  for (const limit of problem.limits) {
    const row = rowLower.push(Number.NEGATIVE_INFINITY) - 1;
    rowUpper.push(limit.room);
    for (const member of limit.members) columnOf(member)?.entries.push({ row, value: member.coefficient });
    columns.push({
      cost: -limit.slope,
      upper: Number.POSITIVE_INFINITY,
      integer: false,
      entries: [{ row, value: -1 }],
    });
  }
  return { firstColumn, constant, linear: sparse(columns, rowLower, rowUpper) };
}

/**
 * The count of a cell, a column for each slope that it meets: what one more item costs only grows, so the solver fills
 * them in order. Bends stand at whole items, which keeps the relaxation near whole plans.
 */
function countColumns(cell: OrientationCell, row: number): Column[] {
  const columns: Column[] = [];
  for (let count = 1; count <= cell.members.length; count += 1) {
    const standing = cell.startTenths + 10 * count;
    const marginal = cellCost(cell, standing) - cellCost(cell, standing - 10);
    const last = columns.at(-1);
    if (last?.cost === -marginal) last.upper += 1;
    else columns.push({ cost: -marginal, upper: 1, integer: false, entries: [{ row, value: -1 }] });
  }
  return columns;
}

function sparse(columns: readonly Column[], rowLower: number[], rowUpper: number[]): LinearModel {
  const entries = columns.flatMap((column) => column.entries);
  const starts = new Int32Array(columns.length + 1);
  for (const [index, column] of columns.entries()) {
    starts[index + 1] = (starts[index] ?? 0) + column.entries.length;
  }
  return {
    columns: columns.length,
    rows: rowLower.length,
    cost: Float64Array.from(columns, ({ cost }) => cost),
    lower: new Float64Array(columns.length),
    upper: Float64Array.from(columns, ({ upper }) => upper),
    rowLower: Float64Array.from(rowLower),
    rowUpper: Float64Array.from(rowUpper),
    starts,
    indices: Int32Array.from(entries, ({ row }) => row),
    values: Float64Array.from(entries, ({ value }) => value),
    integer: Uint8Array.from(columns, ({ integer }) => (integer ? 1 : 0)),
    columnSlot: new Int32Array(0),
    columnPair: new Int32Array(0),
  };
}
