/** How a file is reached at this instant: its contact, and its protection where there is one. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Reach } from '../../src/portal/notifications/reach.ts';
import type { Transaction } from '../connection.ts';
import { applicantContacts, protections } from '../schema/instruction.ts';

/** Reads both in the landlord's transaction; the key is an application's number, or the lease of who has none. */
export async function reachOf(tx: Transaction, key: string): Promise<Reach> {
  const [protection] = await tx
    .select({ newContact: protections.newContact })
    .from(protections)
    .where(and(eq(protections.number, key), isNull(protections.until)));
  const [contact] = await tx
    .select({
      email: applicantContacts.email,
      telephone: applicantContacts.telephone,
      address: applicantContacts.address,
      preferred: applicantContacts.preferred,
    })
    .from(applicantContacts)
    .where(eq(applicantContacts.number, key));
  return { contact: contact ?? null, protection: protection ?? null };
}
