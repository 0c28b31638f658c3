/** What an exchange engine answers: disjoint cycles and chains, their value, and the proof that comes with them. */
import { compareCodeUnits } from '../../kernel/canonical-json.ts';

export type ExchangePlan = {
  /** Each household moves into the home of the one before it, the first into that of the last. */
  cycles: readonly (readonly string[])[];
  /** A vacancy, then the households: each moves into the home named before it. */
  chains: readonly (readonly string[])[];
};

/** Prices of the households and vacancies, and of some triples of which a plan uses one cycle or chain at most. */
export type ExchangePrices = {
  nodes: Readonly<Record<string, number>>;
  /** A triple is charged to each cycle or chain that holds at least two of its three members. */
  triples: readonly { members: readonly [string, string, string]; price: number }[];
};

export type ExchangeCertificate = {
  prices: ExchangePrices;
  /** The bound that the prices alone prove. */
  dualBound: number;
  /** `proved`: a finished search excludes what lies between the bound and `dualBound`; `stopped`: its budget ended. */
  search: 'none' | 'proved' | 'stopped';
};

export type ExchangeSolution = {
  value: number;
  /** No plan is worth more: by the prices of the certificate, or by its finished search. */
  bound: number;
  optimal: boolean;
  cycles: readonly (readonly string[])[];
  chains: readonly (readonly string[])[];
  certificate: ExchangeCertificate;
};

/** How near the bound the value must come to be called optimal, relative to max(1, value). */
export const exchangeTolerance = 1e-6;

/** Cycles start at their smallest identifier; lists stand in the order of their identifiers, by code unit. */
export function canonicalPlan({ cycles, chains }: ExchangePlan): ExchangePlan {
  return { cycles: cycles.map(fromSmallest).sort(compareLists), chains: [...chains].sort(compareLists) };
}

function fromSmallest(cycle: readonly string[]): readonly string[] {
  const least = cycle.reduce((best, id, at) => (id < (cycle[best] ?? '') ? at : best), 0);
  return [...cycle.slice(least), ...cycle.slice(0, least)];
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (const [at, id] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    const order = compareCodeUnits(id, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
