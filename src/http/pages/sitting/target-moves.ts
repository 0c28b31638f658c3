/**
 * "Si cette décision passe": how the targets that a home moves would stand, were its decided order to replace the
 * proposed one. Expected leases, as a run counts them: an offer at rank r is made if those before it refused.
 */
import type { Problem } from '../../../matching/problem.ts';
import type { QuotaResult } from '../../../matching/run-result.ts';

/** What a run's problem says of its targets, kept light: who counts for which, and each home's chance to sign. */
export type TargetMap = {
  acceptance: ReadonlyMap<string, number>;
  targets: readonly { id: string; homes: ReadonlySet<string>; numbers: ReadonlySet<string> }[];
};

export type TargetMove = {
  quota: QuotaResult;
  /** Expected in group and in all on 31 December of what is known, before and after the decision. */
  before: { inGroup: number; total: number };
  after: { inGroup: number; total: number };
};

/** Homes by vacancy, each with numbers in the order of ranks. */
export type Orders = ReadonlyMap<string, readonly string[]>;

/** Reads a problem once, for all pages of a sitting. */
export function targetMap(problem: Pick<Problem, 'homes' | 'quotas'>): TargetMap {
  return {
    acceptance: new Map(problem.homes.map(({ id, acceptance }) => [id, acceptance])),
    targets: (problem.quotas ?? []).map(({ id, homes, applicants }) => ({
      id,
      homes: new Set(homes),
      numbers: new Set(applicants),
    })),
  };
}

/** Expected leases of a home: of those that count, and of all. */
function expected(
  map: TargetMap,
  numbers: ReadonlySet<string>,
  vacancyId: string,
  order: readonly string[],
): { inGroup: number; total: number } {
  const acceptance = map.acceptance.get(vacancyId) ?? 0;
  let offered = 1;
  let inGroup = 0;
  let total = 0;
  for (const number of order) {
    const signs = offered * acceptance;
    total += signs;
    if (numbers.has(number)) inGroup += signs;
    offered -= signs;
  }
  return { inGroup, total };
}

/**
 * The targets that the home counts for. `before`: the run's expectation with the homes already decided put in place of
 * their proposals; `after`: the same with this home's chosen order.
 */
export function targetMoves(input: {
  map: TargetMap;
  quotas: readonly QuotaResult[];
  proposed: Orders;
  decided: Orders;
  vacancyId: string;
  chosen: readonly string[];
}): TargetMove[] {
  const { map, proposed, decided, vacancyId, chosen } = input;
  return map.targets.flatMap(({ id, homes, numbers }): TargetMove[] => {
    const quota = input.quotas.find(({ targetId }) => targetId === id);
    if (!quota || !homes.has(vacancyId)) return [];
    const at = (home: string, order: readonly string[]) => expected(map, numbers, home, order);
    let inGroup = quota.expectedInGroup;
    let total = quota.expectedTotal;
    for (const home of homes) {
      const order = decided.get(home);
      if (!order || home === vacancyId) continue;
      const [was, is] = [at(home, proposed.get(home) ?? []), at(home, order)];
      inGroup += is.inGroup - was.inGroup;
      total += is.total - was.total;
    }
    const known = decided.get(vacancyId);
    const [was, is] = [at(vacancyId, proposed.get(vacancyId) ?? []), at(vacancyId, chosen)];
    const now = known ? at(vacancyId, known) : was;
    return [
      {
        quota,
        before: { inGroup: inGroup + now.inGroup - was.inGroup, total: total + now.total - was.total },
        after: { inGroup: inGroup + is.inGroup - was.inGroup, total: total + is.total - was.total },
      },
    ];
  });
}

/** The columns of the home's candidates that count for a target. */
export function countingFor(map: TargetMap, targetId: string, numbers: readonly string[]): number[] {
  const target = map.targets.find(({ id }) => id === targetId);
  return numbers.flatMap((number, index) => (target?.numbers.has(number) ? [index] : []));
}
