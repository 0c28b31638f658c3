/**
 * The master of the proximal bundle: min over the box of prices of the greatest cut plus a proximal term with a
 * diagonal metric. Solved in its dual, a concave problem over the simplex of cut weights, by steps between two cuts.
 */

/** The inner value is at least constant + gradient·prices everywhere, since its assignment stays possible. */
export type Cut = { constant: number; gradient: Float64Array; weight: number };

export type Proximal = { centre: Float64Array; metric: Float64Array; most: Float64Array };

const MOST_STEPS = 2000;
const STEPS_BETWEEN_LEAPS = 12;

/**
 * The proximal point and the model's value there (the greatest cut); sets the weights of the cuts. Stops when the cuts
 * that carry weight are level within `precision`, or within a fiftieth of the fall from `centreValue` that they predict.
 */
export function solveMaster(
  cuts: readonly Cut[],
  proximal: Proximal,
  centreValue: number,
  precision: number,
): { prices: Float64Array; modelValue: number } {
  const size = proximal.centre.length;
  const prices = new Float64Array(size);
  const slope = new Float64Array(size);
  const values = new Float64Array(cuts.length);
  startWeights(cuts);
  setSlope(cuts, slope);
  for (let step = 1; ; step++) {
    pricesAt(proximal, slope, prices);
    let high = 0;
    let low = -1;
    for (let i = 0; i < cuts.length; i++) {
      values[i] = cutValue(cuts[i]!, prices);
      if (values[i]! > values[high]!) high = i;
      if (cuts[i]!.weight > 0 && (low < 0 || values[i]! < values[low]!)) low = i;
    }
    const rise = values[high]! - values[low]!;
    if (rise <= Math.max(precision, 0.02 * (centreValue - values[high]!)) || step >= MOST_STEPS) {
      return { prices, modelValue: values[high]! };
    }
    if (step % STEPS_BETWEEN_LEAPS === 0 && leap(cuts, proximal, slope, high)) continue;
    shiftWeight(cuts[low]!, cuts[high]!, rise, proximal, slope);
  }
}

function startWeights(cuts: readonly Cut[]): void {
  let total = 0;
  for (const cut of cuts) total += cut.weight;
  if (total > 0) for (const cut of cuts) cut.weight /= total;
  else if (cuts[0]) cuts[0].weight = 1;
}

function setSlope(cuts: readonly Cut[], slope: Float64Array): void {
  slope.fill(0);
  for (const cut of cuts) {
    if (cut.weight > 0) for (let k = 0; k < slope.length; k++) slope[k]! += cut.weight * cut.gradient[k]!;
  }
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

/**
 * Newton steps on all cuts that carry weight, and the highest: they level those cuts where the prices stay inside or
 * at the edge of their box as they are. A cut whose weight reaches zero on the way is left out of the next step.
 * False where no step raised the dual value; steps between two cuts go on then.
 */
function leap(cuts: readonly Cut[], proximal: Proximal, slope: Float64Array, high: number): boolean {
  let chosen = cuts.filter((cut, i) => cut.weight > 0 || i === high);
  let moved = false;
  while (chosen.length > 1) {
    const target = levelWeights(chosen, proximal, slope);
    if (!target) break;
    let reach = 1;
    for (const [i, cut] of chosen.entries()) {
      if (target[i]! < 0) reach = Math.min(reach, cut.weight / (cut.weight - target[i]!));
    }
    if (reach > 0 && !goTowards(cuts, chosen, target, reach, proximal, slope)) break;
    moved ||= reach > 0;
    if (reach === 1) break;
    const left = chosen.filter((cut, i) => cut.weight > 1e-13 || target[i]! > cut.weight);
    if (left.length === chosen.length) break;
    chosen = left;
  }
  return moved;
}

/** Moves the weights by `reach` of the way to the target, or a part of it, where that raises the dual value. */
function goTowards(
  cuts: readonly Cut[],
  chosen: readonly Cut[],
  target: Float64Array,
  reach: number,
  proximal: Proximal,
  slope: Float64Array,
): boolean {
  const before = dualValue(cuts, proximal, slope);
  const old = chosen.map((cut) => cut.weight);
  for (const share of [1, 0.25, 0.06]) {
    for (const [i, cut] of chosen.entries()) {
      const weight = old[i]! + share * reach * (target[i]! - old[i]!);
      cut.weight = weight > 1e-14 ? weight : 0;
    }
    startWeights(cuts);
    setSlope(cuts, slope);
    if (dualValue(cuts, proximal, slope) > before) return true;
  }
  for (const [i, cut] of chosen.entries()) cut.weight = old[i]!;
  setSlope(cuts, slope);
  return false;
}

/** The weights (of sum 1, perhaps negative) at which the chosen cuts are level, or undefined where there are none. */
function levelWeights(
  chosen: readonly Cut[],
  proximal: Proximal,
  slope: Float64Array,
): Float64Array | undefined {
  const { centre, metric, most } = proximal;
  const size = chosen.length;
  const width = size + 2;
  const system = Array.from({ length: size + 1 }, () => new Float64Array(width));
  const free: number[] = [];
  const fixed = new Float64Array(centre.length);
  for (let k = 0; k < centre.length; k++) {
    const price = centre[k]! - slope[k]! / metric[k]!;
    if (price > 0 && price < most[k]!) free.push(k);
    else fixed[k] = Math.min(most[k]!, Math.max(0, price));
  }
  for (const [i, cut] of chosen.entries()) {
    const row = system[i]!;
    for (const [j, other] of chosen.entries()) {
      let sum = 0;
      for (const k of free) sum += (cut.gradient[k]! * other.gradient[k]!) / metric[k]!;
      row[j] = sum;
    }
    row[i]! *= 1 + 1e-10;
    row[size] = 1;
    let height = cut.constant;
    for (let k = 0; k < centre.length; k++) height += cut.gradient[k]! * fixed[k]!;
    for (const k of free) height += cut.gradient[k]! * centre[k]!;
    row[size + 1] = height;
    system[size]![i] = 1;
  }
  system[size]![size + 1] = 1;
  return eliminate(system);
}

/** Gaussian elimination with row pivots on an augmented system; undefined where it is singular. */
function eliminate(system: readonly Float64Array[]): Float64Array | undefined {
  const rows = [...system];
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let i = column + 1; i < size; i++) {
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    }
    const top = rows[pivot]!;
    if (Math.abs(top[column]!) < 1e-12) return undefined;
    rows[pivot] = rows[column]!;
    rows[column] = top;
    for (let i = column + 1; i < size; i++) {
      const row = rows[i]!;
      const factor = row[column]! / top[column]!;
      if (factor === 0) continue;
      for (let j = column; j <= size; j++) row[j]! -= factor * top[j]!;
    }
  }
  const solution = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    let sum = rows[i]![size]!;
    for (let j = i + 1; j < size; j++) sum -= rows[i]![j]! * solution[j]!;
    solution[i] = sum / rows[i]![i]!;
  }
  return solution;
}

function dualValue(cuts: readonly Cut[], { centre, metric, most }: Proximal, slope: Float64Array): number {
  let value = 0;
  for (const cut of cuts) value += cut.weight * cut.constant;
  for (let k = 0; k < slope.length; k++) {
    const price = Math.min(most[k]!, Math.max(0, centre[k]! - slope[k]! / metric[k]!));
    value += slope[k]! * price + 0.5 * metric[k]! * (price - centre[k]!) * (price - centre[k]!);
  }
  return value;
}
