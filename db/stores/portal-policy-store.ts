/** The published policy of the portal, version after version. */
import { desc } from 'drizzle-orm';
import { ok, refuse } from '../../src/kernel/result.ts';
import { defaultPortalPolicy, portalPolicySchema } from '../../src/portal/policy.ts';
import type { PortalPolicyPort } from '../../src/portal/policy-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { portalPolicies } from '../schema/portal.ts';
import { appendActs } from './journal-append.ts';

export function portalPolicyStore(db: Database): PortalPolicyPort {
  return {
    inForce: (landlordId) => withLandlord(db, landlordId, portalPolicyInForce),
    save: (asked, policy) =>
      withLandlord(db, asked.landlordId, async (tx) => {
        const version = policy.version + 1;
        const content = { ...policy, version, isDefault: false };
        const [created] = await tx
          .insert(portalPolicies)
          .values({ landlordId: asked.landlordId, version, content, by: asked.actor.name })
          .onConflictDoNothing()
          .returning({ version: portalPolicies.version });
        if (!created) {
          const [newest] = await tx
            .select()
            .from(portalPolicies)
            .orderBy(desc(portalPolicies.version))
            .limit(1);
          return refuse({ code: 'changedMeanwhile' as const, by: newest?.by ?? '' });
        }
        await appendActs(tx, asked.landlordId, [
          {
            kind: 'portalPolicy.changed',
            at: asked.now,
            actor: asked.actor,
            subjects: [`landlord:${asked.landlordId}`],
            before: { version: policy.version },
            after: { version },
            why: null,
          },
        ]);
        return ok(content);
      }),
  };
}

/** The policy in force, within a transaction of the landlord. */
export async function portalPolicyInForce(tx: Transaction) {
  const [newest] = await tx
    .select({ content: portalPolicies.content })
    .from(portalPolicies)
    .orderBy(desc(portalPolicies.version))
    .limit(1);
  return newest === undefined ? defaultPortalPolicy : portalPolicySchema.parse(newest.content);
}
