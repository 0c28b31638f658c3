/** What a chain does for the landlord: households moved, and what the homes cost while they stand empty in between. */
import type { Cents } from '../../kernel/money.ts';

export type ChainMoves = {
  /** Monthly rents of the homes, the freed one first, then the one that each household leaves. */
  rentsCents: readonly Cents[];
  /** Days that a home stands empty before the next household moves in: works, notice, keys. */
  daysBetweenMoves: number;
  /** Days before the last home, freed at the end, is let outside the chain. */
  daysToLetLast: number;
};

export type ChainValue = {
  householdsMoved: number;
  /** Months of vacancy over all homes of the chain, in tenths (a month counts 30 days). */
  vacancyMonthsTenths: number;
  rentLostCents: Cents;
};

const daysPerMonth = 30;

/** Each home but the last waits for the next move; the last one for a household from outside. Rounded to the cent. */
export function chainValue({ rentsCents, daysBetweenMoves, daysToLetLast }: ChainMoves): ChainValue {
  const daysOf = (at: number) => (at === rentsCents.length - 1 ? daysToLetLast : daysBetweenMoves);
  const days = rentsCents.reduce((sum, _rent, at) => sum + daysOf(at), 0);
  const lost = rentsCents.reduce((sum, rent, at) => sum + rent * daysOf(at), 0);
  return {
    householdsMoved: Math.max(0, rentsCents.length - 1),
    vacancyMonthsTenths: Math.round((days * 10) / daysPerMonth),
    rentLostCents: Math.round(lost / daysPerMonth),
  };
}
