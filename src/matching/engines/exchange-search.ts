/** Branch and bound on arcs over a list of routes: a plan worth at least a target, or the proof that there is none. */
import type { Route, WorkBudget } from '../exchange/routes.ts';
import type { ExchangeMaster } from './exchange-master.ts';

export type SearchGoal = {
  /** Only plans worth at least this are looked for. */
  target: number;
  /** A plan worth this ends the search. */
  enough: number;
  /** The least by which one plan can be better than another. */
  step: number;
  /** Parts that may be opened. */
  parts: number;
};

export type SearchOutcome = {
  /** The routes of the best plan found, null where none reaches the target. */
  plan: readonly Route[] | null;
  /** True where no plan of these routes reaches the target and is better than the one found. */
  isWhole: boolean;
};

/** What opening a part costs beside its columns, in columns: measured, solving again takes some time on any list. */
const baseCost = 2_000;

/**
 * Goes deep first, and first into the part that uses the arc which the relaxation favours most: good plans come after
 * some dozens of parts, and a high target closes the others early. Each part costs the budget as many steps as the
 * master has columns, and some.
 */
export function searchPlans(master: ExchangeMaster, goal: SearchGoal, budget: WorkBudget): SearchOutcome {
  const { routes } = master;
  const arcs = routes.map(arcsOf);
  const open: boolean[][] = [routes.map(() => true)];
  let { target, parts } = goal;
  let plan: Route[] | null = null;
  for (let allowed = open.pop(); allowed; allowed = open.pop()) {
    if (parts <= 0 || budget.steps <= 0) return { plan, isWhole: false };
    parts -= 1;
    budget.steps -= baseCost + routes.length;
    master.allow(allowed);
    master.solve('rows');
    if (!(master.objective >= target - goal.step * 1e-3)) continue;
    const shares = master.shares();
    const arc = mostFavoured(arcs, shares);
    if (arc) {
      open.push(avoiding(arc, allowed, arcs), using(arc, allowed, arcs, routes));
      continue;
    }
    const found = routes.filter((_route, place) => shares[place]! > 0.5);
    const worth = found.reduce((sum, route) => sum + route.worth, 0);
    if (worth < target) continue;
    plan = found;
    if (worth >= goal.enough) return { plan, isWhole: worth >= goal.enough };
    target = worth + goal.step;
  }
  return { plan, isWhole: true };
}

type Arc = { from: number; to: number };

/** The arc of greatest flow among those that the relaxation uses in part; null where it divides none. */
function mostFavoured(arcs: readonly (readonly Arc[])[], shares: Float64Array): Arc | null {
  const flows = new Map<number, { arc: Arc; flow: number }>();
  for (const [place, list] of arcs.entries()) {
    const share = shares[place]!;
    if (share < 1e-7) continue;
    for (const arc of list) {
      const key = arc.from * 0x100000 + arc.to;
      const entry = flows.get(key) ?? { arc, flow: 0 };
      entry.flow += share;
      flows.set(key, entry);
    }
  }
  let favoured: Arc | null = null;
  let most = 0;
  for (const { arc, flow } of flows.values()) {
    if (flow < 1 - 1e-6 && flow > most + 1e-9) {
      most = flow;
      favoured = arc;
    }
  }
  return favoured;
}

/** Whoever touches an end of a used arc follows it. */
function using(
  { from, to }: Arc,
  allowed: readonly boolean[],
  arcs: readonly (readonly Arc[])[],
  routes: readonly Route[],
): boolean[] {
  return allowed.map(
    (isAllowed, place) =>
      isAllowed &&
      (follows(arcs[place]!, from, to) ||
        !(routes[place]!.nodes.includes(from) || routes[place]!.nodes.includes(to))),
  );
}

function avoiding(
  { from, to }: Arc,
  allowed: readonly boolean[],
  arcs: readonly (readonly Arc[])[],
): boolean[] {
  return allowed.map((isAllowed, place) => isAllowed && !follows(arcs[place]!, from, to));
}

function follows(arcs: readonly Arc[], from: number, to: number): boolean {
  return arcs.some((arc) => arc.from === from && arc.to === to);
}

function arcsOf({ nodes, closes }: Route): Arc[] {
  const arcs = nodes.slice(1).map((to, at) => ({ from: nodes[at]!, to }));
  return closes ? [...arcs, { from: nodes.at(-1)!, to: nodes[0]! }] : arcs;
}
