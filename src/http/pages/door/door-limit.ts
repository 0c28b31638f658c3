/**
 * Slows down who asks for codes or tries them: so many a number typed, more a network address, counted in PostgreSQL
 * for every process. What is counted is what was typed, whether or not a file has that number.
 */
import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { AppError } from '../../../kernel/app-error.ts';
import type { HttpDependencies } from '../../dependencies.ts';

type Limit = { windowMinutes: number; perKey: number; perAddress: number };

/** A library or an agency has one address for many people: more there than a number needs. */
const limits = {
  ask: { windowMinutes: 60, perKey: 5, perAddress: 40 },
  try: { windowMinutes: 60, perKey: 20, perAddress: 100 },
  letter: { windowMinutes: 24 * 60, perKey: 3, perAddress: 10 },
  letterTry: { windowMinutes: 24 * 60, perKey: 10, perAddress: 40 },
} as const satisfies Readonly<Record<string, Limit>>;

/** Counts one more, and throws 429 beyond the limit; the words are the same for every number. */
export async function countAtDoor(
  { attempts, metrics }: Pick<HttpDependencies, 'attempts' | 'metrics'>,
  request: Request,
  what: keyof typeof limits,
  key: string,
): Promise<void> {
  const { windowMinutes, perKey, perAddress } = limits[what];
  const window = windowMinutes * 60_000;
  const byAddress = await attempts.add(
    hashOf(`door ${what} address ${ipKeyGenerator(request.ip ?? '')}`),
    window,
  );
  const byKey = await attempts.add(hashOf(`door ${what} key ${key}`), window);
  if (byAddress.count <= perAddress && byKey.count <= perKey) return;
  metrics.signInsRefused.inc();
  throw new AppError('too-many-requests', 'Trop d’essais pour le moment.', {
    hint:
      windowMinutes > 60
        ? 'Recommencez demain, ou venez au guichet : un agent ouvre votre dossier avec vous.'
        : 'Attendez une heure, ou venez au guichet : un agent ouvre votre dossier avec vous.',
  });
}

/** The table names nobody. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
