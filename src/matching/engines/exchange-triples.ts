/** Triples of nodes that the relaxation shares out among more than one route: at most one route may hold two of three. */
import type { Route, Triple } from '../exchange/routes.ts';

const leastViolation = 0.02;
const mostPerRound = 100;

/** The most violated triples that are not rows yet, the worst first, then by their numbers. */
export function violatedTriples(
  routes: readonly Route[],
  shares: Float64Array,
  known: readonly Triple[],
): Triple[] {
  const pairs = new Map<number, Map<number, number>>();
  const whole = new Map<string, number>();
  for (const [place, { nodes }] of routes.entries()) {
    const share = shares[place]!;
    if (share < 1e-6) continue;
    const sorted = [...nodes].sort((a, b) => a - b);
    for (const [i, a] of sorted.entries()) {
      for (const [j, b] of sorted.slice(i + 1).entries()) {
        addTo(pairs, a, b, share);
        addTo(pairs, b, a, share);
        for (const c of sorted.slice(i + j + 2)) {
          const name = `${a},${b},${c}`;
          whole.set(name, (whole.get(name) ?? 0) + share);
        }
      }
    }
  }
  const rows = new Set(known.map((triple) => triple.join(',')));
  const found: { triple: Triple; held: number }[] = [];
  for (const [a, ofA] of pairs) {
    for (const [b, ab] of ofA) {
      if (b <= a) continue;
      for (const c of neighbours(pairs, a, b)) {
        if (c === a || c === b) continue;
        const triple: Triple = sortedTriple(a, b, c);
        const name = triple.join(',');
        if (rows.has(name)) continue;
        const held = ab + (ofA.get(c) ?? 0) + (pairs.get(b)?.get(c) ?? 0) - 2 * (whole.get(name) ?? 0);
        if (held > 1 + leastViolation) {
          rows.add(name);
          found.push({ triple, held });
        }
      }
    }
  }
  return found
    .sort((x, y) => y.held - x.held || compareTriples(x.triple, y.triple))
    .slice(0, mostPerRound)
    .map(({ triple }) => triple);
}

function addTo(pairs: Map<number, Map<number, number>>, a: number, b: number, share: number): void {
  const ofA = pairs.get(a) ?? new Map<number, number>();
  pairs.set(a, ofA);
  ofA.set(b, (ofA.get(b) ?? 0) + share);
}

function neighbours(
  pairs: ReadonlyMap<number, ReadonlyMap<number, number>>,
  a: number,
  b: number,
): Set<number> {
  return new Set([...(pairs.get(a)?.keys() ?? []), ...(pairs.get(b)?.keys() ?? [])]);
}

function sortedTriple(a: number, b: number, c: number): Triple {
  const [first = a, second = b, third = c] = [a, b, c].sort((x, y) => x - y);
  return [first, second, third];
}

function compareTriples(x: Triple, y: Triple): number {
  return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
}
