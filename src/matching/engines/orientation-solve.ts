/** The orientation of a batch on a thread of its own, so that pages stay quick, with a watchdog. */
import { z } from 'zod';
import { runInWorker } from './lp-worker.ts';
import type { OrientationOutcome, OrientationTask } from './orientation-run.ts';

const solved = { value: z.number(), bound: z.number() };
const outcomeSchema = z.object({
  solution: z.object({ chosen: z.array(z.number()), ...solved }),
  alternatives: z.array(z.object({ item: z.number(), choice: z.number(), limitCost: z.number(), ...solved })),
});

/** Solves an orientation problem, or null where it took longer than the limit: nothing of it may then be used. */
export async function solveOrientation(
  task: OrientationTask,
  timeoutMs: number,
): Promise<OrientationOutcome | null> {
  if (task.problem.items.length === 0) {
    return { solution: { chosen: [], value: 0, bound: 0 }, alternatives: [] };
  }
  const run = await runInWorker('orientation-worker', task, { timeoutMs });
  return run.ended ? outcomeSchema.parse(run.answer) : null;
}
