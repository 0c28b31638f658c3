/** Starting a run as a task, and waiting for it as long as a person would. */
import type { RunSessionParameters } from '../../jobs/run-session-job.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { HttpDependencies } from '../dependencies.ts';

// Longer than a session takes; past it the page shows the task with its progress instead of making people wait.
const waitMilliseconds = 8_000;

/**
 * Starts the run as a task; gives its identifier, or null where it is not over yet. Throws what it was refused for.
 * `onceKey`: that of a form, whose second click waits for the same task.
 */
export async function enqueueAndWait(
  { jobs }: Pick<HttpDependencies, 'jobs'>,
  user: { landlordId: string; id: string },
  parameters: RunSessionParameters,
  onceKey: string | null = null,
): Promise<string | null> {
  const { landlordId } = user;
  const asked = { landlordId, kind: 'run-session', parameters, requestedBy: user.id } as const;
  const id = await jobs.enqueue({ ...asked, onceKey });
  const late = new Promise<null>((resolve) => {
    setTimeout(resolve, waitMilliseconds, null).unref();
  });
  const job = await Promise.race([jobs.settled(landlordId, id), late]);
  if (job?.state === 'failed' || job?.state === 'dead') {
    throw new AppError('conflict', job.error ?? 'Le calcul n’a pas pu être fait.', {
      hint: 'Revenez à la séance et changez vos choix.',
    });
  }
  const runId = job?.result?.runId;
  return typeof runId === 'string' ? runId : null;
}
