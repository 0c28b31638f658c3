/** Signing in with an address and a password, and the one-time link that lets a new account choose its own. */
import { createHash, randomBytes } from 'node:crypto';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Account, AccountPort, NewAccount } from './account-port.ts';
import { hashPassword, minimumPasswordLength, passwordMatches } from './password.ts';

const linkHours = 48;

/** The account, or null: which of the two was wrong is never said. */
export async function signIn(
  accounts: AccountPort,
  email: string,
  password: string,
): Promise<Account | null> {
  const account = await accounts.findByEmail(normalEmail(email));
  const matches = await passwordMatches(password, account?.passwordHash ?? null);
  return matches ? account : null;
}

/** One spelling for one address. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Creates an account without a password and gives the token of its one-time link, good for 48 hours. */
export async function inviteAccount(
  accounts: AccountPort,
  account: NewAccount,
  now: Date,
): Promise<Result<string, 'address-taken'>> {
  const id = await accounts.create({ ...account, email: normalEmail(account.email) });
  if (id === null) return refuse('address-taken');
  const token = randomBytes(32).toString('base64url');
  await accounts.createLink({
    tokenHash: tokenHash(token),
    accountId: id,
    landlordId: account.landlordId,
    expiresAt: new Date(now.getTime() + linkHours * 3_600_000),
  });
  return ok(token);
}

/** The account that a link opens, while it is good. */
export function accountOfLink(accounts: AccountPort, token: string, now: Date): Promise<Account | null> {
  return accounts.findByLink(tokenHash(token), now);
}

/** Sets the first password and uses the link up. */
export async function choosePassword(
  accounts: AccountPort,
  token: string,
  password: string,
  now: Date,
): Promise<Result<null, 'too-short' | 'link-gone'>> {
  if (password.length < minimumPasswordLength) return refuse('too-short');
  const used = await accounts.useLink(tokenHash(token), await hashPassword(password), now);
  return used ? ok(null) : refuse('link-gone');
}

function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
