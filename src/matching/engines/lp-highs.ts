/** HiGHS in a killable worker: the full LP as a second opinion on the bound, and a search that proves or improves. */
import { z } from 'zod';
import type { HighsOutcome, HighsRequest } from './highs-run.ts';
import { checkPoint } from './lp-model.ts';
import { runInWorker, type WorkerLimits } from './lp-worker.ts';

export type HighsRun =
  | { status: 'ended'; outcome: HighsOutcome }
  /** Ended by the watchdog or the caller: nothing of it may be used, since a clock decided. */
  | { status: 'stopped'; reason: 'timeout' | 'aborted' }
  /** The point does not keep the model's own rows. */
  | { status: 'wrong' };

const pointSchema = z.instanceof(Float64Array);
const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('incumbent'), point: pointSchema, value: z.number() }),
  z.object({
    kind: z.literal('outcome'),
    outcome: z.object({
      optimal: z.boolean(),
      point: pointSchema.optional(),
      value: z.number().or(z.literal(Number.NEGATIVE_INFINITY)),
      bound: z.number().or(z.literal(Number.POSITIVE_INFINITY)),
      nodes: z.number(),
    }),
  }),
]);

/**
 * Runs HiGHS on the model in a worker until its end or node limit; `onIncumbent` is told each better value, for
 * progress and measurements only. Its own time limit is not used: in WASM it overruns several times.
 */
export async function solveWithHighs(
  request: HighsRequest,
  limits: WorkerLimits,
  onIncumbent?: (value: number) => void,
): Promise<HighsRun> {
  const run = await runInWorker('highs-worker', request, limits, (message) => {
    const read = messageSchema.safeParse(message);
    if (read.success && read.data.kind === 'incumbent') onIncumbent?.(read.data.value);
  });
  if (!run.ended) return { status: 'stopped', reason: run.reason };
  const read = messageSchema.parse(run.answer);
  if (read.kind !== 'outcome') throw new Error('HiGHS ended without an outcome');
  const outcome: HighsOutcome = { ...read.outcome, point: read.outcome.point };
  if (outcome.point && checkPoint(request.model, outcome.point).violation > 1e-5) return { status: 'wrong' };
  return { status: 'ended', outcome };
}
