/** Messages to this very process: what runs without Redis. The work itself goes to a thread. */
import { type Lane, lanes } from './job.ts';
import type { QueuePort } from './job-port.ts';

type Handler = (jobId: string) => Promise<void>;

export function inProcessQueue(): QueuePort {
  const queues: Readonly<Record<Lane, ReturnType<typeof laneQueue>>> = {
    long: laneQueue(),
    short: laneQueue(),
  };
  let stopped = false;
  return {
    announce: async ({ jobId, lane }) => queues[lane].announce(jobId),
    start: (handle) => {
      for (const lane of lanes) queues[lane].start(handle);
    },
    isReady: async () => !stopped,
    stop: async () => {
      stopped = true;
      await Promise.all(lanes.map((lane) => queues[lane].stop()));
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
