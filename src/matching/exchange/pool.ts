/** The routes that a plan of at least some value can use, found by what they give away against proved prices. */
import type { IndexedGraph } from './indexed.ts';
import { type Prices, type Route, routesAbove } from './routes.ts';

export type RoutePool = {
  routes: readonly Route[];
  /** False where only the nearest routes are held: nothing can be excluded over them. */
  isWhole: boolean;
};

export type PoolLimits = { routes: number; steps: number };

/**
 * All routes that give away at most `slack`; where they are too many, those of `own` and, for each start, the ones that
 * give least away. Routes come in the one order of the graph.
 */
export function poolWithin(
  graph: IndexedGraph,
  prices: Prices,
  slack: number,
  own: readonly Route[],
  limits: PoolLimits,
): RoutePool {
  const perStart = Math.max(10, Math.floor(limits.routes / Math.max(1, graph.ids.length)));
  const work = { steps: limits.steps };
  const all: Route[] = [];
  const lists = new Map<number, { route: Route; reduced: number }[]>();
  routesAbove(graph, prices, -slack, work, (route, reduced) => {
    if (all.length <= limits.routes) all.push(route);
    const list = lists.get(route.nodes[0]!) ?? [];
    lists.set(route.nodes[0]!, list);
    list.push({ route, reduced });
    if (list.length > 20 * perStart) keepBest(list, perStart);
  });
  if (work.steps > 0 && all.length <= limits.routes) return { routes: all, isWhole: true };
  const nearest = [...lists.values()].flatMap((list) => keepBest(list, perStart).map(({ route }) => route));
  const byNodes = new Map([...own, ...nearest].map((route) => [route.nodes.join(), route]));
  return { routes: [...byNodes.values()], isWhole: false };
}

/** Cuts the list down to its routes of greatest reduced worth. */
export function keepBest(
  list: { route: Route; reduced: number }[],
  most: number,
): { route: Route; reduced: number }[] {
  if (list.length > most) {
    list.sort((a, b) => b.reduced - a.reduced);
    list.length = most;
  }
  return list;
}

/** A plan at once: each route where it still fits, those that give least away first. */
export function greedyPlan(routes: readonly Route[], { node }: Pick<Prices, 'node'>): Route[] {
  const given = (route: Route) => route.nodes.reduce((sum, member) => sum + node[member]!, -route.worth);
  const used = new Set<number>();
  return [...routes]
    .sort((a, b) => given(a) - given(b))
    .filter(({ nodes }) => {
      const fits = nodes.every((member) => !used.has(member));
      if (fits) for (const member of nodes) used.add(member);
      return fits;
    });
}
