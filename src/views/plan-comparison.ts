/** Two runs side by side: every home whose list differs, rank by rank, every target that moves, and the points. */
import { SCORE_PER_POINT } from '../matching/policy.ts';
import type { ExplainedEntry, QuotaResult, RunResult } from '../matching/run-result.ts';

export type RankPair = { rank: number; a: ExplainedEntry | null; b: ExplainedEntry | null; same: boolean };

export type HomeComparison = {
  vacancyId: string;
  /** Which of the two runs proposes the home. */
  inRuns: 'both' | 'a' | 'b';
  ranks: readonly RankPair[];
};

export type TargetComparison = {
  name: string;
  isShare: boolean;
  a: number | null;
  b: number | null;
  /** Points that the target gives a household in each run. */
  priceA: number | null;
  priceB: number | null;
};

export type PlanComparison = {
  /** Expected points of the grid, weighted by the chance of signing. */
  pointsA: number;
  pointsB: number;
  /** The same less what the missed targets cost: what the calculation makes as great as it can. */
  valueA: number;
  valueB: number;
  /** False where the two runs read different data: a difference may come from there. */
  sameData: boolean;
  sameHomes: number;
  homes: readonly HomeComparison[];
  targets: readonly TargetComparison[];
};

type Plan = Pick<RunResult, 'shortlists' | 'quotas' | 'solution' | 'snapshotHash'>;

// Half of what a page shows of an expected lease or of a share.
const unseen = { number: 0.05, share: 0.0005 };

/** Compares run a with run b; homes in the order of b, then those that only a proposes. */
export function planComparison(a: Plan, b: Plan): PlanComparison {
  const listsA = new Map(a.shortlists.map((list) => [list.vacancyId, list.entries]));
  const listsB = new Map(b.shortlists.map((list) => [list.vacancyId, list.entries]));
  const all = [...new Set([...listsB.keys(), ...listsA.keys()])].map((vacancyId) =>
    homeComparison(vacancyId, listsA.get(vacancyId) ?? null, listsB.get(vacancyId) ?? null),
  );
  const homes = all.filter(({ inRuns, ranks }) => inRuns !== 'both' || ranks.some(({ same }) => !same));
  return {
    pointsA: expectedPoints(a),
    pointsB: expectedPoints(b),
    valueA: a.solution.value / SCORE_PER_POINT,
    valueB: b.solution.value / SCORE_PER_POINT,
    sameData: a.snapshotHash === b.snapshotHash,
    sameHomes: all.length - homes.length,
    homes,
    targets: targetComparisons(a.quotas, b.quotas),
  };
}

function homeComparison(
  vacancyId: string,
  a: readonly ExplainedEntry[] | null,
  b: readonly ExplainedEntry[] | null,
): HomeComparison {
  const ranks = [...new Set([...(a ?? []), ...(b ?? [])].map(({ rank }) => rank))].sort((x, y) => x - y);
  return {
    vacancyId,
    inRuns: a === null ? 'b' : b === null ? 'a' : 'both',
    ranks: ranks.map((rank) => {
      const [inA, inB] = [entryAt(a, rank), entryAt(b, rank)];
      return { rank, a: inA, b: inB, same: inA?.sheet.number === inB?.sheet.number };
    }),
  };
}

function entryAt(entries: readonly ExplainedEntry[] | null, rank: number): ExplainedEntry | null {
  return entries?.find((entry) => entry.rank === rank) ?? null;
}

function targetComparisons(a: readonly QuotaResult[], b: readonly QuotaResult[]): TargetComparison[] {
  const inA = new Map(a.map((quota) => [quota.targetId, quota]));
  const inB = new Map(b.map((quota) => [quota.targetId, quota]));
  return [...new Set([...inB.keys(), ...inA.keys()])].flatMap((id): TargetComparison[] => {
    const [quotaA, quotaB] = [inA.get(id) ?? null, inB.get(id) ?? null];
    const known = quotaB ?? quotaA;
    if (!known) return [];
    const isShare = known.share !== null;
    const [before, now] = [quotaA && expectedOf(quotaA), quotaB && expectedOf(quotaB)];
    const [priceA, priceB] = [quotaA?.pricePoints ?? null, quotaB?.pricePoints ?? null];
    const least = isShare ? unseen.share : unseen.number;
    const moved = before === null || now === null || Math.abs(now - before) >= least || priceA !== priceB;
    return moved ? [{ name: known.name, isShare, a: before, b: now, priceA, priceB }] : [];
  });
}

/** A share where the target is one, otherwise leases. */
function expectedOf({ share, expectedInGroup, expectedTotal }: QuotaResult): number {
  if (share === null) return expectedInGroup;
  return expectedTotal === 0 ? 0 : expectedInGroup / expectedTotal;
}

function expectedPoints({ solution }: Plan): number {
  const score = solution.shortlists
    .flatMap(({ entries }) => entries)
    .reduce((sum, entry) => sum + entry.score * entry.signs, 0);
  return score / SCORE_PER_POINT;
}
