/** Which grid scores a household for a home, and what points become in another grid (S-03, S-06). */
import type { CivilDate } from '../kernel/civil-date.ts';
import { unreachable } from '../kernel/result.ts';
import { MAX_GRID_POINTS } from './evaluation.ts';
import type { Criterion, Grid, Score, ScoreLine } from './grid.ts';

/**
 * The grid in force on the date for the territory of the home, never that of the household: the EPCI's own, else the
 * one of no EPCI (`epci` null). Undefined where none is. Of two versions in force the later one counts.
 */
export function gridFor(
  grids: readonly Grid[],
  epciSiren: string | null,
  kind: Grid['kind'],
  date: CivilDate,
): Grid | undefined {
  const inForce = grids.filter(
    (grid) => grid.kind === kind && grid.from <= date && (grid.until === null || date <= grid.until),
  );
  const own = inForce.filter((grid) => grid.epci !== null && grid.epci === epciSiren);
  const candidates = own.length > 0 ? own : inForce.filter((grid) => grid.epci === null);
  return [...candidates].sort(latestFirst)[0];
}

/** The published conversion of the points of one grid into those of another; null where none was published. */
export function conversionBetween(from: Grid, to: Grid): Grid['conversions'][number] | null {
  if (from.id === to.id) return null;
  return from.conversions.find((conversion) => conversion.toGrid === to.id) ?? null;
}

/** Points under a published conversion, rounded down: a household is never lifted by rounding. */
export function convertPoints(points: number, conversion: Grid['conversions'][number]): number {
  return Math.min(MAX_GRID_POINTS, Math.floor((points * conversion.numerator) / conversion.denominator));
}

/** A score in the points of another grid: the same lines, and one that says what the conversion changed. */
export function convertScore(score: Score, from: Grid, to: Grid): Score {
  const conversion = conversionBetween(from, to);
  if (!conversion) return score;
  const total = convertPoints(score.total, conversion);
  const line: ScoreLine = {
    criterion: 'conversion',
    group: 'conversion',
    label: `Conversion publiée vers la grille «\u00a0${to.name}\u00a0» (${conversion.numerator} pour ${conversion.denominator})`,
    points: total - score.total,
    fact: null,
    asOf: null,
    evidence: 'computed',
    sensitive: false,
  };
  return { ...score, total, lines: total === score.total ? score.lines : [...score.lines, line] };
}

/**
 * The fewest points that a criterion implementing L441-1 (letters or DALO, S-02) gives in the grid: the default caps of
 * what quotas may weigh stay under it. Null where the grid has no such criterion.
 */
export function smallestPriorityCriterionPoints(grid: Grid): number | null {
  const smallest = grid.criteria
    .filter(({ l4411, source }) => l4411.length > 0 || source === 'daloLabel' || source === 'l4411Label')
    .flatMap(leastPoints)
    .filter((points) => points > 0);
  return smallest.length === 0 ? null : Math.min(...smallest);
}

function leastPoints(criterion: Criterion): number[] {
  switch (criterion.kind) {
    case 'flag':
      return [criterion.points];
    case 'tiers':
      return criterion.tiers.map((tier) => tier.points);
    case 'perUnit':
      return [Math.min(criterion.pointsPerUnit, criterion.cap ?? criterion.pointsPerUnit)];
    default:
      return unreachable(criterion);
  }
}

function latestFirst(a: Grid, b: Grid): number {
  if (a.from !== b.from) return a.from < b.from ? 1 : -1;
  return b.version - a.version;
}
