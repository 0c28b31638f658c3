/**
 * The same grid evaluated the plain way, criterion by criterion, with nothing prepared: what the compiled evaluator is
 * measured against, and checked against in the tests. Written from the grid's description, sharing no code with it.
 */
import type { Application } from '../../src/domain/application.ts';
import { addMonths, type CivilDate, monthsElapsed } from '../../src/kernel/civil-date.ts';
import { beyondAbnormalDelay } from '../../src/law/application-life.ts';
import { overOccupation } from '../../src/law/occupancy.ts';
import { priorityLabels } from '../../src/law/priority.ts';
import type { Criterion, Grid } from '../../src/scoring/grid.ts';

/** The total of an application under a grid on a date. */
export function naiveTotal(grid: Grid, application: Application, date: CivilDate): number {
  const groups = grid.groups.map((group) => {
    const points = grid.criteria
      .filter((criterion) => criterion.group === group.id)
      .map((criterion) => naivePoints(criterion, naiveValue(criterion, grid, application, date)));
    const sum =
      group.cumul === 'sum' ? points.reduce((total, one) => total + one, 0) : Math.max(0, ...points);
    return group.cap === null ? sum : Math.min(group.cap, sum);
  });
  const total = groups.reduce((sum, points) => sum + points, 0) - naiveMalus(grid, application, date);
  return Math.min(9999, Math.max(0, total));
}

function naivePoints(criterion: Criterion, value: number | null): number {
  if (value === null) return 0;
  if (criterion.kind === 'flag') return value > 0 ? criterion.points : 0;
  if (criterion.kind === 'tiers') {
    for (const tier of criterion.tiers) if (value >= tier.from) return tier.points;
    return 0;
  }
  const points = Math.floor(Math.max(0, value)) * criterion.pointsPerUnit;
  return criterion.cap === null ? points : Math.max(-criterion.cap, Math.min(criterion.cap, points));
}

function naiveValue(
  criterion: Criterion,
  grid: Grid,
  application: Application,
  date: CivilDate,
): number | null {
  const { current, filedOn } = application;
  const months = monthsElapsed(filedOn, date);
  const labels = priorityLabels(application.labels, date);
  switch (criterion.source) {
    case 'gridFact':
      return naiveFact(criterion, application, date);
    case 'seniorityMonths':
      return months;
    case 'seniorityYears':
      return Math.floor(months / 12);
    case 'daloLabel':
      return labels.dalo ? 1 : null;
    case 'l4411Label': {
      const letters = labels.letters.filter(
        (letter) => criterion.l4411.length === 0 || criterion.l4411.includes(letter),
      );
      return letters.length === 0 ? null : letters.length;
    }
    case 'overOccupied':
      return current.surfaceM2 !== null &&
        current.residents !== null &&
        overOccupation({ surfaceM2: current.surfaceM2, residents: current.residents }).verdict === 'yes'
        ? 1
        : null;
    case 'tooFewRooms':
    case 'underOccupied': {
      if (current.habitableRooms === null || current.residents === null) return null;
      const difference = current.habitableRooms - current.residents;
      const rooms = criterion.source === 'underOccupied' ? difference - 1 : -difference - 1;
      return rooms > 0 ? rooms : null;
    }
    case 'waitBeyondAbnormalDelay': {
      const delay = { departement: '', months: grid.abnormalDelayMonths };
      const beyond = beyondAbnormalDelay({ filedOn }, date, delay).verdict === 'yes';
      return beyond ? Math.max(1, months - (grid.abnormalDelayMonths ?? 0)) : null;
    }
  }
}

function naiveFact(criterion: Criterion, application: Application, date: CivilDate): number | null {
  const facts = application.gridFacts.filter(
    (fact) =>
      fact.criterion === criterion.id &&
      fact.asOf <= date &&
      (criterion.evidence === 'declared' || fact.evidence === 'verified'),
  );
  const [latest] = [...facts].sort(
    (a, b) =>
      compare(b.asOf, a.asOf) || compare(b.evidence, a.evidence) || compare(String(b.value), String(a.value)),
  );
  if (!latest || latest.value === false || typeof latest.value === 'string') return null;
  return latest.value === true ? 1 : latest.value;
}

function naiveMalus(grid: Grid, application: Application, date: CivilDate): number {
  const malus = grid.refusalMalus;
  if (!malus) return 0;
  const counted = application.refusals.filter(
    ({ adapted, on }) =>
      adapted &&
      on <= date &&
      (malus.expiresAfterMonths === null || date < addMonths(on, malus.expiresAfterMonths)),
  );
  return counted.length >= malus.minRefusals ? malus.points : 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
