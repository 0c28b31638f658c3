/** The doors of the portal: codes that open a file, and whether what was opened still holds. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { PortalAccessPort } from '../../src/portal/access-port.ts';
import type { PortalVisitor } from '../../src/portal/visitor.ts';
import { type Database, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { mandates } from '../schema/portal.ts';
import { tenancies } from '../schema/tenancy.ts';
import { portalIdentityStore } from './identity-store.ts';
import { protectedFilesOfLease } from './lease-guard.ts';
import { portalCodeStore } from './portal-code-store.ts';
import { portalLetterCodeStore } from './portal-letter-code-store.ts';

export function portalAccessStore(db: Database): PortalAccessPort {
  return {
    ...portalCodeStore(db),
    ...portalLetterCodeStore(db),
    ...portalIdentityStore(db),
    stillGood: async (visitor, today) =>
      (visitor.number === null ? await leaseStands(db, visitor) : await fileStands(db, visitor)) &&
      (await mandateRuns(db, visitor, today)),
    tenancyOf: (landlordId, number) =>
      withLandlord(db, landlordId, async (tx) => {
        const [row] = await tx
          .select({ content: applications.content })
          .from(applications)
          .where(eq(applications.number, number));
        return row?.content.current.tenancyId ?? null;
      }),
  };
}

/** The file exists, and no protection was set on it since it was opened. */
async function fileStands(db: Database, { landlordId, number, since }: PortalVisitor): Promise<boolean> {
  const opened = new Date(since).toISOString();
  const [row] = await db.execute<{ stands: boolean }>(
    sql`select portal_visit_stands(${landlordId}, ${number}, ${opened}::timestamptz) as stands`,
  );
  return row?.stands ?? false;
}

/** The same for a lease without an application, and for the files of those who live there. */
function leaseStands(db: Database, { landlordId, tenancyId, since }: PortalVisitor): Promise<boolean> {
  return withLandlord(db, landlordId, async (tx) => {
    if (tenancyId === null) return false;
    const [found, guarded] = await Promise.all([
      tx
        .select({ id: tenancies.id })
        .from(tenancies)
        .where(and(eq(tenancies.id, tenancyId), isNull(tenancies.endedOn))),
      protectedFilesOfLease(tx, tenancyId),
    ]);
    return found.length > 0 && !guarded.some((file) => file.since > new Date(since));
  });
}

function mandateRuns(
  db: Database,
  { landlordId, mandate, number, tenancyId }: PortalVisitor,
  today: string,
): Promise<boolean> {
  if (mandate === null) return Promise.resolve(true);
  return withLandlord(db, landlordId, async (tx) => {
    const [row] = await tx.select().from(mandates).where(eq(mandates.id, mandate.id));
    return (
      row !== undefined &&
      row.number === (number ?? tenancyId) &&
      row.endedAt === null &&
      row.scope === mandate.scope &&
      row.from <= today &&
      today <= row.until
    );
  });
}
