/** Every candidate of a home in the order that the grid, the published prices and the tie-break give. */
import type { Application } from '../domain/application.ts';
import { compareCodeUnits } from '../kernel/canonical-json.ts';
import type { Bonus, BonusReader } from './bonus-lines.ts';
import { type CandidateSets, pairsOf, type VacancyCandidates } from './candidate-sets.ts';
import type { ExplainedEntry } from './run-result.ts';

export type Standing = {
  number: string;
  filedOn: Application['filedOn'];
  gridPoints: number;
  fit: number;
  wish: number;
  bonus: Bonus;
  /** gridPoints + bonus.points. */
  totalPoints: number;
};

/** The standings of one vacancy, best first: total, then fit, then seniority, then unique number. */
export function standingsOf(
  sets: CandidateSets,
  candidates: VacancyCandidates,
  bonusOf: BonusReader,
): Standing[] {
  const filed = new Map(
    Array.from(candidates.columns.applicant, (index) => {
      const application = sets.applicants[index]!;
      return [application.number, application.filedOn] as const;
    }),
  );
  return pairsOf(sets, candidates)
    .map(({ number, gridPoints, fit, wish }) => {
      const bonus = bonusOf(candidates.vacancy.id, number);
      const filedOn = filed.get(number)!;
      return { number, filedOn, gridPoints, fit, wish, bonus, totalPoints: gridPoints + bonus.points };
    })
    .sort(compareStandings);
}

/** Negative where the first stands before the second. */
export function compareStandings(a: Standing, b: Standing): number {
  return (
    b.totalPoints - a.totalPoints ||
    b.fit - a.fit ||
    compareCodeUnits(a.filedOn, b.filedOn) ||
    compareCodeUnits(a.number, b.number)
  );
}

/** What told two neighbours apart: nothing but their totals, or the first step of the published tie-break that did. */
export function tieBreakBetween(first: Standing, second: Standing): ExplainedEntry['tieBreak'] {
  if (first.totalPoints !== second.totalPoints) return 'none';
  if (first.fit !== second.fit) return 'fit';
  return first.filedOn === second.filedOn ? 'number' : 'seniority';
}
