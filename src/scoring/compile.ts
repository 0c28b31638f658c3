/**
 * A grid made ready to score many applications on one date. The breakdown is built from the very numbers that make the
 * total: a line for each criterion that gave points, and a line of its own for whatever a group, a cap, a malus or the
 * bounds of a score take away, so that the lines always add up to the total.
 */
import type { Application } from '../domain/application.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { evaluator } from './evaluation.ts';
import type { Grid, Score } from './grid.ts';
import { linesOf } from './lines.ts';

export type CompiledGrid = {
  grid: Grid;
  date: CivilDate;
  /** The total alone, without the breakdown: what a search over many applications calls. */
  totalOf: (application: Application) => number;
  /** The total and its lines. */
  scoreOf: (application: Application) => Score;
};

/** Readies a grid for one date. Pure: the same application always gives the same score. */
export function compileGrid(grid: Grid, date: CivilDate): CompiledGrid {
  const evaluate = evaluator(grid, date);
  return {
    grid,
    date,
    totalOf: (application) => evaluate(application).total,
    scoreOf: (application) => {
      const evaluation = evaluate(application);
      return {
        gridId: grid.id,
        gridVersion: grid.version,
        total: evaluation.total,
        ...linesOf(grid, date, application, evaluation),
      };
    },
  };
}

/** The score of one application on a date, with its breakdown. For many applications, compile the grid once. */
export function scoreApplication(grid: Grid, application: Application, date: CivilDate): Score {
  return compileGrid(grid, date).scoreOf(application);
}
