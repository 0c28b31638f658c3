/**
 * The engine of exchanges: the best plan of cycles and chains. The relaxation over routes gives prices and a bound; a
 * plan worth so much can only use routes that give little away against them, so plans are looked for from the bound
 * downwards, over few routes: each value that is excluded lowers the bound, the first that is reached is the best.
 * Budgets count steps, never seconds, and everything starts from the graph in its one order: the same graph, written in
 * any order, gives the same plan, and between plans of equal value the first that this fixed course finds is kept.
 */
import type { ExchangeGraph } from '../exchange/graph.ts';
import { type IndexedGraph, indexGraph, worthOf } from '../exchange/indexed.ts';
import {
  canonicalPlan,
  type ExchangePrices,
  type ExchangeSolution,
  exchangeTolerance,
} from '../exchange/plan.ts';
import { greedyPlan, poolWithin } from '../exchange/pool.ts';
import type { Prices, Route, WorkBudget } from '../exchange/routes.ts';
import { ExchangeMaster } from './exchange-master.ts';
import { type Priced, solveRelaxation } from './exchange-root.ts';
import { type SearchGoal, type SearchOutcome, searchPlans } from './exchange-search.ts';
import { loadHighs } from './highs-run.ts';

export type ExchangeBudget = {
  /** Arcs followed while routes are looked for. */
  pricing: number;
  /** Routes that a search may hold. */
  pool: number;
  /** Columns that the searches may look at, over all their parts. */
  search: number;
};

/** Some seconds on two cores at 200 households and 7 000 arcs. */
export const exchangeBudget: ExchangeBudget = { pricing: 200_000_000, pool: 8_000, search: 9_000_000 };

/** Parts of the first looks at values; each later round takes some times more, and starts from other corners. */
const firstParts = 150;
const moreParts = 2;
/** Parts of a look below a value that is still open: good plans come early or not at all. */
const partsBelow = 250;

/** Solves a graph that `checkExchangeGraph` accepted. `optimal` is said only where the bound is reached. */
export async function solveExchange(
  graph: ExchangeGraph,
  budget: ExchangeBudget = exchangeBudget,
): Promise<ExchangeSolution> {
  const indexed = indexGraph(graph);
  const highs = await sharedHighs();
  const work = { steps: budget.pricing };
  const { root, routes } = highs.withModel((native) => {
    const master = new ExchangeMaster(highs, native, indexed.ids.length, indexed.scale);
    return { root: solveRelaxation(indexed, master, work), routes: master.routes };
  });
  const dualBound = floorToStep(indexed, root.bound);
  const { plan, bound } = plansFromAbove(highs, indexed, root, routes, budget);
  const value = worthOfAll(plan);
  const optimal = bound - value <= closeTo(indexed, bound);
  const isLowered = bound < dualBound;
  return {
    value: worthOf(indexed, value),
    bound: worthOf(indexed, optimal && indexed.isWhole ? value : Math.max(bound, value)),
    optimal,
    ...canonicalPlan(planOf(indexed, plan)),
    certificate: {
      prices: pricesOf(indexed, root.prices),
      dualBound: worthOf(indexed, dualBound),
      search: isLowered ? 'proved' : optimal ? 'none' : 'stopped',
    },
  };
}

/** Looks for plans from the bound downwards, again and again with more parts, until the budget ends or the two meet. */
function plansFromAbove(
  highs: Highs,
  graph: IndexedGraph,
  root: Priced,
  own: readonly Route[],
  budget: ExchangeBudget,
): { plan: readonly Route[]; bound: number } {
  const work: WorkBudget = { steps: budget.search };
  const step = leastStep(graph, root.bound);
  let bound = floorToStep(graph, root.bound);
  let plan: readonly Route[] = greedyPlan(own, root.prices);
  const isOpen = (): boolean => bound - worthOfAll(plan) > closeTo(graph, bound) && work.steps > 0;
  let round = 0;
  const look = (target: number, parts: number, enough: number): SearchOutcome => {
    const slack = root.bound - target + step * 1e-3;
    const pool = poolWithin(graph, root.prices, slack, own, { routes: budget.pool, steps: budget.pricing });
    // No route is left that such a plan could use.
    if (pool.routes.length === 0) return { plan: null, isWhole: pool.isWhole };
    const found = searchOver(highs, graph, pool.routes, root, { target, enough, step, parts, round }, work);
    if (found.plan && worthOfAll(found.plan) > worthOfAll(plan)) plan = found.plan;
    return { ...found, isWhole: found.isWhole && pool.isWhole };
  };
  if (isOpen()) searchFirst();
  for (let parts = firstParts; isOpen(); parts *= moreParts, round += 1) {
    let stride = Math.max(step, floorToStep(graph, (bound - worthOfAll(plan)) / 32));
    for (let from = bound; isOpen() && from > worthOfAll(plan) + step / 2; ) {
      const target = Math.max(worthOfAll(plan) + step, from - stride + step);
      const { plan: found, isWhole } = look(target, from === bound ? parts : partsBelow, bound);
      if (isWhole) bound = found ? worthOfAll(found) : target - step;
      if (found) break;
      // What was not excluded is looked at again with more parts; farther down something may be found at once.
      if (!isWhole) stride *= 2;
      from = target - step;
    }
  }
  return { plan, bound: Math.max(bound, worthOfAll(plan)) };

  /** One way down without a target, over the relaxation's own routes. */
  function searchFirst(): void {
    if (own.length === 0) return;
    const goal = { target: 0, enough: 0, step, parts: 2 * graph.ids.length, round };
    const found = searchOver(highs, graph, own, root, goal, work);
    if (found.plan && worthOfAll(found.plan) > worthOfAll(plan)) plan = found.plan;
  }
}

function searchOver(
  highs: Highs,
  graph: IndexedGraph,
  routes: readonly Route[],
  { prices }: Priced,
  { round, ...goal }: SearchGoal & { round: number },
  work: WorkBudget,
): SearchOutcome {
  return highs.withModel((native) => {
    const master = new ExchangeMaster(highs, native, graph.ids.length, graph.scale);
    native.options.set({ random_seed: round });
    master.addRoutes(routes);
    // Triples close parts earlier, but lead the first way down astray: every other round does without.
    if (round % 2 === 1) {
      for (const [at, triple] of prices.triples.entries()) {
        if (prices.triple[at]! > 0) master.addTriple(triple);
      }
    }
    return searchPlans(master, goal, work);
  });
}

type Highs = Awaited<ReturnType<typeof loadHighs>>;

// Loading the solver takes longer than most graphs do: one for the process, another where it failed to load.
let loading: ReturnType<typeof loadHighs> | null = null;

function sharedHighs(): ReturnType<typeof loadHighs> {
  loading ??= loadHighs().catch((fault: unknown) => {
    loading = null;
    throw fault;
  });
  return loading;
}

/** The least by which a better plan is better. */
function leastStep(graph: IndexedGraph, bound: number): number {
  return graph.isWhole ? 1 : closeTo(graph, bound);
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
