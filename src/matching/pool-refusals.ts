/** What the law refuses in a pool, counted rule by rule, and the short way for the pairs that it surely allows. */
import { articleOf } from '../law/cards/index.ts';
import { ceilingOfRank } from '../law/ceiling.ts';
import { homeRules, type PreparedHome } from '../law/eligibility.ts';
import type { CeilingRow } from '../law/parameters/income-ceilings.ts';
import type { ApplicantIndex } from './applicant-index.ts';
import type { RuleCount } from './run-result.ts';

/** What each rule of law answered, in the order of `homeRules`. */
export type RefusalCounts = { no: number[]; unknown: number[] };

/**
 * A short way for most pairs: where the home itself passes and the mayor does not designate, an income at or under the
 * ceiling of its rank is allowed by every rule. False proves nothing: the rules are then asked.
 */
export function surelyAllowed(index: ApplicantIndex, law: PreparedHome): (place: number) => boolean {
  const { row } = law.ceilings;
  if (row === null || law.mayorDesignates || law.decency.verdict !== 'yes') return () => false;
  const ceilings = ceilingsByRank(row);
  return (place) => index.incomeCents[place]! <= ceilings[index.ceilingRank[place]!]!;
}

const knownCeilings = new WeakMap<CeilingRow, Float64Array>();

/** The ceilings of a row by rank; NaN for none. Thousands of homes share a row. */
function ceilingsByRank(row: CeilingRow): Float64Array {
  const known = knownCeilings.get(row);
  if (known) return known;
  const ceilings = Float64Array.from({ length: 256 }, (_, rank) =>
    rank === 0 ? Number.NaN : ceilingOfRank(row, rank),
  );
  knownCeilings.set(row, ceilings);
  return ceilings;
}

/** Every rule is asked, so that each one's refusals are counted whichever comes first. */
export function isRefused(
  index: ApplicantIndex,
  place: number,
  law: PreparedHome,
  counts: RefusalCounts,
): boolean {
  const applicant = index.prepared[place]!;
  let refused = false;
  for (let rule = 0; rule < homeRules.length; rule += 1) {
    const verdict = homeRules[rule]!.verdict(applicant, law);
    if (verdict === 'yes') continue;
    if (verdict === 'no') {
      counts.no[rule]! += 1;
      refused = true;
    } else counts.unknown[rule]! += 1;
  }
  return refused;
}

/** Rules that refused or could not answer, with how many. */
export function ruleCounts(counts: RefusalCounts): RuleCount[] {
  return homeRules
    .map(({ id }, rule) => ({
      rule: id,
      article: articleOf(id),
      no: counts.no[rule] ?? 0,
      unknown: counts.unknown[rule] ?? 0,
    }))
    .filter(({ no, unknown }) => no + unknown > 0);
}
