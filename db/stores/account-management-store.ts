/** Accounts as administrators manage them, each change in the journal. */
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { AccountManagementPort } from '../../src/access/account-port.ts';
import type { Act, Actor } from '../../src/domain/act.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { accounts, signInLinks, webSessions } from '../schema/account.ts';
import { agencies } from '../schema/letting.ts';
import { holders } from '../schema/reservation.ts';
import { secondFactors } from '../schema/sign-in.ts';
import { appendActs } from './journal-append.ts';

export function accountManagementStore(db: Database): AccountManagementPort {
  return {
    list: async (landlordId) => {
      const rows = await withLandlord(db, landlordId, (tx) => accountsOf(tx, landlordId));
      return rows.map(({ account, confirmedAt, sessions }) => ({
        ...listed(account),
        hasSecondFactor: confirmedAt !== null,
        sessions: sessions ?? 0,
      }));
    },
    agencies: (landlordId) =>
      withLandlord(db, landlordId, (tx) =>
        tx.select({ id: agencies.id, name: agencies.name }).from(agencies).orderBy(asc(agencies.name)),
      ),
    holders: (landlordId) =>
      withLandlord(db, landlordId, (tx) =>
        tx.select({ id: holders.id, name: holders.name }).from(holders).orderBy(asc(holders.name)),
      ),
    setScope: (landlordId, accountId, scope, by, now) =>
      change(db, landlordId, accountId, by, now, async (tx, before) => {
        const agencyIds = scope.agencyIds && [...scope.agencyIds];
        const communes = scope.communes && [...scope.communes];
        const departements = scope.departements && [...scope.departements];
        await tx
          .update(accounts)
          .set({ agencyIds, communes, departements })
          .where(eq(accounts.id, accountId));
        return {
          kind: 'account.scopeChanged',
          before: {
            agencyIds: before.agencyIds,
            communes: before.communes,
            departements: before.departements,
          },
          after: { agencyIds, communes, departements },
        };
      }),
    makeLink: (landlordId, accountId, link, by, now) =>
      change(db, landlordId, accountId, by, now, async (tx) => {
        await tx.insert(signInLinks).values({ ...link, landlordId, accountId });
        return { kind: 'account.linkMade', before: null, after: null };
      }),
    setDisabled: (landlordId, accountId, disabled, by, now) =>
      change(db, landlordId, accountId, by, now, async (tx, before) => {
        await tx
          .update(accounts)
          .set({ disabledAt: disabled ? now : null })
          .where(eq(accounts.id, accountId));
        if (disabled) {
          await tx.delete(webSessions).where(eq(webSessions.accountId, accountId));
        }
        return {
          kind: disabled ? 'account.closed' : 'account.opened',
          before: { disabled: before.disabledAt !== null },
          after: { disabled },
        };
      }),
  };
}

function listed({ passwordHash, disabledAt, ...account }: typeof accounts.$inferSelect) {
  const { id, email, name, role, holderId, agencyIds, communes, departements } = account;
  return {
    ...{ id, email, name, role, holderId, agencyIds, communes, departements },
    hasSignedUp: passwordHash !== null,
    disabled: disabledAt !== null,
  };
}

type Changed = Pick<Act, 'kind' | 'before' | 'after'>;

function change(
  db: Database,
  landlordId: string,
  accountId: string,
  by: Actor,
  now: Date,
  work: (tx: Transaction, before: typeof accounts.$inferSelect) => Promise<Changed>,
): Promise<boolean> {
  return withLandlord(db, landlordId, async (tx) => {
    const [before] = await tx
      .select()
      .from(accounts)
      .where(and(eq(accounts.landlordId, landlordId), eq(accounts.id, accountId)))
      .for('update');
    if (!before) return false;
    const { kind, ...states } = await work(tx, before);
    await appendActs(tx, landlordId, [
      {
        kind,
        at: now,
        actor: by,
        subjects: [`account:${accountId}`],
        ...states,
        why: null,
      },
    ]);
    return true;
  });
}

function accountsOf(tx: Transaction, landlordId: string) {
  const open = tx
    .select({
      accountId: webSessions.accountId,
      count: sql<number>`count(*)::integer`.as('open_sessions'),
    })
    .from(webSessions)
    .where(gt(webSessions.expiresAt, sql`now()`))
    .groupBy(webSessions.accountId)
    .as('open');
  return tx
    .select({ account: accounts, confirmedAt: secondFactors.confirmedAt, sessions: open.count })
    .from(accounts)
    .leftJoin(secondFactors, eq(secondFactors.accountId, accounts.id))
    .leftJoin(open, eq(open.accountId, accounts.id))
    .where(eq(accounts.landlordId, landlordId))
    .orderBy(asc(accounts.role), asc(accounts.email));
}
