/** An account's own security: each change in one transaction that ends in the journal. */
import { and, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import {
  newFactorSecret,
  newRecoveryCodes,
  recoveryHash,
  stepOfCode,
} from '../../src/access/one-time-password.ts';
import type { Owner, SecurityPort } from '../../src/access/security-port.ts';
import type { Act, Actor } from '../../src/domain/act.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import { type Database, type Transaction, withLandlord } from '../connection.ts';
import { accounts, signInLinks, webSessions } from '../schema/account.ts';
import { secondFactors } from '../schema/sign-in.ts';
import { appendActs } from './journal-append.ts';
import { keepSignIn } from './sign-in-acts.ts';
import { sessionMarkLength } from './web-session-store.ts';

export function securityStore(db: Database): SecurityPort {
  return {
    signedIn: (account, signIn, by, now) => keepSignIn(db, account, signIn, by, now),
    ...factorStore(db),
    ...passwordAndSessions(db),
  };
}

type FactorPort = Omit<SecurityPort, 'signedIn' | 'changePassword' | 'endSessions'>;

function factorStore(db: Database): FactorPort {
  return {
    secondFactor: (owner) =>
      withLandlord(db, owner.landlordId, async (tx) => {
        const [row] = await tx
          .select({ confirmedAt: secondFactors.confirmedAt, hashes: secondFactors.recoveryHashes })
          .from(secondFactors)
          .where(and(isOwn(owner), isNotNull(secondFactors.confirmedAt)));
        return row?.confirmedAt
          ? { confirmedAt: row.confirmedAt, recoveryCodesLeft: row.hashes.length }
          : null;
      }),
    beginSecondFactor: (owner) =>
      withLandlord(db, owner.landlordId, async (tx) => {
        await tx
          .insert(secondFactors)
          .values({ ...owner, sealedSecret: newFactorSecret(), recoveryHashes: [] })
          .onConflictDoNothing();
        const row = await locked(tx, owner);
        return row && row.confirmedAt === null ? row.sealedSecret : null;
      }),
    confirmSecondFactor: (owner, code, by, now) =>
      withLandlord(db, owner.landlordId, async (tx) => {
        const row = await locked(tx, owner);
        if (!row || row.confirmedAt !== null) return refuse('nothing-begun');
        const step = stepOfCode(row.sealedSecret, code, now, row.lastStep);
        if (step === null) return refuse('wrong-code');
        const codes = newRecoveryCodes();
        const own = { confirmedAt: now, lastStep: step, recoveryHashes: codes.map(recoveryHash) };
        await tx.update(secondFactors).set(own).where(isOwn(owner));
        await told(tx, owner, by, now, 'account.secondFactorSet');
        return ok(codes);
      }),
    useSecondFactor: (owner, typed, by, now) =>
      withLandlord(db, owner.landlordId, async (tx) => {
        const row = await locked(tx, owner);
        if (!row || row.confirmedAt === null) return false;
        const step = stepOfCode(row.sealedSecret, typed, now, row.lastStep);
        if (step !== null) {
          await tx.update(secondFactors).set({ lastStep: step }).where(isOwn(owner));
          return true;
        }
        const hash = recoveryHash(typed);
        const recoveryHashes = row.recoveryHashes.filter((one) => one !== hash);
        if (recoveryHashes.length === row.recoveryHashes.length) return false;
        await tx.update(secondFactors).set({ recoveryHashes }).where(isOwn(owner));
        await told(tx, owner, by, now, 'account.recoveryCodeUsed', {
          after: { left: recoveryHashes.length },
        });
        return true;
      }),
    renewRecoveryCodes: (owner, by, now) =>
      withLandlord(db, owner.landlordId, async (tx) => {
        const row = await locked(tx, owner);
        if (!row || row.confirmedAt === null) return null;
        const codes = newRecoveryCodes();
        await tx
          .update(secondFactors)
          .set({ recoveryHashes: codes.map(recoveryHash) })
          .where(isOwn(owner));
        await told(tx, owner, by, now, 'account.recoveryCodesRenewed');
        return codes;
      }),
    removeSecondFactor: (owner, by, now, why) =>
      withLandlord(db, owner.landlordId, async (tx) => {
        const [gone] = await tx
          .delete(secondFactors)
          .where(isOwn(owner))
          .returning({ confirmedAt: secondFactors.confirmedAt });
        if (!gone || gone.confirmedAt === null) return false;
        const isOther = by.accountId !== owner.accountId;
        if (isOther) await tx.delete(webSessions).where(eq(webSessions.accountId, owner.accountId));
        await told(
          tx,
          owner,
          by,
          now,
          isOther ? 'account.secondFactorReset' : 'account.secondFactorRemoved',
          {
            why,
          },
        );
        return true;
      }),
  };
}

function passwordAndSessions(db: Database): Pick<SecurityPort, 'changePassword' | 'endSessions'> {
  return {
    changePassword: (owner, passwordHash, keptIdHash, by, now) =>
      withLandlord(db, owner.landlordId, async (tx) => {
        await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, owner.accountId));
        // A link that was sent before would set another password.
        await tx
          .update(signInLinks)
          .set({ usedAt: now })
          .where(and(eq(signInLinks.accountId, owner.accountId), isNull(signInLinks.usedAt)));
        await end(tx, owner, ne(webSessions.idHash, keptIdHash));
        await told(tx, owner, by, now, 'account.passwordChanged');
      }),
    endSessions: (owner, which, by, now) =>
      withLandlord(db, owner.landlordId, async (tx) => {
        const ended = await end(tx, owner, whichSessions(which));
        if (ended > 0) await told(tx, owner, by, now, 'account.sessionsEnded', { after: { ended } });
        return ended;
      }),
  };
}

function whichSessions(which: Parameters<SecurityPort['endSessions']>[1]) {
  if (which === 'all') return sql`true`;
  if ('but' in which) return ne(webSessions.idHash, which.but);
  return sql`left(${webSessions.idHash}, ${sessionMarkLength}::integer) = ${which.mark}`;
}

async function end(tx: Transaction, { accountId }: Owner, which: ReturnType<typeof sql>): Promise<number> {
  const gone = await tx
    .delete(webSessions)
    .where(and(eq(webSessions.accountId, accountId), which))
    .returning({ id: webSessions.idHash });
  return gone.length;
}

function isOwn({ landlordId, accountId }: Owner) {
  return and(eq(secondFactors.accountId, accountId), eq(secondFactors.landlordId, landlordId));
}

/** Two codes typed at once follow each other: the second finds the first one used. */
async function locked(tx: Transaction, owner: Owner) {
  const [row] = await tx.select().from(secondFactors).where(isOwn(owner)).for('update');
  return row ?? null;
}

function told(
  tx: Transaction,
  { landlordId, accountId }: Owner,
  by: Actor,
  at: Date,
  kind: string,
  more: Partial<Pick<Act, 'after' | 'why'>> = {},
): Promise<void> {
  const act: Act = {
    kind,
    at,
    actor: by,
    subjects: [`account:${accountId}`],
    before: null,
    after: null,
    why: null,
  };
  return appendActs(tx, landlordId, [{ ...act, ...more }]);
}
