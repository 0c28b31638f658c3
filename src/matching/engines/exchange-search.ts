/** Branch and bound on arcs, over the routes that a better plan could use: ends in a tree of prices, checkable leaf by leaf. */
import type { Prices, Route } from '../exchange/routes.ts';
import type { ExchangeMaster } from './exchange-master.ts';
import { isCharged } from './exchange-master.ts';

export type SearchTree =
  | { prices: Prices }
  | { arc: readonly [number, number]; using: SearchTree; avoiding: SearchTree };

export type SearchOutcome = {
  tree: SearchTree;
  /** No plan is worth more than this, or than the plan given. */
  bound: number;
  /** Routes of a better plan than the one that was known, if one was found. */
  better: readonly Route[] | null;
};

type Decision = { arc: readonly [number, number]; used: boolean };

type Open = {
  decisions: readonly Decision[];
  bound: number;
  tree: SearchTree;
  /** Puts another tree in place of this one. */
  replace: (tree: SearchTree) => void;
};

/**
 * Opens the part of greatest bound first, up to `nodeLimit` parts. The master holds the pool as its columns; `known` is
 * what the plan at hand is worth, `step` the least by which another can be better (0: any amount).
 */
export function searchPool(
  master: ExchangeMaster,
  known: number,
  step: number,
  nodeLimit: number,
  root: Prices,
): SearchOutcome {
  let best = known;
  let better: Route[] | null = null;
  let tree: SearchTree = { prices: root };
  // No route is left that a better plan could use: nothing needs a price.
  if (master.routes.length === 0) return { tree: { prices: nothing(root) }, better: null, bound: 0 };
  const open: Open[] = [
    {
      decisions: [],
      bound: total(root),
      tree,
      replace: (other) => {
        tree = other;
      },
    },
  ];
  let closed = 0;
  const isOpen = (bound: number): boolean =>
    step > 0 ? bound >= best + step - 1e-6 * step : bound > best + 1e-9 * Math.max(1, best);
  for (let parts = 0; parts < nodeLimit; parts += 1) {
    open.sort((a, b) => b.bound - a.bound);
    const part = open.shift();
    if (!part) break;
    if (!isOpen(part.bound)) {
      closed = Math.max(closed, part.bound);
      continue;
    }
    const pool = allowOnly(master, part.decisions);
    master.solve('rows');
    const prices = raisedOver(pool, master.prices());
    const bound = Math.min(part.bound, total(prices));
    if (total(prices) < part.bound) part.replace({ prices });
    const shares = master.shares();
    const arc = mostDivided(master.routes, shares);
    if (!arc) {
      const used = master.routes.filter((_route, place) => shares[place]! > 0.5);
      const worth = used.reduce((sum, route) => sum + route.worth, 0);
      if (worth > best) {
        best = worth;
        better = used;
      }
      closed = Math.max(closed, bound);
      continue;
    }
    if (!isOpen(bound)) {
      closed = Math.max(closed, bound);
      continue;
    }
    const leaf: SearchTree = total(prices) <= part.bound ? { prices } : part.tree;
    const node: { arc: readonly [number, number]; using: SearchTree; avoiding: SearchTree } = {
      arc,
      using: leaf,
      avoiding: leaf,
    };
    part.replace(node);
    for (const used of [true, false]) {
      open.push({
        decisions: [...part.decisions, { arc, used }],
        bound,
        tree: leaf,
        replace: (other) => {
          if (used) node.using = other;
          else node.avoiding = other;
        },
      });
    }
  }
  return { tree, better, bound: Math.max(closed, ...open.map((part) => part.bound)) };
}

/** Routes that keep the decisions: whoever touches an end of a used arc follows it. */
function allowOnly(master: ExchangeMaster, decisions: readonly Decision[]): Route[] {
  const marked = master.routes.map((route) =>
    decisions.every(({ arc: [from, to], used }) => {
      const follows = arcsOf(route).some(([a, b]) => a === from && b === to);
      return used ? follows || !(route.nodes.includes(from) || route.nodes.includes(to)) : !follows;
    }),
  );
  master.allow(marked);
  return master.routes.filter((_route, place) => marked[place]);
}

/** The arc of which the relaxation uses nearest to one half; null where it uses each wholly or not at all. */
function mostDivided(routes: readonly Route[], shares: Float64Array): readonly [number, number] | null {
  const flows = new Map<string, { arc: readonly [number, number]; flow: number }>();
  for (const [place, route] of routes.entries()) {
    const share = shares[place]!;
    if (share < 1e-7) continue;
    for (const arc of arcsOf(route)) {
      const name = `${arc[0]},${arc[1]}`;
      const entry = flows.get(name) ?? { arc, flow: 0 };
      entry.flow += share;
      flows.set(name, entry);
    }
  }
  let chosen: readonly [number, number] | null = null;
  let nearest = 0.5 - 1e-5;
  for (const { arc, flow } of flows.values()) {
    const distance = Math.abs(flow - 0.5);
    if (distance < nearest) {
      nearest = distance;
      chosen = arc;
    }
  }
  return chosen;
}

function arcsOf({ nodes, closes }: Route): [number, number][] {
  const arcs = nodes.slice(1).map((node, at): [number, number] => [nodes[at]!, node]);
  return closes ? [...arcs, [nodes.at(-1)!, nodes[0]!]] : arcs;
}

/** Rounding of the solver's prices is made good on the first node of each route that is still worth more. */
function raisedOver(pool: readonly Route[], prices: Prices): Prices {
  const node = prices.node.slice();
  for (const route of pool) {
    let left = route.worth;
    for (const member of route.nodes) left -= node[member]!;
    for (const [at, triple] of prices.triples.entries()) {
      if (prices.triple[at]! > 0 && isCharged(triple, route)) left -= prices.triple[at]!;
    }
    if (left > 0) node[route.nodes[0]!]! += left;
  }
  return { ...prices, node };
}

function nothing({ node }: Prices): Prices {
  return { node: new Float64Array(node.length), triples: [], triple: new Float64Array(0) };
}

function total(prices: Prices): number {
  return (
    prices.node.reduce((sum, price) => sum + price, 0) + prices.triple.reduce((sum, price) => sum + price, 0)
  );
}
