/** HiGHS on an orientation problem, in the calling thread: it blocks until done. */
import { loadHighs } from './highs-run.ts';
import { orientationModel } from './orientation-model.ts';
import {
  costOfPlan,
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
};

export type OrientationOutcome = {
  solution: OrientationSolution;
  alternatives: readonly OrientationAlternative[];
};

// Costs are whole and the thin part that breaks ties stays under one half: this much of a unit changes no cost.
const wholeUnitGap = 0.4;
const provedGap = 1e-6;

/** The plan of least cost with its bound, then each alternative. Throws where the solver gives no plan. */
export async function runOrientation(task: OrientationTask): Promise<OrientationOutcome> {
  const highs = await loadHighs();
  const { problem } = task;
  const { linear, firstColumn } = orientationModel(problem);
  return highs.withModel((native) => {
    native.options.set({ output_flag: false, random_seed: 0, mip_rel_gap: 0, mip_abs_gap: provedGap });
    native.options.set({ mip_max_nodes: task.nodeLimit });
    native.passModel({
      numCols: linear.columns,
      numRows: linear.rows,
      sense: highs.constants.objectiveSense.maximize,
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
      integrality: Int32Array.from(linear.integer),
    });
    const solve = (): OrientationSolution => {
      native.run();
      const point = native.getSolution().colValue;
      const chosen = problem.items.map(({ choices }, item) => {
        const first = firstColumn[item] ?? 0;
        const place = choices.findIndex((_choice, index) => (point[first + index] ?? 0) > 0.5);
        if (place < 0) throw new Error(`no choice for ${problem.items[item]?.id ?? item}`);
        return place;
      });
      const value = costOfPlan(problem, chosen);
      // Maximised with negative costs: no plan costs less than the opposite of the bound, less the thin part.
      const proved = -Number(native.info.get('mip_dual_bound'));
      return { chosen, value, bound: Math.min(value, Math.ceil(proved - 0.5 - 1e-4)) };
    };
    const solution = solve();
    native.options.set({ mip_abs_gap: wholeUnitGap });
    const alternatives = task.alternatives.map((member): OrientationAlternative => {
      if (solution.chosen[member.item] === member.choice) {
        return { ...member, value: solution.value, bound: solution.bound };
      }
      const column = (firstColumn[member.item] ?? 0) + member.choice;
      native.changeColBounds(column, 1, 1);
      const { value, bound } = solve();
      native.changeColBounds(column, 0, 1);
      return { ...member, value, bound };
    });
    return { solution, alternatives };
  });
}
