/** HiGHS on an orientation problem, in the calling thread: it blocks until done. */
import type { Model, ObjectiveSense } from 'highs';
import { loadHighs } from './highs-run.ts';
import { type OrientationModel, orientationModel } from './orientation-model.ts';
import {
  costOfPlan,
  limitCostOf,
  type OrientationAlternative,
  type OrientationMember,
  type OrientationProblem,
  type OrientationSolution,
} from './orientation-problem.ts';

export type OrientationTask = {
  problem: OrientationProblem;
  /** Items held at one choice, one at a time: what each would cost. */
  alternatives: readonly OrientationMember[];
  /** Branch-and-bound nodes that a search may explore: beyond, the gap says what is not proved. */
  nodeLimit: number;
  /** How near the plan must be proved, in units of cost; 0: exactly, ties in the order of choices. */
  planTolerance: number;
  /** How near a price must be proved, in units of cost; 0: exactly. */
  priceTolerance: number;
};

export type OrientationOutcome = {
  solution: OrientationSolution;
  alternatives: readonly OrientationAlternative[];
};

// Costs are whole and the thin part that breaks ties stays under one half: this much of a unit changes no cost.
const wholeUnitGap = 0.4;
const provedGap = 1e-6;
const tolerance = 1e-4;

/** The plan of least cost with its bound, then each alternative. Throws where the solver gives no plan. */
export async function runOrientation(task: OrientationTask): Promise<OrientationOutcome> {
  const highs = await loadHighs();
  const { problem, nodeLimit } = task;
  const model = orientationModel(problem);
  const sense = highs.constants.objectiveSense.maximize;
  return highs.withModel((whole) => {
    whole.options.set({
      mip_rel_gap: 0,
      mip_abs_gap: provedGap + task.planTolerance,
      mip_max_nodes: nodeLimit,
    });
    pass(whole, model, sense, true);
    const solution = solveWhole(whole, problem, model);
    if (task.alternatives.length === 0) return { solution, alternatives: [] };
    whole.options.set({ mip_abs_gap: wholeUnitGap + task.priceTolerance });
    return highs.withModel((relaxed) => {
      pass(relaxed, model, sense, false);
      const alternatives = task.alternatives.map((member) => ({
        ...member,
        ...priceOf(member, solution, { whole, relaxed, problem, model, tolerated: task.priceTolerance }),
      }));
      return { solution, alternatives };
    });
  });
}

type Priced = Pick<OrientationAlternative, 'value' | 'bound' | 'limitCost'>;

/** The relaxation proves most prices by itself; the whole search is for the others. */
function priceOf(
  member: OrientationMember,
  solution: OrientationSolution,
  tools: {
    whole: Model;
    relaxed: Model;
    problem: OrientationProblem;
    model: OrientationModel;
    tolerated: number;
  },
): Priced {
  const { whole, relaxed, problem, model } = tools;
  const priced = (chosen: readonly number[], bound: number): Priced => {
    const value = costOfPlan(problem, chosen);
    return { value, bound: Math.min(value, bound), limitCost: limitCostOf(problem, chosen) };
  };
  if (solution.chosen[member.item] === member.choice) return priced(solution.chosen, solution.bound);
  const column = (model.firstColumn[member.item] ?? 0) + member.choice;
  relaxed.changeColBounds(column, 1, 1);
  relaxed.run();
  const bound = provedCost(model, relaxed.getObjectiveValue());
  const plan = planAt(relaxed, problem, model);
  relaxed.changeColBounds(column, 0, 1);
  const moved = solution.chosen.map((choice, item) => (item === member.item ? member.choice : choice));
  const nearest = plan && costOfPlan(problem, plan) < costOfPlan(problem, moved) ? plan : moved;
  const quick = priced(nearest, bound);
  if (quick.value <= bound + tools.tolerated) return quick;
  whole.changeColBounds(column, 1, 1);
  const found = solveWhole(whole, problem, model);
  whole.changeColBounds(column, 0, 1);
  return priced(found.chosen, found.bound);
}

function solveWhole(
  native: Model,
  problem: OrientationProblem,
  model: OrientationModel,
): OrientationSolution {
  native.run();
  const chosen = planAt(native, problem, model);
  if (!chosen) throw new Error('the solver gave no plan');
  const value = costOfPlan(problem, chosen);
  const bound = provedCost(model, Number(native.info.get('mip_dual_bound')));
  return { chosen, value, bound: Math.min(value, bound) };
}

/** Least whole cost that the solver's bound leaves possible: maximised with negative costs, less the thin part. */
function provedCost(model: OrientationModel, bound: number): number {
  return Math.ceil(model.constant - bound - 0.5 - tolerance);
}

/** The plan of a point; null where it divides an item. */
function planAt(
  native: Model,
  problem: OrientationProblem,
  { firstColumn }: OrientationModel,
): number[] | null {
  const point = native.getSolution().colValue;
  const chosen = problem.items.map(({ choices }, item) =>
    choices.findIndex((_choice, index) => (point[(firstColumn[item] ?? 0) + index] ?? 0) > 1 - tolerance),
  );
  return chosen.includes(-1) ? null : chosen;
}

function pass(native: Model, { linear }: OrientationModel, sense: ObjectiveSense, whole: boolean): void {
  native.options.set({ output_flag: false, random_seed: 0 });
  native.passModel({
    numCols: linear.columns,
    numRows: linear.rows,
    sense,
    colCost: linear.cost,
    colLower: linear.lower,
    colUpper: linear.upper,
    rowLower: linear.rowLower,
    rowUpper: linear.rowUpper,
    matrix: {
      format: 'csc',
      numRows: linear.rows,
      numCols: linear.columns,
      starts: linear.starts,
      indices: linear.indices,
      values: linear.values,
    },
    ...(whole ? { integrality: Int32Array.from(linear.integer) } : {}),
  });
}
