/** What every engine is given and what it answers. */
import type { TieRule } from './fair-preferences.ts';
import type { Instance } from './instance-types.ts';
import type { Certificate } from './plan.ts';

/** Fair places found by several at once: what they give does not depend on how many they are. */
export type Spread = {
  /** The pair of each slot at bonuses by cell, −1 where it is empty. */
  placesAt: (bonuses: Float64Array) => Int32Array;
  end: () => void;
};

export type EngineContext = {
  shouldStop: () => boolean;
  onProgress: (share: number, step: string) => void;
  /** Until the safety limit; infinite without one. */
  millisecondsLeft: () => number;
  /** Shares the search of fair prices out; null where the instance is not worth it. Absent: nobody to share with. */
  spread?: (instance: Instance, tie: TieRule) => Spread | null;
};

export type EngineAnswer = {
  slots: Int32Array;
  prices: Float64Array;
  certificate: Certificate;
  provedBound?: number | undefined;
};
