/** From wishes "I would move if" to the graph of moves: what a move is worth is published policy. */
import type { Typology } from '../../domain/home.ts';
import { canonicalGraph, type ExchangeGraph } from './graph.ts';

export type ExchangeWish = {
  /** The household that would move, by the identifier of its place in the graph, and the home that it leaves. */
  household: string;
  leaves: Typology;
  /** Homes that it accepts: of other households, or freed ones. */
  accepts: readonly string[];
};

export type ExchangePolicy = {
  maxCycle: number;
  maxChain: number;
  /** Worth of each household that moves into a home that it asked for. */
  perHousehold: number;
  /** Added where the home that it leaves is of a scarce typology. */
  scarce: Readonly<Partial<Record<Typology, number>>>;
  /** Taken away for each arc that prolongs a chain: short ones side by side are preferred to a long one. */
  perExtraStep: number;
};

/** A household housed counts a hundred times what separates two short chains from a long one. */
export const defaultExchangePolicy: ExchangePolicy = {
  maxCycle: 3,
  maxChain: 3,
  perHousehold: 100,
  scarce: {},
  perExtraStep: 1,
};

/**
 * The graph of contracts §6: an arc for each accepted home. A move into a freed home starts a chain and is worth the
 * most; a move into the home of another household prolongs a chain or a cycle and is worth a step less, never less than
 * nothing. Wishes for homes that are neither freed nor left by anybody open no arc.
 */
export function exchangeProblem(
  wishes: readonly ExchangeWish[],
  vacancies: readonly string[],
  policy: ExchangePolicy,
): ExchangeGraph {
  const freed = new Set(vacancies);
  const households = new Set(wishes.map(({ household }) => household));
  const arcs = wishes.flatMap(({ household, leaves, accepts }) =>
    [...new Set(accepts)]
      .filter((home) => home !== household && (freed.has(home) || households.has(home)))
      .map((home): [string, string, number] => {
        const worth = policy.perHousehold + (policy.scarce[leaves] ?? 0);
        return [home, household, Math.max(0, freed.has(home) ? worth : worth - policy.perExtraStep)];
      }),
  );
  return canonicalGraph({
    maxCycle: policy.maxCycle,
    maxChain: policy.maxChain,
    nodes: [...households],
    vacancies: [...freed],
    arcs,
  });
}
