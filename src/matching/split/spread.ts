/**
 * The search of fair prices spread over threads. What is spread: at each price vector, who takes which place, part by
 * part. What is not: the bound, the choice of the next prices, and the sums over all places in their one order, so that
 * not a bit depends on how many threads there are. A part whose thread is late or dead is computed here again.
 */
import { Worker } from 'node:worker_threads';
import type { Spread } from '../engines/engine-types.ts';
import type { TieRule } from '../engines/fair-preferences.ts';
import type { Instance } from '../engines/instance-types.ts';
import { homesOfParts, partOf, partSolver } from './parts.ts';
import type { SharedSearch } from './shared-search.ts';

export type SpreadOptions = {
  /** The threads' entry; that of the build where absent. */
  entry?: URL;
  /** A thread has this long, and ten times what this one took for its own part, before its part is taken again. */
  patienceMilliseconds?: number;
};

const patienceTimes = 10;

/** Slots of the whole and, beside each, the pair that it holds, or −1. */
type Found = { slots: Int32Array; pairs: Int32Array };
type Solve = (bonuses: Float64Array) => Found;

/** Threads run from the build: Node does not read TypeScript there. Tests find it beside the sources. */
function workerFile(): URL {
  const here = import.meta.url;
  const folder = here.endsWith('.ts')
    ? here.replace(/\/src\/matching\/split\//, '/dist/src/matching/split/')
    : here;
  return new URL('./part-worker.js', folder);
}

/** Starts one thread fewer than there are parts: the calling thread, which blocks, does the first part itself. */
export function spreadOver(
  instance: Instance,
  tie: TieRule,
  count: number,
  { entry = workerFile(), patienceMilliseconds = 2_000 }: SpreadOptions = {},
): Spread {
  const parts = homesOfParts(instance, count);
  const shared = {
    instance,
    tie,
    bonuses: new Float64Array(new SharedArrayBuffer(8 * instance.cellClass.length)),
    places: new Int32Array(new SharedArrayBuffer(4 * instance.slotHome.length)),
    turn: new Int32Array(new SharedArrayBuffer(4)),
    states: new Int32Array(new SharedArrayBuffer(4 * count)),
  };
  const threads = parts.map((homes, part) => {
    if (part === 0) return null;
    const workerData: SharedSearch = { ...shared, homes, part };
    const thread = new Worker(entry, { workerData });
    // Its part is then taken again below; nothing more is to be done.
    thread.on('error', () => {});
    thread.unref();
    return thread;
  });
  const here = new Map<number, Solve>();
  const solveHere = (part: number, bonuses: Float64Array): Found => {
    const solve = here.get(part) ?? solverOf(instance, parts[part]!, tie);
    here.set(part, solve);
    return solve(bonuses);
  };
  let turn = 0;
  return {
    placesAt: (bonuses) => {
      shared.bonuses.set(bonuses);
      turn += 1;
      Atomics.store(shared.turn, 0, turn);
      Atomics.notify(shared.turn, 0);
      const began = performance.now();
      const found = parts.flatMap((_, part) => (threads[part] ? [] : [solveHere(part, bonuses)]));
      const patience = patienceMilliseconds + patienceTimes * (performance.now() - began);
      for (let part = 1; part < count; part += 1) {
        if (!threads[part] || isAnswered(shared.states, part, turn, patience)) continue;
        void threads[part]?.terminate();
        threads[part] = null;
        found.push(solveHere(part, bonuses));
      }
      const places = shared.places.slice();
      // Over what a late thread may still write: the part is this thread's from now on.
      for (const { slots, pairs } of found) {
        for (let at = 0; at < slots.length; at += 1) places[slots[at]!] = pairs[at]!;
      }
      return places;
    },
    end: () => {
      Atomics.store(shared.turn, 0, -1);
      Atomics.notify(shared.turn, 0);
    },
  };
}

function solverOf(instance: Instance, homes: Int32Array, tie: TieRule): Solve {
  const part = partOf(instance, homes);
  const solve = partSolver(part, tie);
  return (bonuses) => ({ slots: part.slots, pairs: solve(bonuses) });
}

function isAnswered(states: Int32Array, part: number, turn: number, patience: number): boolean {
  const deadline = performance.now() + patience;
  for (;;) {
    const state = Atomics.load(states, part);
    if (state === turn) return true;
    const left = deadline - performance.now();
    if (left <= 0) return false;
    Atomics.wait(states, part, state, left);
  }
}
