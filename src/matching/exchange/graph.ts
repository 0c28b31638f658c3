/** The graph of moves that `parcours exchange` reads (contracts §6): what is accepted, and which part is refused. */
import { z } from 'zod';
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ProblemRefusal } from '../problem.ts';

/** More refusals than this help nobody. */
const maximumRefusals = 50;
const frenchErrors = z.locales.fr().localeError;
const nodeId = z.string().min(1);

const exchangeGraphSchema = z.object({
  /** Most households of a cycle, and moves of a chain. */
  maxCycle: z.number().int().min(2).default(3),
  maxChain: z.number().int().min(1).default(3),
  /** Households that sit in a home. */
  nodes: z.array(nodeId),
  /** Freed homes. */
  vacancies: z.array(nodeId).default([]),
  /** From the home (or vacancy) to the household that would move into it, with what the move is worth. */
  arcs: z.array(z.tuple([nodeId, nodeId, z.number().min(0)])),
});
export type ExchangeGraph = z.infer<typeof exchangeGraphSchema>;
export type ExchangeArc = ExchangeGraph['arcs'][number];

/**
 * Checks a graph of any origin and gives it in its one order (identifiers by code unit), so that the same graph written
 * in another order is the same value; or every part that is refused, with its path and a French sentence. Never throws.
 */
export function checkExchangeGraph(json: unknown): Result<ExchangeGraph, ProblemRefusal[]> {
  const parsed = exchangeGraphSchema.safeParse(json, { error: frenchErrors });
  if (!parsed.success) {
    return refuse(
      capped(parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }))),
    );
  }
  const graph = parsed.data;
  const refusals = [...idRefusals(graph), ...arcRefusals(graph)];
  return refusals.length > 0 ? refuse(capped(refusals)) : ok(canonicalGraph(graph));
}

/** The same graph with its lists sorted. */
export function canonicalGraph(graph: ExchangeGraph): ExchangeGraph {
  return {
    ...graph,
    nodes: [...graph.nodes].sort(compareCodeUnits),
    vacancies: [...graph.vacancies].sort(compareCodeUnits),
    arcs: [...graph.arcs].sort((a, b) => compareCodeUnits(a[0], b[0]) || compareCodeUnits(a[1], b[1])),
  };
}

function idRefusals({ nodes, vacancies }: ExchangeGraph): ProblemRefusal[] {
  const seen = new Set<string>();
  return [
    ...nodes.map((id, at) => [id, `nodes.${at}`]),
    ...vacancies.map((id, at) => [id, `vacancies.${at}`]),
  ]
    .filter(([id = '']) => {
      const repeated = seen.has(id);
      seen.add(id);
      return repeated;
    })
    .map(([id = '', path = '']) => ({ path, message: `Identifiant ${quoted(id)} répété.` }));
}

function arcRefusals({ nodes, vacancies, arcs }: ExchangeGraph): ProblemRefusal[] {
  const households = new Set(nodes);
  const freed = new Set(vacancies);
  const seen = new Map<string, Set<string>>();
  return arcs.flatMap(([home, household], at) => {
    const path = `arcs.${at}`;
    if (!households.has(home) && !freed.has(home))
      return [{ path: `${path}.0`, message: `Logement ${quoted(home)} inconnu.` }];
    if (freed.has(household))
      return [
        {
          path: `${path}.1`,
          message: `${quoted(household)} est un logement libre\u00a0: personne n’y habite, qui puisse en partir.`,
        },
      ];
    if (!households.has(household))
      return [{ path: `${path}.1`, message: `Ménage ${quoted(household)} inconnu.` }];
    if (home === household)
      return [{ path, message: `${quoted(home)} ne peut pas emménager dans son propre logement.` }];
    const known = seen.get(home) ?? new Set<string>();
    seen.set(home, known);
    if (known.has(household))
      return [{ path, message: `Flèche répétée\u00a0: de ${quoted(home)} à ${quoted(household)}.` }];
    known.add(household);
    return [];
  });
}

function capped(refusals: readonly ProblemRefusal[]): ProblemRefusal[] {
  const left = refusals.length - maximumRefusals;
  if (left <= 0) return [...refusals];
  return [
    ...refusals.slice(0, maximumRefusals),
    { path: '', message: `… et ${left} autres refus, non listés.` },
  ];
}

function quoted(id: string): string {
  return `«\u00a0${id}\u00a0»`;
}
