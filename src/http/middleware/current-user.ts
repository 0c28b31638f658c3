/** Who is signed in, read once a request, and the guards that routes put before their work. */
import type { Request, RequestHandler, Response } from 'express';
import type { Account, AccountPort } from '../../access/account-port.ts';
import { may, type Permission } from '../../access/permissions.ts';
import { AppError } from '../../kernel/app-error.ts';

/** The account without its secret. */
export type CurrentUser = Omit<Account, 'passwordHash'>;

const users = new WeakMap<object, CurrentUser>();
/** Rights of the token by which somebody asks; none for a session, which has all those of its role. */
const scopesOfTokens = new WeakMap<object, readonly Permission[]>();

/** Reads the account of the session; a disabled one is signed out at once. */
export function readCurrentUser(accounts: AccountPort): RequestHandler {
  return async (request, _response, next) => {
    if (users.has(request)) return next();
    const { accountId } = request.session;
    const account = accountId === undefined ? null : await accounts.findById(accountId);
    if (account) users.set(request, withoutSecret(account));
    next();
  };
}

/** Takes who sent a token of the API for its account, with these rights and no more. */
export function signInByToken(request: Request, account: Account, scopes: readonly Permission[]): void {
  users.set(request, withoutSecret(account));
  scopesOfTokens.set(request, scopes);
}

/** Whether a token signs this request in, not a session. */
export function isByToken(request: Request): boolean {
  return scopesOfTokens.has(request);
}

function withoutSecret({ passwordHash: _passwordHash, ...user }: Account): CurrentUser {
  return user;
}

/** The person signed in; null for a visitor. */
export function currentUser(request: Request): CurrentUser | null {
  return users.get(request) ?? null;
}

/** The person signed in. Throws 401 for a visitor. */
export function signedInUser(request: Request): CurrentUser {
  const user = currentUser(request);
  if (user) return user;
  throw new AppError('not-signed-in', 'Connectez-vous pour continuer.');
}

/** Throws 401 for a visitor and 403 for a role without the permission; gives the person otherwise. */
export function userWhoMay(request: Request, permission: Permission): CurrentUser {
  const user = signedInUser(request);
  const scopes = scopesOfTokens.get(request);
  if (scopes && !scopes.includes(permission)) {
    throw new AppError('forbidden', 'Ce jeton n’a pas ce droit.', {
      hint: 'Faites-en un autre avec ce droit, si votre rôle l’a.',
    });
  }
  if (may(user.role, permission)) return user;
  throw new AppError('forbidden', 'Votre compte n’a pas accès à ceci.', {
    hint: 'Revenez à l’accueil, ou demandez ce droit à votre administrateur.',
  });
}

/** The guard of a page or of a folder of pages; visitors are sent to the sign-in page and come back after it. */
export function requirePermission(permission: Permission): RequestHandler {
  return (request, response, next) => {
    if (isLostVisitor(request)) return toSignIn(request, response);
    userWhoMay(request, permission);
    next();
  };
}

/** The guard of what is one's own, whatever the role. */
export const requireSignedIn: RequestHandler = (request, response, next) => {
  if (isLostVisitor(request)) return toSignIn(request, response);
  signedInUser(request);
  next();
};

function isLostVisitor(request: Request): boolean {
  return !currentUser(request) && request.method === 'GET' && request.accepts(['html', 'json']) === 'html';
}

function toSignIn(request: Request, response: Response): void {
  response.redirect(303, `/connexion?vers=${encodeURIComponent(request.originalUrl)}`);
}
