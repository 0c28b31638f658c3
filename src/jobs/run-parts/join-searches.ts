/** What a process does when another calls for its search: where it is idle, it takes a part, on a thread. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Logger } from '../../logging.ts';
import { tellFaults, within } from '../bull-queue.ts';
import { onTaskThread } from '../task-thread.ts';
import { dialect } from './dialect.ts';
import { callQueue, callSchema, type MemberTask, searchLists } from './search-lists.ts';

const answeredSchema = z.object({ answers: z.number() });

type Means = {
  redisUrl: string;
  /** Compiled entry of the thread of a part. */
  entry: URL;
  /** No long task runs in this process. */
  isIdle: () => boolean;
  logger: Logger;
};

/** One part at a time. `stop` leaves it: its caller is told, and does it itself. */
export function joinSearches({ redisUrl, entry, isIdle, logger }: Means): {
  start: () => void;
  stop: () => Promise<void>;
} {
  const queue = callQueue(redisUrl);
  tellFaults(queue, logger);
  const stopping = new AbortController();

  const take = async (data: unknown): Promise<void> => {
    const call = callSchema.safeParse(data);
    if (!call.success || call.data.dialect !== dialect || !isIdle() || stopping.signal.aborted) return;
    const { search } = call.data;
    const lists = searchLists(queue.client, search);
    // Called long ago, by a search that is over.
    if (!(await lists.isOpen())) return;
    const member = randomUUID();
    await lists.join(member);
    try {
      const began = () => logger.info('part d’un calcul prise à un autre processus');
      const watch = { onProgress: began, signal: stopping.signal };
      const task: MemberTask = { redisUrl, search, member };
      const { answers } = await onTaskThread(entry, task, answeredSchema, watch);
      logger.info({ answers }, 'part d’un calcul rendue');
    } catch (fault) {
      if (!stopping.signal.aborted) logger.warn({ err: fault }, 'part d’un calcul abandonnée');
      await lists.leave(member);
    }
  };
  return {
    start: () => {
      queue
        .process(1, ({ data }) => take(data))
        .catch((fault: unknown) => logger.warn({ err: fault }, 'parts de calculs : file arrêtée'));
    },
    stop: async () => {
      stopping.abort();
      try {
        await within(queue.close(), 10_000);
      } catch (fault) {
        logger.warn({ err: fault }, 'parts de calculs : file fermée sans attendre redis');
      }
    },
  };
}
