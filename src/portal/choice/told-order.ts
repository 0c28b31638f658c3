/**
 * The order of those who asked for a home, as households are told it (L-04, P-04): that of the engine for one home while no quota has
 * a price (ADR 4). Points of the grid, the published points of a recognised DALO, fit under one point, then seniority.
 */
import type { Application } from '../../domain/application.ts';
import type { Home } from '../../domain/home.ts';
import { compareCodeUnits } from '../../kernel/canonical-json.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { priorityLabels } from '../../law/priority.ts';
import { type BonusCaps, fullBonusPoints } from '../../matching/bonus-caps.ts';
import { fitOf } from '../../matching/fit.ts';

/** What orders a household for a home; points are whole points of the grid. */
export type ToldStanding = {
  gridPoints: number;
  /** Points of a recognised DALO in force; 0 without one. */
  daloPoints: number;
  /** From 0 to 999: see `fitOf`. */
  fit: number;
  filedOn: CivilDate;
  number: string;
};

/** Negative where `a` stands before `b`. Total: two numbers are never equal. */
export function compareTold(a: ToldStanding, b: ToldStanding): number {
  return (
    b.gridPoints + b.daloPoints - (a.gridPoints + a.daloPoints) ||
    b.fit - a.fit ||
    compareCodeUnits(a.filedOn, b.filedOn) ||
    compareCodeUnits(a.number, b.number)
  );
}

/** The points that a recognised DALO gives for every home: all that quotas could ever add (P-04). */
export function daloPointsOf(
  { labels }: Pick<Application, 'labels'>,
  caps: BonusCaps,
  date: CivilDate,
): number {
  return priorityLabels(labels, date).dalo ? fullBonusPoints(caps) : 0;
}

/** The fit of a home for a household that asked for it: near as the commune that it wished first. */
export function fitOfAsked(
  home: Pick<Home, 'habitableRooms' | 'accessibility'>,
  { household, wishes }: Pick<Application, 'household' | 'wishes'>,
): number {
  return fitOf(home, {
    persons: household.persons.length,
    visitingChildren: household.visitingChildren,
    accessibility: wishes.accessibility,
    communePlace: 0,
  });
}
