/** Messages to this very process: what runs without Redis. The work itself goes to a thread. */
import type { QueuePort } from './job-port.ts';

export function inProcessQueue(): QueuePort {
  const waiting = new Set<string>();
  let handler: ((jobId: string) => Promise<void>) | null = null;
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
    announce: async (jobId) => {
      waiting.add(jobId);
      turn();
    },
    start: (handle) => {
      handler = handle;
      turn();
    },
    isReady: async () => !stopped,
    stop: async () => {
      stopped = true;
      await present;
    },
  };
}
