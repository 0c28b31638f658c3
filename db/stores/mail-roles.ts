/** A message to those of the landlord's people whose role makes them answer for something. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Role } from '../../src/access/permissions.ts';
import type { Transaction } from '../connection.ts';
import { accounts } from '../schema/account.ts';
import { outbox } from '../schema/correspondence.ts';

/** Puts the message in the outbox of each open account of these roles, in the transaction of what it tells. */
export async function mailRoles(
  tx: Transaction,
  { landlordId, roles, now }: { landlordId: string; roles: readonly Role[]; now: Date },
  message: { subject: string; text: string },
): Promise<void> {
  const people = await tx
    .select({ email: accounts.email })
    .from(accounts)
    .where(
      and(
        eq(accounts.landlordId, landlordId),
        inArray(accounts.role, [...roles]),
        isNull(accounts.disabledAt),
      ),
    )
    .orderBy(asc(accounts.email));
  if (people.length === 0) return;
  await tx.insert(outbox).values(
    people.map(({ email }) => ({
      ...{ landlordId, recipient: email, ...message },
      ...{ channel: 'email' as const, state: 'waiting' as const, nextAttemptAt: now, createdAt: now },
    })),
  );
}
