/** What a target has reached and what it still needs (Q-02…Q-08, M-01): exact shares, whole leases. */
import type { Target, TargetGoal, TargetProgress } from '../domain/target.ts';
import type { Lease } from '../domain/tenancy.ts';
import { type CivilDate, yearOf } from '../kernel/civil-date.ts';
import { type Exact, exact, ratio } from '../kernel/exact.ts';
import { targetGroup } from './quota-freed-home.ts';
import { type QuotaHome, type QuotaPlaces, targetPopulation } from './quota-population.ts';

/**
 * Leases of the target's year, population and territory signed up to a day: all, those that count, and those whose
 * data cannot prove either way (in the total, never in the group: Q-04b). An attribution without a signed lease is
 * no lease and is not here.
 */
export function targetProgress(
  target: Target,
  leases: readonly (Lease & Pick<QuotaHome, 'residence'>)[],
  asOf: CivilDate,
  places: QuotaPlaces,
): TargetProgress {
  const counts = targetPopulation(target, places);
  const inGroup = targetGroup(target, places);
  const progress = { signedTotal: 0, signedInGroup: 0, unknown: 0 };
  for (const lease of leases) {
    if (yearOf(lease.signedOn) !== target.year || lease.signedOn > asOf) continue;
    if (!counts(lease, lease.signedOn)) continue;
    const { verdict } = inGroup(lease, lease.signedOn);
    progress.signedTotal += 1;
    if (verdict === 'yes') progress.signedInGroup += 1;
    if (verdict === 'unknown') progress.unknown += 1;
  }
  return progress;
}

/**
 * Leases that the group still lacks: max(0, ceil(share × total) − group), or number − group; null where the cell of
 * the convention sets no rate ("Parc en vente", "non significatif", empty): none is computed, none is missed.
 */
export function missingLeases(goal: TargetGoal, signedTotal: number, signedInGroup: number): number | null {
  switch (goal.kind) {
    case 'none':
      return null;
    case 'number':
      return Math.max(0, goal.number - signedInGroup);
    case 'share':
      return Math.max(0, leasesNeeded(exact(goal.share), signedTotal) - signedInGroup);
  }
}

/** The whole number of leases that a share of a total asks for, rounded up on exact values. */
export function leasesNeeded(share: Exact, total: number): number {
  return share.mul(total).ceil().valueOf();
}

/** The share reached, exact; null of nothing. */
export function shareReached(progress: Pick<TargetProgress, 'signedTotal' | 'signedInGroup'>): Exact | null {
  return progress.signedTotal === 0 ? null : ratio(progress.signedInGroup, progress.signedTotal);
}
