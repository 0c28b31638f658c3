/** The file that a unique number or a lease reference names, and who may have a code for it. */
import { and, eq, gte, isNull, lte } from 'drizzle-orm';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import {
  isMobile,
  type MessageWay,
  messageWay,
  normalTelephone,
} from '../../src/portal/notifications/reach.ts';
import type { Transaction } from '../connection.ts';
import { applications } from '../schema/application.ts';
import { mandates } from '../schema/portal.ts';
import { tenancies } from '../schema/tenancy.ts';
import { protectedFilesOfLease } from './lease-guard.ts';
import { reachOf } from './portal-reach.ts';

/** At least one is known. */
export type PortalFile = { number: string | null; tenancyId: string | null };

/**
 * The file of that number, or of that lease while it runs; null where this landlord knows neither. A lease under which
 * somebody is protected opens their file alone, so that its code goes to the contact given at the protection.
 */
export async function fileOfKey(tx: Transaction, key: string): Promise<PortalFile | null> {
  const [application] = await tx
    .select({ number: applications.number, content: applications.content })
    .from(applications)
    .where(eq(applications.number, key));
  const [tenancy] = await tx
    .select({ id: tenancies.id, number: tenancies.applicationNumber })
    .from(tenancies)
    .where(and(eq(tenancies.id, key), isNull(tenancies.endedOn)));
  const [guarded] = await protectedFilesOfLease(tx, key);
  if (application) {
    return { number: application.number, tenancyId: application.content.current.tenancyId };
  }
  return tenancy ? { number: tenancy.number ?? guarded?.number ?? null, tenancyId: tenancy.id } : null;
}

/** Where a code of the file goes, and under which mandate; null: nowhere. Unknown files cost the same questions. */
export async function wayOfCode(
  tx: Transaction,
  key: string,
  file: PortalFile | null,
  mandated: string | null,
  today: CivilDate,
): Promise<{ way: MessageWay; mandateId: string | null } | null> {
  const number = file?.number ?? key;
  const reach = await reachOf(tx, file?.number ?? file?.tenancyId ?? key);
  const running = await tx
    .select()
    .from(mandates)
    .where(
      and(
        eq(mandates.number, number),
        isNull(mandates.endedAt),
        lte(mandates.from, today),
        gte(mandates.until, today),
      ),
    );
  if (file === null) return null;
  if (mandated === null) {
    const way = messageWay(reach);
    return way && { way, mandateId: null };
  }
  const typed = mandated.trim();
  const mandate = running.find(
    ({ email, telephone }) =>
      email?.toLowerCase() === typed.toLowerCase() ||
      (telephone !== null && normalTelephone(telephone) === normalTelephone(typed)),
  );
  if (!mandate) return null;
  if (typed.includes('@')) return { way: { by: 'email', to: mandate.email ?? typed }, mandateId: mandate.id };
  return isMobile(typed) ? { way: { by: 'sms', to: typed }, mandateId: mandate.id } : null;
}
