/** How much the quotas of a class may add to one household for one home: policy, in whole points of the grid. */
import type { TargetClass } from '../domain/target.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Criterion, Grid } from '../scoring/grid.ts';
import type { Policy } from './policy.ts';

export type BonusCaps = Readonly<Record<TargetClass, number>>;

/**
 * The caps in points: the policy's own, or those derived from the grids in force on the date. A derived cap stays just
 * under the smallest criterion that implements L441-1, so that no quota outweighs a recognised priority; conventions
 * and own aims have half of it (issue 2 §1.6). Where no grid implements L441-1, the smallest one-off criterion stands
 * in, and where there is none, the price cap of the class.
 */
export function bonusCaps(policy: Policy, grids: readonly Grid[], date: CivilDate): BonusCaps {
  if (policy.bonusCapsPoints) return policy.bonusCapsPoints;
  const criteria = grids
    .filter((grid) => grid.from <= date && (grid.until === null || date <= grid.until))
    .flatMap((grid) => grid.criteria);
  const smallest =
    smallestPoints(criteria.filter((criterion) => criterion.l4411.length > 0)) ??
    smallestPoints(criteria.filter((criterion) => criterion.kind !== 'perUnit'));
  if (smallest === null) return policy.penaltyPoints;
  const statutory = smallest - 1;
  const half = Math.floor(statutory / 2);
  return { statutory, convention: half, own: half };
}

function smallestPoints(criteria: readonly Criterion[]): number | null {
  const positive = criteria.flatMap(pointsOf).filter((points) => points > 0);
  return positive.length === 0 ? null : Math.min(...positive);
}

function pointsOf(criterion: Criterion): number[] {
  switch (criterion.kind) {
    case 'flag':
      return [criterion.points];
    case 'tiers':
      return criterion.tiers.map((tier) => tier.points);
    case 'perUnit':
      return [criterion.pointsPerUnit];
  }
}
