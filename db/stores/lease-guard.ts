/**
 * A lease that a protected file names. A home has more than one way in: the unique number, the lease, the number of
 * whoever shares it. A protection holds on each of them.
 */
import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { PortalVisitor } from '../../src/portal/visitor.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { protections } from '../schema/instruction.ts';
import { tenancies } from '../schema/tenancy.ts';

/** The files under protection that live under this lease, and since when each is; none for an unknown lease. */
export async function protectedFilesOfLease(
  tx: Transaction,
  tenancyId: string,
): Promise<{ number: string; since: Date }[]> {
  const namedByLease = tx
    .select({ number: tenancies.applicationNumber })
    .from(tenancies)
    .where(eq(tenancies.id, tenancyId));
  return tx
    .select({ number: protections.number, since: protections.since })
    .from(protections)
    .leftJoin(applications, eq(applications.number, protections.number))
    .where(
      and(
        isNull(protections.until),
        or(
          sql`${applications.content}->'current'->>'tenancyId' = ${tenancyId}`,
          sql`${protections.number} in ${namedByLease}`,
        ),
      ),
    )
    .orderBy(protections.number);
}

/** Whether somebody else of the lease is under protection: what they wished or asked is then none of the visitor's. */
export async function isLeaseGuarded(
  tx: Transaction,
  visitor: Pick<PortalVisitor, 'number'>,
  tenancyId: string,
): Promise<boolean> {
  const guarded = await protectedFilesOfLease(tx, tenancyId);
  return guarded.some(({ number }) => number !== visitor.number);
}
