/**
 * What the calculation did in a decision about a household (CRPA L311-3-1, R311-3-1-2): its degree and way of
 * contributing, the data and their sources, the parameters and weights applied to that household, the operations done.
 * It speaks of that household alone.
 */
import type { CandidateDecision } from '../../committee/decision.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { BonusLine } from '../../matching/run-result.ts';
import type { ScoreLine } from '../../scoring/grid.ts';

export type ExplainedDecision = {
  /** Of the decision in force. */
  id: string;
  /** "T3 de 62 m² à Metz". */
  home: string;
  heldOn: CivilDate;
  decidedBy: string;
  own: CandidateDecision;
  /** Null: no calculation was read for this home, people alone put the household on the agenda. */
  calculation: Calculation | null;
};

export type Calculation = {
  /** The day of the data that it read. */
  readOn: CivilDate | null;
  /** The grid and its version; null where the run is no longer kept. */
  grid: { name: string; version: number } | null;
  proposedRank: number | null;
  /** Null where the household was on the agenda and on no proposed list. */
  points: {
    lines: readonly ScoreLine[];
    grid: number;
    bonusLines: readonly BonusLine[];
    total: number;
    /** How it was told apart from the next household, where points were equal. */
    tieBreak: 'none' | 'fit' | 'seniority' | 'number';
  } | null;
};

export type ExplanationPort = {
  /**
   * Newest first. Only decisions of closed sittings of which the household was told: a letter left, its wish was
   * answered, or the home was offered to it.
   */
  of: (landlordId: string, number: string, today: CivilDate) => Promise<ExplainedDecision[]>;
};
