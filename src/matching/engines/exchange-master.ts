/** The linear programme of routes, by HiGHS: each node and each triple in one route at most. Columns and rows are added. */
import type { Model } from 'highs';
import type { Prices, Route, Triple } from '../exchange/routes.ts';
import type { loadHighs } from './highs-run.ts';

const basic = 1;

export type Highs = Awaited<ReturnType<typeof loadHighs>>;

/** Works in weights divided by `scale`, so that the solver's tolerances mean the same for all graphs. */
export class ExchangeMaster {
  readonly routes: Route[] = [];
  readonly triples: Triple[] = [];
  objective = 0;
  private readonly native: Model;
  private readonly nodes: number;
  private readonly scale: number;

  constructor(highs: Highs, native: Model, nodes: number, scale: number) {
    this.native = native;
    this.nodes = nodes;
    this.scale = scale;
    native.options.set({ output_flag: false, random_seed: 0, presolve: 'off', solver: 'simplex' });
    native.passModel({
      numCols: 0,
      numRows: nodes,
      sense: highs.constants.objectiveSense.maximize,
      colCost: new Float64Array(0),
      colLower: new Float64Array(0),
      colUpper: new Float64Array(0),
      rowLower: new Float64Array(nodes).fill(Number.NEGATIVE_INFINITY),
      rowUpper: new Float64Array(nodes).fill(1),
      matrix: {
        format: 'csc',
        numRows: nodes,
        numCols: 0,
        starts: new Int32Array(1),
        indices: new Int32Array(0),
        values: new Float64Array(0),
      },
    });
  }

  addRoutes(routes: readonly Route[]): void {
    const starts = [0];
    const indices: number[] = [];
    for (const route of routes) {
      this.routes.push(route);
      indices.push(...route.nodes);
      for (const [at, triple] of this.triples.entries()) {
        if (isCharged(triple, route)) indices.push(this.nodes + at);
      }
      starts.push(indices.length);
    }
    this.native.addCols({
      cost: Float64Array.from(routes, ({ worth }) => worth / this.scale),
      lower: new Float64Array(routes.length),
      upper: new Float64Array(routes.length).fill(Number.POSITIVE_INFINITY),
      matrix: {
        format: 'csc',
        numRows: this.nodes + this.triples.length,
        numCols: routes.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: new Float64Array(indices.length).fill(1),
      },
    });
  }

  addTriple(triple: Triple): void {
    this.triples.push(triple);
    const charged = this.routes.flatMap((route, place) => (isCharged(triple, route) ? [place] : []));
    this.native.addRow(Number.NEGATIVE_INFINITY, 1, {
      indices: Int32Array.from(charged),
      values: new Float64Array(charged.length).fill(1),
    });
  }

  /** Solves; by primal simplex after new columns, by dual simplex after new rows. */
  solve(after: 'columns' | 'rows'): void {
    this.native.options.set({ simplex_strategy: after === 'columns' ? 4 : 1 });
    this.native.run();
    this.objective = this.native.getObjectiveValue() * this.scale;
  }

  /** How much of each route the relaxation uses. */
  shares(): Float64Array {
    return this.native.getSolution().colValue;
  }

  /** The variables of the basis, routes first, then the slacks of rows: as many as there are rows. */
  basis(): number[] {
    const { colStatus, rowStatus } = this.native.getBasis();
    return [...colStatus, ...rowStatus].flatMap((status, variable) => (status === basic ? [variable] : []));
  }

  prices(): Prices {
    const { rowDual } = this.native.getSolution();
    const priced = Float64Array.from(rowDual, (dual) => Math.max(0, dual) * this.scale);
    return {
      node: priced.slice(0, this.nodes),
      triples: this.triples.slice(),
      triple: priced.slice(this.nodes),
    };
  }
}

/** True where the route holds at least two members of the triple. */
export function isCharged(triple: Triple, { nodes }: Route): boolean {
  let held = 0;
  for (const node of triple) if (nodes.includes(node)) held += 1;
  return held >= 2;
}
