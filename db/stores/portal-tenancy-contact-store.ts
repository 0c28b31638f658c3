/** The contact of a tenant who has no application, recorded by an officer who made sure of the person. */
import { eq, or, sql } from 'drizzle-orm';
import { isInScope } from '../../src/access/scope.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import type { TenancyContactPort, TenancyContactRefusal } from '../../src/portal/counter/tenancy-contact.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { tenancies } from '../schema/tenancy.ts';
import { appendActs } from './journal-append.ts';
import { endOtherVisits, warnOldContact, writeContact } from './portal-contact.ts';
import { tenancyOf } from './transfer-rows.ts';

export function tenancyContactStore(db: Database): TenancyContactPort {
  return {
    applicationOfLease: (landlordId, tenancyId, communes) =>
      withLandlord(db, landlordId, (tx) => applicationOfLease(tx, tenancyId, communes)),
    setTenancyContact: (asked, { tenancyId, change, identity }, communes) =>
      withLandlord(db, asked.landlordId, async (tx): Promise<Result<null, TenancyContactRefusal>> => {
        // Two officers at once: one contact after the other, each warned of.
        await tx
          .select({ id: tenancies.id })
          .from(tenancies)
          .where(eq(tenancies.id, tenancyId))
          .for('update');
        const found = await applicationOfLease(tx, tenancyId, communes);
        if (!found.ok) return found;
        if (found.value !== null) return refuse({ code: 'hasApplication', number: found.value });
        await warnOldContact(tx, asked.landlordId, tenancyId, 'changed');
        await writeContact(tx, asked.landlordId, tenancyId, change);
        await endOtherVisits(tx, tenancyId);
        await appendActs(tx, asked.landlordId, [
          {
            kind: 'portal.contactChanged',
            at: asked.now,
            actor: asked.actor,
            subjects: [`tenancy:${tenancyId}`],
            before: null,
            after: { what: 'email' in change ? 'email' : 'telephone', identity },
            why: null,
          },
        ]);
        return ok(null);
      }),
  };
}

/** An application names the lease, or the lease names the application: either way its contact is the application's. */
async function applicationOfLease(
  tx: Transaction,
  tenancyId: string,
  communes: ReadonlySet<string> | null,
): ReturnType<TenancyContactPort['applicationOfLease']> {
  const tenancy = await tenancyOf(tx, tenancyId);
  if (tenancy === null) return refuse({ code: 'noLease' });
  if (!isInScope(communes, [tenancy.home.insee])) return refuse({ code: 'outOfScope' });
  const [application] = await tx
    .select({ number: applications.number })
    .from(applications)
    .where(
      or(
        eq(applications.number, tenancy.applicationNumber ?? ''),
        sql`${applications.content}->'current'->>'tenancyId' = ${tenancyId}`,
      ),
    )
    .limit(1);
  return ok(application?.number ?? null);
}
