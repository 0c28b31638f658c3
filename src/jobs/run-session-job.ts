/** The job that runs a session: what a request gives, and what the row keeps. */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';
import { ok } from '../kernel/result.ts';
import { snapshotSchema } from '../matching/snapshot.ts';
import type { CrewUse } from '../matching/split/crew-types.ts';
import type { JobDefinition } from './job.ts';
import type { SessionCalculations } from './session-calculations.ts';

export const runSessionParameters = z.object({
  date: civilDateSchema,
  snapshotOf: z.uuid().nullable(),
  pins: snapshotSchema.shape.pins,
  bans: snapshotSchema.shape.bans,
  /** The homes of the session; absent: every available home. A variant keeps those of its proposal. */
  vacancyIds: z.array(z.string().min(1)).min(1).max(2000).optional(),
});
export type RunSessionParameters = z.infer<typeof runSessionParameters>;

/** What other processes did in a run, as its task's result tells it. */
export const sharedRunSchema = z.object({
  shared: z.object({ workers: z.number(), answers: z.number(), takenBack: z.number() }),
});

/** Gives `{ runId }`, and `shared` where other processes took parts. A second worker on the same row gives the run that the first stored, whole or not at all. */
export function runSessionJob(calculations: SessionCalculations): JobDefinition {
  return async ({ jobId, landlordId, requestedBy, parameters, onProgress, signal }) => {
    const request = runSessionParameters.parse(parameters);
    let told: z.infer<typeof sharedRunSchema> | undefined;
    const onShared = (shared: CrewUse): void => {
      told = { shared };
    };
    const runId = await calculations.run(
      { ...request, landlordId, requestedBy, jobId },
      { onProgress, onShared, signal },
    );
    return ok({ runId, ...told });
  };
}
