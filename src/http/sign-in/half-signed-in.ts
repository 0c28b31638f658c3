/** Between the first proof and the session: the one-time code where the account asks for one. */
import type { Request, Response } from 'express';
import type { Account } from '../../access/account-port.ts';
import { roleHomes } from '../../access/permissions.ts';
import type { FirstProof } from '../../access/sign-in-notice.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { rotateSession } from '../middleware/session.ts';
import { enter } from './steps.ts';

declare module 'express-session' {
  interface SessionData {
    /** A right password, or a provider's word, whose one-time code is still to come; nobody is signed in by it. */
    halfSignedIn?: {
      accountId: string;
      toward: string | null;
      at: number;
      first: FirstProof;
      idToken?: string;
    };
  }
}

const codeMilliseconds = 5 * 60_000;

/** Signs in, or asks for the one-time code first. */
export async function goOn(
  dependencies: Pick<HttpDependencies, 'security' | 'sessionSecret'>,
  request: Request,
  response: Response,
  account: Account,
  toward: string | null,
  way: { first: FirstProof; idToken?: string },
): Promise<void> {
  if (account.hasSecondFactor) {
    await rotateSession(request, {});
    request.session.halfSignedIn = { accountId: account.id, toward, at: Date.now(), ...way };
    return response.redirect(303, '/connexion/code');
  }
  await enter(dependencies, request, account, { factor: null, ...way });
  response.redirect(303, toward ?? roleHomes[account.role]);
}

/** Null where none is under way, or it took too long. */
export function halfSignedIn(request: Request) {
  const half = request.session.halfSignedIn;
  return half && Date.now() - half.at < codeMilliseconds ? half : null;
}
