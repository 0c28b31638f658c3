/** One figure of a place and period, as an indicator gives it. */
import { civilDate } from '../../../src/kernel/civil-date.ts';
import type { Figure, Place } from '../../../src/reporting/indicator.ts';

const year = { from: civilDate('2026-01-01'), until: civilDate('2026-12-31') };

export function figureOf(place: Place, inGroup: number, total: number, period = year): Figure {
  return {
    measure: 'leases',
    place,
    period,
    inGroup,
    total,
    split: { proved: inGroup, declared: 0, unknown: 0 },
    goal: null,
    sense: 'atLeast',
    missing: null,
    excess: null,
    control: null,
    days: null,
    reference: null,
    leaseIds: { inGroup: ['BAIL-1'], unknown: [], rest: [] },
  };
}
