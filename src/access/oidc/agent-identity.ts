/**
 * Which account a person of an identity provider is: the one tied to them, or on the first day the one of their verified
 * address, which is then tied. No account is ever made by a sign-in, and none changes hands.
 */
import { z } from 'zod';
import type { Actor } from '../../domain/act.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Account, AccountPort } from '../account-port.ts';
import { isStaff } from '../permissions.ts';
import type { Owner } from '../security-port.ts';
import { normalEmail } from '../sign-in.ts';
import type { Identity } from './identity-provider.ts';
import { vouchesForEmail } from './profiles.ts';

export type IdentityPort = {
  /** The identifier of the account tied to the person; null where none is. */
  accountIdOf: (issuer: string, subject: string) => Promise<string | null>;
  /** Ties it; false where the account is tied to another person of that provider already. */
  tie: (
    owner: Owner,
    identity: { issuer: string; subject: string },
    by: Actor,
    now: Date,
  ) => Promise<boolean>;
};

export type IdentityRefusal = 'no-account' | 'unverified-address' | 'another-person';

const claimsSchema = z.object({
  email: z.string().max(320).optional(),
  email_verified: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .optional(),
});

export async function accountOfIdentity(
  { accounts, identities }: { accounts: AccountPort; identities: IdentityPort },
  { issuer, subject, claims }: Identity,
  now: Date,
): Promise<Result<Account, IdentityRefusal>> {
  const tied = await identities.accountIdOf(issuer, subject);
  if (tied !== null) {
    const account = await accounts.findById(tied);
    return account ? ok(account) : refuse('no-account');
  }
  const { email, email_verified: verified } = claimsSchema.safeParse(claims).data ?? {};
  if (email === undefined || !(verified ?? vouchesForEmail(issuer))) return refuse('unverified-address');
  const account = await accounts.findByEmail(normalEmail(email));
  if (!account || !isStaff(account.role)) return refuse('no-account');
  const owner = { landlordId: account.landlordId, accountId: account.id };
  const by = { accountId: account.id, name: account.name, role: account.role };
  const isTied = await identities.tie(owner, { issuer, subject }, by, now);
  return isTied ? ok(account) : refuse('another-person');
}
