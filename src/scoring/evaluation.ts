/** The numbers of a score: what each criterion read and earned, and what groups, caps and the malus make of it. */
import type { Application, GridFact } from '../domain/application.ts';
import { addMonths, type CivilDate } from '../kernel/civil-date.ts';
import { type FactReader, readerOf } from './fact-readers.ts';
import type { Criterion, Grid } from './grid.ts';
import { factsInForce, numberOfFact } from './grid-facts.ts';

/** Totals stay within 0 and this, so that a pair's score fits the abstract problem (0…10 000 000). */
export const MAX_GRID_POINTS = 9999;

/** What one evaluation found: a number for each criterion, and the sums that the total is made of. */
export type Evaluation = {
  /** The number read for each criterion: undefined not claimed, NaN unknown. */
  values: readonly (number | undefined)[];
  points: readonly number[];
  facts: readonly (GridFact | undefined)[];
  /** What maxInGroup or the cap changes in each group, 0 where nothing. */
  groupAdjustments: readonly number[];
  malus: number;
  refusalsCounted: number;
  total: number;
};

/** Points that a number earns under a criterion, 0 where nothing was claimed or known. */
function pointsFor(criterion: Criterion, value: number | undefined): number {
  if (value === undefined || Number.isNaN(value)) return 0;
  switch (criterion.kind) {
    case 'flag':
      return value > 0 ? criterion.points : 0;
    case 'tiers':
      return criterion.tiers.find((tier) => value >= tier.from)?.points ?? 0;
    case 'perUnit': {
      const points = Math.max(0, Math.floor(value)) * criterion.pointsPerUnit;
      const cap = criterion.cap ?? Number.POSITIVE_INFINITY;
      return Math.min(cap, Math.max(-cap, points));
    }
  }
}

/** Readies the evaluation of a grid. It writes into the same arrays at each call: read one before asking the next. */
export function evaluator(grid: Grid, date: CivilDate): (application: Application) => Evaluation {
  const { criteria, groups } = grid;
  const readers: (FactReader | undefined)[] = criteria.map((criterion) => readerOf(criterion, grid, date));
  const placeOf = new Map(
    criteria.flatMap((criterion, place) =>
      criterion.source === 'gridFact' ? [[criterion.id, place] as const] : [],
    ),
  );
  const groupOf = criteria.map((criterion) => groups.findIndex((group) => group.id === criterion.group));
  const facts: (GridFact | undefined)[] = new Array(criteria.length).fill(undefined);
  const values: (number | undefined)[] = new Array(criteria.length).fill(undefined);
  const points: number[] = new Array(criteria.length).fill(0);
  const sums: number[] = new Array(groups.length).fill(0);
  const bests: number[] = new Array(groups.length).fill(0);
  const groupAdjustments: number[] = new Array(groups.length).fill(0);

  return (application) => {
    factsInForce(application, placeOf, criteria, date, facts);
    sums.fill(0);
    bests.fill(0);
    for (let place = 0; place < criteria.length; place += 1) {
      const criterion = criteria[place]!;
      const reader = readers[place];
      const value = reader ? reader(application) : numberOfFact(facts[place], criterion);
      const earned = pointsFor(criterion, value);
      const group = groupOf[place]!;
      values[place] = value;
      points[place] = earned;
      sums[group]! += earned;
      if (earned > bests[group]!) bests[group] = earned;
    }
    let total = 0;
    for (let group = 0; group < groups.length; group += 1) {
      const { cumul, cap } = groups[group]!;
      const kept = cumul === 'maxInGroup' ? bests[group]! : sums[group]!;
      const counted = cap === null ? kept : Math.min(kept, cap);
      groupAdjustments[group] = counted - sums[group]!;
      total += counted;
    }
    const refusalsCounted = countedRefusals(grid, application, date);
    const malus =
      grid.refusalMalus && refusalsCounted >= grid.refusalMalus.minRefusals ? grid.refusalMalus.points : 0;
    return {
      values,
      points,
      facts,
      groupAdjustments,
      malus,
      refusalsCounted,
      total: Math.min(MAX_GRID_POINTS, Math.max(0, total - malus)),
    };
  };
}

/** S-08: only refusals of a home adapted to the household's needs count, and only until they expire. */
function countedRefusals(grid: Grid, application: Application, date: CivilDate): number {
  const malus = grid.refusalMalus;
  if (!malus || application.refusals.length === 0) return 0;
  return application.refusals.filter(
    (refusal) =>
      refusal.adapted &&
      refusal.on <= date &&
      (malus.expiresAfterMonths === null || addMonths(refusal.on, malus.expiresAfterMonths) > date),
  ).length;
}
