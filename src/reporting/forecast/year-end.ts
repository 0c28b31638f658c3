/** Where a target should stand on a day to come: the exact law of its rate or number, from leases and their mix. */
import type { TargetGoal } from '../../domain/target.ts';
import { missingLeases } from '../../law/quota-progress.ts';
import { type Beta, type Counts, sharedOut } from './counts.ts';

export type Standing = { signedTotal: number; signedInGroup: number };

/** In the unit of the goal: a share from 0 to 1, or leases. */
export type Range = { low: number; expected: number; high: number };

/** Half of what lies outside the interval, on each side: 80 % within. */
export const tail = 0.1;

type Branch = { weight: number; total: number; cumulated: readonly number[]; from: number; mean: number };

/**
 * The value is (in group + K) / (total + N) for a share, in group + K for a number, where N follows `leases` and K of
 * those N the beta-binomial of the mix. Null range where no lease can make a rate.
 */
export function yearEnd(
  goal: Exclude<TargetGoal, { kind: 'none' }>,
  signed: Standing,
  leases: Counts,
  mix: Beta,
): { range: Range | null; chance: number } {
  const branches = branchesOf(leases, mix);
  const withRate = branches.filter(({ total }) => goal.kind === 'number' || signed.signedTotal + total > 0);
  const reached = sumOver(branches, (branch) => {
    const missing = missingLeases(goal, signed.signedTotal + branch.total, signed.signedInGroup) ?? 0;
    return 1 - upTo(branch, missing - 1);
  });
  const chance = Math.min(1, Math.max(0, reached));
  if (withRate.length === 0) return { range: null, chance };
  const whole = (total: number) => (goal.kind === 'number' ? 1 : signed.signedTotal + total);
  const weight = sumOver(withRate, () => 1);
  const chanceUpTo = (value: number) =>
    sumOver(withRate, (branch) =>
      upTo(branch, Math.floor(value * whole(branch.total) - signed.signedInGroup + 1e-9)),
    ) / weight;
  const most = Math.max(...withRate.map(({ total }) => (signed.signedInGroup + total) / whole(total)));
  const expected =
    sumOver(withRate, (branch) => (signed.signedInGroup + branch.mean) / whole(branch.total)) / weight;
  const at = (part: number) => {
    const value = quantile(chanceUpTo, part, most);
    return goal.kind === 'number' ? Math.round(value) : value;
  };
  return { range: { low: at(tail), expected, high: at(1 - tail) }, chance };
}

function branchesOf({ from, mass }: Counts, mix: Beta): Branch[] {
  return mass.map((weight, index) => {
    const counted = sharedOut(from + index, mix);
    let below = 0;
    return {
      weight,
      total: from + index,
      from: counted.from,
      cumulated: counted.mass.map((one) => (below += one)),
      mean: ((from + index) * mix.yes) / (mix.yes + mix.no),
    };
  });
}

function upTo({ from, cumulated }: Branch, count: number): number {
  if (count < from) return 0;
  return cumulated[Math.min(count - from, cumulated.length - 1)] ?? 0;
}

function sumOver(branches: readonly Branch[], of: (branch: Branch) => number): number {
  return branches.reduce((total, branch) => total + branch.weight * of(branch), 0);
}

const halvings = 40;

/** The smallest value not exceeded with that chance; halving finds it to far less than one lease. */
function quantile(chanceUpTo: (value: number) => number, chance: number, most: number): number {
  if (chanceUpTo(0) >= chance - 1e-9) return 0;
  let [low, high] = [0, most];
  for (let step = 0; step < halvings; step += 1) {
    const middle = (low + high) / 2;
    if (chanceUpTo(middle) >= chance - 1e-9) high = middle;
    else low = middle;
  }
  return high;
}
