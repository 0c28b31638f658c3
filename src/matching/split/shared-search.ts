/** What the threads of one spread search share: the instance, what is asked, and where the places are written. */
import type { TieRule } from '../engines/fair-preferences.ts';
import type { Instance } from '../engines/instance-types.ts';

export type SharedSearch = {
  instance: Instance;
  tie: TieRule;
  /** Homes of the thread's part. */
  homes: Int32Array;
  /** Which of the parts this is: its word in `states`. */
  part: number;
  /** Bonuses asked for, by cell; and the pair of each slot of the whole. */
  bonuses: Float64Array;
  places: Int32Array;
  /** The turn, raised to ask; below 0: the search is over. */
  turn: Int32Array;
  /** By part, the last turn that it has answered. */
  states: Int32Array;
};
