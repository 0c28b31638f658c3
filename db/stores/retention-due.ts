/** What the rules find due on a day; nothing is changed. */
import { durationOf, type RetentionPolicy } from '../../src/access/retention/policy.ts';
import type { DueItem } from '../../src/access/retention/purge.ts';
import { lastDayDue, type RuleId, retentionRules } from '../../src/access/retention/rules.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import type { Transaction } from '../connection.ts';
import { finders } from './retention-finders.ts';
import { heldKeys } from './retention-holds.ts';

type FoundDue = DueItem & { held: boolean };

/** All that is due under the policy on the day, rule after rule. */
export async function dueOn(
  tx: Transaction,
  landlordId: string,
  policy: RetentionPolicy,
  asOf: CivilDate,
): Promise<FoundDue[]> {
  const found: FoundDue[] = [];
  const held = await heldKeys(tx);
  for (const rule of retentionRules) {
    const last = lastDayDue(rule, durationOf(policy, rule), asOf);
    const rows = await finders[rule.id](tx, { landlordId, last, held, keys: null });
    found.push(...rows.map((row) => ({ ...row, rule: rule.id })));
  }
  return found;
}

/** Of these keys, those that are due still. */
export async function stillDue(
  tx: Transaction,
  question: { landlordId: string; rule: RuleId; policy: RetentionPolicy; asOf: CivilDate },
  keys: readonly string[],
): Promise<Map<string, { held: boolean }>> {
  if (keys.length === 0) return new Map();
  const rule = retentionRules.find(({ id }) => id === question.rule);
  if (!rule) return new Map();
  const last = lastDayDue(rule, durationOf(question.policy, rule), question.asOf);
  const held = await heldKeys(tx);
  const rows = await finders[rule.id](tx, { landlordId: question.landlordId, last, held, keys });
  return new Map(rows.map((row) => [row.key, { held: row.held }]));
}
