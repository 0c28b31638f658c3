/** The worker thread of the engines: one task, some words of progress, one solution. Runs from the compiled build. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Solution } from '../problem.ts';
import { partsWorth } from '../split/parts.ts';
import { spreadOver } from '../split/spread.ts';
import type { Instance } from './instance.ts';
import type { EngineName } from './registry.ts';
import { solveInstance } from './solve-instance.ts';

export type WorkerTask = {
  instance: Instance;
  engine: EngineName;
  /** One Int32, shared: 1 asks the search to stop. */
  stop: SharedArrayBuffer;
  /** The safety limit, for the solvers that no flag can reach; infinite without one. */
  milliseconds: number;
  /** Parts that the search of fair prices may be shared out in, this thread's own among them. */
  parts: number;
};

export type WorkerAnswer =
  | { kind: 'progress'; share: number; step: string }
  | { kind: 'done'; solution: Solution };

const leastMillisecondsBetweenWords = 50;

async function work(task: WorkerTask): Promise<void> {
  const stop = new Int32Array(task.stop);
  const say = (answer: WorkerAnswer) => parentPort?.postMessage(answer);
  const deadline = performance.now() + task.milliseconds;
  let saidAt = 0;
  const solution = await solveInstance(task.instance, task.engine, {
    shouldStop: () => Atomics.load(stop, 0) === 1,
    millisecondsLeft: () => Math.max(1, deadline - performance.now()),
    spread: (instance, tie) => {
      const parts = partsWorth(instance, task.parts);
      return parts > 1 ? spreadOver(instance, tie, parts) : null;
    },
    onProgress: (share, step) => {
      const now = performance.now();
      if (now - saidAt < leastMillisecondsBetweenWords) return;
      saidAt = now;
      say({ kind: 'progress', share, step });
    },
  });
  say({ kind: 'done', solution });
}

await work(workerData);
