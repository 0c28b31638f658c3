/** How the rules of this folder write their answers: one reason, with the article of its card. */
import type { CivilDate } from '../kernel/civil-date.ts';
import { articleOf } from './cards/index.ts';
import type { Fact, Outcome, Verdict } from './rule.ts';

/** A datum that a rule looked at; `asOf` where it has a date. */
export function fact(field: string, value: Fact['value'], asOf: CivilDate | null = null): Fact {
  return { field, value, asOf };
}

/** An outcome of one reason. An unknown says which data or which orders are missing. */
export function answer(
  rule: string,
  verdict: Verdict,
  code: string,
  facts: readonly Fact[] = [],
  gaps: { missing?: readonly string[]; awaiting?: readonly string[] } = {},
): Outcome {
  return {
    verdict,
    because: [{ rule, article: articleOf(rule), verdict, code, facts }],
    missing: gaps.missing ?? [],
    awaiting: gaps.awaiting ?? [],
  };
}

/** "or" of three values: one yes is enough, then one unknown leaves unknown. */
export function anyVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('yes') ? 'yes' : verdicts.includes('unknown') ? 'unknown' : 'no';
}

/** "and" of three values: one no is enough, then one unknown leaves unknown. */
export function allVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('no') ? 'no' : verdicts.includes('unknown') ? 'unknown' : 'yes';
}

/** A claim as facts give it: null is unknown, undefined is not claimed. */
export function claimVerdict(claim: boolean | null | undefined): Verdict {
  return claim === null ? 'unknown' : claim === true ? 'yes' : 'no';
}
