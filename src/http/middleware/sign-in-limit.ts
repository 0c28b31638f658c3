/** Slows down who tries passwords: few failures an account, more an address, counted in PostgreSQL for all processes. */
import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit, type Store } from 'express-rate-limit';
import type { AttemptPort } from '../../access/account-port.ts';
import { normalEmail } from '../../access/sign-in.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Metrics } from '../../metrics.ts';

const windowMinutes = 15;
const failuresPerAccount = 5;
const failuresPerAddress = 30;

/** Both limits, to be put before a sign-in. A success is not counted. */
export function signInLimit(attempts: AttemptPort, metrics: Metrics): RequestHandler[] {
  return [
    limit(attempts, metrics, failuresPerAddress, (request) => `address ${ipKeyGenerator(request.ip ?? '')}`),
    limit(attempts, metrics, failuresPerAccount, (request) => `account ${emailOf(request)}`),
  ];
}

function limit(
  attempts: AttemptPort,
  metrics: Metrics,
  failures: number,
  keyOf: (request: Request) => string,
): RequestHandler {
  return rateLimit({
    windowMs: windowMinutes * 60_000,
    limit: failures,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skipSuccessfulRequests: true,
    keyGenerator: keyOf,
    store: storeOver(attempts),
    handler: () => {
      metrics.signInsRefused.inc();
      throw new AppError('too-many-requests', 'Trop d’essais de connexion.', {
        hint: `Attendez ${windowMinutes} minutes avant de recommencer.`,
      });
    },
  });
}

/** Keys are kept as hashes: the table names nobody. */
function storeOver(attempts: AttemptPort): Store {
  const hash = (key: string) => createHash('sha256').update(key).digest('hex');
  return {
    increment: async (key) => {
      const { count, resetsAt } = await attempts.add(hash(key), windowMinutes * 60_000);
      return { totalHits: count, resetTime: resetsAt };
    },
    decrement: (key) => attempts.takeBack(hash(key)),
    resetKey: (key) => attempts.reset(hash(key)),
  };
}

function emailOf(request: Request): string {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || !('email' in body)) return '';
  return typeof body.email === 'string' ? normalEmail(body.email) : '';
}
