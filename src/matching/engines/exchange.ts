/**
 * The engine of exchanges: the best plan of cycles and chains, with prices that prove it. The relaxation over routes
 * gives the bound; parts of a plan are solved again until it is reached; where a gap is left, a search over the routes
 * that a better plan could use closes it. Budgets count steps, never seconds, and everything starts from the graph in
 * its one order: the same graph, written in any order, gives the same plan, and between plans of equal value the first
 * that this fixed course finds is kept.
 */
import type { ExchangeGraph } from '../exchange/graph.ts';
import { type IndexedGraph, indexGraph, worthOf } from '../exchange/indexed.ts';
import { packRoutes } from '../exchange/packing.ts';
import {
  canonicalPlan,
  type ExchangePrices,
  type ExchangeSearch,
  type ExchangeSolution,
  exchangeTolerance,
} from '../exchange/plan.ts';
import { type Prices, type Route, routesAbove } from '../exchange/routes.ts';
import { ExchangeMaster } from './exchange-master.ts';
import { keepBest, type Priced, solveRelaxation } from './exchange-root.ts';
import { type SearchTree, searchPool } from './exchange-search.ts';
import { loadHighs } from './highs-run.ts';

export type ExchangeBudget = {
  /** Arcs followed while routes are looked for. */
  pricing: number;
  /** Routes tried while parts of the plan are solved again. */
  packing: number;
  /** Routes of the pool that the search may hold, and its parts. */
  pool: number;
  parts: number;
};

/** Some seconds on two cores at 200 households and 7 000 arcs. */
export const exchangeBudget: ExchangeBudget = {
  pricing: 200_000_000,
  packing: 12_000_000,
  pool: 8_000,
  parts: 60,
};

/** Solves a graph that `checkExchangeGraph` accepted. `optimal` is said only where the bound is reached. */
export async function solveExchange(
  graph: ExchangeGraph,
  budget: ExchangeBudget = exchangeBudget,
): Promise<ExchangeSolution> {
  const indexed = indexGraph(graph);
  const highs = await sharedHighs();
  const work = { steps: budget.pricing };
  const { plain, best, routes } = highs.withModel((native) => {
    const master = new ExchangeMaster(highs, native, indexed.ids.length, indexed.scale);
    return { ...solveRelaxation(indexed, master, work), routes: master.routes };
  });
  const enough = floorToStep(indexed, best.bound);
  let plan = bestPlan(indexed, plain, routes, enough, budget);
  let bound = enough;
  let search: SearchTree | null = null;
  if (worthOfAll(plan) < enough - closeTo(indexed, enough)) {
    const pool = poolOf(indexed, best, worthOfAll(plan), budget);
    if (pool) {
      const found = highs.withModel((native) => {
        const master = new ExchangeMaster(highs, native, indexed.ids.length, indexed.scale);
        master.addRoutes(pool);
        for (const triple of best.prices.triples) master.addTriple(triple);
        const step = indexed.isWhole ? 1 : 0;
        return searchPool(master, worthOfAll(plan), step, budget.parts, best.prices);
      });
      plan = found.better ? [...found.better] : plan;
      const proved = Math.max(worthOfAll(plan), floorToStep(indexed, found.bound));
      if (proved < bound) {
        bound = proved;
        search = found.tree;
      }
    }
  }
  const value = worthOfAll(plan);
  const closes = bound - value <= closeTo(indexed, bound);
  return {
    value: worthOf(indexed, value),
    bound: worthOf(indexed, closes && indexed.isWhole ? value : Math.max(bound, value)),
    optimal: closes,
    ...canonicalPlan(planOf(indexed, plan)),
    certificate: {
      prices: pricesOf(indexed, best.prices),
      search: search && searchOf(indexed, search),
    },
  };
}

// Loading the solver takes longer than most graphs do: one for the process, another where it failed to load.
let loading: ReturnType<typeof loadHighs> | null = null;

function sharedHighs(): ReturnType<typeof loadHighs> {
  loading ??= loadHighs().catch((fault: unknown) => {
    loading = null;
    throw fault;
  });
  return loading;
}

/** The first try is among the relaxation's own routes, then among all that give little away. */
function bestPlan(
  graph: IndexedGraph,
  plain: Priced,
  own: readonly Route[],
  enough: number,
  budget: ExchangeBudget,
): Route[] {
  const work = { steps: budget.packing / 4 };
  let best = packRoutes(own, plain.prices, enough, work).map((place) => own[place]!);
  for (const part of [0.1, 0.5]) {
    if (worthOfAll(best) >= enough) return best;
    const near = nearestRoutes(graph, plain, part * graph.scale, budget);
    const found = packRoutes(near, plain.prices, enough, { steps: (budget.packing * 3) / 8 });
    const plan = found.map((place) => near[place]!);
    if (worthOfAll(plan) > worthOfAll(best)) best = plan;
  }
  return best;
}

/** For each start, the routes that give least away, none more than so much. */
function nearestRoutes(
  graph: IndexedGraph,
  { prices }: Priced,
  given: number,
  budget: ExchangeBudget,
): Route[] {
  const most = Math.max(20, Math.floor(budget.pool / Math.max(1, graph.ids.length)));
  const lists = new Map<number, { route: Route; reduced: number }[]>();
  routesAbove(graph, prices, -given, { steps: budget.pricing }, (route, reduced) => {
    const list = lists.get(route.nodes[0]!) ?? [];
    lists.set(route.nodes[0]!, list);
    list.push({ route, reduced });
    if (list.length > 20 * most) keepBest(list, most);
  });
  return [...lists.values()].flatMap((list) => keepBest(list, most).map(({ route }) => route));
}

/** All routes that a plan worth more than `known` could use; null where there are too many. */
function poolOf(
  graph: IndexedGraph,
  { prices, bound }: Priced,
  known: number,
  budget: ExchangeBudget,
): Route[] | null {
  const pool: Route[] = [];
  const work = { steps: budget.pricing };
  const margin = 1e-7 * Math.max(graph.scale, bound);
  routesAbove(graph, prices, known - bound - margin, work, (route) => {
    if (pool.length <= budget.pool) pool.push(route);
    else work.steps = 0;
  });
  return work.steps > 0 && pool.length <= budget.pool ? pool : null;
}

/** Whole weights give whole values: a bound between two is the lower one. */
function floorToStep({ isWhole }: IndexedGraph, bound: number): number {
  return isWhole ? Math.floor(bound + 1e-6 * Math.max(1, bound * 1e-3)) : bound;
}

function closeTo({ isWhole }: IndexedGraph, bound: number): number {
  return isWhole ? 0.5 : (exchangeTolerance / 2) * Math.max(1, bound);
}

function worthOfAll(routes: readonly Route[]): number {
  return routes.reduce((sum, { worth }) => sum + worth, 0);
}

function planOf({ ids }: IndexedGraph, routes: readonly Route[]) {
  const named = (closes: boolean) =>
    routes.filter((route) => route.closes === closes).map(({ nodes }) => nodes.map((node) => ids[node]!));
  return { cycles: named(true), chains: named(false) };
}

function pricesOf(graph: IndexedGraph, prices: Prices): ExchangePrices {
  const nodes: Record<string, number> = {};
  for (const [node, price] of prices.node.entries()) {
    if (price > 0) nodes[graph.ids[node]!] = worthOf(graph, price);
  }
  const triples = prices.triples.flatMap(([a, b, c], at) => {
    const price = worthOf(graph, prices.triple[at]!);
    const members = [graph.ids[a]!, graph.ids[b]!, graph.ids[c]!] as const;
    return price > 0 ? [{ members, price }] : [];
  });
  return { nodes, triples };
}

function searchOf(graph: IndexedGraph, tree: SearchTree): ExchangeSearch {
  if ('prices' in tree) return { prices: pricesOf(graph, tree.prices) };
  const [from, to] = tree.arc;
  return {
    arc: [graph.ids[from]!, graph.ids[to]!],
    using: searchOf(graph, tree.using),
    avoiding: searchOf(graph, tree.avoiding),
  };
}
