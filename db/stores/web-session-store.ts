/** Sessions on the web and counts of failed sign-ins, shared by every process of the service. */
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { AttemptPort, WebSessionPort } from '../../src/access/account-port.ts';
import type { Database } from '../connection.ts';
import { signInAttempts, webSessions } from '../schema/account.ts';

export function webSessionStore(db: Database): WebSessionPort {
  return {
    read: async (idHash, now) => {
      const [row] = await db
        .select({ content: webSessions.content })
        .from(webSessions)
        .where(and(eq(webSessions.idHash, idHash), gt(webSessions.expiresAt, now)));
      return row?.content ?? null;
    },
    write: async (idHash, content, expiresAt) => {
      await db
        .insert(webSessions)
        .values({ idHash, content, expiresAt })
        .onConflictDoUpdate({ target: webSessions.idHash, set: { content, expiresAt } });
    },
    rewrite: async (idHash, content, expiresAt) => {
      await db.update(webSessions).set({ content, expiresAt }).where(eq(webSessions.idHash, idHash));
    },
    remove: async (idHash) => {
      await db.delete(webSessions).where(eq(webSessions.idHash, idHash));
    },
    removeExpired: async (now) => {
      await db.delete(webSessions).where(lt(webSessions.expiresAt, now));
      await db.delete(signInAttempts).where(lt(signInAttempts.resetsAt, now));
    },
  };
}

export function attemptStore(db: Database): AttemptPort {
  return {
    add: async (keyHash, windowMilliseconds) => {
      const resetsAt = sql`now() + ${`${windowMilliseconds} milliseconds`}::interval`;
      const over = sql`${signInAttempts.resetsAt} < now()`;
      const [row] = await db
        .insert(signInAttempts)
        .values({ keyHash, count: 1, resetsAt })
        .onConflictDoUpdate({
          target: signInAttempts.keyHash,
          set: {
            count: sql`case when ${over} then 1 else ${signInAttempts.count} + 1 end`,
            resetsAt: sql`case when ${over} then ${resetsAt} else ${signInAttempts.resetsAt} end`,
          },
        })
        .returning({ count: signInAttempts.count, resetsAt: signInAttempts.resetsAt });
      if (!row) throw new Error('an upsert returned no row');
      return row;
    },
    takeBack: async (keyHash) => {
      await db
        .update(signInAttempts)
        .set({ count: sql`greatest(0, ${signInAttempts.count} - 1)` })
        .where(eq(signInAttempts.keyHash, keyHash));
    },
    reset: async (keyHash) => {
      await db.delete(signInAttempts).where(eq(signInAttempts.keyHash, keyHash));
    },
  };
}
