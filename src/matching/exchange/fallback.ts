/** What becomes of a plan when one household says no: solved again without that move, and what changes for whom. */
import type { ExchangeArc, ExchangeGraph } from './graph.ts';
import type { ExchangePlan, ExchangeSolution } from './plan.ts';

export type FallbackPlan = {
  /** The move refused: the household, and the home (by its occupant or vacancy) that it was to have. */
  refused: { home: string; household: string };
  solution: ExchangeSolution;
  /** Worth that the refusal costs, in the graph's own weights. */
  lost: number;
  /** Moves of the first plan that fall, the refused one among them, and those that take their place. */
  fallen: readonly { home: string; household: string }[];
  added: readonly { home: string; household: string }[];
};

/**
 * For each move of the plan, in the order of the plan, the best plan if its household refuses: that home only (its other
 * wishes stand), or any move at all. The solver is given, so that this stays free of engines.
 */
export async function fallbackPlans(
  plan: ExchangePlan & { value: number },
  graph: ExchangeGraph,
  refuses: 'home' | 'everything',
  solve: (graph: ExchangeGraph) => Promise<ExchangeSolution>,
): Promise<FallbackPlan[]> {
  const moves = movesOf(plan);
  const fallbacks: FallbackPlan[] = [];
  for (const refused of moves) {
    const arcs = graph.arcs.filter((arc) => !isRefused(arc, refused, refuses));
    const solution = await solve({ ...graph, arcs });
    const now = movesOf(solution);
    fallbacks.push({
      refused,
      solution,
      lost: plan.value - solution.value,
      fallen: without(moves, now),
      added: without(now, moves),
    });
  }
  return fallbacks;
}

/** Every move of a plan: who goes where. */
function movesOf({ cycles, chains }: ExchangePlan): { home: string; household: string }[] {
  const along = (ids: readonly string[]) =>
    ids.slice(1).map((household, at) => ({ home: ids[at] ?? '', household }));
  return [...cycles.flatMap((ids) => along([...ids, ids[0] ?? ''])), ...chains.flatMap(along)];
}

/** Who refuses everything also stays in its home: nobody else moves there. */
function isRefused(
  [home, household]: ExchangeArc,
  refused: { home: string; household: string },
  refuses: 'home' | 'everything',
): boolean {
  if (refuses === 'home') return home === refused.home && household === refused.household;
  return household === refused.household || home === refused.household;
}

function without(
  moves: readonly { home: string; household: string }[],
  others: readonly { home: string; household: string }[],
) {
  return moves.filter(
    (move) => !others.some((other) => other.home === move.home && other.household === move.household),
  );
}
