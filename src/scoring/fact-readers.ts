/**
 * How each source of a criterion is read on an application at a date: a number that points follow from.
 * `undefined`: not claimed or not so, no points and nothing to say. NaN: the datum is missing, counted 0 and said.
 */
import type { Application, Label } from '../domain/application.ts';
import { addMonths, type CivilDate, daysInMonth, monthOf, yearOf } from '../kernel/civil-date.ts';
import { minimumSurfaceM2 } from '../law/occupancy.ts';
import type { Criterion, Grid } from './grid.ts';

/** A number read on an application; see the head of the file for `undefined` and NaN. */
export type FactReader = (application: Application) => number | undefined;

/** What the line of a criterion shows of its fact. */
export type FactWords = {
  fact: string | number | boolean;
  asOf: string | null;
  evidence: 'declared' | 'verified' | 'computed';
};

/** The reader of a criterion whose fact the application itself holds; undefined for those of the file (`gridFact`). */
export function readerOf(criterion: Criterion, grid: Grid, date: CivilDate): FactReader | undefined {
  switch (criterion.source) {
    case 'gridFact':
      return undefined;
    case 'seniorityMonths':
      return monthsSince(date);
    case 'seniorityYears': {
      const months = monthsSince(date);
      return (application) => Math.floor(months(application) / 12);
    }
    case 'daloLabel':
      return (application) => countLabels(application, date, isDalo);
    case 'l4411Label': {
      const letters = new Set<string>(criterion.l4411);
      const isWanted = (label: Label) =>
        label.category !== 'dalo' && (letters.size === 0 || letters.has(label.category));
      return (application) => countLabels(application, date, isWanted);
    }
    case 'overOccupied':
      return overOccupied;
    case 'tooFewRooms':
      return missingRooms;
    case 'underOccupied':
      return spareRooms;
    case 'waitBeyondAbnormalDelay': {
      const delay = grid.abnormalDelayMonths;
      const months = monthsSince(date);
      if (delay === null) return () => Number.NaN;
      return (application) => {
        const over = months(application) - delay;
        if (over > 0) return over;
        // N-06: strictly more than the delay, be it by a day; a day over counts as a first month over.
        return over === 0 && date > addMonths(application.filedOn, delay) ? 1 : undefined;
      };
    }
  }
}

/** What the line shows for a fact that the application itself holds. */
export function wordsOf(
  criterion: Criterion,
  value: number,
  application: Application,
  date: CivilDate,
): FactWords {
  switch (criterion.source) {
    case 'daloLabel':
    case 'l4411Label': {
      const wanted = criterion.source === 'daloLabel' ? isDalo : (label: Label) => !isDalo(label);
      const dates = application.labels
        .filter((label) => wanted(label) && isInForce(label, date))
        .map((label) => label.on);
      return { fact: true, asOf: dates.sort()[0] ?? null, evidence: 'verified' };
    }
    case 'overOccupied':
      return { fact: true, asOf: null, evidence: 'computed' };
    case 'seniorityMonths':
    case 'seniorityYears':
    case 'waitBeyondAbnormalDelay':
      return { fact: value, asOf: application.filedOn, evidence: 'computed' };
    default:
      return { fact: value, asOf: null, evidence: 'computed' };
  }
}

/** Whole months elapsed since the application was filed, 0 where it is filed later. */
function monthsSince(date: CivilDate): (application: Application) => number {
  const [year, month, day] = [yearOf(date), monthOf(date), Number(date.slice(8))];
  const lastDay = daysInMonth(year, month);
  return ({ filedOn }) => {
    if (filedOn >= date) return 0;
    const months = (year - yearOf(filedOn)) * 12 + month - monthOf(filedOn);
    // The 31st is reached on the last day of a shorter month, as for every delay in months.
    return Math.min(Number(filedOn.slice(8)), lastDay) > day ? months - 1 : months;
  };
}

/** P-08: a recognition by a named body counts from its day, until it ends. */
function isInForce(label: Label, date: CivilDate): boolean {
  return label.on <= date && (label.until === null || date <= label.until);
}

function isDalo(label: Label): boolean {
  return label.category === 'dalo';
}

function countLabels(
  application: Application,
  date: CivilDate,
  isWanted: (label: Label) => boolean,
): number | undefined {
  let count = 0;
  for (const label of application.labels) if (isInForce(label, date) && isWanted(label)) count += 1;
  return count === 0 ? undefined : count;
}

/** F-05: whether the surface lived in is under the least surface for those who live there. */
function overOccupied({ current }: Application): number | undefined {
  if (current.surfaceM2 === null || current.residents === null) return Number.NaN;
  return current.surfaceM2 < leastSurfaceM2(current.residents) ? 1 : undefined;
}

const leastSurfaces: number[] = [];

/** The minimum of law, remembered: a long search asks it for every applicant. */
function leastSurfaceM2(residents: number): number {
  leastSurfaces[residents] ??= minimumSurfaceM2(residents);
  return leastSurfaces[residents];
}

/**
 * Rooms missing in the home lived in, by the mirror of F-02: fewer habitable rooms than residents less one. Its own
 * fact, told apart from the legal surface: a large T1 can lack rooms, a cramped T4 can lack surface.
 */
function missingRooms({ current }: Application): number | undefined {
  if (current.habitableRooms === null || current.residents === null) return Number.NaN;
  return positive(current.residents - 1 - current.habitableRooms);
}

/** Rooms above what F-02 allows in the home lived in: more habitable rooms than residents plus one. */
function spareRooms({ current }: Application): number | undefined {
  if (current.habitableRooms === null || current.residents === null) return Number.NaN;
  return positive(current.habitableRooms - current.residents - 1);
}

function positive(value: number): number | undefined {
  return value > 0 ? value : undefined;
}
