/**
 * Tokens of the API: who sends one is its account, with the rights of the token and no more, without cookie nor session.
 * Pages refuse them: what a browser would show is for people.
 */
import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { isTokenText, tokenHash } from '../../access/api-token.ts';
import { countAttempt } from '../../access/attempt-limits.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { addressOf } from '../sign-in/network.ts';
import { signInByToken } from './current-user.ts';

const windowSeconds = 60;
/** Ten a second: a program that needs more asks the wrong questions. Counted in each process: it guards its load. */
const requestsPerToken = 600;

/** To be put on the API, before sessions. */
export function bearerOfApi(
  { tokens, attempts, today }: Pick<HttpDependencies, 'tokens' | 'attempts' | 'today'>,
  perToken = requestsPerToken,
): RequestHandler[] {
  const read: RequestHandler = async (request, _response, next) => {
    const text = bearerOf(request);
    if (text === null) return next();
    if (request.path === '/sessions' && request.method === 'POST') {
      throw new AppError('forbidden', 'Un jeton n’ouvre pas de session.', {
        hint: 'Retirez l’en-tête Authorization pour vous connecter.',
      });
    }
    const found = await goodToken(request, text);
    // A cookie beside a token is another identity: it is not read.
    delete request.headers.cookie;
    signInByToken(request, found.account, found.scopes);
    next();
  };
  const goodToken = async (request: Request, text: string) => {
    const found = isTokenText(text) ? await tokens.use(tokenHash(text), new Date(), today()) : null;
    if (found) return found;
    const attempt = { what: 'token', subject: '', address: addressOf(request), device: null } as const;
    const counted = await countAttempt(attempts, attempt);
    if (!counted.admitted) {
      request.res?.set('retry-after', String(counted.seconds));
      throw new AppError('too-many-requests', 'Trop de jetons refusés depuis cette adresse.');
    }
    request.res?.set('www-authenticate', 'Bearer error="invalid_token"');
    throw new AppError('not-signed-in', 'Ce jeton n’est pas bon : inconnu, retiré, ou arrivé à sa fin.', {
      hint: 'Faites-en un autre dans « Ma sécurité », puis « Mes jetons ».',
    });
  };
  const limit = rateLimit({
    windowMs: windowSeconds * 1000,
    limit: perToken,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skip: (request) => bearerOf(request) === null,
    keyGenerator: (request) => tokenHash(bearerOf(request) ?? ''),
    handler: () => {
      throw new AppError('too-many-requests', 'Trop de demandes avec ce jeton.', {
        hint: 'Attendez une minute, et espacez les demandes.',
      });
    },
  });
  return [limit, read];
}

/** To be put on the pages. */
export const noBearerOnPages: RequestHandler = (request, _response, next) => {
  if (bearerOf(request) === null) return next();
  throw new AppError('forbidden', 'Un jeton sert à l’API, pas aux pages.', {
    hint: 'Les adresses de l’API commencent par /api/v1.',
  });
};

function bearerOf(request: Request): string | null {
  return /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? null;
}
