/** Messages to this very process: what runs without Redis. The work itself goes to a thread. */
import { type Lane, lanes } from './job.ts';
import type { QueuePort } from './job-port.ts';

type Handler = (jobId: string) => Promise<void>;

export function inProcessQueue(): QueuePort {
  const queues = new Map(lanes.map((lane) => [lane, laneQueue()] as const));
  const each = (work: (queue: ReturnType<typeof laneQueue>, lane: Lane) => Promise<void> | void) =>
    Promise.all([...queues].map(([lane, queue]) => work(queue, lane)));
  let stopped = false;
  return {
    announce: async ({ jobId, lane }) => queues.get(lane)?.announce(jobId),
    start: (handle) => {
      void each((queue) => queue.start(handle));
    },
    isReady: async () => !stopped,
    stop: async () => {
      stopped = true;
      await each((queue) => queue.stop());
    },
  };
}

/** One message at a time, in the order of their coming. */
function laneQueue() {
  const waiting = new Set<string>();
  let handler: Handler | null = null;
  let present: Promise<void> = Promise.resolve();
  let stopped = false;

  const next = async (): Promise<void> => {
    for (const jobId of waiting) {
      if (stopped || !handler) return;
      waiting.delete(jobId);
      await handler(jobId);
    }
  };
  const turn = (): void => {
    present = present.then(next);
  };
  return {
    announce: (jobId: string): void => {
      waiting.add(jobId);
      turn();
    },
    start: (handle: Handler): void => {
      handler = handle;
      turn();
    },
    stop: async (): Promise<void> => {
      stopped = true;
      await present;
    },
  };
}
