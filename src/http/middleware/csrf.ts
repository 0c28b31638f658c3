/** The synchroniser token of forms. The API needs none: it takes JSON only, from our own origin or from a script. */
import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { AppError } from '../../kernel/app-error.ts';

const { generateToken, isRequestValid } = csrfSync({
  ignoredMethods: ['GET', 'HEAD', 'OPTIONS'],
  // 256 bits; each form of a page carries it in full.
  size: 32,
  getTokenFromRequest: (request) => {
    const body: unknown = request.body;
    if (typeof body !== 'object' || body === null || !('_csrf' in body)) return undefined;
    return typeof body._csrf === 'string' ? body._csrf : undefined;
  },
});

/** The token of the visitor's session, for the hidden field `_csrf` of every form. */
export function csrfToken(request: Request): string {
  return generateToken(request);
}

/** Whether the form carries the token of its session. */
export function hasGoodToken(request: Request): boolean {
  return isRequestValid(request);
}

/** Refuses a form without the token of its session. */
export const checkCsrf: RequestHandler = (request, _response, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || isRequestValid(request)) return next();
  throw new AppError('forbidden', 'Ce formulaire a expiré ; il n’a pas été traité.', {
    hint: 'Revenez à la page, rechargez-la et recommencez.',
  });
};
