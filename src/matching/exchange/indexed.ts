/** The graph with numbers for names: households first, then vacancies, arcs by their start, weights in whole units. */
import type { ExchangeGraph } from './graph.ts';

export type IndexedGraph = {
  ids: readonly string[];
  /** Nodes from this number on are vacancies. */
  households: number;
  maxCycle: number;
  maxChain: number;
  /** Arcs that leave node u: from start[u] to start[u + 1]. */
  start: Int32Array;
  target: Int32Array;
  /** In units, whole numbers where `isWhole`. */
  weight: Float64Array;
  /** A unit is `unit.multiple / unit.divisor` of what the graph's weights count. */
  unit: { multiple: number; divisor: number };
  isWhole: boolean;
  /** Greatest weight, at least one unit. */
  scale: number;
};

/** At most so many decimals are counted in whole units; beyond, weights are taken as they are. */
const mostDecimals = 6;
const mostUnits = 2 ** 46;

/** Reads a canonical graph. Values of plans are then sums of whole numbers, free of rounding, wherever decimals allow. */
export function indexGraph(graph: ExchangeGraph): IndexedGraph {
  const ids = [...graph.nodes, ...graph.vacancies];
  const numberOf = new Map(ids.map((id, at) => [id, at]));
  const from = graph.arcs.map(([home]) => numberOf.get(home)!);
  const start = new Int32Array(ids.length + 1);
  for (const node of from) start[node + 1]! += 1;
  for (let node = 0; node < ids.length; node += 1) start[node + 1]! += start[node]!;
  const cursor = start.slice();
  const target = new Int32Array(graph.arcs.length);
  const weight = new Float64Array(graph.arcs.length);
  const { unit, isWhole, unitsOf } = unitOf(graph);
  graph.arcs.forEach(([, household, worth], at) => {
    const place = cursor[from[at]!]!;
    cursor[from[at]!] = place + 1;
    target[place] = numberOf.get(household)!;
    weight[place] = unitsOf(worth);
  });
  return {
    ids,
    households: graph.nodes.length,
    maxCycle: Math.min(graph.maxCycle, Math.max(2, graph.nodes.length)),
    maxChain: Math.min(graph.maxChain, Math.max(1, graph.nodes.length)),
    start,
    target,
    weight,
    unit,
    isWhole,
    scale: weight.reduce((most, worth) => Math.max(most, worth), 1),
  };
}

/** What so many units are worth, as the graph's weights count. */
export function worthOf({ unit }: Pick<IndexedGraph, 'unit'>, units: number): number {
  return (units * unit.multiple) / unit.divisor;
}

/** The greatest unit of which every weight is a multiple: no two plans differ by less. */
function unitOf({ arcs }: ExchangeGraph): Pick<IndexedGraph, 'unit' | 'isWhole'> & {
  unitsOf: (worth: number) => number;
} {
  const decimals = arcs.reduce((most, [, , worth]) => Math.max(most, decimalsOf(worth)), 0);
  const divisor = 10 ** decimals;
  const total = arcs.reduce((sum, [, , worth]) => sum + worth, 0);
  if (decimals > mostDecimals || total * divisor > mostUnits) {
    return { unit: { multiple: 1, divisor: 1 }, isWhole: false, unitsOf: (worth) => worth };
  }
  const multiple =
    arcs.reduce((shared, [, , worth]) => greatestShared(shared, Math.round(worth * divisor)), 0) || 1;
  return {
    unit: { multiple, divisor },
    isWhole: true,
    unitsOf: (worth) => Math.round(worth * divisor) / multiple,
  };
}

function decimalsOf(worth: number): number {
  const text = String(worth);
  return text.includes('e-') ? Number.POSITIVE_INFINITY : (text.split('.')[1]?.length ?? 0);
}

function greatestShared(a: number, b: number): number {
  return b === 0 ? a : greatestShared(b, a % b);
}
