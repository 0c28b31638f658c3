/**
 * Tokens of the API: `parc_`, 256 bits of chance, and a checksum, so that a tool that searches for leaked secrets
 * knows one, and a mistyped one costs no reading of the database.
 */
import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Actor } from '../domain/act.ts';
import { addDays, type CivilDate, daysBetween, instantInParis } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Account } from './account-port.ts';
import { may, type Permission, type Role } from './permissions.ts';
import type { Owner } from './security-port.ts';

const pattern = /^parc_([A-Za-z0-9_-]{43})([0-9a-f]{8})$/;
export const longestTokenDays = 365;
/** Enough for every program of a landlord; a page of more would hide the one to revoke. */
const mostTokens = 20;

export type ApiToken = {
  id: string;
  name: string;
  scopes: readonly Permission[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedOn: CivilDate | null;
};

export type NewToken = { name: string; scopes: readonly Permission[]; expiresOn: CivilDate };
export type TokenRefusal =
  | 'no-scope'
  | 'not-a-right-of-theirs'
  | 'too-long'
  | 'already-over'
  | 'too-many'
  | 'made-already';

export type TokenPort = {
  /** Those that can still serve, newest first. */
  list: (owner: Owner) => Promise<ApiToken[]>;
  /**
   * Keeps it with an act. Of a form sent twice (the same `id`) one token stands: that of the last answer, which is the
   * one that a person reads. False where it serves already, or was revoked.
   */
  create: (
    owner: Owner,
    token: NewToken & { id: string; tokenHash: string; expiresAt: Date },
    by: Actor,
    now: Date,
  ) => Promise<boolean>;
  /** False where the account has no such token, or it is revoked already. */
  revoke: (owner: Owner, id: string, by: Actor, now: Date) => Promise<boolean>;
  /** The account and the rights of a token that is good now, and keeps the day of this use. */
  use: (
    tokenHash: string,
    now: Date,
    today: CivilDate,
  ) => Promise<{ account: Account; scopes: readonly Permission[] } | null>;
};

/** Makes a token and keeps its hash; the token itself is given this once. */
export async function createToken(
  tokens: TokenPort,
  owner: Owner & { role: Role },
  token: NewToken & { id: string },
  by: Actor,
  today: CivilDate,
  now: Date,
): Promise<Result<string, TokenRefusal>> {
  if (token.scopes.length === 0) return refuse('no-scope');
  if (!token.scopes.every((scope) => may(owner.role, scope))) return refuse('not-a-right-of-theirs');
  const days = daysBetween(today, token.expiresOn);
  if (days < 1) return refuse('already-over');
  if (days > longestTokenDays) return refuse('too-long');
  if ((await tokens.list(owner)).length >= mostTokens) return refuse('too-many');
  const secret = randomBytes(32).toString('base64url');
  const text = `parc_${secret}${checksum(secret)}`;
  // The last day is whole.
  const expiresAt = instantInParis(addDays(token.expiresOn, 1), '00:00');
  const { landlordId, accountId } = owner;
  const kept = await tokens.create(
    { landlordId, accountId },
    { ...token, tokenHash: tokenHash(text), expiresAt },
    by,
    now,
  );
  return kept ? ok(text) : refuse('made-already');
}

/** Whether a text has the form of a token, its checksum included. */
export function isTokenText(text: string): boolean {
  const [, secret, sum] = pattern.exec(text) ?? [];
  return secret !== undefined && checksum(secret) === sum;
}

/** How a token is kept: its 256 bits need no salt. */
export function tokenHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function checksum(secret: string): string {
  return crc32(`parcours ${secret}`).toString(16).padStart(8, '0');
}
