/**
 * The pace of a year (solver §9.2): what each session is asked for, from the leases signed, those still expected and
 * what the policy allows. Pure: production and the simulation of a year use the same one.
 */
import type { Target } from '../../domain/target.ts';
import { exact } from '../../kernel/exact.ts';
import { leasesNeeded } from '../../law/quota-progress.ts';
import type { SteeringLine } from '../steering.ts';

export type PacedTarget = {
  target: Pick<Target, 'id' | 'goal'>;
  /** Leases of the year to date: those of the target's homes, and those that count. */
  signedTotal: number;
  signedInGroup: number;
  /** Leases that the target's homes should still bring by 31 December, this session's included. */
  stillExpectedLeases: number;
  /** Most points that the policy lets the target weigh. */
  mostPoints: number;
};

/** Part of the spread of what is still to come that is asked ahead: a year is met by those who are not late in it. */
const caution = 1.25;
/**
 * How much more is asked of a share for each point of it that the rest of the year must make up: a session that could
 * give more than the mean is then asked for it, instead of leaving all to the last weeks.
 */
const catchUp = 8;

/** The line of each target that sets a figure, in the order given; one that nothing more can move asks for nothing. */
export function paceTargets(targets: readonly PacedTarget[]): SteeringLine[] {
  return targets.flatMap((paced) => {
    const { target, signedTotal, signedInGroup, stillExpectedLeases, mostPoints } = paced;
    const needed = neededLeases(paced);
    if (needed === null) return [];
    const share = askedShare(needed, stillExpectedLeases, target.goal);
    return [
      {
        targetId: target.id,
        askedShare: share,
        mostPoints: share > 0 ? mostPoints : 0,
        because: { signedInGroup, signedTotal, stillExpectedLeases, neededLeases: needed },
      },
    ];
  });
}

/** Leases that must still count by the end of the year; null where the cell sets no figure. */
function neededLeases({
  target,
  signedTotal,
  signedInGroup,
  stillExpectedLeases,
}: PacedTarget): number | null {
  switch (target.goal.kind) {
    case 'none':
      return null;
    case 'number':
      return Math.max(0, target.goal.number - signedInGroup);
    case 'share': {
      const total = signedTotal + Math.round(stillExpectedLeases);
      return Math.max(0, leasesNeeded(exact(target.goal.share), total) - signedInGroup);
    }
  }
}

/** The need over what is still expected, with a margin for chance: the fewer leases remain, the wider it is. */
function askedShare(needed: number, expected: number, goal: Target['goal']): number {
  if (needed === 0) return 0;
  if (expected <= needed) return 1;
  const share = needed / expected;
  const margin = caution * Math.sqrt((share * (1 - share)) / expected);
  const late = goal.kind === 'share' ? Math.max(0, share - goal.share) : 0;
  return Math.min(1, share + margin + catchUp * late);
}
