/**
 * The independent check of a plan of exchanges (contracts §6): its cycles and chains, its value, and the bound that its
 * prices prove, all from the graph alone: every cycle and chain of the graph is held against them. Where the engine says
 * that a finished search proves less than the prices do, that search is not done again here.
 */
import type { ExchangeGraph } from '../exchange/graph.ts';
import { type ExchangePrices, type ExchangeSolution, exchangeTolerance } from '../exchange/plan.ts';
import { eachRoute, type ListedRoute } from './exchange-routes.ts';
import { frenchWords } from './words.ts';

const { colon, quote, differs } = frenchWords;
/** Arcs that may be followed: some seconds. */
const mostSteps = 50_000_000;

/** What does not hold, in French; empty where the plan, its value and its bound do. */
export function verifyExchange(graph: ExchangeGraph, solution: ExchangeSolution): string[] {
  const worth = new Map(graph.arcs.map(([from, to, weight]) => [arcKey(from, to), weight]));
  const faults = planFaults(graph, solution, worth);
  const value = worthOfPlan(solution, worth);
  const tolerance = exchangeTolerance * Math.max(1, Math.abs(value));
  if (!(Math.abs(solution.value - value) <= tolerance))
    faults.push(`Valeur${colon}${differs(solution.value, value)}.`);
  if (!(solution.bound >= value - tolerance))
    faults.push(`Borne${colon}${solution.bound} est sous la valeur du plan, ${value}.`);
  faults.push(...boundFaults(graph, solution, tolerance));
  if (solution.optimal !== solution.bound - value <= tolerance)
    faults.push(`« optimal » ne dit pas si la valeur ${value} atteint la borne ${solution.bound}.`);
  return faults;
}

/** The prices must prove `dualBound`; only a finished search, which is not done again here, may bring the bound under it. */
function boundFaults(graph: ExchangeGraph, solution: ExchangeSolution, tolerance: number): string[] {
  const { bound, certificate } = solution;
  const proved = provedBound(graph, solution);
  if (proved === null) return ['Le certificat est trop long à vérifier.'];
  if (!(certificate.dualBound >= proved - tolerance))
    return [`Borne des prix${colon}${certificate.dualBound} n’est pas prouvée, les prix donnent ${proved}.`];
  if (certificate.search !== 'proved' && !(bound >= certificate.dualBound - tolerance))
    return [`Borne${colon}${bound} n’est pas prouvée, le certificat donne ${certificate.dualBound}.`];
  return [];
}

function planFaults(
  graph: ExchangeGraph,
  { cycles, chains }: ExchangeSolution,
  worth: ReadonlyMap<string, number>,
): string[] {
  const faults: string[] = [];
  const vacancies = new Set(graph.vacancies);
  const used = new Set<string>();
  for (const [routes, closes] of [
    [cycles, true],
    [chains, false],
  ] as const) {
    for (const route of routes) {
      const name = quote(route.join(' → '));
      const most = closes ? graph.maxCycle : graph.maxChain + 1;
      if (route.length < 2 || route.length > most) faults.push(`${name}${colon}longueur interdite.`);
      if (vacancies.has(route[0] ?? '') === closes)
        faults.push(`${name}${colon}une chaîne, et elle seule, part d’un logement libre.`);
      for (const id of route) {
        if (used.has(id)) faults.push(`${name}${colon}${quote(id)} sert deux fois.`);
        used.add(id);
      }
      for (const [from, to] of arcsOf(route, closes)) {
        if (!worth.has(arcKey(from, to)))
          faults.push(`${name}${colon}la flèche de ${quote(from)} à ${quote(to)} n’est pas dans le graphe.`);
      }
    }
  }
  return faults;
}

function worthOfPlan({ cycles, chains }: ExchangeSolution, worth: ReadonlyMap<string, number>): number {
  const arcs = [
    ...cycles.flatMap((route) => arcsOf(route, true)),
    ...chains.flatMap((route) => arcsOf(route, false)),
  ];
  return arcs.reduce((sum, [from, to]) => sum + (worth.get(arcKey(from, to)) ?? 0), 0);
}

/**
 * A plan holds each node in one cycle or chain at most, so the prices, raised where some cycle or chain is worth more
 * than them, bound every plan. Null where so many routes come near the prices that checking them would never end.
 */
function provedBound(graph: ExchangeGraph, { certificate }: ExchangeSolution): number | null {
  const prices = new Prices(certificate.prices);
  const raise = new Map<string, number>();
  const work = { steps: mostSteps };
  for (const route of eachRoute(graph, { priceOf: (id) => prices.ofNode(id), above: 0, work })) {
    const left = route.worth - prices.of(route);
    if (left > (raise.get(route.nodes[0]) ?? 0)) raise.set(route.nodes[0], left);
  }
  if (work.steps <= 0) return null;
  return floorToGrid(graph, prices.total + [...raise.values()].reduce((sum, left) => sum + left, 0));
}

/** Negative prices count as none. */
class Prices {
  readonly total: number;
  private readonly node: ReadonlyMap<string, number>;
  private readonly triplesOf = new Map<string, { members: readonly string[]; price: number }[]>();

  constructor({ nodes, triples }: ExchangePrices) {
    this.node = new Map(Object.entries(nodes).filter(([, price]) => price > 0));
    let total = [...this.node.values()].reduce((sum, price) => sum + price, 0);
    for (const triple of triples) {
      if (!(triple.price > 0)) continue;
      total += triple.price;
      for (const member of new Set(triple.members)) {
        this.triplesOf.set(member, [...(this.triplesOf.get(member) ?? []), triple]);
      }
    }
    this.total = total;
  }

  ofNode(id: string): number {
    return this.node.get(id) ?? 0;
  }

  of({ nodes }: ListedRoute): number {
    const counted = new Map<object, number>();
    let sum = 0;
    for (const id of nodes) {
      sum += this.node.get(id) ?? 0;
      for (const triple of this.triplesOf.get(id) ?? []) {
        const held = (counted.get(triple) ?? 0) + 1;
        counted.set(triple, held);
        if (held === 2) sum += triple.price;
      }
    }
    return sum;
  }
}

/** Where all weights are multiples of a decimal step, so are the values of plans: a bound between two is the lower. */
function floorToGrid({ arcs }: ExchangeGraph, bound: number): number {
  const decimals = Math.max(0, ...arcs.map(([, , weight]) => String(weight).split('.')[1]?.length ?? 0));
  if (decimals > 6 || arcs.some(([, , weight]) => String(weight).includes('e'))) return bound;
  const factor = 10 ** decimals;
  const step = arcs.reduce((shared, [, , weight]) => divisor(shared, Math.round(weight * factor)), 0) || 1;
  const steps = (bound * factor) / step;
  return (Math.floor(steps + 1e-6 * Math.max(1, steps * 1e-3)) * step) / factor;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

function arcsOf(route: readonly string[], closes: boolean): (readonly [string, string])[] {
  const arcs = route.slice(1).map((to, at) => [route[at] ?? '', to] as const);
  return closes ? [...arcs, [route.at(-1) ?? '', route[0] ?? '']] : arcs;
}

function arcKey(from: string, to: string): string {
  return JSON.stringify([from, to]);
}
