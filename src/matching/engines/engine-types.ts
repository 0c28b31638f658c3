/** What every engine is given and what it answers. */
import type { DualResult } from './dual.ts';
import type { TieRule } from './fair-preferences.ts';
import type { Instance } from './instance-types.ts';
import type { Certificate } from './plan.ts';

/** Fair places found by several at once: what they give does not depend on how many they are. */
export type Spread = {
  /** The pair of each slot at bonuses by cell, −1 where it is empty. */
  placesAt: (bonuses: Float64Array) => Int32Array;
  end: () => void;
};

/** The bound of an instance, which two engines need, found by the one and told to the other. */
export type BoundSharing = {
  /** What another engine found for the same instance: not searched again. */
  bound?: DualResult | undefined;
  /** Told the bound as soon as it is found. */
  onBound?: ((bound: DualResult) => void) | undefined;
};

export type EngineContext = BoundSharing & {
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
