/** Messages through Redis, to any number of workers on any number of machines. */
import { setTimeout as pause } from 'node:timers/promises';
import Bull from 'bull';
import { z } from 'zod';
import type { Logger } from '../logging.ts';
import { type Lane, lanes } from './job.ts';
import type { QueuePort } from './job-port.ts';
import { redisOptions } from './redis-address.ts';

const answerWithinMilliseconds = 2_000;
const quietMilliseconds = 60_000;
// Short tasks wait on the database more than on the processor; a long one has the calculation thread for itself.
const atOnce: Readonly<Record<Lane, number>> = { long: 1, short: 4 };

const messageSchema = z.object({ jobId: z.uuid() });

/** Connects in the background: a Redis that is away stops no start, and its return is noticed. */
export function bullQueue(redisUrl: string, logger: Logger, name = 'parcours-jobs'): QueuePort {
  const queues: Readonly<Record<Lane, Bull.Queue<unknown>>> = {
    long: laneQueue(redisUrl, `${name}-long`, logger),
    short: laneQueue(redisUrl, `${name}-short`, logger),
  };
  const each = <Value>(work: (queue: Bull.Queue, lane: Lane) => Value): Value[] =>
    lanes.map((lane) => work(queues[lane], lane));
  return {
    // bull's add() waits for ever without Redis. The same row announced twice for the same attempt is one message; what
    // an earlier attempt left in Redis, held by a dead worker, keeps no later one from being handed over.
    announce: async ({ jobId, attempts, lane }) => {
      await within(queues[lane].add({ jobId }, { jobId: `${jobId}-${attempts}` }));
    },
    start: (handle) => {
      each((queue, lane) => {
        const receive = async ({ data }: Bull.Job<unknown>) => {
          const message = messageSchema.safeParse(data);
          // Written by another program, or by hand: there is no row to look at.
          if (message.success) await handle(message.data.jobId);
          else logger.warn({ lane }, 'message inconnu dans la file, ignoré');
        };
        queue.process(atOnce[lane], receive).catch((fault: unknown) => {
          logger.warn({ err: fault }, 'file d’attente arrêtée');
        });
      });
    },
    isReady: async () => {
      try {
        const answers = await Promise.all(each((queue) => within(queue.client.ping())));
        return answers.every((answer) => answer === 'PONG');
      } catch {
        return false;
      }
    },
    stop: async () => {
      try {
        await Promise.all(each((queue) => within(queue.close(), 30_000)));
      } catch (fault) {
        logger.warn({ err: fault }, 'file d’attente fermée sans attendre redis');
      }
    },
  };
}

function laneQueue(redisUrl: string, name: string, logger: Logger): Bull.Queue<unknown> {
  const queue = new Bull<unknown>(name, {
    redis: redisOptions(redisUrl),
    // The row is the truth: nothing is retried or kept here.
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    // Calculations run on threads: this one is free to renew a lock. A message handed to two workers all the same is
    // harmless, since the row goes to one.
    settings: { lockDuration: 30_000, lockRenewTime: 10_000, stalledInterval: 15_000, maxStalledCount: 1 },
  });
  tellFaults(queue, logger);
  return queue;
}

/** Each of a queue's connections says at each try that Redis is away: told once a minute. */
export function tellFaults(queue: Bull.Queue<unknown>, logger: Logger): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  queue.on('error', (fault) => {
    const now = performance.now();
    if (now - toldAt < quietMilliseconds) return;
    toldAt = now;
    logger.warn({ err: fault }, 'redis injoignable, ou vidé');
  });
}

/** The work, or a fault where Redis keeps silent: bull waits for ever. */
export async function within<Value>(
  work: Promise<Value>,
  milliseconds = answerWithinMilliseconds,
): Promise<Value> {
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
