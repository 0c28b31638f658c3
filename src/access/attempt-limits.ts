/**
 * Who tries passwords or codes is slowed down; who has an account is not locked out by others. A stranger has few
 * failures an account from one address, more an address, and an account that strangers of many addresses try answers
 * them slower and slower. A device on which the person signed in before stands beside all this: it has a count of its
 * own, and only its own failures end that.
 */
import { createHash } from 'node:crypto';
import type { AttemptPort } from './account-port.ts';

const minute = 60_000;
export const attemptLimits = {
  windowMinutes: 15,
  /** Failures of one address on one account. */
  ofAddressOnAccount: 5,
  /**
   * Failures of one address, and attempts under way: an agency has one for all its officers, who may come on the same
   * minute from new devices and wait for their hashes.
   */
  ofAddress: 60,
  /** Failures of a known device on its account, before it is a stranger like any other. */
  ofKnownDevice: 10,
  /** Failures on an account from everywhere in a day before each waits for a second, two, four… */
  onAccountBeforeDelay: 10,
  accountWindowHours: 24,
  /** 288 guesses a day at most: nothing against a password that is not among the commonest. */
  longestDelaySeconds: 300,
} as const;

export type Attempt = {
  /** Passwords, codes and tokens are counted apart. */
  what: 'password' | 'code' | 'token';
  /** What was typed, whether or not an account has that address. */
  subject: string;
  /** The network address. */
  address: string;
  /** The known device of that account; null for a stranger. */
  device: string | null;
};

export type CountedAttempt =
  | { admitted: true; succeeded: () => Promise<void> }
  | { admitted: false; seconds: number };

/** Counts an attempt before it is heard, so that many at once are many; a success is taken back. */
export async function countAttempt(
  attempts: AttemptPort,
  { what, subject, address, device }: Attempt,
): Promise<CountedAttempt> {
  const window = attemptLimits.windowMinutes * minute;
  const counted: string[] = [];
  const succeeded = async () => {
    for (const key of counted) await attempts.takeBack(key);
  };
  if (device !== null) {
    const key = keyOf(what, 'device', device, subject);
    const { count } = await attempts.add(key, window);
    counted.push(key);
    if (count <= attemptLimits.ofKnownDevice) return { admitted: true, succeeded };
  }
  for (const [limit, key] of [
    [attemptLimits.ofAddress, keyOf(what, 'address', address)],
    [attemptLimits.ofAddressOnAccount, keyOf(what, 'address on account', address, subject)],
  ] as const) {
    const { count, resetsAt } = await attempts.add(key, window);
    counted.push(key);
    if (count > limit) return { admitted: false, seconds: secondsUntil(resetsAt) };
  }
  const key = keyOf(what, 'account', subject);
  const slowed = await attempts.addDelayed(key, {
    windowMilliseconds: attemptLimits.accountWindowHours * 60 * minute,
    freely: attemptLimits.onAccountBeforeDelay,
    longestSeconds: attemptLimits.longestDelaySeconds,
  });
  if (slowed !== null) return { admitted: false, seconds: secondsUntil(slowed) };
  counted.push(key);
  return { admitted: true, succeeded };
}

function secondsUntil(instant: Date): number {
  return Math.max(1, Math.ceil((instant.getTime() - Date.now()) / 1000));
}

/** Keys are kept as hashes: the table names nobody. */
function keyOf(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
