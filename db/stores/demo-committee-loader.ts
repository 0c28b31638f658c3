/** Loads the demonstration's commission, règlement, agencies, special residences, contacts and documents. */
import { inArray } from 'drizzle-orm';
import type { Transaction } from '../connection.ts';
import type { DemoLandlord } from '../demo/demo-landlord.ts';
import { accounts } from '../schema/account.ts';
import { bylaws, commissions, committeeMembers } from '../schema/committee.ts';
import {
  applicantContacts,
  contactAttempts,
  documents,
  visits as visitsTable,
} from '../schema/instruction.ts';
import {
  agencies,
  orientations as orientationsTable,
  residenceRules,
  vacancyProgress,
} from '../schema/letting.ts';
import { bulkInsert } from './bulk-insert.ts';

/** Members are tied to the accounts already created under their address. */
export async function loadDemoCommittee(
  tx: Transaction,
  landlordId: string,
  { committee, contacts, documents: given, calls, visits, progress, orientations }: DemoLandlord,
): Promise<void> {
  const own = <Item>(items: readonly Item[]) => items.map((item) => ({ ...item, landlordId }));
  const { commission, members } = committee;
  await tx.insert(commissions).values({ landlordId, ...commission, communes: null });
  await tx.insert(bylaws).values({
    landlordId,
    commissionId: commission.id,
    version: committee.bylaws.version,
    effectiveOn: committee.bylaws.effectiveOn,
    content: committee.bylaws,
  });
  const emails = members.flatMap(({ email }) => (email === null ? [] : [email]));
  const known = await tx
    .select({ id: accounts.id, email: accounts.email })
    .from(accounts)
    .where(inArray(accounts.email, emails));
  const accountOf = new Map(known.map(({ id, email }) => [email, id]));
  await bulkInsert(
    tx,
    committeeMembers,
    own(
      members.map(({ email, ...member }) => ({ ...member, accountId: accountOf.get(email ?? '') ?? null })),
    ),
  );
  await bulkInsert(tx, agencies, own(committee.agencies));
  await bulkInsert(tx, residenceRules, own(committee.residenceRules));
  await bulkInsert(tx, applicantContacts, own(contacts));
  await bulkInsert(tx, documents, own(given));
  await bulkInsert(tx, vacancyProgress, own(progress));
  // Bulk rows take the database's defaults, which give no identifier.
  for (const call of own(calls)) await tx.insert(contactAttempts).values(call);
  for (const visit of own(visits)) await tx.insert(visitsTable).values(visit);
  for (const orientation of own(orientations)) {
    const requestKey = `demonstration ${orientation.vacancyId}`;
    await tx.insert(orientationsTable).values({ ...orientation, requestKey, decidedBy: 'Camille Weber' });
  }
}
