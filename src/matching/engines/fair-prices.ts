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
  /** Loss of value that the wandering search accepts at its loosest. */
  looseness: number;
  /** Evaluations that may be spent. */
  budget: number;
  /** Told how much of the budget is spent, 0 to 1. */
  onProgress?: (share: number) => void;
};

type State = PriceSearch & {
  /** Quotas whose price can move at all. */
  movable: readonly number[];
  left: number;
  best: Int32Array;
  bestTrial: PriceTrial;
  known: Map<string, number>;
};

/** Evaluations between two returns to the best prices. */
const roundLength = 400;
/** Part of the budget that going down one price at a time may use. */
const descentShare = 0.3;
/** Joint steps take this share of the budget, or all that is too little for single steps. */
const jointShare = 0.15;
const mostJointRounds = 60;

/** The best prices found from the starts, none of which is changed. Throws what `evaluate` throws. */
export function searchPrices(search: PriceSearch, starts: readonly Int32Array[]): Int32Array {
  const first = starts[0] ?? new Int32Array(search.mostUnits.length);
  const state: State = {
    ...search,
    movable: [...search.mostUnits.keys()].filter((k) => search.mostUnits[k]! > 0),
    left: search.budget - 1,
    best: first.slice(),
    bestTrial: search.evaluate(first),
    known: new Map(),
  };
  for (const start of starts.slice(1)) attempt(state, start);
  if (state.movable.length === 0) return state.best;
  followNeeds(state);
  const random = seededUniform(search.mostUnits.length);
  descend(state, random, Math.min(state.left, descentShare * state.budget));
  wander(state, random);
  return withoutIdlePrices(state);
}

/**
 * The best prices with those of quotas that are met lowered as far as the value of the plan does not fall: points that
 * bring no lease weigh on people for nothing. Takes at most a few evaluations a quota, beyond the budget.
 */
function withoutIdlePrices(state: State): Int32Array {
  const idle = state.movable.filter((k) => state.best[k]! > 0 && state.bestTrial.need[k]! < 0);
  for (const k of idle.sort((a, b) => state.best[b]! - state.best[a]! || a - b)) {
    for (let lowered = 0; lowered < state.best[k]!; lowered += Math.max(1, (state.best[k]! - lowered) >> 1)) {
      const units = state.best.slice();
      units[k] = lowered;
      const trial = state.evaluate(units);
      if (trial.value < state.bestTrial.value) continue;
      state.best = units;
      state.bestTrial = trial;
      break;
    }
  }
  return state.best;
}

/** Value of prices, looked up where they were tried before. */
function attempt(state: State, units: Int32Array): number {
  const seen = state.known.get(units.join(' '));
  if (seen === undefined) return evaluateOnce(state, units).value;
  // Looking up costs a little too: without it a search among few price vectors would never end.
  state.left -= 0.05;
  return seen;
}

/** Evaluates prices and keeps them where they are better. */
function evaluateOnce(state: State, units: Int32Array): PriceTrial {
  state.left -= 1;
  const trial = state.evaluate(units);
  state.known.set(units.join(' '), trial.value);
  if (trial.value > state.bestTrial.value) {
    state.best = units.slice();
    state.bestTrial = trial;
  }
  state.onProgress?.(1 - Math.max(0, state.left) / state.budget);
  return trial;
}

/**
 * All prices at once: up where leases are missing, down where they are in excess. Each price has its own pace, which
 * grows while its need keeps its sign and is halved where it overshoots.
 */
function followNeeds(state: State): void {
  const rounds = Math.floor(
    Math.min(mostJointRounds, Math.max(jointShare * state.budget, state.left - state.movable.length)),
  );
  let trial = state.bestTrial;
  // Between rounds prices are kept finer than the unit, or small steps would never add up.
  const exact = Float64Array.from(state.best);
  const pace = new Float64Array(exact.length).fill(2);
  for (let round = 0; round < rounds && state.left > 0; round++) {
    for (let k = 0; k < exact.length; k++) {
      const moved = exact[k]! + pace[k]! * state.unitsPerLease[k]! * trial.need[k]!;
      exact[k] = Math.min(state.mostUnits[k]!, Math.max(0, moved));
    }
    const next = evaluateOnce(state, Int32Array.from(exact, Math.round));
    for (let k = 0; k < exact.length; k++) {
      const overshot = next.need[k]! * trial.need[k]! < 0;
      pace[k] = overshot ? pace[k]! * 0.5 : Math.min(8, pace[k]! * 1.5);
    }
    trial = next;
  }
}

/** One price after the other, each with its own step: longer after a gain, other way then shorter after a loss. */
function descend(state: State, random: () => number, most: number): void {
  const from = state.best.slice();
  const until = state.left - most;
  const step = Array.from(state.mostUnits, (most, k) => {
    const size = Math.min(most, Math.max(1, Math.round(Math.abs(state.unitsPerLease[k]!))));
    return state.bestTrial.need[k]! > 0 ? size : -size;
  });
  let value = state.bestTrial.value;
  let still = 0;
  while (state.left > until && still < state.movable.length) {
    still = 0;
    for (const k of shuffled(state.movable, random)) {
      if (state.left <= until) break;
      const gained = tryStep(state, from, k, step, value);
      if (gained === undefined) still += Math.abs(step[k]!) <= 1 ? 1 : 0;
      else value = gained;
    }
  }
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

/**
 * Threshold accepting: one or two prices move at random, by long and by short steps; a loss below a falling threshold
 * is accepted. From time to time it starts again from the best prices.
 */
function wander(state: State, random: () => number): void {
  const { movable } = state;
  const rounds = Math.max(1, Math.round(state.left / roundLength));
  const perRound = state.left / rounds;
  for (let round = 0; round < rounds; round++) {
    let current = state.best.slice();
    let value = state.bestTrial.value;
    const until = state.left - perRound;
    while (state.left > Math.max(0, until)) {
      const heat = (state.left - until) / perRound;
      const next = current.slice();
      for (let moves = random() < 0.5 ? 1 : 2; moves > 0; moves--)
        moveAtRandom(state, next, movable[Math.floor(random() * movable.length)]!, random);
      const found = attempt(state, next);
      if (found < value - heat * heat * state.looseness) continue;
      current = next;
      value = found;
    }
  }
}

/** Short moves are more frequent than long ones: the product of two uniform draws. */
function moveAtRandom(state: State, units: Int32Array, k: number, random: () => number): void {
  const most = Math.min(state.mostUnits[k]!, 2 * state.unitsPerLease[k]!);
  const reach = Math.round(Math.max(1, most * random() * random()));
  units[k] = clamp(state, k, units[k]! + (random() < 0.5 ? -reach : reach));
}

function clamp(state: State, k: number, units: number): number {
  return Math.min(state.mostUnits[k]!, Math.max(0, units));
}

function shuffled(values: readonly number[], random: () => number): number[] {
  const items = [...values];
  for (let i = items.length - 1; i > 0; i--) {
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
