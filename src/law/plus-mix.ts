/** Q-17 (D331-12): the mix of incomes inside a PLUS operation. */
import type { CivilDate } from '../kernel/civil-date.ts';
import { type Exact, exact } from '../kernel/exact.ts';
import { awaitedObligation, obligationNumber, obligationShare } from './obligation-figures.ts';

export type PlusMix = {
  /** Fewest homes for households at most at 60 % of the ceiling; null where not loaded. */
  minModest: number | null;
  /** Most homes for households above the ceiling, up to 120 %. */
  maxAbove: number | null;
  awaiting: readonly string[];
};

/**
 * What a PLUS operation of so many homes owes on a day. Under ten homes both figures are rounded to the nearest;
 * from ten up "at least" is rounded up and "at most" down. A single home owes no minimum.
 */
export function plusMix(homes: number, date: CivilDate): PlusMix {
  const minimum = obligationShare('plusMix.minShareModest', date);
  const maximum = obligationShare('plusMix.maxShareAbove', date);
  const nearestUnder = obligationNumber('plusMix.nearestUnder', date);
  if (minimum === null || maximum === null || nearestUnder === null) {
    return { minModest: null, maxAbove: null, awaiting: [awaitedObligation('plusMix.minShareModest', date)] };
  }
  const small = homes < nearestUnder;
  return {
    minModest: homes <= 1 ? 0 : small ? nearest(minimum.mul(homes)) : minimum.mul(homes).ceil().valueOf(),
    maxAbove: small ? nearest(maximum.mul(homes)) : maximum.mul(homes).floor().valueOf(),
    awaiting: [],
  };
}

function nearest(value: Exact): number {
  return value.add(exact('0.5')).floor().valueOf();
}
