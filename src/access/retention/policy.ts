/** The durations in force: the defaults, and those that the landlord chose within the bounds of each rule. */
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type RetentionRule, type RuleId, retentionRules, ruleOf } from './rules.ts';

export type Durations = Partial<Record<RuleId, number>>;

export type RetentionPolicy = {
  /** 0 while the landlord chose nothing. */
  version: number;
  durations: Durations;
  by: string | null;
  why: string | null;
};

/** Before the landlord chose anything. */
export const defaultPolicy: RetentionPolicy = { version: 0, durations: {}, by: null, why: null };

export type PolicyRefusal = { code: 'outOfBounds'; rule: RuleId } | { code: 'changedMeanwhile'; by: string };

/** The duration of a rule, in its unit. */
export function durationOf(policy: Pick<RetentionPolicy, 'durations'>, rule: RetentionRule): number {
  return policy.durations[rule.id] ?? rule.duration;
}

/** True where the landlord chose no other duration. */
export function isDefault(policy: Pick<RetentionPolicy, 'durations'>, rule: RetentionRule): boolean {
  return durationOf(policy, rule) === rule.duration;
}

/** The choice without what repeats a default; refused where one leaves the bounds of its rule. */
export function chosenDurations(durations: Durations): Result<Durations, PolicyRefusal> {
  const chosen: Durations = {};
  for (const { id, duration } of retentionRules) {
    const wanted = durations[id];
    if (wanted === undefined || wanted === duration) continue;
    const { least, most } = ruleOf(id);
    if (!Number.isInteger(wanted) || wanted < least || wanted > most) {
      return refuse({ code: 'outOfBounds', rule: id });
    }
    chosen[id] = wanted;
  }
  return ok(chosen);
}
