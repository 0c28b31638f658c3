/**
 * Who counts in which quota (law §2): the numerator tests, the same for a signed lease of the year to date and for an
 * applicant of the session, so that both are counted alike. An unknown quartile is never in a numerator (Q-04b).
 */
import type { Application } from '../domain/application.ts';
import type { TargetKind } from '../domain/target.ts';
import type { Lease } from '../domain/tenancy.ts';
import { allVerdict, answer, claimVerdict, fact } from './outcome.ts';
import type { Outcome, Verdict } from './rule.ts';

/** The sentences that this file can ask of `wording`. */
export type QuotaCode =
  | 'counts-first-quartile'
  | 'counts-relocated'
  | 'counts-not-first-quartile'
  | 'counts-dalo'
  | 'counts-priority'
  | 'counts-transfer'
  | 'counts-internal-transfer'
  | 'not-in-group'
  | 'quartile-unknown'
  | 'employment-unknown';

/** The facts of a household that quotas read, true on the day of the lease or of the session. */
export type QuotaFacts = Pick<
  Lease,
  'firstQuartile' | 'relocated' | 'dalo' | 'priority' | 'employment' | 'transfer'
>;

/** Q-02 ii: relocated by urban renewal or an ORCOD only; other relocations are not in that numerator. */
export function relocationCountsOutsideQpv(relocation: Application['relocation']): boolean {
  return relocation === 'urbanRenewal' || relocation === 'orcod';
}

/** first quartile or relocated, counted once. */
function inQ02Group(facts: Pick<QuotaFacts, 'firstQuartile' | 'relocated'>): Outcome {
  if (facts.relocated) return answer('Q-02', 'yes', 'counts-relocated', [fact('relocated', true)]);
  if (facts.firstQuartile === null) return quartileUnknown();
  return facts.firstQuartile
    ? answer('Q-02', 'yes', 'counts-first-quartile', [fact('firstQuartile', true)])
    : answer('Q-02', 'no', 'not-in-group', [fact('firstQuartile', false)]);
}

/** applicants other than first quartile; relocated households get no special treatment here. */
function inQ03Group(facts: Pick<QuotaFacts, 'firstQuartile'>): Outcome {
  if (facts.firstQuartile === null) return quartileUnknown();
  return facts.firstQuartile
    ? answer('Q-03', 'no', 'not-in-group', [fact('firstQuartile', true)])
    : answer('Q-03', 'yes', 'counts-not-first-quartile', [fact('firstQuartile', false)]);
}

/** DALO or, failing that, priority, by label (P-08). */
function inQuarterGroup(
  facts: Pick<QuotaFacts, 'dalo' | 'priority'>,
  rule: 'Q-05' | 'Q-06' = 'Q-05',
): Outcome {
  if (facts.dalo) return answer(rule, 'yes', 'counts-dalo', [fact('dalo', true)]);
  if (facts.priority) return answer(rule, 'yes', 'counts-priority', [fact('priority', true)]);
  return answer(rule, 'no', 'not-in-group', [fact('priority', false)]);
}

/** the same people, employees or job-seekers only. */
function inActionLogementGroup(
  facts: Pick<QuotaFacts, 'dalo' | 'priority' | 'employment'>,
  rule: 'Q-07' | 'Q-08' = 'Q-07',
): Outcome {
  const working: Verdict =
    facts.employment === null
      ? 'unknown'
      : claimVerdict(facts.employment === 'employee' || facts.employment === 'jobSeeker');
  const verdict = allVerdict([claimVerdict(facts.dalo || facts.priority), working]);
  const shown = [fact('employment', facts.employment)];
  if (verdict === 'unknown') {
    return answer(rule, 'unknown', 'employment-unknown', shown, { missing: ['employment'] });
  }
  if (verdict === 'no') return answer(rule, 'no', 'not-in-group', shown);
  return answer(rule, 'yes', facts.dalo ? 'counts-dalo' : 'counts-priority', shown);
}

/** PP-5 (M-01): tenants of social housing of any landlord; own aim (M-04): this landlord's tenants only. */
function inTransferGroup(facts: Pick<QuotaFacts, 'transfer'>, from: 'anyLandlord' | 'ownStock'): Outcome {
  const shown = [fact('transfer', facts.transfer)];
  if (from === 'ownStock') {
    return facts.transfer === 'internal'
      ? answer('M-05', 'yes', 'counts-internal-transfer', shown)
      : answer('M-05', 'no', 'not-in-group', shown);
  }
  return facts.transfer === 'none'
    ? answer('M-01', 'no', 'not-in-group', shown)
    : answer('M-01', 'yes', 'counts-transfer', shown);
}

/** Whether a household counts in the numerator of a target of that kind; homes freed need the target's own list. */
export function inTargetGroup(kind: Exclude<TargetKind, 'scarceHomesFreed'>, facts: QuotaFacts): Outcome {
  switch (kind) {
    case 'q1OutsideQpv':
      return inQ02Group(facts);
    case 'nonQ1InQpv':
      return inQ03Group(facts);
    case 'quarterLandlord':
      return inQuarterGroup(facts, 'Q-05');
    case 'quarterCollectivity':
      return inQuarterGroup(facts, 'Q-06');
    case 'quarterActionLogement':
      return inActionLogementGroup(facts);
    case 'transfersAnyLandlord':
      return inTransferGroup(facts, 'anyLandlord');
    case 'internalTransfers':
      return inTransferGroup(facts, 'ownStock');
  }
}

function quartileUnknown(): Outcome {
  return answer('Q-04b', 'unknown', 'quartile-unknown', [fact('firstQuartile', null)], {
    missing: ['monthlyResources'],
  });
}
