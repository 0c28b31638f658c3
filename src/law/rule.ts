/** What every rule of law answers: yes, no or unknown, and why. Unknown is never no, and nothing is guessed. */
import type { CivilDate } from '../kernel/civil-date.ts';

/** A datum that a rule looked at, with its date where it has one. */
export type Fact = {
  field: string;
  value: string | number | boolean | null;
  asOf: CivilDate | null;
};

export type Verdict = 'yes' | 'no' | 'unknown';

/** Why a rule answered what it did. French sentences are made from it at the edge (src/wording). */
export type Reason = {
  /** Rule id of the rulebook, as "I-07". */
  rule: string;
  /** "CCH L441-1 al. 24"; the law-index names them all. */
  article: string;
  verdict: Verdict;
  /** Which sentence says it; each rule file lists its codes. */
  code: string;
  facts: readonly Fact[];
};

export type Outcome = {
  verdict: Verdict;
  because: readonly Reason[];
  /** Paths of the missing data that keep the rule from answering. */
  missing: readonly string[];
  /** Orders or decrees not loaded or not yet published that keep the rule from answering. */
  awaiting: readonly string[];
};

/** A rule as the index lists it: what it is, where it comes from and since when it holds. */
export type RuleCard = {
  id: string;
  article: string;
  /** French, one line. */
  label: string;
  since: CivilDate;
  until: CivilDate | null;
  /** False for an article that computes nothing here; `note` then says why. */
  computes: boolean;
  /** Warning shown to administrators: "de mémoire, à vérifier", "dérivé"…; null where the text was read. */
  note: string | null;
};

/** All must hold: one no makes no; otherwise one unknown makes unknown. Reasons are kept in order. */
export function allOf(outcomes: readonly Outcome[]): Outcome {
  const verdicts = outcomes.map((outcome) => outcome.verdict);
  return {
    verdict: verdicts.includes('no') ? 'no' : verdicts.includes('unknown') ? 'unknown' : 'yes',
    because: outcomes.flatMap((outcome) => outcome.because),
    missing: [...new Set(outcomes.flatMap((outcome) => outcome.missing))],
    awaiting: [...new Set(outcomes.flatMap((outcome) => outcome.awaiting))],
  };
}
