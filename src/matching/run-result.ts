/** What a run gives: the values that pages, files and the database share. All of it can be recomputed. */

import type { Typology } from '../domain/home.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Cents } from '../kernel/money.ts';
import type { Reason, Verdict } from '../law/rule.ts';
import type { ScoreLine } from '../scoring/grid.ts';
import type { InterestInPool } from './interests.ts';
import type { AnyProblem, TabledProblem } from './pair-table.ts';
import type { Problem, Solution } from './problem.ts';
import type { Snapshot } from './snapshot.ts';
import type { Pace, Steering } from './steering.ts';

/** Points that a quota's published price gives, or the line of a recognised DALO (full cap). */
export type BonusLine = {
  kind: 'quota' | 'dalo' | 'cap';
  /** Target id, where the line comes from a quota. */
  quotaId: string | null;
  /** French: "1er quartile hors QPV, Metz Métropole". */
  label: string;
  points: number;
};

/** What a household is, as an officer reads it; never nationality, health or a sensitive letter (D-03, D-04). */
export type CandidateSheet = {
  number: string;
  /** "2 adultes, 1 enfant de 8 ans". */
  householdInWords: string;
  persons: number;
  monthlyResourcesCents: Cents | null;
  resourcesEvidence: 'proved' | 'declared';
  seniorityMonths: number;
  dalo: boolean;
  priority: boolean;
  firstQuartile: boolean | null;
  transfer: 'none' | 'internal' | 'otherLandlord';
  /**
   * What an internal transfer would give back, where a target of the year counts it: the size and the commune, never
   * the address, which may be protected. Absent where no target counts it or where the home is not known.
   */
  freedHome?: { typology: Typology; communeName: string; relet: boolean };
  /** Estimated APL and what is left to pay, for this home; null where unknown. */
  aplCents: Cents | null;
  aplEstimated: boolean;
  netCostCents: Cents | null;
  effortRate: number | null;
  residualPerUnitPerDayCents: Cents | null;
  /** Policy's "à examiner" and law's unknowns: for the officer to look at, never a refusal. */
  toExamine: readonly { code: string; reasons: readonly Reason[] }[];
};

export type ExplainedEntry = {
  rank: number;
  pinned: boolean;
  sheet: CandidateSheet;
  scoreLines: readonly ScoreLine[];
  gridPoints: number;
  /** Fit of home and household in thousandths of a point (0–999): breaks ties only. */
  fit: number;
  bonusLines: readonly BonusLine[];
  bonusPoints: number;
  /** gridPoints + bonusPoints: what makes the order, before the tie-break. */
  totalPoints: number;
  /** How equal totals were told apart with the next one, where they had to be. */
  tieBreak: 'none' | 'fit' | 'seniority' | 'number';
  /** Who stands next for this home, and by how many points (may be 0). */
  next: { number: string; behindPoints: number } | null;
  /** Chance of being offered the home, and of signing. */
  offered: number;
  signs: number;
  /** Other places of the household, and why this is no loss. */
  elsewhere: readonly { homeId: string; rank: number }[];
};

/** A household of the pool that no shortlist of this home holds, in the order that it would have. */
export type NextCandidate = {
  number: string;
  sheet: CandidateSheet;
  totalPoints: number;
  gridPoints: number;
  bonusPoints: number;
  fit: number;
  /** Where it stands instead; null: nowhere. */
  placedAt: { homeId: string; rank: number } | null;
  /**
   * Why it is not on this list: fewer points, or the tie-break, than those who are; or a place elsewhere with a greater
   * chance of being offered, or with the same chance in a home that it wants at least as much.
   */
  because: 'outranked' | 'betterChanceElsewhere' | 'wishedAsMuchElsewhere';
};

export type RuleCount = { rule: string; article: string; no: number; unknown: number };

export type ShortlistResult = {
  vacancyId: string;
  homeId: string;
  /** Which households this home draws on, and why. */
  pool: {
    kind: 'general' | 'transfer' | 'both' | 'holder' | 'daloDesignation';
    holderId: string | null;
    gridId: string;
    /** Households considered, then left out by their own wish, by the size scale, by law; then eligible. */
    considered: number;
    outsideWish: number;
    outsideSizeScale: number;
    refusedByLaw: number;
    eligible: number;
    /** What wishes expressed on the home's advert did; absent without an advert. */
    interest?: InterestInPool;
    ruleCounts: readonly RuleCount[];
  };
  entries: readonly ExplainedEntry[];
  next: readonly NextCandidate[];
  unfilled: { slots: number; reason: 'no-candidate' | 'no-candidate-left' | 'banned' } | null;
};

export type QuotaResult = {
  targetId: string;
  name: string;
  class: 'statutory' | 'convention' | 'own';
  /** The goal as published: at least this share, or this number. */
  share: number | null;
  number: number | null;
  signedTotal: number;
  signedInGroup: number;
  /** Leases whose data cannot prove either way (Q-04b). */
  unknown: number;
  expectedTotal: number;
  expectedInGroup: number;
  missing: number;
  /** What a household that counts receives for it: the published price, at most the cap of its class. */
  pricePoints: number;
  /** Eligible households of the group in the pools of its homes: why a target cannot be met. */
  candidatesInGroup: number;
  atCap: boolean;
  /**
   * What keeps it out of reach, as a code for a sentence; null where it is met. `priceNotWorthIt`: one more point of
   * price would cost the plan more than the policy gives for the leases that miss.
   */
  shortage: 'noCandidate' | 'tooFewCandidates' | 'capReached' | 'notEnoughHomes' | 'priceNotWorthIt' | null;
  /** Most points that the quotas of its class may give one household for one home. */
  capPoints: number;
  /** Homes of the session that count for it, and those for which no eligible household does. */
  homes: number;
  vacanciesWithoutCandidate: readonly string[];
  /**
   * The pace asked of this session, where a person validated one: `missing` is then what the session lacks of it, and
   * the figures above stay those of the year, with what the session should add. Absent: the year as it stands.
   */
  pace?: Omit<Pace, 'targetId'> & { expectedTotalHere: number; expectedInGroupHere: number };
};

export type RunVersions = {
  software: string;
  rules: string;
  grids: readonly string[];
  policy: string;
};

export type RunResult = {
  date: CivilDate;
  /** What an officer kept and set aside. */
  choices: Pick<Snapshot, 'pins' | 'bans'>;
  /** Which validated pace steered it; absent where none did. */
  steering?: Pick<Steering, 'id' | 'validatedBy' | 'validatedOn'>;
  versions: RunVersions;
  snapshotHash: string;
  problemHash: string;
  solutionHash: string;
  problem: Problem;
  solution: Solution;
  /** The plain optimum beside the fair plan: what the rule of no justified envy costs. */
  plain: { value: number; bound: number; gap: number } | null;
  /** What the independent checker found on this very solution, before anything was stored. */
  check: { holds: boolean; justifiedEnvy: number; bound: number; problems: readonly string[] };
  shortlists: readonly ShortlistResult[];
  quotas: readonly QuotaResult[];
  counts: { homes: number; applicants: number; pairs: number };
  /** What the quotas of each class may give one household for one home, in points, as published with the run. */
  bonusCapsPoints: { statutory: number; convention: number; own: number };
};

/**
 * A run as a session makes it: its pairs in columns, its shortlists explained one by one as they are read, since those of
 * a metropolis would take half a gigabyte at once. Reading them throws where the plan and its explanation do not meet.
 */
export type MadeRun = Omit<RunResult, 'problem' | 'shortlists'> & {
  problem: TabledProblem;
  shortlists: Iterable<ShortlistResult>;
};

/** What can be stored as a run: one just made, or a whole result. */
export type StorableRun = Omit<RunResult, 'problem' | 'shortlists'> & {
  problem: AnyProblem;
  shortlists: Iterable<ShortlistResult>;
};

/** The answer to "why not this household for this home?", recomputed from the snapshot. */
export type WhyNot = {
  vacancyId: string;
  number: string;
  outcome:
    | 'placed'
    | 'outranked'
    | 'placedElsewhere'
    | 'notInPool'
    | 'refusedByLaw'
    | 'setAside'
    | 'unknownNumber';
  rank: number | null;
  checks: readonly {
    step: 'live' | 'number' | 'wish' | 'size' | 'holder' | 'law' | 'order';
    verdict: Verdict;
    reasons: readonly Reason[];
  }[];
  totalPoints: number | null;
  lastPlacedPoints: number | null;
  placedAt: { homeId: string; rank: number } | null;
  /** Data to correct or steps to take that could change the answer; never to earn less. Absent in older runs. */
  wouldChange?: readonly WhyNotChange[];
};

export type WhyNotChange = {
  code:
    | 'renew-application'
    | 'extend-wishes'
    | 'open-size-scale'
    | 'be-designated'
    | 'give-tax-income'
    | 'give-later-income'
    | 'prove-disability'
    | 'give-resources'
    | 'give-energy-class'
    | 'verify-grid-facts';
  /** What it bears on: a commune, a typology, criteria of the grid, a field. */
  about: readonly string[];
};
