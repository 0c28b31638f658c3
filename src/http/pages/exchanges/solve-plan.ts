/** Solves what a search prepared and tells beforehand what each refusal would cost. */
import { contentHash } from '../../../kernel/canonical-json.ts';
import { solveExchange } from '../../../matching/engines/exchange.ts';
import { fallbackPlans } from '../../../matching/exchange/fallback.ts';
import type { Prepared, SolvedPlan } from '../../../portal/exchanges/exchange-port.ts';
import type { HttpDependencies } from '../../dependencies.ts';

/**
 * Up to so many arcs a solve takes some milliseconds: it is made at once, so that an officer does not wait behind the run
 * of a session, and each refusal is foreseen. A larger graph goes to the calculation thread, and refusals are solved when
 * they come.
 */
const arcsAtOnce = 80;

/** The best plan of the graph with its bound; `foresee`: also what follows where each household says no. */
export async function solvePlan(
  { calculations }: Pick<HttpDependencies, 'calculations'>,
  { built }: Prepared,
  foresee: boolean,
): Promise<SolvedPlan> {
  const { graph } = built;
  const isSmall = graph.arcs.length <= arcsAtOnce;
  const solve = isSmall ? solveExchange : calculations.exchange;
  const solution = await solve(graph);
  const fallbacks =
    foresee && isSmall ? await fallbackPlans(solution, graph, 'home', (left) => solve(left)) : [];
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
