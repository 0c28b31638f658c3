/**
 * A purge: a dry run that counts, a named person who validates it, then the erasure by batches and its certificate.
 * Opaque references name what was erased: keyed hashes whose key is thrown away at the end, so that the certificate
 * proves the list without leading back to anyone.
 */
import { createHmac } from 'node:crypto';
import { compareCodeUnits, contentHash } from '../../kernel/canonical-json.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type RuleId, ruleIds } from './rules.ts';

export const purgeStates = ['reported', 'running', 'done', 'abandoned'] as const;
export type PurgeState = (typeof purgeStates)[number];

/** Something due: what the store finds it by, and the event from which its duration ran. */
export type DueItem = { rule: RuleId; key: string; since: CivilDate };

export type PurgeLine = {
  rule: RuleId;
  due: number;
  pending: number;
  erased: number;
  /** Left alone: a hold stands, or it was no longer due when its turn came. */
  held: number;
  notDue: number;
  oldest: CivilDate;
  /** Some opaque references, the oldest first. */
  sample: readonly string[];
};

export type Certificate = {
  policyVersion: number;
  asOf: CivilDate;
  validatedBy: string;
  lines: readonly { rule: RuleId; erased: number; held: number; notDue: number; listHash: string }[];
};

export type PurgeRefusal =
  | { code: 'unknownPurge' }
  | { code: 'nothingDue' }
  | { code: 'notValidated' }
  | { code: 'alreadyValidated'; by: string }
  | { code: 'anotherRuns' }
  /** The dry run is too old: what it counted may have changed. */
  | { code: 'tooOld'; asOf: CivilDate }
  | { code: 'over'; state: PurgeState };

/** Days during which a dry run may be validated. */
const reportDays = 30;

/** The reference that stands for a key in reports and certificates. */
export function opaqueOf(salt: string, rule: RuleId, key: string): string {
  return createHmac('sha256', salt).update(`${rule}\n${key}`).digest('hex').slice(0, 32);
}

/** Hash of a list of opaque references, whatever order they came in. */
function listHashOf(opaque: readonly string[]): string {
  return contentHash([...opaque].sort(compareCodeUnits));
}

/** Whether a person may validate the dry run now. `ageDays`: since it was made; `running`: another purge runs. */
export function mayValidate(
  purge: { state: PurgeState; validatedBy: string | null; due: number; asOf: CivilDate },
  { ageDays, running }: { ageDays: number; running: boolean },
): Result<null, PurgeRefusal> {
  if (purge.validatedBy !== null) return refuse({ code: 'alreadyValidated', by: purge.validatedBy });
  if (purge.state !== 'reported') return refuse({ code: 'over', state: purge.state });
  if (purge.due === 0) return refuse({ code: 'nothingDue' });
  if (ageDays > reportDays) return refuse({ code: 'tooOld', asOf: purge.asOf });
  if (running) return refuse({ code: 'anotherRuns' });
  return ok(null);
}

/** Whether batches may be erased now: it is validated, or done already. Null: the landlord has no such purge. */
export function mayGoOn(purge: { state: PurgeState } | null): Result<'running' | 'done', PurgeRefusal> {
  if (purge === null) return refuse({ code: 'unknownPurge' });
  if (purge.state === 'running' || purge.state === 'done') return ok(purge.state);
  return refuse({ code: 'notValidated' });
}

/** The certificate of what was settled, by rule in the order of the rules. */
export function certificateOf(
  purge: Pick<Certificate, 'policyVersion' | 'asOf' | 'validatedBy'>,
  items: readonly { rule: RuleId; opaque: string; outcome: 'erased' | 'held' | 'notDue' }[],
): Certificate {
  const count = (rule: RuleId, outcome: string) =>
    items.filter((item) => item.rule === rule && item.outcome === outcome).length;
  return {
    ...purge,
    lines: ruleIds
      .filter((rule) => items.some((item) => item.rule === rule))
      .map((rule) => ({
        rule,
        erased: count(rule, 'erased'),
        held: count(rule, 'held'),
        notDue: count(rule, 'notDue'),
        listHash: listHashOf(
          items.filter((item) => item.rule === rule && item.outcome === 'erased').map(({ opaque }) => opaque),
        ),
      })),
  };
}
