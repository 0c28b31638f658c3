/** Passwords: scrypt with its parameters beside the hash, so that they can be raised without losing anyone. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { hashQueue } from './hash-queue.ts';

/** OWASP's floor for scrypt at r = 8, p = 1 is 2^17; half of it costs 0.3 s here and one sign-in at a time 64 MB. */
const defaultCost = 2 ** 16;
const blockSize = 8;
const parallelism = 1;
const keyBytes = 32;

/** One queue for the whole process. */
const inTurn = hashQueue();

/** "scrypt$N$r$p$salt$hash", computed in the thread pool. */
export async function hashPassword(password: string, cost: number = defaultCost): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, { N: cost, r: blockSize, p: parallelism });
  return ['scrypt', cost, blockSize, parallelism, salt.toString('base64'), key.toString('base64')].join('$');
}

/**
 * Tells whether the password is the one hashed. Null (no account, no password yet) takes the time of a real
 * check, so that answers do not tell which addresses have an account.
 */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const [kind, cost, size, lanes, salt, key] = (hash ?? '').split('$');
  if (kind !== 'scrypt' || !salt || !key) {
    await hashPassword(password);
    return false;
  }
  const expected = Buffer.from(key, 'base64');
  const found = await derive(password, Buffer.from(salt, 'base64'), {
    N: Number(cost),
    r: Number(size),
    p: Number(lanes),
  });
  return timingSafeEqual(expected, found);
}

function derive(
  password: string,
  salt: Buffer,
  options: { N: number; r: number; p: number },
): Promise<Buffer> {
  const limits: ScryptOptions = { ...options, maxmem: 256 * options.N * options.r };
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        // The same accent can be typed as one or two code points.
        scrypt(password.normalize('NFC'), salt, keyBytes, limits, (fault, key) => {
          if (fault) reject(fault);
          else resolve(key);
        });
      }),
  );
}
