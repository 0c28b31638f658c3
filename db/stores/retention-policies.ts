/** The durations that a landlord chose, version after version. */
import { desc, sql } from 'drizzle-orm';
import { chosenDurations, defaultPolicy, type RetentionPolicy } from '../../src/access/retention/policy.ts';
import type { RetentionPort } from '../../src/access/retention/retention-port.ts';
import type { Asked } from '../../src/domain/act.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import type { Transaction } from '../connection.ts';
import { retentionPolicies } from '../schema/privacy.ts';
import { appendActs } from './journal-append.ts';

/** The newest first. */
export async function policiesOf(tx: Transaction): Promise<RetentionPolicy[]> {
  const rows = await tx.select().from(retentionPolicies).orderBy(desc(retentionPolicies.version));
  return rows.map(({ version, durations, by, why }) => ({ version, durations, by, why }));
}

export async function setPolicy(
  tx: Transaction,
  asked: Asked,
  { from, durations, why }: Parameters<RetentionPort['setPolicy']>[1],
): ReturnType<RetentionPort['setPolicy']> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`retention ${asked.landlordId}`}))`);
  const current = (await policiesOf(tx))[0] ?? defaultPolicy;
  if (current.version !== from) return refuse({ code: 'changedMeanwhile', by: current.by ?? '' });
  const chosen = chosenDurations(durations);
  if (!chosen.ok) return chosen;
  const version = current.version + 1;
  const by = asked.actor.name;
  await tx
    .insert(retentionPolicies)
    .values({ landlordId: asked.landlordId, version, durations: chosen.value, why, by });
  await appendActs(tx, asked.landlordId, [
    {
      ...{ kind: 'retention.policyChanged', at: asked.now, actor: asked.actor, why },
      subjects: [`landlord:${asked.landlordId}`],
      before: { ...current.durations },
      after: { version, ...chosen.value },
    },
  ]);
  return ok({ version });
}
