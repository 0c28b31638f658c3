/** Cycles and chains, called routes: those that are worth more than their members' prices, found without listing all. */
import type { IndexedGraph } from './indexed.ts';

/** Nodes in the order of the arcs; a chain starts at a vacancy, a cycle at its smallest household. */
export type Route = {
  nodes: readonly number[];
  /** True for a cycle: an arc leads from the last node to the first. */
  closes: boolean;
  worth: number;
};

export type Triple = readonly [number, number, number];

/** Prices in units of the indexed graph, none negative. A triple is charged to routes with two of its members. */
export type Prices = { node: Float64Array; triples: readonly Triple[]; triple: Float64Array };

/** Steps that searches may still take: the only thing that ends one, so that results never depend on a clock. */
export type WorkBudget = { steps: number };

/**
 * Visits every route whose worth less its prices is above the threshold, and gives for each node the greatest such
 * difference among the routes that start there (0 where none is above 0). Where the budget ends, the figure of the
 * nodes that were left stands for walks instead of routes: never too small, so that bounds made of it hold.
 */
export function routesAbove(
  graph: IndexedGraph,
  prices: Prices,
  threshold: number,
  budget: WorkBudget,
  visit: (route: Route, reduced: number) => void,
): Float64Array {
  const excess = new Float64Array(graph.ids.length);
  const walks = walkBounds(graph, prices.node);
  const triplesOf = tripleIndex(graph.ids.length, prices.triples);
  const held = new Int32Array(prices.triples.length);
  const onPath = new Uint8Array(graph.ids.length);
  const path: number[] = [];
  let start = 0;
  let most = 0;

  const enter = (node: number): number => {
    onPath[node] = 1;
    path.push(node);
    let charge = prices.node[node]!;
    for (const triple of triplesOf[node]!) {
      held[triple]! += 1;
      if (held[triple] === 2) charge += prices.triple[triple]!;
    }
    return charge;
  };
  const leave = (node: number): void => {
    onPath[node] = 0;
    path.pop();
    for (const triple of triplesOf[node]!) held[triple]! -= 1;
  };
  const found = (worth: number, reduced: number): void => {
    if (reduced > excess[start]!) excess[start] = reduced;
    if (reduced > threshold) visit({ nodes: path.slice(), closes: start < graph.households, worth }, reduced);
  };
  /** `charged` holds the start's price for a chain; a cycle pays it on the arc that closes it. */
  const extend = (node: number, worth: number, charged: number): void => {
    const chain = start >= graph.households;
    const arcsLeft = most - path.length + (chain ? 0 : 1);
    const hope = worth - charged + walks[arcsLeft]![node]!;
    if (hope <= Math.min(threshold, 0)) return;
    if (budget.steps <= 0) {
      excess[start] = Math.max(excess[start]!, hope);
      return;
    }
    for (let arc = graph.start[node]!; arc < graph.start[node + 1]!; arc += 1) {
      budget.steps -= 1;
      const next = graph.target[arc]!;
      const total = worth + graph.weight[arc]!;
      if (next === start && path.length > 1) found(total, total - charged - prices.node[start]!);
      if ((!chain && next <= start) || onPath[next] === 1 || path.length === most) continue;
      const paid = charged + enter(next);
      if (chain) found(total, total - paid);
      extend(next, total, paid);
      leave(next);
    }
  };
  for (start = 0; start < graph.ids.length; start += 1) {
    const chain = start >= graph.households;
    most = chain ? graph.maxChain + 1 : graph.maxCycle;
    const charge = enter(start);
    extend(start, 0, chain ? charge : 0);
    leave(start);
  }
  return excess;
}

/** For each number of arcs and each node: the most that a walk of one to so many arcs leaves over its prices. */
function walkBounds(graph: IndexedGraph, price: Float64Array): Float64Array[] {
  const longest = Math.max(graph.maxCycle, graph.maxChain);
  const bounds = [new Float64Array(graph.ids.length).fill(Number.NEGATIVE_INFINITY)];
  for (let arcs = 1; arcs <= longest + 1; arcs += 1) {
    const before = bounds[arcs - 1]!;
    const now = new Float64Array(graph.ids.length).fill(Number.NEGATIVE_INFINITY);
    for (let node = 0; node < graph.ids.length; node += 1) {
      for (let arc = graph.start[node]!; arc < graph.start[node + 1]!; arc += 1) {
        const next = graph.target[arc]!;
        const left = graph.weight[arc]! - price[next]! + Math.max(0, before[next]!);
        if (left > now[node]!) now[node] = left;
      }
    }
    bounds.push(now);
  }
  return bounds;
}

function tripleIndex(nodes: number, triples: readonly Triple[]): number[][] {
  const triplesOf = Array.from({ length: nodes }, (): number[] => []);
  for (const [index, triple] of triples.entries()) for (const node of triple) triplesOf[node]!.push(index);
  return triplesOf;
}
