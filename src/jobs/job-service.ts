/**
 * Runs long tasks. The row in PostgreSQL is the truth: losing Redis, a worker or the whole service loses no task,
 * and a row taken twice is worked on once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { withLogContext } from '../logging.ts';
import { type Job, type Lane, laneOfKind } from './job.ts';
import type { JobMessage, JobPort, NewJob, QueuePort } from './job-port.ts';
import { stopping, type WorkDependencies } from './work-dependencies.ts';
import { workOn } from './work-on.ts';

export type JobService = {
  /** Writes the row and sends the message; gives the row's identifier. */
  enqueue: (job: NewJob) => Promise<string>;
  /** The same for many, of which those whose key exists already are left out; gives how many were new. */
  enqueueMissing: (jobs: readonly (NewJob & { onceKey: string })[]) => Promise<number>;
  /** Says that these rows wait: an administrator put them back. */
  announce: (messages: readonly JobMessage[]) => Promise<void>;
  find: JobPort['find'];
  list: JobPort['list'];
  /** Waits until the job is over. For the start of the service and for tests: pages read the row. */
  settled: (landlordId: string, id: string) => Promise<Job>;
  /** Takes tasks from now on, and looks for rows left behind. */
  start: () => void;
  /** Measures the queue without working: what a service does that leaves the work to others. */
  watch: () => void;
  /** Interrupts what runs, gives its row back, and resolves when nothing runs any more. */
  stop: () => Promise<void>;
  isReady: () => Promise<boolean>;
  /** True while no task of the lane runs in this process. */
  isIdle: (lane: Lane) => boolean;
};

export type JobDependencies = WorkDependencies & {
  queue: QueuePort;
  /** How often rows that wait or were left behind are looked for. */
  sweepMilliseconds?: number;
};

export function createJobService(dependencies: JobDependencies): JobService {
  const { store, queue, logger, sweepMilliseconds = 15_000 } = dependencies;
  const running = new Map<AbortController, Lane>();
  const timers: NodeJS.Timeout[] = [];
  let stopped = false;

  const announce = async (message: JobMessage): Promise<boolean> => {
    try {
      await queue.announce(message);
      return true;
    } catch (fault) {
      logger.warn(
        { err: fault, jobId: message.jobId },
        'tâche enregistrée mais pas annoncée ; elle sera reprise',
      );
      return false;
    }
  };
  const announceAll = async (messages: readonly JobMessage[]): Promise<void> => {
    // Where one cannot be sent, Redis is away: the next sweep sends them all.
    for (const message of messages) if (!(await announce(message))) return;
  };
  const every = (work: () => Promise<void>): void => {
    let busy = false;
    const turn = async () => {
      if (busy) return;
      busy = true;
      try {
        await work();
      } catch (fault) {
        logger.warn({ err: fault }, 'tâches en attente illisibles');
      }
      busy = false;
    };
    timers.push(setInterval(turn, sweepMilliseconds).unref());
    void turn();
  };
  const measure = async () => tellDepth(dependencies);
  const handle = async (id: string): Promise<void> => {
    if (stopped) return;
    try {
      const job = await store.claim(id);
      if (!job) return;
      const controller = new AbortController();
      running.set(controller, laneOfKind(job.kind));
      try {
        await withLogContext({ jobId: id }, () => workOn(dependencies, job, controller));
      } finally {
        running.delete(controller);
      }
    } catch (fault) {
      // The database is away: the row waits, or is found left behind.
      logger.error({ err: fault, jobId: id }, 'tâche laissée : sa ligne ne peut être ni lue ni écrite');
    }
  };
  return {
    enqueue: async (job) => {
      const id = await store.create(job);
      await announce({ jobId: id, attempts: 0, lane: laneOfKind(job.kind) });
      return id;
    },
    enqueueMissing: async (jobs) => {
      const made = await store.createMissing(jobs);
      await announceAll(made);
      return made.length;
    },
    announce: announceAll,
    find: store.find,
    list: store.list,
    settled: (landlordId, id) => settled(store, landlordId, id),
    start: () => {
      queue.start(handle);
      every(async () => {
        await announceAll(await store.waiting());
        await measure();
      });
    },
    watch: () => every(measure),
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      for (const controller of running.keys()) controller.abort(stopping);
      await queue.stop();
    },
    isReady: () => queue.isReady(),
    isIdle: (lane) => [...running.values()].every((other) => other !== lane),
  };
}

async function tellDepth({ store, metrics }: JobDependencies): Promise<void> {
  const { byState, oldestWaitingSeconds } = await store.depth();
  for (const [state, count] of Object.entries(byState)) metrics.jobs.set({ state }, count);
  metrics.oldestJobSeconds.set(oldestWaitingSeconds);
}

async function settled(store: JobPort, landlordId: string, id: string): Promise<Job> {
  for (;;) {
    const job = await store.find(landlordId, id);
    if (!job) throw new Error('no such job');
    if (job.state !== 'queued' && job.state !== 'running') return job;
    await pause(100);
  }
}
