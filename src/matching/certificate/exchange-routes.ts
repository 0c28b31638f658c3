/** Every cycle and chain of a graph, one after the other: plain, so that it can be read against contracts §6. */
import type { ExchangeGraph } from '../exchange/graph.ts';

export type ListedRoute = {
  /** Valid until the next route is asked for. */
  nodes: readonly [string, ...string[]];
  closes: boolean;
  worth: number;
};

/** Leaves out what cannot be worth more than these prices and so much beside: most of a large graph. */
export type RouteFilter = {
  priceOf: (id: string) => number;
  above: number;
  /** Counts down arc by arc; at 0 the rest is left out. */
  work: { steps: number };
};

type Leaving = ReadonlyMap<string, readonly { to: string; weight: number }[]>;

/** Cycles from their smallest identifier, chains from their vacancy; under a filter, at least those that pass it. */
export function* eachRoute(graph: ExchangeGraph, filter?: RouteFilter): Generator<ListedRoute> {
  const leaving = leavingArcs(graph);
  const hopes = filter ? hopesOf(graph, leaving, filter) : [];
  const price = (id: string): number => filter?.priceOf(id) ?? 0;
  const isHopeless = (last: string, arcsLeft: number, left: number): boolean =>
    filter !== undefined &&
    (filter.work.steps <= 0 ||
      left + (hopes[Math.min(arcsLeft, hopes.length - 1)]?.get(last) ?? Number.NEGATIVE_INFINITY) <=
        filter.above);
  for (const start of graph.nodes) yield* cyclesFrom([start], 0, 0);
  for (const start of graph.vacancies) yield* chainsFrom([start], 0, -price(start));

  // `left` is the worth less the prices of the arcs' ends; the start of a cycle is the end of its last arc.
  function* cyclesFrom(nodes: [string, ...string[]], worth: number, left: number): Generator<ListedRoute> {
    const last = nodes.at(-1) ?? '';
    if (isHopeless(last, graph.maxCycle - nodes.length + 1, left)) return;
    for (const { to, weight } of leaving.get(last) ?? []) {
      if (filter) filter.work.steps -= 1;
      if (to === nodes[0] && nodes.length > 1) yield { nodes, closes: true, worth: worth + weight };
      if (to <= nodes[0] || nodes.includes(to) || nodes.length === graph.maxCycle) continue;
      nodes.push(to);
      yield* cyclesFrom(nodes, worth + weight, left + weight - price(to));
      nodes.pop();
    }
  }
  function* chainsFrom(nodes: [string, ...string[]], worth: number, left: number): Generator<ListedRoute> {
    const last = nodes.at(-1) ?? '';
    if (nodes.length > graph.maxChain || isHopeless(last, graph.maxChain + 1 - nodes.length, left)) return;
    for (const { to, weight } of leaving.get(last) ?? []) {
      if (filter) filter.work.steps -= 1;
      if (nodes.includes(to)) continue;
      nodes.push(to);
      yield { nodes, closes: false, worth: worth + weight };
      yield* chainsFrom(nodes, worth + weight, left + weight - price(to));
      nodes.pop();
    }
  }
}

function leavingArcs(graph: ExchangeGraph): Leaving {
  const leaving = new Map<string, { to: string; weight: number }[]>();
  for (const [from, to, weight] of graph.arcs) {
    const list = leaving.get(from) ?? [];
    leaving.set(from, list);
    list.push({ to, weight });
  }
  return leaving;
}

/** By number of arcs left and node: the most that a walk of one arc or more, repeats allowed, leaves over the prices. */
function hopesOf(
  graph: ExchangeGraph,
  leaving: Leaving,
  { priceOf }: RouteFilter,
): ReadonlyMap<string, number>[] {
  const longest = Math.min(Math.max(graph.maxCycle, graph.maxChain), graph.nodes.length + 1);
  const hopes: ReadonlyMap<string, number>[] = [new Map()];
  for (let arcs = 1; arcs <= longest; arcs += 1) {
    const before = hopes[arcs - 1];
    const now = new Map<string, number>();
    for (const [from, list] of leaving) {
      const best = list.map(({ to, weight }) => weight - priceOf(to) + Math.max(0, before?.get(to) ?? 0));
      now.set(
        from,
        best.reduce((most, left) => Math.max(most, left)),
      );
    }
    hopes.push(now);
  }
  return hopes;
}
