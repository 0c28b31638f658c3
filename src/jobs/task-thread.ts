/** A task on a thread of its own that ends with it: the process stays free to answer and to say that it lives. */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';

type Watch = { onProgress: (share: number) => void; signal: AbortSignal };

/** What such a thread says: how far it is, then what it gave. */
export type ThreadMessage<Value> = { progress: number } | { result: Value };

/**
 * Starts the thread on its data. `entry` is compiled JavaScript. Rejects where the thread ends without a result; beyond
 * `mebibytes` of values it ends by itself, and trying again would end the same.
 */
export function onTaskThread<Value>(
  entry: URL,
  workerData: unknown,
  resultSchema: z.ZodType<Value>,
  { onProgress, signal }: Watch,
  { mebibytes }: { mebibytes?: number } = {},
): Promise<Value> {
  const messageSchema = z.union([z.object({ progress: z.number() }), z.object({ result: resultSchema })]);
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(entry, {
      workerData,
      ...(mebibytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: mebibytes } }),
    });
    const stop = () => {
      void worker.terminate();
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (data: unknown) => {
      const message = messageSchema.parse(data);
      if ('progress' in message) onProgress(message.progress);
      else resolve(message.result);
    });
    worker.once('error', (fault: NodeJS.ErrnoException) => {
      reject(fault.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge(fault) : fault);
    });
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`the thread of the task stopped with code ${code}`));
    });
  });
}

function tooLarge(cause: Error): AppError {
  return new AppError('conflict', 'Cette tâche demande plus de mémoire qu’il ne lui en est laissé.', {
    hint: 'Demandez-en moins à la fois : une période plus courte, un territoire, une autre forme de fichier.',
    cause,
  });
}
