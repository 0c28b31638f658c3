/** The steps of a sign-in, the same on the pages and through the API: the password, the one-time code, the session. */
import type { Request } from 'express';
import type { Account } from '../../access/account-port.ts';
import { countAttempt } from '../../access/attempt-limits.ts';
import { factorTyped } from '../../access/one-time-password.ts';
import { isStaff } from '../../access/permissions.ts';
import { signIn } from '../../access/sign-in.ts';
import type { Actor } from '../../domain/act.ts';
import { AppError } from '../../kernel/app-error.ts';
import { actorOf } from '../asked.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { openSession, type SignInWay } from '../middleware/session.ts';
import { browserInWords } from './device-words.ts';
import { knownDevice, rememberDevice } from './known-device.ts';
import { addressOf } from './network.ts';

type Means = Pick<
  HttpDependencies,
  'accounts' | 'attempts' | 'metrics' | 'passwords' | 'security' | 'sessionSecret'
>;

/** The account of an address and its password; null where they do not go together. Throws 429 where one must wait. */
export async function accountOfPassword(
  dependencies: Means,
  request: Request,
  typed: { email: string; password: string },
): Promise<Account | null> {
  const deviceOf = (account: Account) => knownDevice(request, dependencies.sessionSecret, account);
  const signed = await signIn(dependencies, typed, { address: addressOf(request), deviceOf });
  if (signed.ok) return signed.value;
  if (signed.refusal.code === 'wrong') return null;
  throw mustWait(dependencies, request, signed.refusal.seconds);
}

/** Whether the one-time code, or a recovery code, is good for the account; it is then used. Throws 429 likewise. */
export async function isGoodCode(
  dependencies: Means,
  request: Request,
  account: Account,
  typed: string,
): Promise<boolean> {
  const attempt = await countAttempt(dependencies.attempts, {
    what: 'code',
    subject: account.id,
    address: addressOf(request),
    device: knownDevice(request, dependencies.sessionSecret, account),
  });
  if (!attempt.admitted) throw mustWait(dependencies, request, attempt.seconds);
  const owner = { landlordId: account.landlordId, accountId: account.id };
  const isGood = await dependencies.security.useSecondFactor(
    owner,
    factorTyped(typed),
    actorOf(account),
    new Date(),
  );
  if (isGood) await attempt.succeeded();
  return isGood;
}

/** Opens the session of who has given all that the account asks for. */
export async function enter(
  { sessionSecret, security }: Pick<Means, 'sessionSecret' | 'security'>,
  request: Request,
  account: Account,
  way: SignInWay,
): Promise<void> {
  const browser = browserInWords(request.get('user-agent'));
  const isNewDevice = knownDevice(request, sessionSecret, account) === null;
  const { first, factor } = way;
  // The act comes first: no session stands that the journal does not know.
  const signIn = { first, factor, browser, isNewDevice };
  await security.signedIn(account, signIn, signedInActor(account), new Date());
  await openSession(request, account.id, sessionSecret, way);
  rememberDevice(request, sessionSecret, account);
}

/** A household is never named in the journal (D-04). */
function signedInActor(account: Account): Actor {
  const actor = actorOf(account);
  return isStaff(account.role) ? actor : { ...actor, name: 'le ménage' };
}

function mustWait({ metrics }: Pick<Means, 'metrics'>, request: Request, seconds: number): AppError {
  metrics.signInsRefused.inc();
  request.res?.set('retry-after', String(seconds));
  return new AppError('too-many-requests', 'Trop d’essais de connexion.', {
    hint: `Attendez ${waitInWords(seconds)} avant de recommencer, ou connectez-vous depuis un appareil où vous l’avez déjà fait.`,
  });
}

function waitInWords(seconds: number): string {
  if (seconds === 1) return 'une seconde';
  if (seconds < 120) return `${seconds} secondes`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
