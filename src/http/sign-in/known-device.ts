/**
 * The mark of a device on which somebody signed in before, all factors given: others who try their password cannot shut
 * it out. It opens nothing by itself, and a new password ends it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Account } from '../../access/account-port.ts';
import { choiceOf } from '../../access/password.ts';

const cookieName = 'parcours-appareil';
const cookiePattern = /(?:^|;\s*)parcours-appareil=([0-9a-f]{32})((?:\.[0-9a-f]{32}){1,6})(?:;|$)/;
// Colleagues share a desk; beyond, the one who has not signed in there for longest is forgotten.
const mostAccounts = 6;
const days = 180;
const millisecondsPerDay = 86_400_000;

type Known = Pick<Account, 'id' | 'passwordHash'>;

/** The device, where the account signed in on it before; null for a stranger. */
export function knownDevice(request: Request, secret: string, account: Known): string | null {
  const held = deviceHeld(request);
  if (held === null) return null;
  const own = Buffer.from(sealOf(secret, held.id, account));
  return held.seals.some((seal) => timingSafeEqual(Buffer.from(seal), own)) ? held.id : null;
}

/** Leaves the mark of the account on the device, beside those of others. */
export function rememberDevice(request: Request, secret: string, account: Known): void {
  const { id, seals } = deviceHeld(request) ?? { id: randomBytes(16).toString('hex'), seals: [] };
  const own = sealOf(secret, id, account);
  const all = [own, ...seals.filter((seal) => seal !== own)].slice(0, mostAccounts);
  request.res?.cookie(cookieName, [id, ...all].join('.'), {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.secure,
    path: '/',
    maxAge: days * millisecondsPerDay,
  });
}

function deviceHeld(request: Request): { id: string; seals: string[] } | null {
  const [, id, seals] = cookiePattern.exec(request.get('cookie') ?? '') ?? [];
  if (id === undefined || seals === undefined) return null;
  return { id, seals: seals.split('.').filter((seal) => seal !== '') };
}

/** Tied to the password chosen, not to its hash: changing it makes every device a stranger again, a dearer hash none. */
function sealOf(secret: string, device: string, { id, passwordHash }: Known): string {
  const text = `known-device\n${device}\n${id}\n${choiceOf(passwordHash)}`;
  return createHmac('sha256', secret).update(text).digest('hex').slice(0, 32);
}
