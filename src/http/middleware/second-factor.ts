/**
 * Where one-time codes are required, who has none prepares them before anything else: no page and no answer of the API
 * is theirs until then.
 */
import type { RequestHandler } from 'express';
import { isStaff } from '../../access/permissions.ts';
import type { Config } from '../../config.ts';
import { AppError } from '../../kernel/app-error.ts';
import { currentUser, isByToken } from './current-user.ts';

const codes = '/compte/securite';
/** What they need to prepare codes, to leave, or to know who they are. */
const open = [codes, '/connexion', '/deconnexion', '/lien', '/api/v1/sessions'];

/** To be put after the reading of who is signed in. */
export function secondFactorFirst(config: Pick<Config, 'requiresSecondFactor'>): RequestHandler {
  return (request, response, next) => {
    const user = config.requiresSecondFactor ? currentUser(request) : null;
    if (!user || !isStaff(user.role) || request.session.factor !== undefined) return next();
    // It was made by somebody who had given a code.
    if (isByToken(request)) return next();
    if (open.some((path) => request.path === path || request.path.startsWith(`${path}/`))) return next();
    const isPage = !request.path.startsWith('/api/') && request.accepts(['html', 'json']) === 'html';
    if (request.method === 'GET' && isPage) {
      return response.redirect(303, codes);
    }
    throw new AppError(
      'forbidden',
      'Préparez d’abord vos codes à usage unique : votre organisme les demande.',
      {
        hint: `Ouvrez la page ${codes}.`,
      },
    );
  };
}
