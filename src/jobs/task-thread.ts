/** A task on a thread of its own that ends with it: the process stays free to answer and to say that it lives. */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

type Watch = { onProgress: (share: number) => void; signal: AbortSignal };

/** What such a thread says: how far it is, then what it gave. */
export type ThreadMessage<Value> = { progress: number } | { result: Value };

/** Starts the thread on its data. `entry` is compiled JavaScript. Rejects where the thread ends without a result. */
export function onTaskThread<Value>(
  entry: URL,
  workerData: unknown,
  resultSchema: z.ZodType<Value>,
  { onProgress, signal }: Watch,
): Promise<Value> {
  const messageSchema = z.union([z.object({ progress: z.number() }), z.object({ result: resultSchema })]);
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(entry, { workerData });
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
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`the thread of the task stopped with code ${code}`));
    });
  });
}
