/** Sessions on the web and counts of failed sign-ins, shared by every process of the service. */
import { and, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { AttemptPort, WebSessionPort } from '../../src/access/account-port.ts';
import type { Database } from '../connection.ts';
import { signInAttempts, webSessions } from '../schema/account.ts';

/** Enough of a hash to tell the sessions of one person apart. */
export const sessionMarkLength = 16;

const shownOfSession = z.object({
  device: z.string().optional(),
  network: z.string().optional(),
  signedInAt: z.number().optional(),
});

export function webSessionStore(db: Database): WebSessionPort {
  return {
    read: async (idHash, now) => {
      const [row] = await db
        .select({ content: webSessions.content, seenAt: webSessions.seenAt })
        .from(webSessions)
        .where(and(eq(webSessions.idHash, idHash), gt(webSessions.expiresAt, now)));
      return row ?? null;
    },
    write: async (idHash, content, accountId, { idleUntil, endsAt }) => {
      const own = { content, accountId, expiresAt: earlier(idleUntil, endsAt), endsAt };
      await db
        .insert(webSessions)
        .values({ idHash, ...own })
        .onConflictDoUpdate({ target: webSessions.idHash, set: own });
    },
    rewrite: async (idHash, content, idleUntil) => {
      await db
        .update(webSessions)
        .set({ content, expiresAt: notBeyondEnd(idleUntil) })
        .where(eq(webSessions.idHash, idHash));
    },
    touch: async (idHash, idleUntil, now) => {
      await db
        .update(webSessions)
        .set({ seenAt: now, expiresAt: notBeyondEnd(idleUntil) })
        .where(eq(webSessions.idHash, idHash));
    },
    remove: async (idHash) => {
      await db.delete(webSessions).where(eq(webSessions.idHash, idHash));
    },
    removeExpired: async (now) => {
      await db.delete(webSessions).where(lt(webSessions.expiresAt, now));
      await db.delete(signInAttempts).where(lt(signInAttempts.resetsAt, now));
    },
    ofAccount: async (accountId, thisIdHash, now) => {
      const rows = await db
        .select()
        .from(webSessions)
        .where(and(eq(webSessions.accountId, accountId), gt(webSessions.expiresAt, now)))
        .orderBy(desc(webSessions.seenAt));
      return rows.map(({ idHash, content, createdAt, seenAt }) => {
        const { device = null, network = null, signedInAt } = shownOfSession.safeParse(content).data ?? {};
        const mark = idHash.slice(0, sessionMarkLength);
        const openedAt = signedInAt === undefined ? createdAt : new Date(signedInAt);
        return { mark, device, network, openedAt, seenAt, isThisOne: idHash === thisIdHash };
      });
    },
  };
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

/** Sessions from before the absolute end was kept end where they would have. */
function notBeyondEnd(idleUntil: Date) {
  return sql`least(${idleUntil.toISOString()}::timestamptz, coalesce(${webSessions.endsAt}, ${webSessions.expiresAt}))`;
}

export function attemptStore(db: Database): AttemptPort {
  const over = sql`${signInAttempts.resetsAt} < now()`;
  const inMilliseconds = (milliseconds: number) => sql`now() + ${`${milliseconds} milliseconds`}::interval`;
  return {
    add: async (keyHash, windowMilliseconds) => {
      const resetsAt = inMilliseconds(windowMilliseconds);
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
    addDelayed: async (keyHash, { windowMilliseconds, freely, longestSeconds }) => {
      const resetsAt = inMilliseconds(windowMilliseconds);
      // 2^30 seconds are more than any limit; beyond, the power would overflow.
      const doublings = sql`least(30, ${signInAttempts.count} - ${freely}::integer)`;
      const delay = sql`least(${longestSeconds}::integer, power(2, ${doublings})) * interval '1 second'`;
      const [added] = await db
        .insert(signInAttempts)
        .values({ keyHash, count: 1, resetsAt })
        .onConflictDoUpdate({
          target: signInAttempts.keyHash,
          set: {
            count: sql`case when ${over} then 1 else ${signInAttempts.count} + 1 end`,
            resetsAt: sql`case when ${over} then ${resetsAt} else ${signInAttempts.resetsAt} end`,
            nextAt: sql`case when ${over} or ${signInAttempts.count} < ${freely}::integer then null else now() + ${delay} end`,
          },
          setWhere: sql`${over} or ${signInAttempts.nextAt} is null or ${signInAttempts.nextAt} <= now()`,
        })
        .returning({ count: signInAttempts.count });
      if (added) return null;
      const [row] = await db
        .select({ nextAt: signInAttempts.nextAt })
        .from(signInAttempts)
        .where(eq(signInAttempts.keyHash, keyHash));
      return row?.nextAt ?? new Date();
    },
    takeBack: async (keyHash) => {
      await db
        .update(signInAttempts)
        .set({ count: sql`greatest(0, ${signInAttempts.count} - 1)` })
        .where(eq(signInAttempts.keyHash, keyHash));
    },
  };
}
