/** Accounts and one-time links. They are read before the landlord is known, so outside its separation. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Account, AccountPort } from '../../src/access/account-port.ts';
import type { Database, Transaction } from '../connection.ts';
import { accounts, signInLinks, webSessions } from '../schema/account.ts';
import { landlords } from '../schema/landlord.ts';
import { secondFactors } from '../schema/sign-in.ts';

const columns = {
  id: accounts.id,
  landlordId: accounts.landlordId,
  landlordName: landlords.name,
  email: accounts.email,
  name: accounts.name,
  role: accounts.role,
  holderId: accounts.holderId,
  applicationNumber: accounts.applicationNumber,
  agencyIds: accounts.agencyIds,
  communes: accounts.communes,
  departements: accounts.departements,
  passwordHash: accounts.passwordHash,
  hasSecondFactor: sql<boolean>`${secondFactors.confirmedAt} is not null`,
};

/** The accounts of every landlord. */
export function accountStore(db: Database | Transaction): AccountPort {
  const select = () =>
    db
      .select(columns)
      .from(accounts)
      .innerJoin(landlords, eq(landlords.id, accounts.landlordId))
      .leftJoin(secondFactors, eq(secondFactors.accountId, accounts.id));
  const first = (rows: Account[]): Account | null => rows[0] ?? null;
  return {
    findByEmail: async (email) =>
      first(await select().where(and(eq(accounts.email, email), isNull(accounts.disabledAt)))),
    findById: async (id) =>
      first(await select().where(and(eq(accounts.id, id), isNull(accounts.disabledAt)))),
    create: async (account) => {
      const [row] = await db
        .insert(accounts)
        .values(account)
        .onConflictDoNothing()
        .returning({ id: accounts.id });
      return row?.id ?? null;
    },
    createLink: async (link) => {
      await db.insert(signInLinks).values(link);
    },
    findByLink: async (tokenHash, now) =>
      first(
        await select()
          .innerJoin(signInLinks, eq(signInLinks.accountId, accounts.id))
          .where(
            and(
              eq(signInLinks.tokenHash, tokenHash),
              isNull(signInLinks.usedAt),
              gt(signInLinks.expiresAt, now),
              isNull(accounts.disabledAt),
            ),
          ),
      ),
    useLink: (tokenHash, passwordHash, now) =>
      db.transaction(async (tx) => {
        const [used] = await tx
          .update(signInLinks)
          .set({ usedAt: now })
          .where(
            and(
              eq(signInLinks.tokenHash, tokenHash),
              isNull(signInLinks.usedAt),
              gt(signInLinks.expiresAt, now),
            ),
          )
          .returning({ accountId: signInLinks.accountId });
        if (!used) return false;
        await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, used.accountId));
        // Whoever was signed in by the password before is no longer.
        await tx.delete(webSessions).where(eq(webSessions.accountId, used.accountId));
        return true;
      }),
  };
}
