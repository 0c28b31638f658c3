/** The worker thread of the engines: one task, some words of progress, one solution. Runs from the compiled build. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Solution } from '../problem.ts';
import { type Crew, callCrew } from '../split/crew.ts';
import type { CrewOptions, CrewUse } from '../split/crew-types.ts';
import { fewestPairs, partsWorth } from '../split/parts.ts';
import { spreadOver } from '../split/spread.ts';
import type { DualResult } from './dual.ts';
import { mostHomesOfSession } from './fair.ts';
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
  /** Workers elsewhere that may take parts too; null: this machine alone. */
  crew: CrewOptions | null;
  /** The bound, where another thread found it; null: to be found here. */
  bound: DualResult | null;
  /** Whether somebody waits for the bound that is found here. */
  tellsBound: boolean;
};

export type WorkerAnswer =
  | { kind: 'progress'; share: number; step: string }
  | { kind: 'bound'; bound: DualResult }
  /** `shared` null: no worker elsewhere took a part. */
  | { kind: 'done'; solution: Solution; shared: CrewUse | null };

const leastMillisecondsBetweenWords = 50;
/** More workers elsewhere than this share too little each. */
const mostWorkers = 15;

async function work(task: WorkerTask): Promise<void> {
  const stop = new Int32Array(task.stop);
  const say = (answer: WorkerAnswer) => parentPort?.postMessage(answer);
  const deadline = performance.now() + task.milliseconds;
  let saidAt = 0;
  const { own, wanted } = partsOfTask(task);
  const crew = wanted > 0 && task.crew ? callCrew(task.instance, own, wanted, task.crew) : null;
  const solution = await solveInstance(task.instance, task.engine, {
    shouldStop: () => Atomics.load(stop, 0) === 1,
    bound: task.bound ?? undefined,
    onBound: task.tellsBound ? (bound) => say({ kind: 'bound', bound }) : undefined,
    millisecondsLeft: () => Math.max(1, deadline - performance.now()),
    spread: (instance, tie) => (own > 1 || crew ? spreadOver(instance, tie, own, { crew }) : null),
    onProgress: (share, step) => {
      const now = performance.now();
      if (now - saidAt < leastMillisecondsBetweenWords) return;
      saidAt = now;
      say({ kind: 'progress', share, step });
    },
  });
  crew?.end();
  say({ kind: 'done', solution, shared: usedBy(crew) });
}

/** How many parts this machine does, and how many workers elsewhere are of use. */
function partsOfTask({ instance, engine, parts, crew }: WorkerTask): { own: number; wanted: number } {
  const isFair = engine === 'fair' || instance.fairness === 'no-justified-envy';
  if (!isFair || instance.homeIds.length <= mostHomesOfSession) return { own: 1, wanted: 0 };
  const pairs = instance.pairHome.length;
  const isWorthCalling = crew !== null && pairs >= crew.fewestPairs;
  const territories = partsWorth(instance, parts + mostWorkers, isWorthCalling ? 0 : fewestPairs);
  const own = Math.min(parts, territories);
  return { own, wanted: isWorthCalling ? Math.min(mostWorkers, territories - own) : 0 };
}

function usedBy(crew: Crew | null): CrewUse | null {
  const use = crew?.use();
  return use && use.workers > 0 ? use : null;
}

await work(workerData);
