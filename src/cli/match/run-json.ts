/** shortlists.json and explanations.json: the run as outside programs read it, amounts in euros (contracts §3). */
import { eurosOfCents } from '../../kernel/money.ts';
import type {
  CandidateSheet,
  ExplainedEntry,
  NextCandidate,
  RunResult,
  ShortlistResult,
} from '../../matching/run-result.ts';
import {
  certificateSentence,
  fairnessSentence,
  marginSentence,
  nextSentence,
  shortageSentence,
} from '../../wording/run-sentences.ts';
import type { ReportHome } from './report-view.ts';

/** Ranks only: who stands where, with the points that make the order. */
export function shortlistsJson(run: RunResult): unknown {
  return {
    date: run.date,
    solutionHash: run.solutionHash,
    shortlists: run.shortlists.map((shortlist) => ({
      home: shortlist.homeId,
      entries: shortlist.entries.map((entry) => ({
        rank: entry.rank,
        applicant: entry.sheet.number,
        gridPoints: entry.gridPoints,
        bonusPoints: entry.bonusPoints,
        totalPoints: entry.totalPoints,
        offered: entry.offered,
        signs: entry.signs,
        pinned: entry.pinned,
      })),
      unfilled: shortlist.unfilled,
    })),
  };
}

/** Everything that makes a rank, without a name, a letter, a nationality or an address of a household (D-03, D-04). */
export function explanationsJson(run: RunResult, homes: ReadonlyMap<string, ReportHome>): unknown {
  const typologyOf = (vacancyId: string) => homes.get(vacancyId)?.home.typology ?? '';
  const { snapshotHash, problemHash, solutionHash } = run;
  return {
    date: run.date,
    versions: run.versions,
    hashes: { snapshot: snapshotHash, problem: problemHash, solution: solutionHash },
    certificate: {
      holds: run.check.holds,
      sentence: certificateSentence(run),
      fairness: fairnessSentence(run),
      justifiedEnvy: run.check.justifiedEnvy,
      value: run.solution.value,
      bound: run.solution.bound,
      gap: run.solution.gap,
      plain: run.plain,
    },
    ...(run.steering === undefined ? {} : { steering: run.steering }),
    bonusCapsPoints: run.bonusCapsPoints,
    shortlists: run.shortlists.map(shortlistJson),
    quotas: run.quotas.map((quota) => ({ ...quota, sentence: shortageSentence(quota, typologyOf) })),
  };
}

function shortlistJson({ homeId, pool, entries, next, unfilled }: ShortlistResult): unknown {
  return {
    home: homeId,
    pool,
    entries: entries.map(entryJson),
    next: next.map(nextJson),
    unfilled,
  };
}

function entryJson(entry: ExplainedEntry): unknown {
  return {
    rank: entry.rank,
    applicant: entry.sheet.number,
    pinned: entry.pinned,
    household: sheetJson(entry.sheet),
    lines: [
      ...entry.scoreLines.map(({ criterion, label, points, fact, asOf, evidence }) => ({
        kind: 'criterion',
        id: criterion,
        label,
        points,
        fact,
        asOf,
        evidence,
      })),
      ...entry.bonusLines.map(({ kind, quotaId, label, points }) => ({ kind, id: quotaId, label, points })),
    ],
    gridPoints: entry.gridPoints,
    bonusPoints: entry.bonusPoints,
    totalPoints: entry.totalPoints,
    fit: entry.fit,
    tieBreak: entry.tieBreak,
    next: entry.next,
    sentence: marginSentence(entry),
    offered: entry.offered,
    signs: entry.signs,
    elsewhere: entry.elsewhere,
  };
}

function nextJson(next: NextCandidate): unknown {
  return {
    applicant: next.number,
    household: sheetJson(next.sheet),
    gridPoints: next.gridPoints,
    bonusPoints: next.bonusPoints,
    totalPoints: next.totalPoints,
    placedAt: next.placedAt,
    because: next.because,
    sentence: nextSentence(next),
  };
}

/** Flags keep their rule and article; the facts behind them stay in the application's own file. */
function sheetJson(sheet: CandidateSheet): unknown {
  return {
    inWords: sheet.householdInWords,
    persons: sheet.persons,
    monthlyResources: euros(sheet.monthlyResourcesCents),
    resourcesEvidence: sheet.resourcesEvidence,
    seniorityMonths: sheet.seniorityMonths,
    dalo: sheet.dalo,
    priority: sheet.priority,
    firstQuartile: sheet.firstQuartile,
    transfer: sheet.transfer,
    ...(sheet.freedHome === undefined ? {} : { freedHome: sheet.freedHome }),
    housingBenefit: euros(sheet.aplCents),
    housingBenefitEstimated: sheet.aplEstimated,
    netCost: euros(sheet.netCostCents),
    effortRate: sheet.effortRate,
    residualPerUnitPerDay: euros(sheet.residualPerUnitPerDayCents),
    toExamine: sheet.toExamine.map(({ code, reasons }) => ({
      code,
      rules: reasons.map(({ rule, article }) => ({ rule, article })),
    })),
  };
}

function euros(cents: number | null): number | null {
  return cents === null ? null : eurosOfCents(cents);
}
