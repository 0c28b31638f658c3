/** Tokens of the API. One is read before the landlord is known, by its hash alone; their making and end are acts. */
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { TokenPort } from '../../src/access/api-token.ts';
import { permissionList } from '../../src/access/permissions.ts';
import type { Owner } from '../../src/access/security-port.ts';
import type { Act } from '../../src/domain/act.ts';
import { type Database, withLandlord } from '../connection.ts';
import { apiTokens } from '../schema/sign-in.ts';
import { accountStore } from './account-store.ts';
import { appendActs } from './journal-append.ts';

export function tokenStore(db: Database): TokenPort {
  return {
    list: ({ landlordId, accountId }) =>
      withLandlord(db, landlordId, (tx) =>
        tx
          .select()
          .from(apiTokens)
          .where(
            and(
              eq(apiTokens.accountId, accountId),
              isNull(apiTokens.revokedAt),
              gt(apiTokens.expiresAt, sql`now()`),
            ),
          )
          .orderBy(desc(apiTokens.createdAt)),
      ),
    create: (owner, { id, name, scopes, expiresOn, tokenHash, expiresAt }, by, now) =>
      withLandlord(db, owner.landlordId, async (tx) => {
        const row = { id, ...owner, name, tokenHash, scopes: [...scopes], expiresAt };
        const [kept] = await tx
          .insert(apiTokens)
          .values(row)
          .onConflictDoUpdate({
            target: apiTokens.id,
            set: { tokenHash },
            setWhere: sql`${apiTokens.accountId} = ${owner.accountId}
              and ${apiTokens.revokedAt} is null and ${apiTokens.lastUsedOn} is null`,
          })
          .returning({ isNew: sql<boolean>`xmax = 0` });
        if (!kept?.isNew) return kept !== undefined;
        const after = { name, scopes: [...scopes], until: expiresOn };
        await appendActs(tx, owner.landlordId, [
          { ...plainAct(owner), kind: 'token.created', at: now, actor: by, after },
        ]);
        return true;
      }),
    revoke: (owner, id, by, now) =>
      withLandlord(db, owner.landlordId, async (tx) => {
        const [gone] = await tx
          .update(apiTokens)
          .set({ revokedAt: now })
          .where(
            and(eq(apiTokens.id, id), eq(apiTokens.accountId, owner.accountId), isNull(apiTokens.revokedAt)),
          )
          .returning({ name: apiTokens.name });
        if (!gone) return false;
        const before = { name: gone.name };
        await appendActs(tx, owner.landlordId, [
          { ...plainAct(owner), kind: 'token.revoked', at: now, actor: by, before },
        ]);
        return true;
      }),
    use: async (tokenHash, now, today) => {
      // The landlord is not known yet: the database answers for this one hash.
      const rows = await db.execute(
        sql`select id, landlord_id, account_id, scopes, last_used_on::text from api_token_by_hash(${tokenHash})
            where revoked_at is null and expires_at > ${now.toISOString()}::timestamptz`,
      );
      const token = tokenRow.safeParse(rows[0]).data;
      const account = token && (await accountStore(db).findById(token.account_id));
      if (!token || !account) return null;
      if (token.last_used_on !== today) {
        await withLandlord(db, token.landlord_id, (tx) =>
          tx.update(apiTokens).set({ lastUsedOn: today }).where(eq(apiTokens.id, token.id)),
        );
      }
      return { account, scopes: permissionList.filter((scope) => token.scopes.includes(scope)) };
    },
  };
}

const tokenRow = z.object({
  id: z.string(),
  landlord_id: z.string(),
  account_id: z.string(),
  scopes: z.array(z.string()),
  last_used_on: z.string().nullable(),
});

function plainAct({ accountId }: Owner): Pick<Act, 'subjects' | 'before' | 'after' | 'why'> {
  return { subjects: [`account:${accountId}`], before: null, after: null, why: null };
}
