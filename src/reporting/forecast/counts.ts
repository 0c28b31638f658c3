/**
 * Exact distributions of a number of leases. Everything is a finite sum of closed forms, so that the same figures give
 * the same forecast on every machine; no random number is drawn.
 */

/** `mass[i]` is the chance of `from + i`; what is left out on both sides is below one in a thousand million. */
export type Counts = { readonly from: number; readonly mass: readonly number[] };

/** Nothing, for sure. */
export const nothing: Counts = { from: 0, mass: [1] };

const negligible = 1e-12;

/** How many of independent events happen, each with its own chance (Poisson binomial, by exact recursion). */
export function trials(chances: readonly number[]): Counts {
  let mass = [1];
  for (const chance of chances) {
    const next = new Array<number>(mass.length + 1).fill(0);
    for (const [count, weight] of mass.entries()) {
      next[count] = next[count]! + weight * (1 - chance);
      next[count + 1] = next[count + 1]! + weight * chance;
    }
    mass = next;
  }
  return trimmed(0, mass);
}

/**
 * Arrivals over `exposure` at a rate known only through Gamma(shape, per): the negative binomial, mean
 * shape × exposure / per. It is the predictive law of a Poisson count whose rate was learned from so much past.
 */
export function arrivals(shape: number, per: number, exposure: number): Counts {
  if (shape <= 0 || exposure <= 0) return nothing;
  const step = exposure / (per + exposure);
  const mode = Math.max(0, Math.floor(((shape - 1) * step) / (1 - step)));
  return fromMode(mode, Number.POSITIVE_INFINITY, (count) => ((shape + count) / (count + 1)) * step);
}

/** Arrivals at a known mean (Poisson). */
export function planned(mean: number): Counts {
  if (mean <= 0) return nothing;
  return fromMode(Math.floor(mean), Number.POSITIVE_INFINITY, (count) => mean / (count + 1));
}

/**
 * How many of `size` leases count, where the share of those that count is known only through Beta(yes, no): the
 * beta-binomial, mean size × yes / (yes + no).
 */
export function sharedOut(size: number, { yes, no }: Beta): Counts {
  if (size === 0) return nothing;
  const ratio = (count: number) => ((size - count) * (yes + count)) / ((count + 1) * (no + size - count - 1));
  const flat = yes + no - 2;
  const inner = yes > 1 && no > 1 ? Math.floor(((size + 1) * (yes - 1)) / flat) : yes > no ? size : 0;
  return fromMode(Math.min(size, Math.max(0, inner)), size, ratio);
}

/** What is known of a share: as though `yes` leases had counted and `no` had not. */
export type Beta = { yes: number; no: number };

/** The sum of two independent counts. */
export function sum(a: Counts, b: Counts): Counts {
  const mass = new Array<number>(a.mass.length + b.mass.length - 1).fill(0);
  for (const [i, weight] of a.mass.entries()) {
    for (const [j, other] of b.mass.entries()) mass[i + j] = mass[i + j]! + weight * other;
  }
  return trimmed(a.from + b.from, mass);
}

export function meanOf({ from, mass }: Counts): number {
  return mass.reduce((total, weight, index) => total + weight * (from + index), 0);
}

/** The smallest count that is not exceeded with at least that chance. */
export function quantileOf({ from, mass }: Counts, chance: number): number {
  let below = 0;
  for (const [index, weight] of mass.entries()) {
    below += weight;
    if (below >= chance - negligible) return from + index;
  }
  return from + mass.length - 1;
}

/** Chances from their greatest outwards, by the ratio of each to the one before; nothing under- or overflows. */
function fromMode(mode: number, most: number, ratio: (count: number) => number): Counts {
  const up = [1];
  for (let count = mode; count < most; count += 1) {
    const next = up[up.length - 1]! * ratio(count);
    if (next < negligible) break;
    up.push(next);
  }
  const down: number[] = [];
  let weight = 1;
  for (let count = mode - 1; count >= 0; count -= 1) {
    weight /= ratio(count);
    if (weight < negligible) break;
    down.push(weight);
  }
  return trimmed(mode - down.length, [...down.reverse(), ...up]);
}

/** Without the ends that weigh nothing, adding up to one. */
function trimmed(from: number, mass: readonly number[]): Counts {
  const total = mass.reduce((all, weight) => all + weight, 0);
  const first = mass.findIndex((weight) => weight > negligible * total);
  const last = mass.findLastIndex((weight) => weight > negligible * total);
  const kept = mass.slice(first, last + 1);
  const weighs = kept.reduce((all, weight) => all + weight, 0);
  return { from: from + first, mass: kept.map((weight) => weight / weighs) };
}
