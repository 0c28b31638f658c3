/** Too large or too small for those who live there: under-occupation (F-02) and minimum surface (F-05). */
import { answer, fact } from './outcome.ts';
import { latestNumberFigure } from './parameters/figures.ts';
import type { Outcome } from './rule.ts';

/**
 * Under-occupied: more habitable rooms, without those needed for a profession, than persons plus one (L621-2).
 * Children with visiting rights count as persons. A null room or child count is unknown and answers unknown where
 * it could change the answer.
 */
export function underOccupation(home: {
  habitableRooms: number;
  professionalRooms: number | null;
  residents: number;
  visitingChildren: number | null;
}): Outcome {
  const margin = latestNumberFigure('occupancy.underMargin');
  const rooms = home.habitableRooms - (home.professionalRooms ?? 0);
  const persons = home.residents + (home.visitingChildren ?? 0);
  const facts = [
    fact('habitableRooms', home.habitableRooms),
    fact('professionalRooms', home.professionalRooms),
    fact('residents', home.residents),
    fact('visitingChildren', home.visitingChildren),
  ];
  // Unknown professional rooms or visiting children could only make the home less under-occupied.
  if (rooms <= persons + margin) return answer('F-02', 'no', 'not-under-occupied', facts);
  const missing = [
    ...(home.professionalRooms === null ? ['professionalRooms'] : []),
    ...(home.visitingChildren === null ? ['visitingChildren'] : []),
  ];
  if (missing.length > 0) return answer('F-02', 'unknown', 'occupants-unknown', facts, { missing });
  return answer('F-02', 'yes', 'under-occupied', facts);
}

/** The least habitable surface, in square metres, for a number of residents (R822-25); a RangeError under one. */
export function minimumSurfaceM2(residents: number): number {
  if (residents < 1) throw new RangeError(`no minimum surface for ${residents} residents`);
  if (residents === 1) return latestNumberFigure('occupancy.surfaceOnePerson');
  const surface =
    latestNumberFigure('occupancy.surfaceTwoPersons') +
    (residents - 2) * latestNumberFigure('occupancy.surfacePerExtraPerson');
  return Math.min(surface, latestNumberFigure('occupancy.surfaceCap'));
}

/** Over-occupied: a surface under the minimum for those who live there all the time (visiting children apart). */
export function overOccupation(home: { surfaceM2: number; residents: number }): Outcome {
  const least = minimumSurfaceM2(home.residents);
  const facts = [
    fact('surfaceM2', home.surfaceM2),
    fact('minimumSurfaceM2', least),
    fact('residents', home.residents),
  ];
  return home.surfaceM2 < least
    ? answer('F-05', 'yes', 'over-occupied', facts)
    : answer('F-05', 'no', 'not-over-occupied', facts);
}
