/** How much the quotas of a class may add to one household for one home: policy, in whole points of the grid. */
import type { TargetClass } from '../domain/target.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Grid } from '../scoring/grid.ts';
import { smallestPriorityCriterionPoints } from '../scoring/grid-for.ts';
import type { Policy } from './policy.ts';

export type BonusCaps = Readonly<Record<TargetClass, number>>;

/** All that quotas may ever add to one household for one home: what a recognised DALO always has (contracts §4). */
export function fullBonusPoints(caps: BonusCaps): number {
  return Object.values(caps).reduce((sum, points) => sum + points, 0);
}

/**
 * The caps in points: the policy's own, or those derived from the grids in force on the date. A derived cap stays just
 * under the smallest criterion that implements L441-1, so that no quota outweighs a recognised priority; conventions
 * and own aims have half of it. Where no grid implements L441-1, the smallest one-off criterion stands
 * in, and where there is none, the price cap of the class.
 */
export function bonusCaps(policy: Policy, grids: readonly Grid[], date: CivilDate): BonusCaps {
  if (policy.bonusCapsPoints) return policy.bonusCapsPoints;
  const inForce = grids.filter((grid) => grid.from <= date && (grid.until === null || date <= grid.until));
  const priorities = inForce.flatMap((grid) => smallestPriorityCriterionPoints(grid) ?? []);
  const smallest = priorities.length > 0 ? Math.min(...priorities) : smallestOneOffPoints(inForce);
  if (smallest === null) return policy.penaltyPoints;
  const statutory = smallest - 1;
  const half = Math.floor(statutory / 2);
  return { statutory, convention: half, own: half };
}

function smallestOneOffPoints(grids: readonly Grid[]): number | null {
  const points = grids
    .flatMap(({ criteria }) => criteria)
    .flatMap((criterion) => {
      if (criterion.kind === 'perUnit') return [];
      return criterion.kind === 'flag' ? [criterion.points] : criterion.tiers.map((tier) => tier.points);
    })
    .filter((value) => value > 0);
  return points.length === 0 ? null : Math.min(...points);
}
