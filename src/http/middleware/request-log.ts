/** One line a request: the pattern of its route, never its address, whose parts may name a person. */
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { pinoHttp } from 'pino-http';
import { type Logger, withLogContext } from '../../logging.ts';
import type { Metrics } from '../../metrics.ts';

const idPattern = /^[0-9a-f-]{36}$/;
const ids = new WeakMap<object, string>();

/** The request's identifier, printed on error pages and in every line of the log. */
export function requestId(request: object): string {
  return ids.get(request) ?? 'inconnu';
}

/** Gives the identifier, logs the answer and measures it. */
export function requestLog(logger: Logger, metrics: Metrics): RequestHandler[] {
  const startedAt = new WeakMap<object, number>();
  const identify: RequestHandler = (request, response, next) => {
    const given = request.get('x-request-id');
    const id = given !== undefined && idPattern.test(given) ? given : randomUUID();
    ids.set(request, id);
    startedAt.set(request, performance.now());
    response.setHeader('x-request-id', id);
    response.once('finish', () => {
      const seconds = (performance.now() - (startedAt.get(request) ?? 0)) / 1000;
      metrics.httpSeconds.observe(
        { method: request.method, route: routePattern(request), status: String(response.statusCode) },
        seconds,
      );
    });
    withLogContext({ requestId: id }, next);
  };
  const log = pinoHttp<Request, Response>({
    logger,
    genReqId: (request) => requestId(request),
    quietReqLogger: true,
    quietResLogger: true,
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'requête servie',
    customErrorMessage: () => 'requête en panne',
    customSuccessObject: (request, response) => line(request, response),
    customErrorObject: (request, response) => line(request, response),
    autoLogging: { ignore: (request) => ['/healthz', '/readyz', '/metrics'].includes(request.path) },
  });
  const line = (request: Request, response: Response) => ({
    method: request.method,
    route: routePattern(request),
    status: response.statusCode,
    milliseconds: Math.round(performance.now() - (startedAt.get(request) ?? 0)),
  });
  return [identify, log];
}

function routePattern(request: Request): string {
  const route: unknown = request.route;
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : undefined;
  return typeof path === 'string' ? `${request.baseUrl}${path}` : '(aucune)';
}
