/** Every plan of a tiny problem, tried one by one: the oracle of the engines. Written from the contract alone. */
import type { Problem } from '../../src/matching/problem.ts';

type Entry = { home: number; applicant: number; rank: number; score: number; wish: number };

/**
 * The greatest value over all plans (order of points and no justified envy at some published prices, as the problem's
 * fairness asks). Only for problems with a handful of places; −Infinity where no plan exists. Pins are not read.
 */
export function bestValueByBruteForce(problem: Problem): number {
  const grid = priceGrid(problem);
  let best = Number.NEGATIVE_INFINITY;
  for (const plan of plansOf(problem)) {
    const value = worthOf(problem, plan);
    if (value > best && grid.some((prices) => isAllowed(problem, plan, prices))) best = value;
  }
  return best;
}

function priceGrid(problem: Problem): number[][] {
  const unit = problem.priceUnit ?? 1;
  return (problem.quotas ?? []).reduce<number[][]>(
    (grid, quota) =>
      grid.flatMap((prices) =>
        Array.from({ length: Math.floor(quota.penalty / unit) + 1 }, (_, units) => [...prices, units * unit]),
      ),
    [[]],
  );
}

function* plansOf(problem: Problem): Generator<Entry[]> {
  const banned = new Set((problem.bans ?? []).map((ban) => `${ban.home}|${ban.applicant}`));
  const lists = problem.homes.map((home, h) =>
    problem.pairs
      .filter((pair) => pair[0] === home.id && !banned.has(`${pair[0]}|${pair[1]}`))
      .map(([, id, score, wish]) => ({
        home: h,
        applicant: problem.applicants.findIndex((applicant) => applicant.id === id),
        score,
        wish: wish ?? 1,
      })),
  );
  const most = problem.maxShortlistsPerApplicant ?? 1;
  const plan: Entry[] = [];
  yield* fill(0, 1);

  function* fill(h: number, rank: number): Generator<Entry[]> {
    if (h === problem.homes.length) {
      yield plan.slice();
      return;
    }
    yield* fill(h + 1, 1);
    if (rank > (problem.homes[h]?.length ?? problem.shortlistLength)) return;
    for (const pair of lists[h]!) {
      const held = plan.filter((entry) => entry.applicant === pair.applicant);
      if (held.length >= most || held.some((entry) => entry.home === h)) continue;
      if (rank === 1 && held.some((entry) => entry.rank === 1)) continue;
      plan.push({ ...pair, rank });
      yield* fill(h, rank + 1);
      plan.pop();
    }
  }
}

function chanceOf(problem: Problem, entry: { home: number; rank: number }): number {
  return (1 - problem.homes[entry.home]!.acceptance) ** (entry.rank - 1);
}

function worthOf(problem: Problem, plan: readonly Entry[]): number {
  const signs = (entry: Entry) => problem.homes[entry.home]!.acceptance * chanceOf(problem, entry);
  let value = 0;
  for (const entry of plan) value += (problem.slotReward ?? 0) + entry.score * signs(entry);
  for (const quota of problem.quotas ?? []) {
    let total = 0;
    let inGroup = 0;
    for (const entry of plan) {
      if (!quota.homes.includes(problem.homes[entry.home]!.id)) continue;
      total += signs(entry);
      if (quota.applicants.includes(problem.applicants[entry.applicant]!.id)) inGroup += signs(entry);
    }
    const goal =
      quota.share === undefined ? (quota.number ?? 0) : quota.share * ((quota.signedTotal ?? 0) + total);
    value -= quota.penalty * Math.max(0, goal - (quota.signedInGroup ?? 0) - inGroup);
  }
  return value;
}

function pointsOf(
  problem: Problem,
  prices: readonly number[],
  home: number,
  applicant: number,
  score: number,
): number {
  const { bonusCaps } = problem;
  const who = problem.applicants[applicant]!;
  if (bonusCaps && who.fullBonus) return score + Object.values(bonusCaps).reduce((sum, cap) => sum + cap, 0);
  const sums = new Map<string, number>();
  (problem.quotas ?? []).forEach((quota, k) => {
    if (!quota.homes.includes(problem.homes[home]!.id) || !quota.applicants.includes(who.id)) return;
    sums.set(quota.class ?? '', (sums.get(quota.class ?? '') ?? 0) + prices[k]!);
  });
  let points = score;
  for (const [name, sum] of sums) points += Math.min(sum, bonusCaps?.[name] ?? Number.POSITIVE_INFINITY);
  return points;
}

function isAllowed(problem: Problem, plan: readonly Entry[], prices: readonly number[]): boolean {
  const points = (home: number, applicant: number, score: number) =>
    pointsOf(problem, prices, home, applicant, score);
  const before = (home: number, one: { applicant: number; score: number }, two: Entry) => {
    const lead = points(home, one.applicant, one.score) - points(home, two.applicant, two.score);
    if (lead !== 0) return lead > 0;
    const [a, b] = [problem.applicants[one.applicant]!, problem.applicants[two.applicant]!];
    return (a.order ?? 0) !== (b.order ?? 0) ? (a.order ?? 0) < (b.order ?? 0) : a.id < b.id;
  };
  for (const entry of plan) {
    const next = plan.find((other) => other.home === entry.home && other.rank === entry.rank + 1);
    if (next && !before(entry.home, entry, next)) return false;
  }
  if (problem.fairness === 'none') return true;
  const banned = new Set((problem.bans ?? []).map((ban) => `${ban.home}|${ban.applicant}`));
  for (const [homeId, applicantId, score, wish] of problem.pairs) {
    if (banned.has(`${homeId}|${applicantId}`)) continue;
    const applicant = problem.applicants.findIndex(({ id }) => id === applicantId);
    const own = plan
      .filter((entry) => entry.applicant === applicant)
      .map((entry) => ({ chance: chanceOf(problem, entry), wish: entry.wish }))
      .sort((a, b) => b.chance - a.chance || a.wish - b.wish)[0] ?? { chance: 0, wish: Infinity };
    // A place is not refused to somebody who wants it in order to stay empty.
    const list = plan.filter((entry) => problem.homes[entry.home]!.id === homeId);
    const home = problem.homes.findIndex(({ id }) => id === homeId);
    const length = problem.homes[home]!.length ?? problem.shortlistLength;
    const next = chanceOf(problem, { home, rank: list.length + 1 });
    const isThere = list.some((entry) => entry.applicant === applicant);
    if (list.length < length && !isThere) {
      if (next > own.chance || (next === own.chance && (wish ?? 1) < own.wish)) return false;
    }
    for (const held of plan) {
      if (problem.homes[held.home]!.id !== homeId || held.applicant === applicant) continue;
      if (!before(held.home, { applicant, score }, held)) continue;
      const chance = chanceOf(problem, held);
      if (chance > own.chance || (chance === own.chance && (wish ?? 1) < own.wish)) return false;
    }
  }
  return true;
}
