/**
 * Which arc a part is divided on: into the plans that use it and those that avoid it. The arc is the one that lowers both
 * bounds most, tried with a few pivots the first time and remembered afterwards (strong branching with pseudo-costs:
 * Achterberg, Koch and Martin 2005).
 */
import type { Route } from '../exchange/routes.ts';
import type { Packing, Tableau } from './exchange-tableau.ts';

export type Arc = { from: number; to: number; key: number; routes: readonly number[] };
type Candidate = { arc: Arc; flow: number };

export class ArcBranching {
  private readonly arcs = new Map<number, Arc & { routes: number[] }>();
  private readonly arcsOfRoute: number[][];
  private readonly routesOfNode: number[][];
  private readonly losses = new Map<number, { using: number; avoiding: number }>();
  private readonly columns: number;

  constructor(routes: readonly Route[], nodes: number) {
    this.columns = routes.length;
    this.routesOfNode = Array.from({ length: nodes }, () => []);
    this.arcsOfRoute = routes.map(({ nodes: members, closes }, place) => {
      for (const member of members) this.routesOfNode[member]!.push(place);
      return members.flatMap((to, at) => {
        const from = at > 0 ? members[at - 1]! : members.at(-1)!;
        return at > 0 || closes ? [this.keyOf(from, to, place)] : [];
      });
    });
  }

  /** The arcs that the relaxation uses in part, in the order of their keys; none where it divides no route. */
  candidates({ basic, value }: Tableau): Candidate[] {
    const flows = new Map<number, number>();
    for (const [row, variable] of basic.entries()) {
      if (variable >= this.columns || value[row]! < 1e-7) continue;
      for (const key of this.arcsOfRoute[variable]!) flows.set(key, (flows.get(key) ?? 0) + value[row]!);
    }
    return [...flows]
      .filter(([, flow]) => flow > 1e-6 && flow < 1 - 1e-6)
      .sort(([one], [other]) => one - other)
      .map(([key, flow]) => ({ arc: this.arcs.get(key)!, flow }));
  }

  /** An arc of the open route that is worth most beyond its prices, if any is worth more at all. */
  arcWorthMore({ open, reduced, place }: Tableau): Arc | undefined {
    let most = 1e-9;
    let found: number | undefined;
    for (const route of open) {
      if (place[route]! >= 0 || reduced[route]! <= most) continue;
      most = reduced[route]!;
      found = route;
    }
    return found === undefined ? undefined : this.arcs.get(this.arcsOfRoute[found]![0]!);
  }

  /** What dividing on the arc was seen to cost the lesser and the other part, multiplied; undefined where never tried. */
  knownScore({ key }: Arc): number | undefined {
    const known = this.losses.get(key);
    return known && branchingScore(known.using, known.avoiding);
  }

  remember({ key }: Arc, using: number, avoiding: number): void {
    const known = this.losses.get(key) ?? { using, avoiding };
    // Later parts count as much as all before: what an arc costs changes on the way down.
    this.losses.set(key, {
      using: (known.using + using) / 2,
      avoiding: (known.avoiding + avoiding) / 2,
    });
  }

  /** Whoever touches an end of a used arc follows it, and both ends are in some route. */
  use(tableau: Tableau, { from, to, routes }: Arc): void {
    const following = new Set(routes);
    for (const end of [from, to]) {
      tableau.forbidden[this.columns + end] = 1;
      for (const place of this.routesOfNode[end]!) {
        if (!following.has(place)) tableau.forbidden[place] = 1;
      }
    }
    closeForbidden(tableau);
  }

  avoid(tableau: Tableau, { routes }: Arc): void {
    for (const place of routes) tableau.forbidden[place] = 1;
    closeForbidden(tableau);
  }

  private keyOf(from: number, to: number, place: number): number {
    const key = from * 0x100000 + to;
    const arc = this.arcs.get(key) ?? { from, to, key, routes: [] };
    this.arcs.set(key, arc);
    arc.routes.push(place);
    return key;
  }
}

/** Small losses on one side must not hide great ones on the other. */
export function branchingScore(using: number, avoiding: number): number {
  return Math.max(using, 1e-6) * Math.max(avoiding, 1e-6);
}

/** Forbids the columns that no plan above the cutoff can use in this part (reduced-cost fixing). */
export function fixByReducedCost({ columns }: Packing, tableau: Tableau, cutoff: number): void {
  const slack = tableau.bound - cutoff;
  for (const column of tableau.open) {
    if (column < columns && tableau.place[column]! < 0 && tableau.reduced[column]! < -slack)
      tableau.forbidden[column] = 1;
  }
  closeForbidden(tableau);
}

function closeForbidden(tableau: Tableau): void {
  tableau.open = tableau.open.filter((column) => tableau.forbidden[column] === 0);
}
