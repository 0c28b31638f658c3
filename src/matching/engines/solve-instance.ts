/** From an instance to the solution of the contract, in whatever thread this runs. */
import type { Solution } from '../problem.ts';
import type { EngineContext } from './engine-types.ts';
import { countJustifiedEnvy } from './fair-envy.ts';
import type { Instance } from './instance.ts';
import { assembleSolution } from './plan.ts';
import { type EngineName, runEngine } from './registry.ts';

/** Solves with an engine; `seconds` is left at 0 for whoever holds the clock. */
export async function solveInstance(
  instance: Instance,
  engine: EngineName,
  context: EngineContext,
): Promise<Solution> {
  const answer = await runEngine(instance, engine, context);
  return assembleSolution(instance, {
    ...answer,
    justifiedEnvy: countJustifiedEnvy(instance, answer.slots, answer.prices),
    engine,
    seconds: 0,
  });
}
