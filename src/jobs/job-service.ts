/**
 * Runs long tasks. The row in PostgreSQL is the truth: losing Redis, a worker or the whole service loses no task,
 * and a row taken twice is worked on once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../kernel/app-error.ts';
import { type Logger, withLogContext } from '../logging.ts';
import type { Metrics } from '../metrics.ts';
import type { Job, JobDefinition, JobKind } from './job.ts';
import type { JobEnd, JobPort, NewJob, QueuePort } from './job-port.ts';

export type JobService = {
  /** Writes the row and sends the message; gives the row's identifier. */
  enqueue: (job: NewJob) => Promise<string>;
  find: JobPort['find'];
  list: JobPort['list'];
  cancel: JobPort['requestCancel'];
  /** Waits until the job is over. For the start of the service and for tests: pages read the row. */
  settled: (landlordId: string, id: string) => Promise<Job>;
  start: () => void;
  /** Interrupts what runs, gives its row back, and resolves when nothing runs any more. */
  stop: () => Promise<void>;
  isReady: () => Promise<boolean>;
};

export type JobDependencies = {
  store: JobPort;
  queue: QueuePort;
  definitions: Readonly<Record<JobKind, JobDefinition>>;
  logger: Logger;
  metrics: Metrics;
  /** How often a worker says that it lives, and rows left behind are looked for. */
  beatMilliseconds?: number;
  sweepMilliseconds?: number;
};

const stopping = Symbol('the service stops');
const cancelled = Symbol('someone cancelled the job');

export function createJobService(dependencies: JobDependencies): JobService {
  const { store, queue, logger, metrics } = dependencies;
  const running = new Set<AbortController>();
  let sweeper: NodeJS.Timeout | undefined;
  let stopped = false;

  const announce = async (id: string): Promise<void> => {
    try {
      await queue.announce(id);
    } catch (fault) {
      logger.warn({ err: fault, jobId: id }, 'tâche enregistrée mais pas annoncée ; elle sera reprise');
    }
  };
  const sweep = async (): Promise<void> => {
    try {
      const ids = await store.waiting();
      metrics.jobsWaiting.set(ids.length);
      for (const id of ids) await announce(id);
    } catch (fault) {
      logger.warn({ err: fault }, 'tâches en attente illisibles');
    }
  };
  const handle = async (id: string): Promise<void> => {
    if (stopped) return;
    const job = await store.claim(id);
    if (!job) return;
    const controller = new AbortController();
    running.add(controller);
    try {
      await withLogContext({ jobId: id }, () => work(dependencies, job, controller));
    } finally {
      running.delete(controller);
    }
  };
  return {
    enqueue: async (job) => {
      const id = await store.create(job);
      await announce(id);
      return id;
    },
    find: store.find,
    list: store.list,
    cancel: store.requestCancel,
    settled: (landlordId, id) => settled(store, landlordId, id),
    start: () => {
      queue.start(handle);
      sweeper = setInterval(sweep, dependencies.sweepMilliseconds ?? 15_000).unref();
      void sweep();
    },
    stop: async () => {
      stopped = true;
      clearInterval(sweeper);
      for (const controller of running) controller.abort(stopping);
      await queue.stop();
    },
    isReady: () => queue.isReady(),
  };
}

async function work(dependencies: JobDependencies, job: Job, controller: AbortController): Promise<void> {
  const { store, logger, metrics } = dependencies;
  const started = performance.now();
  const told = { share: 0, step: null as string | null };
  const beat = setInterval(async () => {
    try {
      if (await store.beat(job.id, told.share, told.step)) controller.abort(cancelled);
    } catch (fault) {
      logger.warn({ err: fault }, 'avancement non enregistré');
    }
  }, dependencies.beatMilliseconds ?? 500);
  try {
    const end = await endOf(dependencies, job, controller, told);
    if (end === 'released') await store.release(job.id);
    else await store.finish(job.id, end);
    const outcome = end === 'released' ? end : end.state;
    const seconds = (performance.now() - started) / 1000;
    metrics.jobSeconds.observe({ kind: job.kind, outcome }, seconds);
    logger.info({ kind: job.kind, outcome, milliseconds: Math.round(seconds * 1000) }, 'tâche terminée');
  } finally {
    clearInterval(beat);
  }
}

async function endOf(
  { definitions, logger }: JobDependencies,
  job: Job,
  controller: AbortController,
  told: { share: number; step: string | null },
): Promise<JobEnd | 'released'> {
  try {
    const outcome = await definitions[job.kind]({
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
    if (controller.signal.reason === stopping) return 'released';
    if (controller.signal.reason === cancelled) return { state: 'cancelled' };
    logger.error({ err: fault, kind: job.kind }, 'panne dans une tâche');
    const told =
      fault instanceof AppError ? [fault.publicMessage, fault.hint].filter(Boolean).join(' ') : null;
    return { state: 'failed', error: told ?? 'Une panne a interrompu la tâche ; elle est dans le journal.' };
  }
}

async function settled(store: JobPort, landlordId: string, id: string): Promise<Job> {
  for (;;) {
    const job = await store.find(landlordId, id);
    if (!job) throw new Error('no such job');
    if (job.state !== 'queued' && job.state !== 'running') return job;
    await pause(100);
  }
}
