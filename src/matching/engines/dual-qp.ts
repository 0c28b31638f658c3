/**
 * The master of the proximal bundle: min over the box of prices of the greatest cut plus a proximal term with a
 * diagonal metric. Solved in its dual, a concave problem over the simplex of cut weights, by steps between two cuts.
 */

/** The inner value is at least constant + gradient·prices everywhere, since its assignment stays possible. */
export type Cut = { constant: number; gradient: Float64Array; weight: number };

export type Proximal = { centre: Float64Array; metric: Float64Array; most: Float64Array };

const MOST_STEPS = 3000;

/** The proximal point and the model's value there (the greatest cut); sets the weights of the cuts. */
export function solveMaster(
  cuts: readonly Cut[],
  proximal: Proximal,
  precision: number,
): { prices: Float64Array; modelValue: number } {
  const size = proximal.centre.length;
  const prices = new Float64Array(size);
  const slope = new Float64Array(size);
  const values = new Float64Array(cuts.length);
  startWeights(cuts);
  for (const cut of cuts) for (let k = 0; k < size; k++) slope[k]! += cut.weight * cut.gradient[k]!;
  for (let step = 0; ; step++) {
    pricesAt(proximal, slope, prices);
    let high = 0;
    let low = -1;
    for (let i = 0; i < cuts.length; i++) {
      values[i] = cutValue(cuts[i]!, prices);
      if (values[i]! > values[high]!) high = i;
      if (cuts[i]!.weight > 0 && (low < 0 || values[i]! < values[low]!)) low = i;
    }
    const rise = values[high]! - values[low]!;
    if (rise <= precision || step >= MOST_STEPS) return { prices, modelValue: values[high]! };
    shiftWeight(cuts[low]!, cuts[high]!, rise, proximal, slope);
  }
}

function startWeights(cuts: readonly Cut[]): void {
  let total = 0;
  for (const cut of cuts) total += cut.weight;
  if (total > 0) for (const cut of cuts) cut.weight /= total;
  else if (cuts[0]) cuts[0].weight = 1;
}

function pricesAt(proximal: Proximal, slope: Float64Array, prices: Float64Array): void {
  for (let k = 0; k < prices.length; k++) {
    const free = proximal.centre[k]! - slope[k]! / proximal.metric[k]!;
    prices[k] = Math.min(proximal.most[k]!, Math.max(0, free));
  }
}

/** Height of a cut at the prices. */
function cutValue(cut: Cut, prices: Float64Array): number {
  let value = cut.constant;
  for (let k = 0; k < prices.length; k++) value += cut.gradient[k]! * prices[k]!;
  return value;
}

/** Moves weight from one cut to another up to the maximum along that line, and the common slope with it. */
function shiftWeight(from: Cut, to: Cut, rise: number, proximal: Proximal, slope: Float64Array): void {
  let low = 0;
  let high = from.weight;
  let step = newton(from, to, rise, 0, high, proximal, slope);
  // Prices at the edge of their box bend the line: a Newton step may overshoot, which a few brackets repair.
  for (let round = 0; round < 8; round++) {
    const slopeThere = riseAt(from, to, step, proximal, slope);
    if (slopeThere >= 0 && step >= from.weight) break;
    if (Math.abs(slopeThere) <= 1e-3 * rise) break;
    if (slopeThere > 0) low = step;
    else high = step;
    const next = newton(from, to, slopeThere, step, from.weight, proximal, slope);
    step = next > low && next < high ? next : (low + high) / 2;
  }
  for (let k = 0; k < slope.length; k++) slope[k]! += step * (to.gradient[k]! - from.gradient[k]!);
  to.weight += step;
  from.weight = step >= from.weight ? 0 : from.weight - step;
}

function newton(
  from: Cut,
  to: Cut,
  rise: number,
  at: number,
  most: number,
  proximal: Proximal,
  slope: Float64Array,
): number {
  let curvature = 0;
  for (let k = 0; k < slope.length; k++) {
    const difference = to.gradient[k]! - from.gradient[k]!;
    const free = proximal.centre[k]! - (slope[k]! + at * difference) / proximal.metric[k]!;
    if (free > 0 && free < proximal.most[k]!) curvature += (difference * difference) / proximal.metric[k]!;
  }
  if (curvature <= 0) return rise > 0 ? most : 0;
  return Math.min(most, Math.max(0, at + rise / curvature));
}

function riseAt(from: Cut, to: Cut, step: number, proximal: Proximal, slope: Float64Array): number {
  let rise = to.constant - from.constant;
  for (let k = 0; k < slope.length; k++) {
    const difference = to.gradient[k]! - from.gradient[k]!;
    const free = proximal.centre[k]! - (slope[k]! + step * difference) / proximal.metric[k]!;
    rise += difference * Math.min(proximal.most[k]!, Math.max(0, free));
  }
  return rise;
}
