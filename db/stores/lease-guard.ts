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

/**
 * Every name of what is under protection: the numbers of the files, and the leases that they name or that name them. A
 * page that shows a home asks for both, since a home may be known by either.
 */
export async function protectedKeys(tx: Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({
      number: protections.number,
      named: sql<string | null>`${applications.content}->'current'->>'tenancyId'`,
      lease: tenancies.id,
    })
    .from(protections)
    .leftJoin(applications, eq(applications.number, protections.number))
    .leftJoin(tenancies, eq(tenancies.applicationNumber, protections.number))
    .where(isNull(protections.until));
  return new Set(
    rows.flatMap(({ number, named, lease }) => [number, named, lease].filter((key) => key !== null)),
  );
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
