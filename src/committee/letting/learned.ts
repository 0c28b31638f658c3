/** What a list that ended taught: refusals with their reasons, and why households were out. No name, no number. */
import type { RefusalReason } from './letting-home.ts';

export type LearnedOfHome = {
  /** Households that the committee had ranked. */
  ranked: number;
  offers: number;
  refusals: readonly { reason: RefusalReason; adapted: boolean | null; how: string }[];
  /** Codes of what took the others out of the list. */
  out: readonly string[];
};
