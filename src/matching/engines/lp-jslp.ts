/** javascript-lp-solver as a reference: scaled models in, answers checked by own arithmetic before anyone uses them. */
import { z } from 'zod';
import { type JslpAnswer, type JslpModel, runJslp } from './jslp-run.ts';
import { checkPoint, type LinearModel } from './lp-model.ts';
import { runInWorker, type WorkerLimits } from './lp-worker.ts';

export type JslpOutcome =
  /** The point keeps all rows, bounds and whole numbers; its value is recomputed. Optimality is the package's word. */
  | { status: 'checked'; point: Float64Array; value: number }
  /** The package's answer does not hold, or it found none. */
  | { status: 'wrong' }
  | { status: 'stopped'; reason: 'timeout' | 'aborted' };

const answerSchema = z.object({ claimsFeasible: z.boolean(), values: z.record(z.string(), z.number()) });

/** Solves in a worker that the watchdog ends. */
export async function solveWithJslp(model: LinearModel, limits: WorkerLimits): Promise<JslpOutcome> {
  const run = await runInWorker('jslp-worker', jslpModel(model), limits);
  if (!run.ended) return { status: 'stopped', reason: run.reason };
  const answer = answerSchema.safeParse(run.answer);
  return answer.success ? checked(model, answer.data) : { status: 'wrong' };
}

/** Solves in the calling thread, without a watchdog: for tiny models and measurements only. */
export function solveTinyWithJslp(model: LinearModel): JslpOutcome {
  return checked(model, runJslp(jslpModel(model)));
}

/** The model in the package's JSON, its objective scaled to at most 1: raw scales made it loop for ever. */
function jslpModel(model: LinearModel): JslpModel {
  const constraints: JslpModel['constraints'] = {};
  const variables: JslpModel['variables'] = {};
  const binaries: Record<string, 1> = {};
  for (let row = 0; row < model.rows; row++) {
    constraints[`r${row}`] = bounds(model.rowLower[row]!, model.rowUpper[row]!);
  }
  const scale = costScale(model);
  for (let c = 0; c < model.columns; c++) {
    const variable: Record<string, number> = { objective: model.cost[c]! / scale };
    for (let i = model.starts[c]!; i < model.starts[c + 1]!; i++)
      variable[`r${model.indices[i]!}`] = model.values[i]!;
    const ownRow = bounds(
      model.lower[c]! > 0 ? model.lower[c]! : Number.NEGATIVE_INFINITY,
      upperRow(model, c),
    );
    if (ownRow.min !== undefined || ownRow.max !== undefined) {
      constraints[`c${c}`] = ownRow;
      variable[`c${c}`] = 1;
    }
    variables[`x${c}`] = variable;
    if (model.integer[c] === 1) binaries[`x${c}`] = 1;
  }
  return {
    optimize: 'objective',
    opType: 'max',
    constraints,
    variables,
    ...(model.integer.includes(1) ? { binaries } : {}),
  };
}

/** Places hold at most one candidate, so that the upper bound of the choices needs no row of its own. */
function upperRow(model: LinearModel, column: number): number {
  return column < model.columnSlot.length ? Number.POSITIVE_INFINITY : model.upper[column]!;
}

function bounds(lower: number, upper: number): { min?: number; max?: number } {
  return {
    ...(lower === Number.NEGATIVE_INFINITY ? {} : { min: lower }),
    ...(upper === Number.POSITIVE_INFINITY ? {} : { max: upper }),
  };
}

function costScale(model: LinearModel): number {
  return model.cost.reduce((most, cost) => Math.max(most, Math.abs(cost)), 1e-9);
}

function checked(model: LinearModel, answer: JslpAnswer): JslpOutcome {
  if (!answer.claimsFeasible) return { status: 'wrong' };
  const point = Float64Array.from({ length: model.columns }, (_, c) => answer.values[`x${c}`] ?? 0);
  const check = checkPoint(model, point);
  return check.violation <= 1e-6 ? { status: 'checked', point, value: check.value } : { status: 'wrong' };
}
