/**
 * Exchanges among 200 households and freed homes with 7 000 wishes: the engine beside HiGHS on the list of all cycles
 * and chains. Prints what it measured and writes it to bench/results/exchange.json.
 * Run: node dist/bench/exchange/main.js
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { verifyExchange } from '../../src/matching/certificate/exchange.ts';
import { eachRoute } from '../../src/matching/certificate/exchange-routes.ts';
import { solveExchange } from '../../src/matching/engines/exchange.ts';
import { loadHighs } from '../../src/matching/engines/highs-run.ts';
import { canonicalGraph, type ExchangeGraph } from '../../src/matching/exchange/graph.ts';

const plainNodes = 1;
// Beyond, the list of all routes is more than HiGHS holds in a WASM module.
const plainColumns = 20_000;

type Weighting = (draw: () => number, household: string) => number;
const weightings: Record<string, Weighting> = {
  equal: () => 1,
  'policy: 99 a household, 129 where it leaves a scarce home (one in five)': (_draw, household) =>
    Number(household.slice(1)) % 5 === 0 ? 129 : 99,
  'drawn from 1 to 3': (draw) => 1 + Math.floor(draw() * 3),
  'drawn from 1 to 10': (draw) => 1 + Math.floor(draw() * 10),
  'drawn from 1 to 100': (draw) => 1 + Math.floor(draw() * 100),
  '100, or 130 for one wish in five': (draw) => (draw() < 0.2 ? 130 : 100),
};

const cases: Record<string, Awaited<ReturnType<typeof measure>>> = {};
for (const vacancies of [0, 5, 20]) {
  for (const [name, weight] of Object.entries(weightings)) {
    cases[`${name}; ${vacancies} freed homes`] = await measure(drawGraph(200 - vacancies, vacancies, weight));
    // Written after each case: a bench that is stopped keeps what it measured.
    writeFileSync('bench/results/exchange.json', `${JSON.stringify(result(), null, 2)}\n`);
  }
}
process.stdout.write(`${JSON.stringify(result(), null, 2)}\n`);

function result() {
  return {
    what: 'cycles of at most 3 households and chains of at most 3 moves, 200 nodes, 7 000 arcs',
    how: `one run each, seconds of wall clock and of processor; plain: HiGHS (WASM) on all cycles, ${plainNodes} node of search at most; ratios are of processor time`,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    },
    cases,
  };
}

async function measure(graph: ExchangeGraph) {
  const start = performance.now();
  const used = process.cpuUsage().user;
  const solution = await solveExchange(graph);
  const seconds = rounded((performance.now() - start) / 1000);
  const processorSeconds = rounded((process.cpuUsage().user - used) / 1e6);
  const { value, bound, optimal, certificate } = solution;
  const plain = await plainSearch(graph);
  return {
    value,
    bound,
    optimal,
    search: certificate.search,
    dualBound: certificate.dualBound,
    holds: verifyExchange(graph, solution).length === 0,
    gap: Math.round(((bound - value) / Math.max(1, value)) * 1e5) / 1e5,
    seconds,
    processorSeconds,
    plain,
    timesFaster: plain && Math.round((plain.processorSeconds / Math.max(0.001, processorSeconds)) * 10) / 10,
  };
}

/** Every cycle as a column of one whole-number programme; null where there are chains too, which are too many. */
async function plainSearch(graph: ExchangeGraph) {
  const used = process.cpuUsage().user;
  const start = performance.now();
  const rowOf = new Map(graph.nodes.map((id, at) => [id, at]));
  const routes: { rows: number[]; worth: number }[] = [];
  for (const { nodes, worth } of eachRoute(graph)) {
    if (routes.length > plainColumns) return null;
    routes.push({ rows: nodes.map((id) => rowOf.get(id) ?? 0), worth });
  }
  const starts = [0];
  for (const { rows } of routes) starts.push(starts.at(-1)! + rows.length);
  const indices = Int32Array.from(routes.flatMap(({ rows }) => rows));
  const highs = await loadHighs();
  return highs.withModel((native) => {
    native.options.set({
      output_flag: false,
      random_seed: 0,
      mip_rel_gap: 0,
      mip_abs_gap: 0.999,
      mip_max_nodes: plainNodes,
    });
    native.passModel({
      numCols: routes.length,
      numRows: graph.nodes.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: Float64Array.from(routes, ({ worth }) => worth),
      colLower: new Float64Array(routes.length),
      colUpper: new Float64Array(routes.length).fill(1),
      rowLower: new Float64Array(graph.nodes.length).fill(Number.NEGATIVE_INFINITY),
      rowUpper: new Float64Array(graph.nodes.length).fill(1),
      matrix: {
        format: 'csc',
        numRows: graph.nodes.length,
        numCols: routes.length,
        starts: Int32Array.from(starts),
        indices,
        values: new Float64Array(indices.length).fill(1),
      },
      integrality: new Int32Array(routes.length).fill(1),
    });
    native.run();
    return {
      columns: routes.length,
      seconds: rounded((performance.now() - start) / 1000),
      processorSeconds: rounded((process.cpuUsage().user - used) / 1e6),
      value: rounded(native.getObjectiveValue()),
      bound: rounded(Number(native.info.get('mip_dual_bound'))),
    };
  });
}

/** Arcs drawn from a fixed seed, each between two nodes taken evenly. */
function drawGraph(households: number, vacancies: number, weight: Weighting): ExchangeGraph {
  let state = 1;
  // mulberry32: a plain congruence ties an arc's weight to its ends.
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const nodes = Array.from({ length: households }, (_, at) => `t${at}`);
  const freed = Array.from({ length: vacancies }, (_, at) => `v${at}`);
  const homes = [...nodes, ...freed];
  const arcs = new Map<string, [string, string, number]>();
  while (arcs.size < 7_000) {
    const home = homes[Math.floor(draw() * homes.length)]!;
    const household = nodes[Math.floor(draw() * nodes.length)]!;
    if (home !== household) arcs.set(`${home} ${household}`, [home, household, weight(draw, household)]);
  }
  return canonicalGraph({ maxCycle: 3, maxChain: 3, nodes, vacancies: freed, arcs: [...arcs.values()] });
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
