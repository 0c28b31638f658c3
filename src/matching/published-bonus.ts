/** The bonus that the published prices of a stored run give a household for a home, in points (contracts §4). */
import { SCORE_PER_POINT } from './policy.ts';
import type { RunResult } from './run-result.ts';

/** Points of the quotas that hold both the home and the household, cut at the cap of each class; all caps for a DALO. */
export function bonusPointsIn(
  { problem, solution }: Pick<RunResult, 'problem' | 'solution'>,
  vacancyId: string,
  number: string,
): number {
  const caps = problem.bonusCaps ?? {};
  if (problem.applicants.find(({ id }) => id === number)?.fullBonus) {
    return Object.values(caps).reduce((sum, cap) => sum + cap, 0) / SCORE_PER_POINT;
  }
  const prices = new Map(solution.quotas.map(({ id, price }) => [id, price]));
  const byClass = new Map<string, number>();
  for (const quota of problem.quotas ?? []) {
    if (!quota.homes.includes(vacancyId) || !quota.applicants.includes(number)) continue;
    const name = quota.class ?? '';
    byClass.set(name, (byClass.get(name) ?? 0) + (prices.get(quota.id) ?? 0));
  }
  return (
    [...byClass].reduce((sum, [name, price]) => sum + Math.min(price, caps[name] ?? price), 0) /
    SCORE_PER_POINT
  );
}
