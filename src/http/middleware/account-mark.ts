/**
 * Who signed in last on this browser, as a mark that only the service can make: what was typed in an expired sign-in is
 * given back to that person, and to nobody else who signs in there.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

const cookieName = 'parcours-compte';
const days = 30;
const millisecondsPerDay = 86_400_000;

/** The mark of an account. */
export function markOf(secret: string, accountId: string): string {
  return createHmac('sha256', secret).update(`account-mark ${accountId}`).digest('hex');
}

/** Leaves the mark on the browser where it is not there yet; nothing of the account can be read from it. */
export function leaveMark(request: Request, secret: string, accountId: string): void {
  if (markHeld(request) === markOf(secret, accountId)) return;
  request.res?.cookie(cookieName, markOf(secret, accountId), {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.secure,
    path: '/',
    maxAge: days * millisecondsPerDay,
  });
}

/** The mark that the browser holds; null where it holds none. */
export function markHeld(request: Request): string | null {
  const found = /(?:^|;\s*)parcours-compte=([0-9a-f]{64})(?:;|$)/.exec(request.get('cookie') ?? '');
  return found?.[1] ?? null;
}

/** Whether a mark is that of the account. */
export function isMarkOf(mark: string, secret: string, accountId: string): boolean {
  const expected = Buffer.from(markOf(secret, accountId));
  const given = Buffer.from(mark);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
