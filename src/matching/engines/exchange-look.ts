/** One look for plans over a list of routes: their relaxation by HiGHS, then the search that starts from its basis. */
import type { Route, Triple, WorkBudget } from '../exchange/routes.ts';
import { ExchangeMaster, type Highs, isCharged } from './exchange-master.ts';
import { type SearchGoal, type SearchOutcome, searchPlans } from './exchange-search.ts';
import { type Packing, tableauOf } from './exchange-tableau.ts';
import { violatedTriples } from './exchange-triples.ts';

const mostTripleRounds = 20;

/** The best plan of these routes worth at least the goal's target; a plan needs no other nodes than theirs. */
export function lookForPlan(
  highs: Highs,
  routes: readonly Route[],
  goal: SearchGoal,
  budget: WorkBudget,
): SearchOutcome {
  const numbers = new Map<number, number>();
  for (const { nodes } of routes) {
    for (const node of nodes) if (!numbers.has(node)) numbers.set(node, numbers.size);
  }
  const renumbered: Route[] = routes.map((route) => ({
    ...route,
    nodes: route.nodes.map((node) => numbers.get(node)!),
  }));
  const nodes = numbers.size;
  const { basis, triples } = highs.withModel((native) => {
    const master = new ExchangeMaster(highs, native, nodes, goal.scale);
    master.addRoutes(renumbered);
    master.solve('columns');
    addTriples(master, goal);
    return { basis: master.basis(), triples: master.triples };
  });
  const packing = packingOf(renumbered, nodes, triples, goal.scale);
  const root = basis.length === packing.rows ? tableauOf(packing, basis) : null;
  if (!root) return { plan: null, isWhole: false };
  const { plan, isWhole } = searchPlans(renumbered, nodes, packing, root, goal, budget);
  const original = new Map(renumbered.map((route, place) => [route, routes[place]!]));
  return { plan: plan?.map((route) => original.get(route)!) ?? null, isWhole };
}

function addTriples(master: ExchangeMaster, { target, step }: SearchGoal): void {
  for (let round = 0; round < mostTripleRounds && master.objective >= target - step; round += 1) {
    const triples = violatedTriples(master.routes, master.shares(), master.triples);
    if (triples.length === 0) return;
    for (const triple of triples) master.addTriple(triple);
    master.solve('rows');
  }
}

function packingOf(
  routes: readonly Route[],
  nodes: number,
  triples: readonly Triple[],
  scale: number,
): Packing {
  const start = [0];
  const index: number[] = [];
  for (const route of routes) {
    index.push(...route.nodes);
    for (const [at, triple] of triples.entries()) if (isCharged(triple, route)) index.push(nodes + at);
    start.push(index.length);
  }
  return {
    rows: nodes + triples.length,
    columns: routes.length,
    cost: Float64Array.from(routes, ({ worth }) => worth / scale),
    start: Int32Array.from(start),
    index: Int32Array.from(index),
  };
}
