/** One taking of a task: says that it lives while it works, then writes how it ended, unless another took it over. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Job, JobDefinition } from './job.ts';
import type { JobEnd } from './job-port.ts';
import { faultsAllowed, meaningOfFault, unknownKind, waitAfter } from './retry.ts';
import type { WorkDependencies } from './work-dependencies.ts';
import { stopping } from './work-dependencies.ts';

const cancelled = Symbol('someone cancelled the task');
const lost = Symbol('another worker took the task over');

// Together less than the silence after which another worker takes the row.
const writingWaits = [500, 1_000, 2_000, 4_000, 8_000] as const;

/** How a taking ends: the task is over, goes back to the queue for now or for later, or is no longer ours. */
type Ending = JobEnd | { state: 'released' } | { state: 'lost' } | { state: 'postponed'; error: string };

/** Works on a task that was claimed. Rejects only where the row cannot be written: it is then found left behind. */
export async function workOn(
  dependencies: WorkDependencies,
  job: Job,
  controller: AbortController,
): Promise<void> {
  const { logger, metrics } = dependencies;
  const started = performance.now();
  const told = { share: 0, step: null as string | null };
  const beat = startBeat(dependencies, job, controller, told);
  try {
    const ending = await endingOf(dependencies, job, controller, told);
    const isOurs = await written(dependencies, job, ending);
    const outcome = isOurs ? ending.state : 'lost';
    const seconds = (performance.now() - started) / 1000;
    metrics.jobSeconds.observe({ kind: job.kind, outcome }, seconds);
    logger.info({ kind: job.kind, outcome, milliseconds: Math.round(seconds * 1000) }, 'tâche terminée');
  } finally {
    clearInterval(beat);
  }
}

function startBeat(
  { store, logger, beatMilliseconds = 500 }: WorkDependencies,
  job: Job,
  controller: AbortController,
  told: { share: number; step: string | null },
): NodeJS.Timeout {
  let busy = false;
  return setInterval(async () => {
    // A slow database is not asked again before it answered.
    if (busy) return;
    busy = true;
    try {
      const hold = await store.beat(job, told.share, told.step);
      if (hold !== 'held') controller.abort(hold === 'lost' ? lost : cancelled);
    } catch (fault) {
      logger.warn({ err: fault }, 'avancement non enregistré');
    }
    busy = false;
  }, beatMilliseconds);
}

async function endingOf(
  { definitions, logger }: WorkDependencies,
  job: Job,
  controller: AbortController,
  told: { share: number; step: string | null },
): Promise<Ending> {
  try {
    const known: Readonly<Record<string, JobDefinition>> = definitions;
    const definition = known[job.kind];
    if (!definition) return brokenDown(job, unknownKind.error);
    const outcome = await definition({
      jobId: job.id,
      landlordId: job.landlordId,
      requestedBy: job.requestedBy,
      parameters: job.parameters,
      signal: controller.signal,
      onProgress: (share, step) => {
        told.share = share;
        told.step = step;
      },
    });
    return outcome.ok
      ? { state: 'done', result: outcome.value }
      : { state: 'failed', error: outcome.refusal };
  } catch (fault) {
    const { reason } = controller.signal;
    if (reason === stopping) return { state: 'released' };
    if (reason === cancelled) return { state: 'cancelled' };
    if (reason === lost) return { state: 'lost' };
    logger.error({ err: fault, kind: job.kind }, 'panne dans une tâche');
    const { passing, error } = meaningOfFault(fault);
    return passing ? brokenDown(job, error) : { state: 'failed', error };
  }
}

function brokenDown(job: Job, error: string): Ending {
  return job.faults + 1 >= faultsAllowed ? { state: 'dead', error } : { state: 'postponed', error };
}

/** Writes the ending, through a short absence of the database; false where the task is another worker's. */
async function written(dependencies: WorkDependencies, job: Job, ending: Ending): Promise<boolean> {
  for (const wait of writingWaits) {
    try {
      return await writeEnding(dependencies, job, ending);
    } catch (fault) {
      dependencies.logger.warn({ err: fault }, 'fin de tâche non enregistrée, nouvel essai');
      await pause(wait);
    }
  }
  return writeEnding(dependencies, job, ending);
}

function writeEnding(
  { store, waitAfter: chosenWait = waitAfter }: WorkDependencies,
  job: Job,
  ending: Ending,
): Promise<boolean> {
  switch (ending.state) {
    case 'lost':
      return Promise.resolve(false);
    case 'released':
      return store.release(job);
    case 'postponed':
      return store.postpone(job, ending.error, chosenWait(job.faults + 1));
    default:
      return store.finish(job, ending);
  }
}
