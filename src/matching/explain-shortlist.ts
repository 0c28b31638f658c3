/** The explanation of one shortlist: for each rank the points that make it, and for those who stand behind, why. */
import type { Score, ScoreLine } from '../scoring/grid.ts';
import type { VacancyCandidates } from './candidate-sets.ts';
import type { HomeOrder } from './home-order.ts';
import type { Place } from './places.ts';
import type { Solution } from './problem.ts';
import type { CandidateSheet, ExplainedEntry, NextCandidate, ShortlistResult } from './run-result.ts';
import { compareStandings, type Standing, tieBreakBetween } from './standings.ts';

/** How many households are shown behind a shortlist. */
const NEXT_SHOWN = 10;

export type ShortlistParts = {
  candidates: VacancyCandidates;
  /** The candidates of the vacancy in their order, those of the list and those set aside left out. */
  order: HomeOrder;
  shortlist: Solution['shortlists'][number];
  places: ReadonlyMap<string, readonly Place[]>;
  homeIdOf: (vacancyId: string) => string;
  scoreOf: (vacancyId: string, number: string) => Score | undefined;
  sheetOf: (vacancyId: string, number: string) => CandidateSheet;
  unfilled: ShortlistResult['unfilled'];
};

/** Throws where the figures of the plan and those of the explanation do not meet: that is a fault, never shown. */
export function explainShortlist(parts: ShortlistParts): ShortlistResult {
  const { vacancy, home, pool } = parts.candidates;
  const rows = parts.shortlist.entries.map((entry) => {
    const standing = parts.order.standingOf(entry.applicant);
    if (!standing) throw new Error(`the plan places a household that is no candidate of ${vacancy.id}`);
    return { entry, standing, pinned: entry.pinned ?? false };
  });
  return {
    vacancyId: vacancy.id,
    homeId: home.id,
    pool,
    entries: rows.map((row, index) => explainEntry(parts, row, rows.slice(index + 1))),
    next: parts.order.best(NEXT_SHOWN).map((standing) => explainNext(parts, standing, rows)),
    unfilled: parts.unfilled,
  };
}

type Row = {
  entry: Solution['shortlists'][number]['entries'][number];
  standing: Standing;
  pinned: boolean;
};

function explainEntry(parts: ShortlistParts, row: Row, after: readonly Row[]): ExplainedEntry {
  const { entry, standing, pinned } = row;
  const vacancyId = parts.candidates.vacancy.id;
  const scoreLines = linesOf(parts, standing);
  const next = pinned ? undefined : nextBelow(parts, standing, after);
  return {
    rank: entry.rank,
    pinned,
    sheet: parts.sheetOf(vacancyId, standing.number),
    scoreLines,
    gridPoints: standing.gridPoints,
    fit: standing.fit,
    bonusLines: standing.bonus.lines,
    bonusPoints: standing.bonus.points,
    totalPoints: standing.totalPoints,
    tieBreak: next ? tieBreakBetween(standing, next) : 'none',
    next: next ? { number: next.number, behindPoints: standing.totalPoints - next.totalPoints } : null,
    offered: entry.offered,
    signs: entry.signs,
    elsewhere: (parts.places.get(standing.number) ?? [])
      .filter((place) => place.vacancyId !== vacancyId)
      .map((place) => ({ homeId: parts.homeIdOf(place.vacancyId), rank: place.rank })),
  };
}

/** The next rank of the list that the order placed; behind the last one, the first household that it stands before. */
function nextBelow(
  { order }: ShortlistParts,
  standing: Standing,
  after: readonly Row[],
): Standing | undefined {
  return after.find((row) => !row.pinned)?.standing ?? order.firstBehind(standing);
}

function linesOf(parts: ShortlistParts, standing: Standing): readonly ScoreLine[] {
  const vacancyId = parts.candidates.vacancy.id;
  const score = parts.scoreOf(vacancyId, standing.number);
  const sum = score?.lines.reduce((total, line) => total + line.points, 0);
  if (!score || sum !== standing.gridPoints) {
    throw new Error(`lines add up to ${sum}, not to ${standing.gridPoints} points, for ${vacancyId}`);
  }
  return score.lines;
}

function explainNext(parts: ShortlistParts, standing: Standing, rows: readonly Row[]): NextCandidate {
  const vacancyId = parts.candidates.vacancy.id;
  const place = (parts.places.get(standing.number) ?? []).find((other) => other.vacancyId !== vacancyId);
  return {
    number: standing.number,
    sheet: parts.sheetOf(vacancyId, standing.number),
    totalPoints: standing.totalPoints,
    gridPoints: standing.gridPoints,
    bonusPoints: standing.bonus.points,
    fit: standing.fit,
    placedAt: place ? { homeId: parts.homeIdOf(place.vacancyId), rank: place.rank } : null,
    because: reasonBehind(parts, standing, place, rows),
  };
}

/** Whoever would have deserved a place here has one elsewhere that is no worse: that is what "no envy" means. */
function reasonBehind(
  parts: ShortlistParts,
  standing: Standing,
  place: Place | undefined,
  rows: readonly Row[],
): NextCandidate['because'] {
  const beaten = rows.find((row) => !row.pinned && compareStandings(standing, row.standing) < 0);
  const offeredHere = beaten?.entry.offered ?? (parts.unfilled ? freeRankOffered(rows) : null);
  if (offeredHere === null || !place) return 'outranked';
  return place.offered > offeredHere ? 'betterChanceElsewhere' : 'wishedAsMuchElsewhere';
}

/** The chance that the first empty rank is offered the home: that the last filled one is, and does not sign. */
function freeRankOffered(rows: readonly Row[]): number {
  const last = rows.at(-1)?.entry;
  return last ? last.offered - last.signs : 1;
}
