/** Messages through Redis, to any number of workers on any number of machines. */
import { setTimeout as pause } from 'node:timers/promises';
import Bull from 'bull';
import type { Logger } from '../logging.ts';
import type { QueuePort } from './job-port.ts';

const answerWithinMilliseconds = 2_000;

/** Connects in the background: a Redis that is away stops no start, and its return is noticed. */
export function bullQueue(redisUrl: string, logger: Logger, name = 'parcours-jobs'): QueuePort {
  const queue = new Bull<{ jobId: string }>(name, redisUrl, {
    // The row is the truth: nothing is retried or kept here.
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
  });
  queue.on('error', (fault) => logger.warn({ err: fault }, 'redis injoignable'));
  return {
    // bull's add() waits for ever without Redis. The same row announced twice is one message.
    announce: async (jobId) => {
      await within(queue.add({ jobId }, { jobId }));
    },
    start: (handle) => {
      queue
        .process(1, ({ data }) => handle(data.jobId))
        .catch((fault: unknown) => {
          logger.warn({ err: fault }, 'file d’attente arrêtée');
        });
    },
    isReady: async () => {
      try {
        return (await within(queue.client.ping())) === 'PONG';
      } catch {
        return false;
      }
    },
    stop: async () => {
      try {
        await within(queue.close(), 30_000);
      } catch (fault) {
        logger.warn({ err: fault }, 'file d’attente fermée sans attendre redis');
      }
    },
  };
}

async function within<Value>(work: Promise<Value>, milliseconds = answerWithinMilliseconds): Promise<Value> {
  const clock = new AbortController();
  const late = pause(milliseconds, undefined, { signal: clock.signal, ref: false }).then(() => {
    throw new Error('redis does not answer');
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clock.abort();
    late.catch(() => {});
  }
}
