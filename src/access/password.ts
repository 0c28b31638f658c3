/** Passwords: scrypt with its parameters beside the hash, so that they can be raised without losing anyone. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { hashQueue } from './hash-queue.ts';

/** OWASP's floor for scrypt at r = 8, p = 1: 0.4 s of one processor here, and 128 MB while it lasts. */
const floorCost = 2 ** 17;
const blockSize = 8;
const parallelism = 1;
const keyBytes = 32;

/** One queue for the whole process. */
const inTurn = hashQueue();

export type Passwords = {
  /** "scrypt$N$r$p$salt$hash", computed in the thread pool. */
  hash: (password: string) => Promise<string>;
  /**
   * Whether the password is the one hashed; `outdated`: it is, by a hash cheaper than those of today. Null (no account,
   * no password yet) and an outdated hash take the time of a check of today, so that how long a refusal takes tells
   * neither which addresses have an account nor how old a password is.
   */
  check: (password: string, hash: string | null) => Promise<'wrong' | 'right' | 'outdated'>;
  /** The hash of today of a password that was just found right. It keeps its salt, and devices known by it. */
  renew: (password: string, hash: string) => Promise<string>;
};

/** The hashing of passwords at a cost (N of scrypt); a lower one than the floor is for tests alone. */
export function createPasswords(cost: number = floorCost): Passwords {
  const parameters = { N: cost, r: blockSize, p: parallelism };
  const hashWith = async (password: string, salt: Buffer): Promise<string> => {
    const key = await derive(password, salt, parameters);
    return ['scrypt', cost, blockSize, parallelism, salt.toString('base64'), key.toString('base64')].join(
      '$',
    );
  };
  const hash = (password: string) => hashWith(password, randomBytes(16));
  return {
    hash,
    check: async (password, kept) => {
      const held = partsOf(kept);
      if (held === null) {
        await hash(password);
        return 'wrong';
      }
      const found = await derive(password, held.salt, held.parameters);
      const isOutdated = held.parameters.N < cost;
      if (timingSafeEqual(held.key, found)) return isOutdated ? 'outdated' : 'right';
      // N + (N + 2N + … + cost / 2) is the cost of today.
      for (let { N } = held.parameters; N < cost; N *= 2) {
        await derive(password, held.salt, { ...held.parameters, N });
      }
      return 'wrong';
    },
    renew: (password, kept) => hashWith(password, partsOf(kept)?.salt ?? randomBytes(16)),
  };
}

/** What stands for the password chosen, whatever a renewal made of its hash; empty where there is none. */
export function choiceOf(hash: string | null): string {
  return partsOf(hash)?.salt.toString('base64') ?? '';
}

type Parameters = { N: number; r: number; p: number };

function partsOf(hash: string | null): { parameters: Parameters; salt: Buffer; key: Buffer } | null {
  const [kind, cost, size, lanes, salt, key] = (hash ?? '').split('$');
  if (kind !== 'scrypt' || !salt || !key) return null;
  return {
    parameters: { N: Number(cost), r: Number(size), p: Number(lanes) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  };
}

function derive(password: string, salt: Buffer, parameters: Parameters): Promise<Buffer> {
  const limits: ScryptOptions = { ...parameters, maxmem: 256 * parameters.N * parameters.r };
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
