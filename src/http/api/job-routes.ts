/** Long tasks through the API: how far, what came of it, and stop. */
import { z } from 'zod';
import { type Job, jobKinds, jobStates } from '../../jobs/job.ts';
import { AppError } from '../../kernel/app-error.ts';
import { askedBy } from '../asked.ts';
import type { HttpDependencies } from '../dependencies.ts';
import type { CurrentUser } from '../middleware/current-user.ts';
import { type ApiRoute, userRoute } from './route.ts';

const jobParams = z.object({ jobId: z.uuid() });

export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(jobKinds),
  state: z.enum(jobStates),
  /** From 0 to 1. */
  progress: z.number(),
  step: z.string().nullable(),
  runId: z.string().nullable(),
  error: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});

export function jobJson(job: Job) {
  return {
    ...job,
    runId: job.result?.runId ?? null,
    createdAt: job.createdAt.toISOString(),
    finishedAt: job.finishedAt?.toISOString() ?? null,
  };
}

/** Deadlines of the day and erasures are followed by administrators and the DPO; a copy by the person who asked. */
function isOpenTo({ kind, requestedBy }: Job, accountId: string): boolean {
  if (kind === 'day-act' || kind === 'purge') return false;
  return kind !== 'export' || requestedBy === accountId;
}

export function jobRoutes(dependencies: HttpDependencies): ApiRoute[] {
  const { jobs, tasks } = dependencies;
  const find = async ({ landlordId, id }: CurrentUser, jobId: string): Promise<Job> => {
    const job = await jobs.find(landlordId, jobId);
    if (job && isOpenTo(job, id)) return job;
    throw new AppError('not-found', 'Cette tâche n’existe pas.');
  };
  const described = { description: 'La tâche', schema: jobSchema };
  return [
    userRoute({
      method: 'get',
      path: '/jobs/{jobId}',
      summary: 'Une tâche et son avancement',
      access: 'job.read',
      params: jobParams,
      responses: { 200: described },
      handle: async ({ user, params }) => ({
        status: 200,
        body: jobJson(await find(user, params.jobId)),
      }),
    }),
    userRoute({
      method: 'post',
      path: '/jobs/{jobId}/cancel',
      summary: 'Arrêter une tâche',
      access: 'job.cancel',
      params: jobParams,
      responses: { 200: described },
      handle: async ({ user, params }) => {
        await find(user, params.jobId);
        const stopped = await tasks.cancel(askedBy(user, dependencies), params.jobId);
        if (!stopped.ok) {
          throw new AppError('conflict', 'Cette tâche est déjà terminée, ou déjà en train de s’arrêter.');
        }
        return { status: 200, body: jobJson(await find(user, params.jobId)) };
      },
    }),
  ];
}
