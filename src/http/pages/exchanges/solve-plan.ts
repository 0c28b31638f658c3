/** Solves what a search prepared, on the calculation thread, and tells beforehand what each refusal would cost. */
import { contentHash } from '../../../kernel/canonical-json.ts';
import { fallbackPlans } from '../../../matching/exchange/fallback.ts';
import type { Prepared, SolvedPlan } from '../../../portal/exchanges/exchange-port.ts';
import type { HttpDependencies } from '../../dependencies.ts';

/** Beyond so many arcs or moves each refusal is solved when it comes, not before. */
const mostArcs = 1_500;
const mostMoves = 16;

/** The best plan of the graph with its bound; `foresee`: also what follows where each household says no. */
export async function solvePlan(
  { calculations }: Pick<HttpDependencies, 'calculations'>,
  { built }: Prepared,
  foresee: boolean,
): Promise<SolvedPlan> {
  const { graph } = built;
  const solution = await calculations.exchange(graph);
  const moved = [...solution.cycles.flat(), ...solution.chains.flatMap((nodes) => nodes.slice(1))].length;
  const isSmall = graph.arcs.length <= mostArcs && moved <= mostMoves;
  const fallbacks =
    foresee && isSmall ? await fallbackPlans(solution, graph, 'home', calculations.exchange) : [];
  return {
    cycles: solution.cycles,
    chains: solution.chains,
    value: solution.value,
    bound: solution.bound,
    optimal: solution.optimal,
    ifRefused: fallbacks.map(({ refused, fallen, added }) => ({
      ...refused,
      fallen: fallen.length,
      added: added.length,
    })),
  };
}

/** What a form that adopts a fallback carries: it adopts what was shown, or nothing. */
export function fallbackStamp({ cycles, chains }: SolvedPlan, { built }: Prepared): string {
  return contentHash({ cycles, chains, swaps: built.swaps });
}
