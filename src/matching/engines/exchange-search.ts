/**
 * Branch and bound over a list of routes: the best plan worth at least a target, or the proof that there is none. Goes
 * deep first, and first into the part that uses the arc; a target near the bound closes most parts at once.
 */
import type { Route, WorkBudget } from '../exchange/routes.ts';
import { type Arc, ArcBranching, branchingScore, fixByReducedCost } from './exchange-branching.ts';
import { pivotDown, settle } from './exchange-simplex.ts';
import { copyTableau, type Packing, renew, type Tableau } from './exchange-tableau.ts';

export type SearchGoal = {
  /** Only plans worth at least this are looked for. */
  target: number;
  /** A plan worth this ends the search. */
  enough: number;
  /** The least by which one plan can be better than another. */
  step: number;
  /** What the packing's costs are divided by. */
  scale: number;
};

export type SearchOutcome = {
  /** The routes of the best plan found, null where none reaches the target. */
  plan: readonly Route[] | null;
  /** True where no plan of these routes reaches the target and is better than the one found. */
  isWhole: boolean;
};

/** Arcs tried for each division, and pivots of a trial: more make fewer parts, and no shorter searches. */
const mostTrials = 4;
const trialPivots = 12;
const mostPivots = 5_000;
/** Factors carried on to the next part before they are multiplied out. */
const mostCarried = 30;

/** The packing's first columns are the routes, its first rows the nodes, `nodes` of them. The budget counts pivots. */
export function searchPlans(
  routes: readonly Route[],
  nodes: number,
  packing: Packing,
  root: Tableau,
  goal: SearchGoal,
  budget: WorkBudget,
): SearchOutcome {
  return new PlanSearch(routes, nodes, packing, goal, budget).from(root);
}

class PlanSearch {
  private readonly routes: readonly Route[];
  private readonly packing: Packing;
  private readonly goal: SearchGoal;
  private readonly budget: WorkBudget;
  private readonly branching: ArcBranching;
  private target: number;
  private plan: readonly Route[] | null = null;

  constructor(
    routes: readonly Route[],
    nodes: number,
    packing: Packing,
    goal: SearchGoal,
    budget: WorkBudget,
  ) {
    this.routes = routes;
    this.packing = packing;
    this.goal = goal;
    this.budget = budget;
    this.branching = new ArcBranching(routes, nodes);
    this.target = goal.target;
  }

  from(root: Tableau): SearchOutcome {
    const open = [copyTableau(root)];
    for (let part = open.pop(); part; part = open.pop()) {
      if (this.budget.steps <= 0) return { plan: this.plan, isWhole: false };
      if (this.isExcluded(part, mostPivots)) continue;
      const division = this.divide(part);
      if (division.kind === 'stopped') return { plan: this.plan, isWhole: false };
      if (division.kind === 'parts') open.push(division.avoiding, division.using);
      if (this.plan && worthOf(this.plan) >= this.goal.enough) break;
    }
    return { plan: this.plan, isWhole: true };
  }

  private get cutoff(): number {
    return (this.target - this.goal.step * 1e-3) / this.goal.scale;
  }

  private isExcluded(part: Tableau, pivots: number): boolean {
    if (part.bound < this.cutoff) return true;
    return pivotDown(this.packing, part, this.cutoff, pivots, this.budget) === 'excluded';
  }

  /** Tries arcs; where a trial excludes one side, the part goes on as the other. */
  private divide(first: Tableau): Division {
    for (let part = first; ; ) {
      if (part.factors.length > mostCarried) settle(this.packing, part);
      fixByReducedCost(this.packing, part, this.cutoff);
      const candidates = this.branching.candidates(part);
      if (candidates.length === 0) {
        if (this.take(this.routesUsed(part)) && part.bound < this.cutoff) return { kind: 'closed' };
        return this.divideRounded(part);
      }
      const { best, forced } = this.tryArcs(part, candidates);
      if (best) return { kind: 'parts', ...best };
      if (!forced || this.isExcluded(forced, mostPivots)) return { kind: 'closed' };
      if (this.budget.steps <= 0) return { kind: 'stopped' };
      part = forced;
    }
  }

  /**
   * The relaxation divides no route and its prices still leave room: rounding has kept them from fitting each other. They
   * are taken afresh; where a route is then worth more than its prices, plans are divided on one of its arcs.
   */
  private divideRounded(part: Tableau): Division {
    renew(this.packing, part);
    if (this.isExcluded(part, mostPivots)) return { kind: 'closed' };
    const candidates = this.branching.candidates(part);
    const arc = candidates[0]?.arc ?? this.branching.arcWorthMore(part);
    if (arc) return { kind: 'parts', ...this.partsOf(part, arc) };
    return this.isAsGood(part) ? { kind: 'closed' } : { kind: 'stopped' };
  }

  private tryArcs(
    part: Tableau,
    candidates: readonly { arc: Arc; flow: number }[],
  ): { best?: Parts; forced?: Tableau } {
    const known = candidates
      .map(({ arc }) => ({ arc, score: this.branching.knownScore(arc) ?? -1 }))
      .reduce((best, one) => (one.score > best.score ? one : best));
    const fresh = candidates
      .filter(({ arc }) => this.branching.knownScore(arc) === undefined)
      .sort((one, other) => Math.abs(one.flow - 0.5) - Math.abs(other.flow - 0.5))
      .slice(0, mostTrials);
    let best: Parts | undefined;
    let most = known.score;
    for (const { arc } of fresh) {
      const parts = this.partsOf(part, arc);
      const usingEnds = this.isExcluded(parts.using, trialPivots);
      const avoidingEnds = this.isExcluded(parts.avoiding, trialPivots);
      const gap = part.bound - this.cutoff;
      const using = usingEnds ? gap : part.bound - parts.using.bound;
      const avoiding = avoidingEnds ? gap : part.bound - parts.avoiding.bound;
      this.branching.remember(arc, using, avoiding);
      if (usingEnds && avoidingEnds) return {};
      if (usingEnds) return { forced: parts.avoiding };
      if (avoidingEnds) return { forced: parts.using };
      const score = branchingScore(using, avoiding);
      if (score > most) {
        most = score;
        best = parts;
      }
    }
    // Where no division lowers anything the way down matters, not the bound: the arc that the relaxation favours.
    if (most <= 1e-10) {
      return { best: this.partsOf(part, candidates.reduce((a, b) => (b.flow > a.flow ? b : a)).arc) };
    }
    return { best: best ?? this.partsOf(part, known.arc) };
  }

  private partsOf(part: Tableau, arc: Arc): Parts {
    const using = copyTableau(part);
    const avoiding = copyTableau(part);
    this.branching.use(using, arc);
    this.branching.avoid(avoiding, arc);
    return { using, avoiding };
  }

  private routesUsed({ basic, value }: Tableau): Route[] {
    return this.routes.filter((_route, place) => {
      const row = basic.indexOf(place);
      return row >= 0 && value[row]! > 0.5;
    });
  }

  /** Keeps the routes where they are a plan and a better one; false where they are no plan. */
  private take(routes: readonly Route[]): boolean {
    const members = routes.flatMap(({ nodes }) => nodes);
    if (new Set(members).size < members.length) return false;
    const worth = worthOf(routes);
    if (worth >= this.target) {
      this.plan = routes;
      this.target = worth + this.goal.step;
    }
    return true;
  }

  /** Whether the part's own plan comes so near its bound that none of it reaches the target by a step. */
  private isAsGood(part: Tableau): boolean {
    const routes = this.routesUsed(part);
    return this.take(routes) && part.bound * this.goal.scale - worthOf(routes) <= this.goal.step * 0.9;
  }
}

type Parts = { using: Tableau; avoiding: Tableau };
type Division =
  | { kind: 'closed' | 'stopped' }
  | { kind: 'plan'; plan: Route[] }
  | ({ kind: 'parts' } & Parts);

function worthOf(routes: readonly Route[]): number {
  return routes.reduce((sum, { worth }) => sum + worth, 0);
}
