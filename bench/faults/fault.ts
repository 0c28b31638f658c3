/** What a fault is, for the table: what is done to the machine, and the facts that must hold afterwards. */
import type { Fact } from './wave.ts';

export type Fault = {
  name: string;
  /** What is done, in one sentence. */
  done: string;
  /** Needs redis-server. */
  redis?: true;
  /** Needs root, for a disk of a chosen size. */
  root?: true;
  play: () => Promise<Fact[]>;
};

/** What was seen of it. */
export type Outcome = {
  fault: string;
  done: string;
  seconds: number;
  facts: readonly Fact[];
  /** Why it was not played; null where it was. */
  leftOut: string | null;
};
