/**
 * Accounts and one-time links. They are read before the landlord is known: by functions of the database, each of which
 * answers for one key only. All the rest is written within the landlord's transaction.
 */
import { and, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Account, AccountPort } from '../../src/access/account-port.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { accounts, signInLinks, webSessions } from '../schema/account.ts';
import { landlords } from '../schema/landlord.ts';
import { appendActs } from './journal-append.ts';

const columns = {
  id: given(accounts.id),
  landlordId: given(accounts.landlordId),
  email: given(accounts.email),
  name: given(accounts.name),
  role: given(accounts.role),
  holderId: given(accounts.holderId),
  applicationNumber: given(accounts.applicationNumber),
  agencyIds: given(accounts.agencyIds),
  communes: given(accounts.communes),
  departements: given(accounts.departements),
  passwordHash: given(accounts.passwordHash),
  landlordName: landlords.name,
  hasSecondFactor: sql<boolean>`has_second_factor(${accounts.id})`,
};

/** A column of what a function of the database gives under the name of the table. */
function given<Column extends PgColumn>(column: Column) {
  const name = sql.identifier(toSnakeCase(column.name));
  return sql`${accounts}.${name}`.mapWith(column);
}

/** The accounts of every landlord. */
export function accountStore(db: Database | Transaction): AccountPort {
  const found = async (source: SQL): Promise<Account | null> => {
    const rows = await db
      .select(columns)
      .from(sql`${source} as ${accounts}`)
      .innerJoin(landlords, eq(landlords.id, accounts.landlordId))
      .where(isNull(accounts.disabledAt));
    return rows[0] ?? null;
  };
  return {
    findByEmail: (email) => found(sql`account_by_email(${email})`),
    findById: (id) => found(sql`account_by_id(${id})`),
    create: (account) =>
      withLandlord(db, account.landlordId, async (tx) => {
        const [row] = await tx
          .insert(accounts)
          .values(account)
          .onConflictDoNothing()
          .returning({ id: accounts.id });
        return row?.id ?? null;
      }),
    invite: (account, link, by, now) =>
      withLandlord(db, account.landlordId, async (tx) => {
        const { landlordId, role, holderId = null, departements = null } = account;
        const [row] = await tx
          .insert(accounts)
          .values(account)
          .onConflictDoNothing()
          .returning({ id: accounts.id });
        if (!row) return false;
        await tx.insert(signInLinks).values({ ...link, landlordId, accountId: row.id });
        await appendActs(tx, landlordId, [
          {
            kind: 'account.created',
            at: now,
            actor: by,
            subjects: [`account:${row.id}`],
            before: null,
            after: { role, holderId, departements },
            why: null,
          },
        ]);
        return true;
      }),
    findByLink: (tokenHash, now) => found(byLink(tokenHash, now)),
    useLink: async (tokenHash, passwordHash, now) => {
      const account = await found(byLink(tokenHash, now));
      if (account === null) return false;
      return withLandlord(db, account.landlordId, async (tx) => {
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
      });
    },
    renewPasswordHash: ({ id, landlordId, passwordHash }, renewed) =>
      withLandlord(db, landlordId, async (tx) => {
        if (passwordHash === null) return;
        await tx
          .update(accounts)
          .set({ passwordHash: renewed })
          .where(and(eq(accounts.id, id), eq(accounts.passwordHash, passwordHash)));
      }),
  };
}

function byLink(tokenHash: string, now: Date): SQL {
  return sql`account_by_link(${tokenHash}, ${now.toISOString()}::timestamptz)`;
}
