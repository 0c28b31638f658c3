/** A plan as officers keep it: groups of moves with what each brings, its proof, and the moves as steps. */
import { z } from 'zod';
import type { Typology } from '../../domain/home.ts';
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import { transferNoticeEndsOn } from '../../law/transfer.ts';
import { chainValue } from '../../matching/exchange/chain-value.ts';
import type { ExchangeGraph } from '../../matching/exchange/graph.ts';
import type { ExchangePlan } from '../../matching/exchange/plan.ts';

export const groupKinds = ['swap', 'cycle', 'chain'] as const;
export type GroupKind = (typeof groupKinds)[number];

/** What figures of a group follow, as published: days that homes of a chain stand empty, and which sizes are scarce. */
export type GroupTerms = {
  chainDays: { daysBetweenMoves: number; daysToLetLast: number };
  scarceTypologies: readonly Typology[];
};

const figuresSchema = z.object({
  households: z.number().int(),
  scarceFreed: z.number().int(),
  vacancyMonthsTenths: z.number().int(),
  rentLostCents: z.number().int(),
});

/** Nodes as the solver gives them: in a chain the freed home first, then each household moves to the one before it. */
const groupSchema = z.object({
  kind: z.enum(groupKinds),
  nodes: z.array(z.string().min(1)).min(2),
  figures: figuresSchema,
});
export type ExchangeGroup = z.infer<typeof groupSchema>;

/** What becomes of the plan where one household says no, told before anybody is asked. */
const ifRefusedSchema = z.object({
  home: z.string(),
  household: z.string(),
  fallen: z.number().int(),
  added: z.number().int(),
});

export const planContentSchema = z.object({
  groups: z.array(groupSchema),
  value: z.number(),
  bound: z.number(),
  optimal: z.boolean(),
  households: z.number().int(),
  freedHomes: z.number().int(),
  arcs: z.number().int(),
  stopped: z.record(z.string(), z.number().int()),
  ifRefused: z.array(ifRefusedSchema),
  /** Communes of its homes: what a scope is compared with. */
  communes: z.array(z.string()),
});
export type PlanContent = z.infer<typeof planContentSchema>;

/** What figures are made of: the home of a tenancy or of a vacancy. */
export type HomeOfNode = (node: string) => { typology: Typology; rentCents: number };

/** Months empty and rent lost: homes of a chain wait for each next move, those of a cycle for nobody. */
export function groupOf(
  kind: GroupKind,
  nodes: readonly string[],
  homeOf: HomeOfNode,
  { chainDays, scarceTypologies }: GroupTerms,
): ExchangeGroup {
  const chain = kind === 'chain';
  const leaving = chain ? nodes.slice(1) : nodes;
  const cost = chain
    ? chainValue({
        rentsCents: nodes.map((node) => homeOf(node).rentCents),
        ...chainDays,
      })
    : { vacancyMonthsTenths: 0, rentLostCents: 0 };
  return {
    kind,
    nodes: [...nodes],
    figures: {
      households: leaving.length,
      scarceFreed: leaving.filter((node) => scarceTypologies.includes(homeOf(node).typology)).length,
      vacancyMonthsTenths: cost.vacancyMonthsTenths,
      rentLostCents: cost.rentLostCents,
    },
  };
}

/** The groups of a solved plan, swaps of right first, then short ones before long ones. */
export function groupsOf(
  plan: ExchangePlan & { swaps: readonly (readonly [string, string])[] },
  homeOf: HomeOfNode,
  terms: GroupTerms,
): ExchangeGroup[] {
  const group = (kind: GroupKind) => (nodes: readonly string[]) => groupOf(kind, nodes, homeOf, terms);
  const solved = [...plan.cycles.map(group('cycle')), ...plan.chains.map(group('chain'))];
  return [...plan.swaps.map(group('swap')), ...solved.sort((a, b) => a.nodes.length - b.nodes.length)];
}

/** The groups with at least one of these households; all where null. */
export function groupsAround(
  groups: readonly ExchangeGroup[],
  around: ReadonlySet<string> | null,
): ExchangeGroup[] {
  return groups.filter(({ nodes }) => around === null || nodes.some((node) => around.has(node)));
}

/** Who moves to which home, by the tenancy that leaves it or the vacancy, in the order of the moves. */
export function movesOfGroup({ kind, nodes }: Pick<ExchangeGroup, 'kind' | 'nodes'>) {
  const along = nodes.slice(1).map((household, at) => ({ home: nodes[at] ?? '', household }));
  if (kind === 'chain') return along;
  return [...along, { home: nodes.at(-1) ?? '', household: nodes[0] ?? '' }];
}

/** The days of the moves of a group, aligned so that no one pays two rents: a month's notice (M-06), then each follows. */
export function moveDays(
  { kind, nodes }: Pick<ExchangeGroup, 'kind' | 'nodes'>,
  {
    decidedOn,
    freeOn,
    daysBetweenMoves,
  }: { decidedOn: CivilDate; freeOn: CivilDate | null; daysBetweenMoves: number },
): CivilDate[] {
  const noticeEnds = transferNoticeEndsOn(decidedOn) ?? decidedOn;
  const first = freeOn !== null && freeOn > noticeEnds ? freeOn : noticeEnds;
  return movesOfGroup({ kind, nodes }).map((_move, at) =>
    kind === 'chain' ? addDays(first, at * daysBetweenMoves) : first,
  );
}

export type ChainOption = { nodes: string[]; worth: number };

/** For one freed home, the best chain of each length that the graph allows: what this home alone can do. */
export function chainsFrom(graph: ExchangeGraph, vacancyId: string): ChainOption[] {
  const arcsOf = new Map<string, [string, number][]>();
  for (const [home, household, worth] of graph.arcs) {
    arcsOf.set(home, [...(arcsOf.get(home) ?? []), [household, worth]]);
  }
  const best: ChainOption[] = [];
  const extend = (nodes: string[], worth: number): void => {
    const moves = nodes.length - 1;
    const known = best[moves];
    if (!known || worth > known.worth) best[moves] = { nodes, worth };
    if (moves === graph.maxChain) return;
    for (const [household, more] of arcsOf.get(nodes.at(-1) ?? '') ?? []) {
      if (!nodes.includes(household)) extend([...nodes, household], worth + more);
    }
  };
  extend([vacancyId], 0);
  return best.filter((option) => option !== undefined);
}
