/**
 * javascript-lp-solver in the calling thread. It may loop for ever on some models and calls a fractional point of a
 * stopped search feasible, so callers use its worker for anything not tiny, and check every answer.
 */
import jslpModule from 'javascript-lp-solver';

/** The JSON model of the package, maximised: rows with bounds, columns with coefficients by row name. */
export type JslpModel = {
  optimize: 'objective';
  opType: 'max';
  constraints: Record<string, { min?: number; max?: number }>;
  variables: Record<string, Record<string, number>>;
  binaries?: Record<string, 1>;
};

/** The values by variable name; variables at zero are absent. */
export type JslpAnswer = { claimsFeasible: boolean; values: Record<string, number> };

// The package declares its types as CommonJS, so that the compiler looks for the solver one level too deep.
function isSolver(value: unknown): value is { Solve(model: JslpModel): unknown } {
  return typeof value === 'object' && value !== null && 'Solve' in value && typeof value.Solve === 'function';
}

export function runJslp(model: JslpModel): JslpAnswer {
  const solver: unknown = jslpModule;
  if (!isSolver(solver)) throw new TypeError('the package javascript-lp-solver has changed: no Solve');
  const answer = solver.Solve(model);
  const values: Record<string, number> = {};
  let claimsFeasible = false;
  if (typeof answer === 'object' && answer !== null) {
    for (const [name, value] of Object.entries(answer)) {
      if (name in model.variables && typeof value === 'number') values[name] = value;
      if (name === 'feasible') claimsFeasible = value === true;
    }
  }
  return { claimsFeasible, values };
}
