/** How each target stands after a plan, and what keeps it out of reach where it is missed. */
import type { BonusCaps } from './bonus-caps.ts';
import type { CandidateSets } from './candidate-sets.ts';
import type { ProblemHead } from './pair-table.ts';
import { SCORE_PER_POINT } from './policy.ts';
import type { Solution } from './problem.ts';
import type { QuotaGroup } from './quota-groups.ts';
import type { QuotaResult } from './run-result.ts';

const TOLERANCE = 1e-9;

type Parts = {
  groups: readonly QuotaGroup[];
  sets: CandidateSets;
  caps: BonusCaps;
  problem: ProblemHead;
  solution: Solution;
};

/** One result a target with a figure, in the order of target ids. */
export function explainQuotas(parts: Parts): QuotaResult[] {
  const { placeOf } = parts.sets;
  const results = new Map(parts.solution.quotas.map((quota) => [quota.id, quota]));
  return parts.groups.map((group) => {
    const { target, progress } = group;
    const result = results.get(target.id);
    if (!result) throw new Error(`the plan says nothing of quota ${target.id}`);
    const penalty = parts.problem.quotas?.find((quota) => quota.id === target.id)?.penalty ?? 0;
    const capPoints = parts.caps[target.class];
    const highest = Math.min(capPoints, penalty / SCORE_PER_POINT);
    const price = group.vacancyIds.length === 0 ? 0 : result.price / SCORE_PER_POINT;
    const atCap = price > 0 && price >= highest;
    const supply = candidatesByVacancy(group, parts.sets, placeOf);
    return {
      targetId: target.id,
      name: target.name,
      class: target.class,
      share: group.share,
      number: group.number,
      signedTotal: progress.signedTotal,
      signedInGroup: progress.signedInGroup,
      unknown: progress.unknown,
      ...expectationsOf(group, result),
      missing: result.missing,
      pricePoints: Math.min(price, highest),
      candidatesInGroup: group.numbers.length,
      atCap,
      shortage: result.missing <= TOLERANCE ? null : shortageOf(group, supply, parts.problem, result, atCap),
      capPoints,
      homes: group.vacancyIds.length,
      vacanciesWithoutCandidate: [...supply].flatMap(([vacancyId, count]) =>
        count === 0 ? [vacancyId] : [],
      ),
    };
  });
}

/**
 * What the year would stand at after the session. A paced quota reads this session alone: the leases signed this year
 * are added back, so that figures always tell the year.
 */
function expectationsOf(
  { pace, progress }: QuotaGroup,
  { expectedTotal, expectedInGroup }: Solution['quotas'][number],
): Pick<QuotaResult, 'expectedTotal' | 'expectedInGroup' | 'pace'> {
  if (pace === null) return { expectedTotal, expectedInGroup };
  const { targetId: _targetId, ...asked } = pace;
  return {
    expectedTotal: progress.signedTotal + expectedTotal,
    expectedInGroup: progress.signedInGroup + expectedInGroup,
    pace: { ...asked, expectedTotalHere: expectedTotal, expectedInGroupHere: expectedInGroup },
  };
}

/** Households of the group that are candidates for each home of the group. */
function candidatesByVacancy(
  group: QuotaGroup,
  sets: CandidateSets,
  placeOf: ReadonlyMap<string, number>,
): Map<string, number> {
  const isMember = new Uint8Array(sets.applicants.length);
  for (const number of group.numbers) isMember[placeOf.get(number)!] = 1;
  const homes = new Set(group.vacancyIds);
  const counts = new Map<string, number>();
  for (const { vacancy, columns } of sets.vacancies) {
    if (!homes.has(vacancy.id)) continue;
    let count = 0;
    for (const place of columns.applicant) count += isMember[place]!;
    counts.set(vacancy.id, count);
  }
  return counts;
}

/** From what no plan could do (too few homes, nobody, too few people) to what the prices could not. */
function shortageOf(
  group: QuotaGroup,
  supply: ReadonlyMap<string, number>,
  problem: ProblemHead,
  result: Solution['quotas'][number],
  atCap: boolean,
): QuotaResult['shortage'] {
  const needed = neededOf(group, result);
  const signs = signaturesByRank(problem, new Set(group.vacancyIds));
  if (needed > sumOf([...signs.values()].flat()) + TOLERANCE) return 'notEnoughHomes';
  if (group.numbers.length === 0) return 'noCandidate';
  const reachable = [...signs].flatMap(([home, ranks]) => ranks.slice(0, supply.get(home) ?? 0));
  const lists = problem.maxShortlistsPerApplicant ?? 1;
  const best = [...reachable].sort((a, b) => b - a).slice(0, group.numbers.length * lists);
  if (needed > sumOf(best) + TOLERANCE) return 'tooFewCandidates';
  return atCap ? 'capReached' : 'priceNotWorthIt';
}

/** Leases that must come from this session: the part that the pace asks of it, or all that the year still lacks. */
function neededOf({ pace, number, share, progress }: QuotaGroup, result: Solution['quotas'][number]): number {
  if (pace !== null) return pace.askedShare * result.expectedTotal;
  return (number ?? (share ?? 0) * result.expectedTotal) - progress.signedInGroup;
}

/** The chance that each rank of each home signs, were all of them filled. */
function signaturesByRank(problem: ProblemHead, homes: ReadonlySet<string>): Map<string, number[]> {
  return new Map(
    problem.homes
      .filter((home) => homes.has(home.id))
      .map((home) => [
        home.id,
        Array.from(
          { length: home.length ?? problem.shortlistLength },
          (_, index) => home.acceptance * (1 - home.acceptance) ** index,
        ),
      ]),
  );
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
