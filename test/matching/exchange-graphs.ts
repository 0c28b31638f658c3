/** Small and large graphs of moves from a seed, and the best plan of a small one counted plan by plan. */
import type { ExchangeGraph } from '../../src/matching/exchange/graph.ts';

export type GraphShape = {
  households: number;
  vacancies: number;
  arcs: number;
  weight: (draw: () => number) => number;
  maxCycle?: number;
  maxChain?: number;
};

export function drawGraph(seed: number, shape: GraphShape): ExchangeGraph {
  const draw = draws(seed);
  const nodes = Array.from({ length: shape.households }, (_, at) => `t${at}`);
  const vacancies = Array.from({ length: shape.vacancies }, (_, at) => `v${at}`);
  const homes = [...nodes, ...vacancies];
  const most = shape.households * (homes.length - 1);
  const arcs = new Map<string, [string, string, number]>();
  while (arcs.size < Math.min(shape.arcs, most)) {
    const from = homes[Math.floor(draw() * homes.length)]!;
    const to = nodes[Math.floor(draw() * nodes.length)]!;
    if (from !== to) arcs.set(`${from} ${to}`, [from, to, shape.weight(draw)]);
  }
  return {
    nodes,
    vacancies,
    arcs: [...arcs.values()],
    maxCycle: shape.maxCycle ?? 3,
    maxChain: shape.maxChain ?? 3,
  };
}

/** The value of the best plan: every arc is taken or left, which costs 2^arcs, cut only where nodes run out. */
export function bestValueByCounting(graph: ExchangeGraph): number {
  const worth = new Map(graph.arcs.map(([from, to, weight]) => [`${from} ${to}`, weight]));
  const routes: { nodes: string[]; worth: number }[] = [];
  const grow = (nodes: string[], sum: number, isChain: boolean): void => {
    const last = nodes.at(-1)!;
    const back = worth.get(`${last} ${nodes[0]}`);
    if (isChain && nodes.length > 1) routes.push({ nodes, worth: sum });
    if (!isChain && nodes.length > 1 && back !== undefined) routes.push({ nodes, worth: sum + back });
    if (nodes.length === (isChain ? graph.maxChain + 1 : graph.maxCycle)) return;
    for (const next of graph.nodes) {
      const weight = worth.get(`${last} ${next}`);
      if (weight !== undefined && !nodes.includes(next)) grow([...nodes, next], sum + weight, isChain);
    }
  };
  for (const node of graph.nodes) grow([node], 0, false);
  for (const vacancy of graph.vacancies) grow([vacancy], 0, true);
  const best = (from: number, used: ReadonlySet<string>): number => {
    let most = 0;
    for (let at = from; at < routes.length; at += 1) {
      const route = routes[at]!;
      if (route.nodes.some((node) => used.has(node))) continue;
      most = Math.max(most, route.worth + best(at + 1, new Set([...used, ...route.nodes])));
    }
    return most;
  };
  return best(0, new Set());
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
