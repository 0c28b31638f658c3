/** The groups of a plan and the rows of its steps. */
import type { Asked } from '../../src/domain/act.ts';
import { homeOfNodes, moveKey } from '../../src/portal/exchanges/build.ts';
import type { ExchangeStep } from '../../src/portal/exchanges/consent.ts';
import type { Prepared, SolvedPlan } from '../../src/portal/exchanges/exchange-port.ts';
import {
  type ExchangeGroup,
  groupsAround,
  groupsOf,
  movesOfGroup,
  type PlanContent,
} from '../../src/portal/exchanges/plan.ts';
import type { Transaction } from '../connection.ts';
import { exchangeSteps } from '../schema/exchange.ts';

/** The groups of the solution where each move still stands in the graph of this instant; null otherwise. */
export function groupsHolding(
  { material, built, around }: Prepared,
  solved: SolvedPlan,
): ExchangeGroup[] | null {
  const known = new Set([
    ...material.households.map(({ tenancyId }) => tenancyId),
    ...material.freed.map(({ vacancyId }) => vacancyId),
  ]);
  if ([...solved.cycles, ...solved.chains].flat().some((node) => !known.has(node))) return null;
  const all = groupsOf({ ...solved, swaps: built.swaps }, homeOfNodes(material), material);
  const groups = groupsAround(all, around);
  const holds = groups
    .flatMap(movesOfGroup)
    .every(({ home, household }) => built.moves.has(moveKey(home, household)));
  return holds ? groups : null;
}

export function contentFrom(
  { material, built }: Prepared,
  { value, bound, optimal, ifRefused }: SolvedPlan,
  groups: readonly ExchangeGroup[],
): PlanContent {
  const homeOf = homeOfNodes(material);
  const communes = new Set(groups.flatMap(({ nodes }) => nodes.map((node) => homeOf(node).insee)));
  return {
    groups: [...groups],
    value,
    bound,
    optimal,
    households: material.households.length,
    freedHomes: material.freed.length,
    arcs: built.graph.arcs.length,
    stopped: built.stopped,
    ifRefused: [...ifRefused],
    communes: [...communes].sort(),
  };
}

type NewGroups = {
  groups: readonly ExchangeGroup[];
  /** Index of the first of them in the plan. */
  from: number;
  /** Steps already agreed, by tenancy and home: the same move is not asked twice. */
  agreed: ReadonlyMap<string, ExchangeStep>;
};

export async function insertSteps(
  tx: Transaction,
  { landlordId }: Asked,
  planId: string,
  { material, built }: Prepared,
  { groups, from, agreed }: NewGroups,
): Promise<void> {
  const homeOf = homeOfNodes(material);
  const vacant = new Set(material.freed.map(({ vacancyId }) => vacancyId));
  const rows = groups.flatMap((group, at) =>
    movesOfGroup(group).map(({ home, household }, position) => {
      const toHomeId = homeOf(home).id;
      const before = agreed.get(moveKey(toHomeId, household));
      const checks = built.moves.get(moveKey(home, household));
      if (!checks) throw new Error(`no checks of the move of ${household}`);
      return {
        landlordId,
        planId,
        group: from + at,
        position,
        tenancyId: household,
        fromHomeId: homeOf(household).id,
        toHomeId,
        vacancyId: vacant.has(home) ? home : null,
        checks,
        consent: before?.consent ?? ('notAsked' as const),
        consentOn: before?.consentOn ?? null,
        dueOn: before?.dueOn ?? null,
        by: before?.by ?? null,
      };
    }),
  );
  if (rows.length > 0) await tx.insert(exchangeSteps).values(rows);
}

export function householdsOf(groups: readonly ExchangeGroup[]): number {
  return groups.reduce((sum, { figures }) => sum + figures.households, 0);
}
