/** What every engine is given and what it answers. */
import type { Certificate } from './plan.ts';

export type EngineContext = {
  shouldStop: () => boolean;
  onProgress: (share: number, step: string) => void;
  /** Until the safety limit; infinite without one. */
  millisecondsLeft: () => number;
};

export type EngineAnswer = {
  slots: Int32Array;
  prices: Float64Array;
  certificate: Certificate;
  provedBound?: number | undefined;
};
