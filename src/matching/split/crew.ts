/**
 * The engine's side of workers elsewhere that take parts. A thread beside the engine's (the caller) speaks to them and
 * writes what they answer into shared memory, so that a part done elsewhere is waited for like one done by a thread.
 */
import { Worker } from 'node:worker_threads';
import type { TieRule } from '../engines/fair-preferences.ts';
import type { Instance } from '../engines/instance-types.ts';
import type { CrewOptions, CrewUse } from './crew-types.ts';
import { isReached } from './waiting.ts';

/** What the caller's thread is started with beside `CrewOptions.data`. */
export type CrewMemory = {
  instance: Instance;
  /** Parts that stay on this machine; those of the crew follow. */
  own: number;
  /** Most workers that are of use. */
  wanted: number;
  /** First: 0 while they are called, 1 once they have their parts, 2 where the search goes without, 3 once it is over. Then: how many have one. */
  call: Int32Array;
  /** By member: 1 once it holds its part, −1 where it is gone. */
  ready: Int32Array;
  /** By member: the last turn that it answered, −1 where it is gone. */
  answered: Int32Array;
  /** The pair of each slot of the whole; the engine reads those of the crew's parts. */
  places: Int32Array;
};

/** What the engine tells the caller. */
export type CrewMessage =
  | { kind: 'tie'; tie: TieRule }
  | { kind: 'turn'; turn: number; bonuses: Float64Array }
  | { kind: 'drop'; member: number }
  | { kind: 'over' };

export type Crew = {
  /** How many took a part, fixed by the first asking; waits, some seconds at most, while they are called. */
  size: () => number;
  /** Sends the rule of the search; false for a member that does not hold its part by the deadline (performance.now). */
  begin: (tie: TieRule) => void;
  isReady: (member: number, deadline: number) => boolean;
  ask: (turn: number, bonuses: Float64Array) => void;
  hasAnswered: (member: number, turn: number, deadline: number) => boolean;
  /** The member's part is somebody else's from now on. */
  drop: (member: number) => void;
  places: Int32Array;
  patienceMilliseconds: number;
  end: () => void;
  use: () => CrewUse;
};

/** The caller ends its call by itself, Redis away or not; a search that is ready to begin waits that long for its word. */
const callMilliseconds = 20_000;
const called = 0;
const given = 1;
const without = 2;
export const dismissed = 3;
const dismissMilliseconds = 500;

/** Starts to call workers at once, while the engine still looks for its bound. */
export function callCrew(instance: Instance, own: number, wanted: number, options: CrewOptions): Crew {
  const memory: CrewMemory = {
    ...{ instance, own, wanted },
    call: sharedWords(2),
    ready: sharedWords(wanted),
    answered: sharedWords(wanted),
    places: sharedWords(instance.slotHome.length),
  };
  const caller = new Worker(new URL(options.entry), { workerData: { ...options.data, memory } });
  // Its members are then silent, and their parts taken again.
  caller.on('error', () => {});
  caller.unref();
  const use: CrewUse = { workers: 0, answers: 0, takenBack: 0 };
  const tell = (message: CrewMessage): void => caller.postMessage(message);
  return {
    size: () => {
      isReached(memory.call, 0, given, performance.now() + callMilliseconds);
      if (Atomics.compareExchange(memory.call, 0, called, without) === given) {
        use.workers = Atomics.load(memory.call, 1);
      }
      return use.workers;
    },
    begin: (tie) => tell({ kind: 'tie', tie }),
    isReady: (member, until) => isReached(memory.ready, member, 1, until),
    // A copy: the next turn writes over the shared one.
    ask: (turn, bonuses) => tell({ kind: 'turn', turn, bonuses: Float64Array.from(bonuses) }),
    hasAnswered: (member, turn, until) => {
      const answered = isReached(memory.answered, member, turn, until);
      if (answered) use.answers += 1;
      return answered;
    },
    drop: (member) => {
      use.takenBack += 1;
      tell({ kind: 'drop', member });
    },
    places: memory.places,
    patienceMilliseconds: options.patienceMilliseconds,
    end: () => {
      tell({ kind: 'over' });
      // The caller ends with the engine's thread: members that heard nothing would wait for it some seconds more.
      isReached(memory.call, 0, dismissed, performance.now() + dismissMilliseconds);
    },
    use: () => ({ ...use }),
  };
}

function sharedWords(count: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * count));
}
