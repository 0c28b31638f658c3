/** One past wish for an advertised home: what was known when it was expressed, and what came of it. */
import type { CivilDate } from '../../kernel/civil-date.ts';

/** What the chance of a wish is read from, on the day it is told. */
export type WishFacts = {
  /** Points of the grid, less the middle score of past lettings of like homes; null: no such letting is known. */
  pointsAboveWinners: number | null;
  /** Households already interested that stand before this one: in the order that is told (ADR 4). */
  ahead: number;
  /** Households already interested, this one apart. */
  interested: number;
  /** Part of the advert's time that is over, from 0 on its first day to 1 on its last. */
  elapsed: number;
};

export type WishOutcome = WishFacts & {
  /** What tells two outcomes apart: their order never changes a model. */
  id: string;
  expressedOn: CivilDate;
  /** A lease of that home came of that wish. */
  housed: boolean;
};
