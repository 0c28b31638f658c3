/** The relaxation of the whole graph: routes priced in as they are needed, triples added where it shares nodes out. */
import type { IndexedGraph } from '../exchange/indexed.ts';
import { keepBest } from '../exchange/pool.ts';
import { type Prices, type Route, routesAbove, type WorkBudget } from '../exchange/routes.ts';
import type { ExchangeMaster } from './exchange-master.ts';
import { violatedTriples } from './exchange-triples.ts';

/** Routes of one start that join at once. */
const routesPerStart = 10;
const mostRounds = 200;
const mostTripleRounds = 12;
/** Reduced worth, in parts of the greatest weight, under which a route is not worth a column. */
const thin = 1e-7;

export type Priced = {
  /** Every route of the graph is worth at most its prices. */
  prices: Prices;
  bound: number;
};

/** The smallest bound that prices prove: of nodes alone, then with triples where they bring it down. */
export function solveRelaxation(graph: IndexedGraph, master: ExchangeMaster, budget: WorkBudget): Priced {
  let best = generateRoutes(graph, master, startPrices(graph), budget);
  if (master.routes.length === 0) return best;
  for (let round = 0; round < mostTripleRounds && budget.steps > 0; round += 1) {
    if (best.bound - master.objective > thin * Math.max(graph.scale, best.bound)) break;
    const triples = violatedTriples(master.routes, master.shares(), master.triples);
    if (triples.length === 0) break;
    for (const triple of triples) master.addTriple(triple);
    master.solve('rows');
    const again = generateRoutes(graph, master, master.prices(), budget);
    if (again.bound < best.bound) best = again;
  }
  return best;
}

/**
 * Column generation. Prices half-way between the relaxation's own and the best known keep the bound from swinging; what
 * a start still leaves over its prices is added to its own price, so that every step proves a bound.
 */
function generateRoutes(
  graph: IndexedGraph,
  master: ExchangeMaster,
  first: Prices,
  budget: WorkBudget,
): Priced {
  let asked = first;
  let isOwn = true;
  let best: Priced | null = null;
  for (let round = 0; round < mostRounds; round += 1) {
    const fresh = new Map<number, { route: Route; reduced: number }[]>();
    const excess = routesAbove(graph, asked, thin * graph.scale, budget, (route, reduced) => {
      const list = fresh.get(route.nodes[0]!) ?? [];
      fresh.set(route.nodes[0]!, list);
      list.push({ route, reduced });
      if (list.length > 20 * routesPerStart) keepBest(list, routesPerStart);
    });
    const raised = raise(asked, excess);
    if (!best || raised.bound < best.bound) best = raised;
    const found = [...fresh.values()].flatMap((list) =>
      keepBest(list, routesPerStart).map(({ route }) => route),
    );
    if (budget.steps <= 0 && found.length === 0) break;
    if (master.routes.length > 0 && best.bound - master.objective <= thin * Math.max(graph.scale, best.bound))
      break;
    if (found.length === 0) {
      if (isOwn) break;
      asked = master.prices();
      isOwn = true;
      continue;
    }
    master.addRoutes(found);
    master.solve('columns');
    if (budget.steps <= 0) break;
    asked = between(master.prices(), best.prices);
    isOwn = false;
  }
  return best ?? raise(first, new Float64Array(graph.ids.length));
}

/** Four fifths of the best arc that leads to each node: not far from what nodes are worth. */
function startPrices(graph: IndexedGraph): Prices {
  const node = new Float64Array(graph.ids.length);
  graph.target.forEach((target, arc) => {
    node[target] = Math.max(node[target]!, 0.8 * graph.weight[arc]!);
  });
  return { node, triples: [], triple: new Float64Array(0) };
}

function raise(prices: Prices, excess: Float64Array): Priced {
  const node = prices.node.map((price, at) => price + excess[at]!);
  const bound =
    node.reduce((sum, price) => sum + price, 0) + prices.triple.reduce((sum, price) => sum + price, 0);
  return { prices: { ...prices, node }, bound };
}

function between(own: Prices, best: Prices): Prices {
  return {
    triples: own.triples,
    node: own.node.map((price, at) => (price + best.node[at]!) / 2),
    triple: own.triple.map((price, at) => (price + (best.triple[at] ?? 0)) / 2),
  };
}
