/**
 * The search of quota prices on the true value: each evaluation is a deferred acceptance, so that every plan looked
 * at has no justified envy. Prices move together from what quotas miss, then one by one, then from shaken starts.
 * Budgets count evaluations, never time; the one source of chance is a seeded generator.
 */

/** What is known of one price vector (in price units). */
export type PriceTrial = {
  value: number;
  /** By quota: expected leases missing (positive) or in excess (negative). */
  need: Float64Array;
};

export type PriceSearch = {
  /** Largest price of each quota, in price units. */
  mostUnits: Int32Array;
  /** How many units answer one missing lease, by quota: the scale of joint steps. */
  unitsPerLease: Float64Array;
  evaluate: (units: Int32Array) => PriceTrial;
  /** Evaluations that may be spent. */
  budget: number;
  /** Told how much of the budget is spent, 0 to 1. */
  onProgress?: (share: number) => void;
};

type State = PriceSearch & {
  left: number;
  best: Int32Array;
  bestTrial: PriceTrial;
  known: Map<string, number>;
};

/** The best prices found from the starts, none of which is changed. Throws what `evaluate` throws. */
export function searchPrices(search: PriceSearch, starts: readonly Int32Array[]): Int32Array {
  const first = starts[0] ?? new Int32Array(search.mostUnits.length);
  const state: State = {
    ...search,
    left: search.budget - 1,
    best: first.slice(),
    bestTrial: search.evaluate(first),
    known: new Map(),
  };
  for (const start of starts.slice(1)) attempt(state, start);
  if (search.mostUnits.length === 0) return state.best;
  followNeeds(state);
  const random = seededUniform(search.mostUnits.length);
  descend(state, random);
  while (state.left > 0) shake(state, random);
  return state.best;
}

/** Evaluates prices unless they were before; keeps them where they are better. Gives their value. */
function attempt(state: State, units: Int32Array): number {
  const key = units.join(' ');
  const seen = state.known.get(key);
  // Looking up costs a little too: without it a search among few price vectors would never end.
  state.left -= seen === undefined ? 1 : 0.05;
  if (seen !== undefined) return seen;
  const trial = state.evaluate(units);
  state.known.set(key, trial.value);
  if (trial.value > state.bestTrial.value) {
    state.best = units.slice();
    state.bestTrial = trial;
  }
  state.onProgress?.(1 - Math.max(0, state.left) / state.budget);
  return trial.value;
}

/** All prices at once: up where leases are missing, down where they are in excess, by smaller and smaller steps. */
function followNeeds(state: State): void {
  let step = 1;
  const rounds = Math.min(40, Math.ceil(state.left / 3));
  for (let round = 0; round < rounds && step > 0.02; round++) {
    const { best, bestTrial } = state;
    const moved = best.map((units, k) =>
      clamp(state, k, units + Math.round(step * state.unitsPerLease[k]! * bestTrial.need[k]!)),
    );
    const before = bestTrial.value;
    if (attempt(state, moved) <= before) step *= 0.6;
  }
}

/** One price after the other, each with its own step: longer after a gain, other way then shorter after a loss. */
function descend(
  state: State,
  random: () => number,
  from = state.best.slice(),
  fromValue = state.bestTrial.value,
): number {
  const quotas = state.mostUnits.length;
  const step = Array.from(state.mostUnits, (most, k) => {
    const size = Math.min(most, Math.max(1, Math.round(Math.abs(state.unitsPerLease[k]!))));
    return state.bestTrial.need[k]! > 0 ? size : -size;
  });
  let value = fromValue;
  let still = 0;
  while (state.left > 0 && still < quotas) {
    still = 0;
    for (const k of shuffled(quotas, random)) {
      if (state.left <= 0) break;
      const gained = tryStep(state, from, k, step, value);
      if (gained === undefined) still += Math.abs(step[k]!) <= 1 ? 1 : 0;
      else value = gained;
    }
  }
  return value;
}

function tryStep(
  state: State,
  from: Int32Array,
  k: number,
  step: number[],
  value: number,
): number | undefined {
  const old = from[k]!;
  for (const direction of [1, -1]) {
    from[k] = clamp(state, k, old + direction * step[k]!);
    if (from[k] === old) continue;
    const found = attempt(state, from);
    if (found > value) {
      step[k] = direction * step[k]! * 2;
      return found;
    }
  }
  from[k] = old;
  step[k] = Math.sign(step[k]!) * Math.max(1, Math.abs(step[k]!) >> 1);
  return undefined;
}

/** Moves a few prices of the best vector at random and descends from there. */
function shake(state: State, random: () => number): void {
  const quotas = state.mostUnits.length;
  const from = state.best.slice();
  const moves = 1 + Math.floor(random() * Math.min(4, quotas));
  for (let i = 0; i < moves; i++) {
    const k = Math.floor(random() * quotas);
    const reach = Math.max(2, 2 * state.unitsPerLease[k]!);
    from[k] = clamp(state, k, from[k]! + Math.round((2 * random() - 1) * reach));
  }
  descend(state, random, from, attempt(state, from));
}

function clamp(state: State, k: number, units: number): number {
  return Math.min(state.mostUnits[k]!, Math.max(0, units));
}

function shuffled(count: number, random: () => number): number[] {
  const items = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}

/** Numbers in [0, 1) from 32-bit integer arithmetic: the same on every machine. */
function seededUniform(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
