/** Signing in with an address and a password, and the one-time link that lets a new account choose its own. */
import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '../domain/act.ts';
import { AppError } from '../kernel/app-error.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Account, AccountPort, AttemptPort, KeptLink, NewAccount } from './account-port.ts';
import { countAttempt } from './attempt-limits.ts';
import type { Passwords } from './password.ts';
import { type PasswordRefusal, passwordRefusal } from './password-rules.ts';

const linkHours = 48;

type Means = { accounts: AccountPort; passwords: Passwords };

export type SignInRefusal = { code: 'wrong' } | { code: 'wait'; seconds: number };

/**
 * The account; which of the two was wrong is never said. The same rows are read and counted and the same hash is made
 * whether or not the account exists. `deviceOf` tells the known device of an account where the request comes from one.
 */
export async function signIn(
  { accounts, attempts, passwords }: Means & { attempts: AttemptPort },
  typed: { email: string; password: string },
  from: { address: string; deviceOf: (account: Account) => string | null },
): Promise<Result<Account, SignInRefusal>> {
  const subject = normalEmail(typed.email);
  const account = await accounts.findByEmail(subject);
  const device = account && from.deviceOf(account);
  const attempt = await countAttempt(attempts, { what: 'password', subject, address: from.address, device });
  if (!attempt.admitted) return refuse({ code: 'wait', seconds: attempt.seconds });
  const checked = await passwords.check(typed.password, account?.passwordHash ?? null);
  if (!account || checked === 'wrong') return refuse({ code: 'wrong' });
  await attempt.succeeded();
  if (checked === 'outdated') await renewHash({ accounts, passwords }, account, typed.password);
  return ok(account);
}

/** Keeps the hash of today instead of a cheaper one; where too many wait for theirs, the next sign-in will. */
async function renewHash({ accounts, passwords }: Means, account: Account, password: string): Promise<void> {
  const { passwordHash } = account;
  if (passwordHash === null) return;
  try {
    const renewed = await passwords.renew(password, passwordHash);
    await accounts.renewPasswordHash(account, renewed);
  } catch (fault) {
    if (!(fault instanceof AppError && fault.code === 'unavailable')) throw fault;
  }
}

/** One spelling for one address. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Creates an account without a password and gives the token of its one-time link, good for 48 hours. */
export async function inviteAccount(
  accounts: AccountPort,
  account: NewAccount,
  by: Actor,
  now: Date,
): Promise<Result<string, 'address-taken'>> {
  const { token, ...link } = newLink(now);
  const made = await accounts.invite({ ...account, email: normalEmail(account.email) }, link, by, now);
  return made ? ok(token) : refuse('address-taken');
}

/** A one-time link, good for 48 hours: the token to give, and what is kept of it. */
export function newLink(now: Date): KeptLink & { token: string } {
  const token = randomBytes(32).toString('base64url');
  return {
    token,
    tokenHash: tokenHash(token),
    expiresAt: new Date(now.getTime() + linkHours * 3_600_000),
  };
}

/** The account that a link opens, while it is good. */
export function accountOfLink(accounts: AccountPort, token: string, now: Date): Promise<Account | null> {
  return accounts.findByLink(tokenHash(token), now);
}

/** Sets the first password and uses the link up. */
export async function choosePassword(
  { accounts, passwords }: Means,
  token: string,
  password: string,
  account: Account,
  now: Date,
): Promise<Result<null, PasswordRefusal | 'link-gone'>> {
  const refusal = await passwordRefusal(password, account);
  if (refusal !== null) return refuse(refusal);
  const used = await accounts.useLink(tokenHash(token), await passwords.hash(password), now);
  return used ? ok(null) : refuse('link-gone');
}

function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
