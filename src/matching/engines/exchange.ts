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
import { Descent } from './exchange-descent.ts';
import { lookForPlan } from './exchange-look.ts';
import { ExchangeMaster, type Highs } from './exchange-master.ts';
import { type Priced, solveRelaxation } from './exchange-root.ts';
import { loadHighs } from './highs-run.ts';

export type ExchangeBudget = {
  /** Arcs followed while routes are looked for. */
  pricing: number;
  /** Routes that a search may hold. */
  pool: number;
  /** Pivots of all searches together. */
  search: number;
};

/** Some seconds on two cores at 200 households and 7 000 arcs, where the proof is long up to a minute. */
export const exchangeBudget: ExchangeBudget = { pricing: 200_000_000, pool: 12_000, search: 500_000 };

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

/** Looks for plans from the bound downwards, farther each time, until the budget ends or the two meet. */
function plansFromAbove(
  highs: Highs,
  graph: IndexedGraph,
  root: Priced,
  own: readonly Route[],
  budget: ExchangeBudget,
): { plan: readonly Route[]; bound: number } {
  const top = floorToStep(graph, root.bound);
  const descent = new Descent(top, leastStep(graph, root.bound));
  let bound = top;
  let plan: readonly Route[] = greedyPlan(own, root.prices);
  // A part is kept for one way down at the end, so that a proof which does not finish leaves a good plan.
  const work: WorkBudget = { steps: budget.search * (1 - keptForPlan) };
  const isOpen = (): boolean => bound - worthOfAll(plan) > closeTo(graph, bound);
  const look = (routes: readonly Route[], target: number, allowed: WorkBudget): boolean => {
    const step = leastStep(graph, bound);
    const found = lookForPlan(highs, routes, { target, enough: bound, step, scale: graph.scale }, allowed);
    if (found.plan && worthOfAll(found.plan) > worthOfAll(plan)) plan = found.plan;
    return found.isWhole;
  };
  while (isOpen() && work.steps > 0) {
    // Of the bound as it stands: where little is left, the last step to exclude is as small.
    const step = leastStep(graph, bound);
    const target = Math.max(worthOfAll(plan) + step, descent.target);
    const slack = root.bound - target + step * 1e-3;
    const pool = poolWithin(graph, root.prices, slack, own, { routes: budget.pool, steps: budget.pricing });
    // Where not all routes are held nothing can be excluded: only a part of the work is spent on finding a plan there.
    const allowed = { steps: pool.isWhole ? work.steps : Math.ceil(work.steps * spentOnNearest) };
    const before = allowed.steps;
    const worth = worthOfAll(plan);
    const isWhole = pool.routes.length === 0 || look(pool.routes, target, allowed);
    work.steps -= before - allowed.steps;
    const isBetter = worthOfAll(plan) > worth;
    if (isWhole && pool.isWhole) bound = isBetter ? worthOfAll(plan) : excluding(graph, target, step);
    if ((pool.isWhole && !isWhole) || (!pool.isWhole && target <= worthOfAll(plan) + step)) break;
    descent.goOn(before - allowed.steps);
  }
  if (isOpen() && own.length > 0)
    look(own, worthOfAll(plan) + leastStep(graph, bound), { steps: budget.search * keptForPlan });
  return { plan, bound: Math.max(bound, worthOfAll(plan)) };
}

const keptForPlan = 0.1;
const spentOnNearest = 0.25;

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
  return graph.isWhole ? 1 : closeTo(graph, bound) / 2;
}

/** The bound where no plan is worth the target. */
function excluding({ isWhole }: IndexedGraph, target: number, step: number): number {
  return isWhole ? target - step : target;
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
