/** The doors of the portal: codes that open a file, and whether what was opened still holds. */
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { PortalAccessPort } from '../../src/portal/access-port.ts';
import type { PortalVisitor } from '../../src/portal/visitor.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { protections } from '../schema/instruction.ts';
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
    stillGood: (visitor, today) =>
      withLandlord(db, visitor.landlordId, async (tx) => {
        // Asked together, they are sent together: every page of an opened file asks them.
        const [exists, isProtected, runs] = await Promise.all([
          fileExists(tx, visitor),
          protectedSince(tx, visitor),
          mandateRuns(tx, visitor, today),
        ]);
        return exists && !isProtected && runs;
      }),
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

async function fileExists(tx: Transaction, { number, tenancyId }: PortalVisitor): Promise<boolean> {
  if (number !== null) {
    const found = await tx
      .select({ number: applications.number })
      .from(applications)
      .where(eq(applications.number, number));
    return found.length > 0;
  }
  if (tenancyId === null) return false;
  const found = await tx
    .select({ id: tenancies.id })
    .from(tenancies)
    .where(and(eq(tenancies.id, tenancyId), isNull(tenancies.endedOn)));
  return found.length > 0;
}

/** A protection closes what was opened before it, whoever opened it. */
async function protectedSince(
  tx: Transaction,
  { number, tenancyId, since }: PortalVisitor,
): Promise<boolean> {
  if (number === null) {
    const guarded = tenancyId === null ? [] : await protectedFilesOfLease(tx, tenancyId);
    return guarded.some((file) => file.since > new Date(since));
  }
  const later = await tx
    .select({ number: protections.number })
    .from(protections)
    .where(
      and(eq(protections.number, number), gt(protections.since, new Date(since)), isNull(protections.until)),
    );
  return later.length > 0;
}

async function mandateRuns(
  tx: Transaction,
  { mandate, number, tenancyId }: PortalVisitor,
  today: string,
): Promise<boolean> {
  if (mandate === null) return true;
  const [row] = await tx.select().from(mandates).where(eq(mandates.id, mandate.id));
  return (
    row !== undefined &&
    row.number === (number ?? tenancyId) &&
    row.endedAt === null &&
    row.scope === mandate.scope &&
    row.from <= today &&
    today <= row.until
  );
}
