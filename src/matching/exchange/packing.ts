/** Disjoint routes out of a pool: a first plan, then parts of it solved again, whole, as long as work is left. */
import type { Prices, Route, WorkBudget } from './routes.ts';

/** Nodes that a part holds besides those that no route uses, and steps that solving one part may take. */
const nodesOfPart = 36;
const stepsOfPart = 6_000;
/** Parts in a row that bring nothing before the search gives up. */
const fruitlessParts = 2_500;

type Pool = {
  routes: readonly Route[];
  /** What a route gives away: its members' prices less its worth. */
  slack: Float64Array;
  /** Routes of each node, least slack first. */
  of: readonly (readonly number[])[];
  price: Float64Array;
};

/**
 * A set of disjoint routes of the pool, as valuable as the work allows, by their places in the pool. Each part holds
 * the nodes that no route uses and some routes near one of them; it is solved by trying, node after node, every route
 * that still fits, and what is as good as before is taken too, so that the search moves on level ground. The parts are
 * chosen by a fixed sequence: same pool, same plan.
 */
export function packRoutes(
  routes: readonly Route[],
  prices: Pick<Prices, 'node'>,
  enough: number,
  budget: WorkBudget,
): number[] {
  const pool = poolOf(routes, prices.node);
  const chosen = firstPlan(pool);
  const next = sequence();
  let best = plan();
  let bestWorth = worthOfAll(best);
  const inRoutes = pool.of.filter((places) => places.length > 0).length;
  let fruitless = 0;
  while (budget.steps > 0 && bestWorth < enough && fruitless < fruitlessParts && routes.length > 0) {
    const part = partAround(pool, chosen, next);
    const isSolved = solvePart(pool, chosen, part, budget, next);
    const worth = worthOfAll(plan());
    fruitless += 1;
    if (worth > bestWorth) {
      best = plan();
      bestWorth = worth;
      fruitless = 0;
    }
    // The part was the whole, solved to its end.
    if (isSolved && part.length >= inRoutes) break;
  }
  return best;

  function plan(): number[] {
    return [...new Set(chosen)].filter((route) => route >= 0);
  }
  function worthOfAll(places: readonly number[]): number {
    return places.reduce((sum, route) => sum + routes[route]!.worth, 0);
  }
}

function poolOf(routes: readonly Route[], price: Float64Array): Pool {
  const slack = Float64Array.from(
    routes,
    ({ nodes, worth }) => nodes.reduce((sum, node) => sum + price[node]!, 0) - worth,
  );
  const of = Array.from(price, (): number[] => []);
  const bySlack = routes.map((_route, place) => place).sort((a, b) => slack[a]! - slack[b]! || a - b);
  for (const place of bySlack) for (const node of routes[place]!.nodes) of[node]!.push(place);
  return { routes, slack, of, price };
}

/** The route of each node, -1 where none: routes of least slack first, each where it fits. */
function firstPlan({ routes, slack, price }: Pool): Int32Array {
  const chosen = new Int32Array(price.length).fill(-1);
  const bySlack = routes.map((_route, place) => place).sort((a, b) => slack[a]! - slack[b]! || a - b);
  for (const place of bySlack) {
    const { nodes } = routes[place]!;
    if (nodes.every((node) => chosen[node] === -1)) for (const node of nodes) chosen[node] = place;
  }
  return chosen;
}

/** Unused nodes with a price, some of them, then routes that the pool links to what is already in, until it is full. */
function partAround(pool: Pool, chosen: Int32Array, next: (below: number) => number): number[] {
  const part = new Set<number>();
  const members = [...chosen.keys()].filter((node) => pool.of[node]!.length > 0);
  if (members.length <= nodesOfPart) return inOrder(members);
  const unused = members.filter((node) => chosen[node] === -1);
  const seed = unused.length > 0 ? unused[next(unused.length)]! : members[next(members.length)]!;
  add(seed);
  for (const node of unused) if (part.size < nodesOfPart / 3) part.add(node);
  for (let tries = 0; part.size < nodesOfPart && tries < 400; tries += 1) {
    const inside = [...part];
    const links = pool.of[inside[next(inside.length)]!]!;
    if (links.length === 0) continue;
    // Near the front of the list stand the routes that give little away.
    const link = links[Math.min(next(links.length), next(Math.min(links.length, 12)))]!;
    const { nodes } = pool.routes[link]!;
    add(nodes[next(nodes.length)]!);
  }
  return inOrder([...part]);

  function inOrder(nodes: readonly number[]): number[] {
    return [...nodes].sort((a, b) => pool.price[b]! - pool.price[a]! || a - b);
  }

  function add(node: number): void {
    const route = chosen[node]!;
    if (route === -1) part.add(node);
    else for (const member of pool.routes[route]!.nodes) part.add(member);
  }
}

/** True where the part was solved to its end: the routes within it that give least away, unused nodes giving away their price. */
function solvePart(
  { routes, slack, of, price }: Pool,
  chosen: Int32Array,
  part: readonly number[],
  budget: WorkBudget,
  next: (below: number) => number,
): boolean {
  const inside = new Set(part);
  const fitting = part.map((node) =>
    of[node]!.filter((route) => routes[route]!.nodes.every((member) => inside.has(member))),
  );
  const taken = new Set<number>();
  const picked: number[] = [];
  let limit = slackOf(chosen, part, slack, price) + (next(4) === 0 ? 1e-9 : 0);
  let bestPicked: number[] | null = null;
  let steps = stepsOfPart;
  const search = (at: number, given: number): void => {
    if (steps <= 0) return;
    let place = at;
    while (place < part.length && taken.has(part[place]!)) place += 1;
    if (place === part.length) {
      limit = given;
      bestPicked = picked.slice();
      return;
    }
    for (const route of fitting[place]!) {
      const total = given + slack[route]!;
      steps -= 1;
      if (total >= limit) break;
      const { nodes } = routes[route]!;
      if (nodes.some((node) => taken.has(node))) continue;
      for (const node of nodes) taken.add(node);
      picked.push(route);
      search(place + 1, total);
      picked.pop();
      for (const node of nodes) taken.delete(node);
    }
    const unusedTotal = given + price[part[place]!]!;
    if (unusedTotal < limit) {
      taken.add(part[place]!);
      search(place + 1, unusedTotal);
      taken.delete(part[place]!);
    }
  };
  search(0, 0);
  budget.steps -= stepsOfPart - steps + part.length;
  if (bestPicked === null) return steps > 0;
  for (const node of part) chosen[node] = -1;
  for (const route of bestPicked as number[]) for (const node of routes[route]!.nodes) chosen[node] = route;
  return steps > 0;
}

function slackOf(
  chosen: Int32Array,
  part: readonly number[],
  slack: Float64Array,
  price: Float64Array,
): number {
  const routes = new Set(part.map((node) => chosen[node]!).filter((route) => route >= 0));
  const unused = part.reduce((sum, node) => sum + (chosen[node] === -1 ? price[node]! : 0), 0);
  return [...routes].reduce((sum, route) => sum + slack[route]!, unused);
}

/** A fixed sequence of whole numbers below what is asked (32-bit linear congruence, its high bits). */
function sequence(): (below: number) => number {
  let state = 0x9e3779b9;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 0x100000000) * below);
  };
}
