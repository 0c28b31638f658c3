/** HiGHS (WASM) on a linear model, in the calling thread: it blocks until done, so large models belong in its worker. */
import highsModule from 'highs';
import type { LinearModel } from './lp-model.ts';

type Loader = typeof highsModule.default;

// The package declares its types as CommonJS, where the loader is a `default` property; as a module it is the default.
function isLoader(value: unknown): value is Loader {
  return typeof value === 'function';
}

export function loadHighs(): ReturnType<Loader> {
  const loaded: unknown = highsModule;
  if (!isLoader(loaded))
    throw new TypeError('the highs package has changed: its default export is no function');
  return loaded();
}

export type HighsRequest = {
  model: LinearModel;
  /** Branch-and-bound nodes that may be explored; no limit for a linear model. */
  nodeLimit?: number | undefined;
  /** A point to start from. */
  start?: Float64Array | undefined;
};

export type HighsOutcome = {
  /** True where HiGHS says that the point is optimal within its tolerances. */
  optimal: boolean;
  /** Best point found, if any, and its value. */
  point: Float64Array | undefined;
  value: number;
  /** No point is worth more, by HiGHS's own proof. */
  bound: number;
  nodes: number;
};

/** Runs HiGHS to its end or node limit; `onIncumbent` is told each better point on the way. */
export async function runHighs(
  request: HighsRequest,
  onIncumbent?: (point: Float64Array, value: number) => void,
): Promise<HighsOutcome> {
  const highs = await loadHighs();
  const { model } = request;
  const isInteger = model.integer.includes(1);
  return highs.withModel((native): HighsOutcome => {
    native.options.set({ output_flag: false, random_seed: 0, mip_rel_gap: 0, mip_abs_gap: 1e-6 });
    if (request.nodeLimit !== undefined) native.options.set({ mip_max_nodes: request.nodeLimit });
    native.passModel({
      numCols: model.columns,
      numRows: model.rows,
      sense: highs.constants.objectiveSense.maximize,
      colCost: model.cost,
      colLower: model.lower,
      colUpper: model.upper,
      rowLower: model.rowLower,
      rowUpper: model.rowUpper,
      matrix: {
        format: 'csc',
        numRows: model.rows,
        numCols: model.columns,
        starts: model.starts,
        indices: model.indices,
        values: model.values,
      },
      ...(isInteger ? { integrality: Int32Array.from(model.integer) } : {}),
    });
    if (request.start) native.setSolution({ colValue: request.start });
    let best: { point: Float64Array; value: number } | undefined;
    let bound = Number.POSITIVE_INFINITY;
    let nodes = 0;
    const { mipImprovingSolution, mipInterrupt } = highs.constants.callbackType;
    const result = native.run({
      [mipImprovingSolution](event) {
        const point = event.data.mip_solution;
        const value = event.data.objective_function_value;
        if (point && value !== undefined && (!best || value > best.value)) {
          best = { point, value };
          onIncumbent?.(point, value);
        }
        return undefined;
      },
      [mipInterrupt](event) {
        bound = Math.min(bound, event.data.mip_dual_bound ?? bound);
        nodes = Number(event.data.mip_node_count ?? nodes);
        return undefined;
      },
    });
    const optimal = result.modelStatus === highs.constants.modelStatus.optimal;
    if (optimal) {
      const value = native.getObjectiveValue();
      return { optimal, point: native.getSolution().colValue, value, bound: value, nodes };
    }
    return { optimal, point: best?.point, value: best?.value ?? Number.NEGATIVE_INFINITY, bound, nodes };
  });
}
