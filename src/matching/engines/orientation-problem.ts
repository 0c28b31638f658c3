/**
 * The orientation of a batch of freed homes as an abstract problem: each item goes to exactly one of its choices; cells
 * count items and cost more the further they end from their aim; limits may be missed only at a great cost. All figures
 * are whole numbers, so that two values differ by at least one and optimality can be proved.
 */

/** An item at one of its choices: positions in `items` and in that item's `choices`. */
export type OrientationMember = { item: number; choice: number };

export type OrientationCell = {
  id: string;
  members: readonly OrientationMember[];
  /** Where the cell stands before the batch, from its aim, in tenths of an item (negative: behind). */
  startTenths: number;
  /** Cost of a tenth of distance within each step: growing, so that whoever is furthest comes first. */
  steps: readonly { upToTenths: number; slope: number }[];
  /** Slope beyond the last step. */
  lastSlope: number;
};

export type OrientationLimit = {
  id: string;
  /** Σ coefficient over the members chosen may not exceed `room`; both in thousandths of an item. */
  members: readonly (OrientationMember & { coefficient: number })[];
  room: number;
  /** Cost of each thousandth beyond. */
  slope: number;
};

export type OrientationProblem = {
  /** In a canonical order; `choices` in the order that decides between equals. */
  items: readonly { id: string; choices: readonly string[] }[];
  cells: readonly OrientationCell[];
  limits: readonly OrientationLimit[];
};

export type OrientationSolution = {
  /** Position of the choice of each item. */
  chosen: readonly number[];
  /** Cost of this plan, a whole number. */
  value: number;
  /** No plan costs less, by the solver's proof. */
  bound: number;
};

/** Least cost with one item held at one choice: the price of choosing otherwise is its difference from the plan's. */
export type OrientationAlternative = OrientationMember & {
  value: number;
  bound: number;
  /** The part of `value` that limits exceeded make. */
  limitCost: number;
};

/** The cost of a plan, counted from the problem itself: what the solver says is checked against it. */
export function costOfPlan(problem: OrientationProblem, chosen: readonly number[]): number {
  const isChosen = ({ item, choice }: OrientationMember) => chosen[item] === choice;
  const ofCells = problem.cells.reduce(
    (sum, cell) => sum + cellCost(cell, cell.startTenths + 10 * cell.members.filter(isChosen).length),
    0,
  );
  return ofCells + limitCostOf(problem, chosen);
}

/** What a plan pays for the limits that it exceeds; 0 where it keeps them all. */
export function limitCostOf({ limits }: OrientationProblem, chosen: readonly number[]): number {
  return limits.reduce((sum, limit) => sum + limit.slope * excessOf(limit, chosen), 0);
}

/** Thousandths of an item by which a plan exceeds a limit; 0 where it holds. */
export function excessOf(limit: OrientationLimit, chosen: readonly number[]): number {
  const used = limit.members
    .filter(({ item, choice }) => chosen[item] === choice)
    .reduce((sum, { coefficient }) => sum + coefficient, 0);
  return Math.max(0, used - limit.room);
}

/** What a cell costs at a distance from its aim, in tenths. */
export function cellCost(cell: OrientationCell, standingTenths: number): number {
  let left = Math.abs(standingTenths);
  let from = 0;
  let cost = 0;
  for (const { upToTenths, slope } of cell.steps) {
    const within = Math.min(left, upToTenths - from);
    cost += within * slope;
    left -= within;
    from = upToTenths;
  }
  return cost + left * cell.lastSlope;
}
