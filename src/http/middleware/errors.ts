/** The one place where a fault or a refusal becomes an HTTP answer: problem+json for the API, a page for people. */
import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { AppError, type AppErrorCode } from '../../kernel/app-error.ts';
import type { Logger } from '../../logging.ts';
import { renderErrorPage } from '../error-page.tsx';
import { outageOf } from '../outage.ts';
import type { Problem } from '../problem.ts';
import { sendPage } from '../render-page.ts';
import { endWithoutSession, isGivenUp } from './patience.ts';
import { requestId } from './request-log.ts';

const statuses: Readonly<Record<AppErrorCode, number>> = {
  'bad-request': 400,
  'bad-configuration': 500,
  'not-signed-in': 401,
  'second-factor-needed': 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'too-many-requests': 429,
  unavailable: 503,
  internal: 500,
};

const retryAfterSeconds = '30';

export const notFound: RequestHandler = () => {
  throw new AppError('not-found', 'Cette adresse ne mène à rien.', {
    hint: 'Vérifiez l’adresse, ou repartez de l’accueil.',
  });
};

export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (fault: unknown, request, response, next) => {
    const error = asAppError(fault);
    if (statuses[error.code] >= 500) logger.error({ err: fault }, 'panne en servant une requête');
    // The person was told to come back: the work found its end too late.
    if (isGivenUp(response)) return;
    // Half an answer is gone already: express closes the connection, and nobody takes it for a whole one.
    if (response.headersSent) return next(fault);
    sendRefusal(error, request, response);
  };
}

/** The refusal as a page for people, as a problem for programs. */
export function sendRefusal(error: AppError, request: Request, response: Response): void {
  const status = statuses[error.code];
  const problem = problemOf(error, status, request);
  if (error.code === 'unavailable') {
    response.set('retry-after', retryAfterSeconds);
    endWithoutSession(response);
  }
  if (isForPeople(request)) sendPage(response, renderErrorPage(problem), status);
  else response.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

function problemOf(error: AppError, status: number, request: Request): Problem {
  return {
    type: `urn:parcours:${error.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: error.publicMessage,
    instance: `urn:uuid:${requestId(request)}`,
    code: error.code,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.details.length === 0 ? {} : { errors: error.details }),
  };
}

function isForPeople(request: Request): boolean {
  return !request.path.startsWith('/api/') && request.accepts(['html', 'json']) === 'html';
}

function asAppError(fault: unknown): AppError {
  if (fault instanceof AppError) return fault;
  const status = statusOf(fault);
  if (status === 413) return new AppError('bad-request', 'Ce qui a été envoyé est trop volumineux.');
  if (status !== null && status < 500)
    return new AppError('bad-request', 'La demande est illisible.', { cause: fault });
  const outage = outageOf(fault);
  if (outage) return outage;
  return new AppError('internal', 'Une panne a empêché de répondre.', {
    hint: 'Recommencez ; si cela continue, donnez le numéro de la demande à votre administrateur.',
    cause: fault,
  });
}

/** Body parsers and express itself put an HTTP status on what they throw. */
function statusOf(fault: unknown): number | null {
  if (!(fault instanceof Error) || !('status' in fault)) return null;
  return typeof fault.status === 'number' ? fault.status : null;
}
