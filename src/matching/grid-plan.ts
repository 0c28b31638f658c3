/** Which grid scores whom for a home: one scale a shortlist, or a published conversion (S-03). */
import type { Application } from '../domain/application.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { type CompiledGrid, compileGrid } from '../scoring/compile.ts';
import type { Grid, Score } from '../scoring/grid.ts';
import { conversionBetween, convertPoints, convertScore, gridFor } from '../scoring/grid-for.ts';

export type ApplicantKind = Grid['kind'];

/** How one kind of applicant is scored: its grid, and the grid whose points the shortlist is written in. */
export type Scale = { compiled: CompiledGrid; into: Grid };

/**
 * The scales of a territory. `mixed`: both kinds stand on one scale, through one grid for everybody or a published
 * conversion. Otherwise a home goes to one kind. No grid at all (S-01: optional in places): everybody has no point.
 */
export type GridPlan = {
  mixed: boolean;
  general: Scale | null;
  transfer: Scale | null;
};

/** Compiles each grid once for a date, and makes the plan of any territory from them. */
export function gridPlanner(grids: readonly Grid[], date: CivilDate): (epciSiren: string | null) => GridPlan {
  const compiled = new Map<Grid, CompiledGrid>();
  const plans = new Map<string | null, GridPlan>();
  const compile = (grid: Grid): CompiledGrid => {
    const known = compiled.get(grid) ?? compileGrid(grid, date);
    compiled.set(grid, known);
    return known;
  };
  return (epciSiren) => {
    const known = plans.get(epciSiren);
    if (known) return known;
    const plan = planOf(
      gridFor(grids, epciSiren, 'general', date),
      gridFor(grids, epciSiren, 'transfer', date),
      compile,
    );
    plans.set(epciSiren, plan);
    return plan;
  };
}

function planOf(
  general: Grid | undefined,
  transfer: Grid | undefined,
  compile: (grid: Grid) => CompiledGrid,
): GridPlan {
  const only = general ?? transfer;
  if (!only) return { mixed: true, general: null, transfer: null };
  if (!general || !transfer) {
    const scale = { compiled: compile(only), into: only };
    return { mixed: true, general: scale, transfer: scale };
  }
  const into = conversionBetween(transfer, general)
    ? general
    : conversionBetween(general, transfer)
      ? transfer
      : null;
  return {
    mixed: into !== null,
    general: { compiled: compile(general), into: into ?? general },
    transfer: { compiled: compile(transfer), into: into ?? transfer },
  };
}

/** The points of an application on a scale, converted where the scale is another grid's; 0 without a grid. */
export function pointsOn(scale: Scale | null, application: Application): number {
  if (!scale) return 0;
  const points = scale.compiled.totalOf(application);
  const conversion = conversionBetween(scale.compiled.grid, scale.into);
  return conversion ? convertPoints(points, conversion) : points;
}

/** The same with its lines, which add up to those points. */
export function scoreOn(scale: Scale | null, application: Application): Score {
  if (!scale) return { gridId: NO_GRID, gridVersion: 0, total: 0, lines: [], unknown: [] };
  return convertScore(scale.compiled.scoreOf(application), scale.compiled.grid, scale.into);
}

/** The grid id of a home whose territory has no grid. */
export const NO_GRID = 'aucune';
