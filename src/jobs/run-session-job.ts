/** The job that runs a session: what a request gives, and what the row keeps. */
import { z } from 'zod';
import { civilDateSchema } from '../kernel/civil-date.ts';
import { ok } from '../kernel/result.ts';
import { snapshotSchema } from '../matching/snapshot.ts';
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

/** Gives `{ runId }`. A second worker on the same row gives the run that the first stored, whole or not at all. */
export function runSessionJob(calculations: SessionCalculations): JobDefinition {
  return async ({ jobId, landlordId, requestedBy, parameters, onProgress, signal }) => {
    const request = runSessionParameters.parse(parameters);
    const runId = await calculations.run(
      { ...request, landlordId, requestedBy, jobId },
      { onProgress, signal },
    );
    return ok({ runId });
  };
}
