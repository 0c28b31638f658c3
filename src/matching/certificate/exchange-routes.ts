/** Every cycle and chain of a graph, one after the other: plain, so that it can be read against contracts §6. */
import type { ExchangeGraph } from '../exchange/graph.ts';

export type ListedRoute = {
  /** Valid until the next route is asked for. */
  nodes: readonly [string, ...string[]];
  closes: boolean;
  worth: number;
};

/** Cycles from their smallest identifier, chains from their vacancy. */
export function* eachRoute(graph: ExchangeGraph): Generator<ListedRoute> {
  const leaving = new Map<string, { to: string; weight: number }[]>();
  for (const [from, to, weight] of graph.arcs) {
    leaving.set(from, [...(leaving.get(from) ?? []), { to, weight }]);
  }
  for (const start of graph.nodes) yield* cyclesFrom([start], 0);
  for (const start of graph.vacancies) yield* chainsFrom([start], 0);

  function* cyclesFrom(nodes: [string, ...string[]], worth: number): Generator<ListedRoute> {
    for (const { to, weight } of leaving.get(nodes.at(-1) ?? '') ?? []) {
      if (to === nodes[0] && nodes.length > 1) yield { nodes, closes: true, worth: worth + weight };
      if (to <= nodes[0] || nodes.includes(to) || nodes.length === graph.maxCycle) continue;
      nodes.push(to);
      yield* cyclesFrom(nodes, worth + weight);
      nodes.pop();
    }
  }
  function* chainsFrom(nodes: [string, ...string[]], worth: number): Generator<ListedRoute> {
    if (nodes.length > graph.maxChain) return;
    for (const { to, weight } of leaving.get(nodes.at(-1) ?? '') ?? []) {
      if (nodes.includes(to)) continue;
      nodes.push(to);
      yield { nodes, closes: false, worth: worth + weight };
      yield* chainsFrom(nodes, worth + weight);
      nodes.pop();
    }
  }
}
