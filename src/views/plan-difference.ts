/** What an officer's choices changed from the proposal: homes whose list changed, targets that moved, points lost. */
import { SCORE_PER_POINT } from '../matching/policy.ts';
import type { QuotaResult, RunResult } from '../matching/run-result.ts';

export type HomeDifference = {
  vacancyId: string;
  /** Unique numbers rank by rank, as proposed and as they are now. */
  before: readonly string[];
  now: readonly string[];
};

export type TargetDifference = { name: string; isShare: boolean; before: number; now: number };

export type PlanDifference = {
  /** Weighted points of the variant less those of the proposal. */
  valuePoints: number;
  homes: readonly HomeDifference[];
  targets: readonly TargetDifference[];
};

type Plan = Pick<RunResult, 'shortlists' | 'quotas' | 'solution'>;

// Half of what a page shows of an expected lease or of a share.
const unseen = { number: 0.05, share: 0.0005 };

/** Compares two runs on the same data; homes in the order of the variant. */
export function planDifference(proposal: Plan, variant: Plan): PlanDifference {
  const proposed = new Map(proposal.shortlists.map((list) => [list.vacancyId, numbersOf(list)]));
  const quotas = new Map(proposal.quotas.map((quota) => [quota.targetId, quota]));
  return {
    valuePoints: (variant.solution.value - proposal.solution.value) / SCORE_PER_POINT,
    homes: variant.shortlists.flatMap((list): HomeDifference[] => {
      const before = proposed.get(list.vacancyId) ?? [];
      const now = numbersOf(list);
      return before.join() === now.join() ? [] : [{ vacancyId: list.vacancyId, before, now }];
    }),
    targets: variant.quotas.flatMap((quota): TargetDifference[] => {
      const then = quotas.get(quota.targetId);
      if (!then) return [];
      const isShare = quota.share !== null;
      const [before, now] = [expectedOf(then), expectedOf(quota)];
      const least = isShare ? unseen.share : unseen.number;
      return Math.abs(now - before) < least ? [] : [{ name: quota.name, isShare, before, now }];
    }),
  };
}

function numbersOf({ entries }: RunResult['shortlists'][number]): string[] {
  return entries.toSorted((a, b) => a.rank - b.rank).map(({ sheet }) => sheet.number);
}

/** A share where the target is one, otherwise leases. */
function expectedOf({ share, expectedInGroup, expectedTotal }: QuotaResult): number {
  if (share === null) return expectedInGroup;
  return expectedTotal === 0 ? 0 : expectedInGroup / expectedTotal;
}
