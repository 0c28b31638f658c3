/**
 * The search of fair prices spread over threads, and over workers elsewhere where some joined. What is spread: at each
 * price vector, who takes which place, part by part. What is not: the bound, the choice of the next prices, and the sums
 * over all places in their one order, so that not a bit depends on how many there are. The part of a worker that is late
 * or gone goes to a thread, that of such a thread is computed here.
 */
import { Worker } from 'node:worker_threads';
import type { Spread } from '../engines/engine-types.ts';
import type { TieRule } from '../engines/fair-preferences.ts';
import type { Instance } from '../engines/instance-types.ts';
import type { Crew } from './crew.ts';
import { homesOfParts, partOf, partSolver, slotsOf } from './parts.ts';
import type { SharedSearch } from './shared-search.ts';
import { isReached } from './waiting.ts';

export type SpreadOptions = {
  /** The threads' entry; that of the build where absent. */
  entry?: URL;
  /** Others have this long, and ten times what this thread took for its own part, before a part is taken again. */
  patienceMilliseconds?: number;
  /** Workers elsewhere; null: none. */
  crew?: Crew | null;
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

/** Who does a part: this thread, another one, or a worker elsewhere. */
type Doer = 'here' | Worker | 'crew';

/**
 * Shares the search out among `own` parts on this machine and one for each member of the crew. Starts one thread fewer
 * than it has parts of its own: the calling thread, which blocks, does the first part itself.
 */
export function spreadOver(
  instance: Instance,
  tie: TieRule,
  own: number,
  { entry = workerFile(), patienceMilliseconds = 2_000, crew = null }: SpreadOptions = {},
): Spread {
  const parts = homesOfParts(instance, own + (crew?.size() ?? 0));
  const shared = {
    instance,
    tie,
    bonuses: new Float64Array(new SharedArrayBuffer(8 * instance.cellClass.length)),
    places: new Int32Array(new SharedArrayBuffer(4 * instance.slotHome.length)),
    turn: new Int32Array(new SharedArrayBuffer(4)),
    states: new Int32Array(new SharedArrayBuffer(4 * parts.length)),
  };
  const threadOf = (part: number): Worker => startThread(entry, { ...shared, homes: parts[part]!, part });
  const doers = givenOut(parts.length, own, threadOf, crew, tie);
  const slotsOfCrew = parts.map((homes, part) => (part < own ? null : slotsOf(instance, homes)));
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
      crew?.ask(turn, bonuses);
      const began = performance.now();
      const found = doers.flatMap((doer, part) => (doer === 'here' ? [solveHere(part, bonuses)] : []));
      const more = patienceTimes * (performance.now() - began);
      if (crew)
        takeBack(doers, own, crew, turn, performance.now() + crew.patienceMilliseconds + more, threadOf);
      // A thread that was just given a part has as long as the others had.
      const deadline = performance.now() + patienceMilliseconds + more;
      doers.forEach((doer, part) => {
        if (!(doer instanceof Worker) || isReached(shared.states, part, turn, deadline)) return;
        void doer.terminate();
        doers[part] = 'here';
        found.push(solveHere(part, bonuses));
      });
      const places = shared.places.slice();
      if (crew) copyCrew(doers, slotsOfCrew, crew.places, places);
      // Over what a late thread may still write: the part is this thread's from now on.
      for (const { slots, pairs } of found) {
        for (let at = 0; at < slots.length; at += 1) places[slots[at]!] = pairs[at]!;
      }
      return places;
    },
    end: () => {
      Atomics.store(shared.turn, 0, -1);
      Atomics.notify(shared.turn, 0);
      here.clear();
      crew?.end();
    },
  };
}

function startThread(entry: URL, workerData: SharedSearch): Worker {
  const thread = new Worker(entry, { workerData });
  // Its part is then taken again; nothing more is to be done.
  thread.on('error', () => {});
  thread.unref();
  return thread;
}

/** Who begins with each part. Members of the crew that do not hold theirs in time begin with none. */
function givenOut(
  count: number,
  own: number,
  threadOf: (part: number) => Worker,
  crew: Crew | null,
  tie: TieRule,
): Doer[] {
  crew?.begin(tie);
  const doers = Array.from({ length: count }, (_, part): Doer => {
    if (part >= own) return 'crew';
    return part === 0 ? 'here' : threadOf(part);
  });
  if (crew === null) return doers;
  // Those that joined a moment ago still load their part, where the search begins at once.
  const deadline = performance.now() + crew.patienceMilliseconds;
  for (let part = own; part < count; part += 1) {
    if (crew.isReady(part - own, deadline)) continue;
    crew.drop(part - own);
    doers[part] = threadOf(part);
  }
  return doers;
}

/** Gives the part of each member that is late or gone to a thread of this machine, for good. */
function takeBack(
  doers: Doer[],
  own: number,
  crew: Crew,
  turn: number,
  deadline: number,
  threadOf: (part: number) => Worker,
): void {
  for (let part = own; part < doers.length; part += 1) {
    if (doers[part] !== 'crew' || crew.hasAnswered(part - own, turn, deadline)) continue;
    crew.drop(part - own);
    doers[part] = threadOf(part);
  }
}

/** From memory of its own: what a member writes late is never taken for the answer of the thread after it. */
function copyCrew(
  doers: readonly Doer[],
  slotsOfCrew: readonly (Int32Array | null)[],
  from: Int32Array,
  to: Int32Array,
): void {
  doers.forEach((doer, part) => {
    if (doer !== 'crew') return;
    for (const slot of slotsOfCrew[part] ?? []) to[slot] = from[slot]!;
  });
}

function solverOf(instance: Instance, homes: Int32Array, tie: TieRule): Solve {
  const part = partOf(instance, homes);
  const solve = partSolver(part, tie);
  return (bonuses) => ({ slots: part.slots, pairs: solve(bonuses) });
}
