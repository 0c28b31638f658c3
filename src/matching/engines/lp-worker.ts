/**
 * Runs one job of an outside solver in a worker thread that can be killed: some of these solvers overrun their own
 * time limits or never return. What a killed worker had found is discarded whole.
 */
import { Worker } from 'node:worker_threads';

export type WorkerLimits = {
  /** The watchdog: the worker is killed after so many milliseconds. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
};

export type WorkerOutcome =
  | { ended: true; answer: unknown }
  | { ended: false; reason: 'timeout' | 'aborted' };

/** Workers run from the build: Node does not read TypeScript there. Tests find it beside the sources. */
function workerFile(name: 'highs-worker' | 'jslp-worker' | 'orientation-worker'): URL {
  const here = import.meta.url;
  const folder = here.endsWith('.ts')
    ? here.replace(/\/src\/matching\/engines\//, '/dist/src/matching/engines/')
    : here;
  return new URL(`./${name}.js`, folder);
}

/**
 * Sends the job to a new worker and gives its last message; earlier messages go to `onMessage`. Rejects where the
 * worker fails; a worker that is late or aborted is ended and said so.
 */
export function runInWorker(
  name: 'highs-worker' | 'jslp-worker' | 'orientation-worker',
  job: unknown,
  limits: WorkerLimits,
  onMessage?: (message: unknown) => void,
): Promise<WorkerOutcome> {
  if (limits.signal?.aborted) return Promise.resolve({ ended: false, reason: 'aborted' });
  const worker = new Worker(workerFile(name), { workerData: job });
  return new Promise((resolve, reject) => {
    let last: unknown;
    let settled = false;
    const end = (outcome: WorkerOutcome): void => {
      // A killed worker also exits: the first reason stands.
      if (settled) return;
      settled = true;
      clearTimeout(watchdog);
      limits.signal?.removeEventListener('abort', abort);
      // Wait until the thread is gone, so that nobody measures or runs beside it.
      worker.terminate().then(() => resolve(outcome), reject);
    };
    const abort = (): void => end({ ended: false, reason: 'aborted' });
    const watchdog = setTimeout(() => end({ ended: false, reason: 'timeout' }), limits.timeoutMs);
    limits.signal?.addEventListener('abort', abort);
    worker.on('message', (message: unknown) => {
      last = message;
      onMessage?.(message);
    });
    worker.on('error', (fault) => {
      settled = true;
      clearTimeout(watchdog);
      limits.signal?.removeEventListener('abort', abort);
      reject(fault);
    });
    worker.on('exit', () => end({ ended: true, answer: last }));
  });
}
