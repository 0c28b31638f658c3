/**
 * Who signed in last on this browser, as a mark that only the service can make: what was typed in an expired sign-in is
 * given back to that person, and to nobody else who signs in there.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

const cookieName = 'parcours-compte';
const cookiePattern = /(?:^|;\s*)parcours-compte=([0-9a-f]{64})\.([0-9a-f]{64})(?:;|$)/;
const days = 30;
const millisecondsPerDay = 86_400_000;

/** The mark of an account. */
export function markOf(secret: string, accountId: string): string {
  return hmac(secret, `account-mark ${accountId}`);
}

/** Leaves the mark on the browser where it is not there yet; nothing of the account can be read from it. */
export function leaveMark(request: Request, secret: string, accountId: string): void {
  const mark = markOf(secret, accountId);
  if (markHeld(request, secret) === mark) return;
  request.res?.cookie(cookieName, `${mark}.${sealOf(secret, mark)}`, {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.secure,
    path: '/',
    maxAge: days * millisecondsPerDay,
  });
}

/** The mark that the browser holds; null where it holds none that the service made. */
export function markHeld(request: Request, secret: string): string | null {
  const [, mark, seal] = cookiePattern.exec(request.get('cookie') ?? '') ?? [];
  if (mark === undefined || seal === undefined) return null;
  return same(seal, sealOf(secret, mark)) ? mark : null;
}

/** Whether a mark is that of the account. */
export function isMarkOf(mark: string, secret: string, accountId: string): boolean {
  return same(mark, markOf(secret, accountId));
}

/** A stranger's invention is not kept: the seal shows that the mark is ours, whoever's it is. */
function sealOf(secret: string, mark: string): string {
  return hmac(secret, `account-mark-seal ${mark}`);
}

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
