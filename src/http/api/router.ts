/** Mounts the API: every route from the registry, and its description. */
import express, { type RequestHandler, Router } from 'express';
import { AppError } from '../../kernel/app-error.ts';
import { softwareVersion } from '../../matching/versions.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { refuseUnstorableBody } from '../middleware/storable-text.ts';
import { jobRoutes } from './job-routes.ts';
import { openApiDocument } from './openapi.ts';
import type { ApiRoute } from './route.ts';
import { runRoutes } from './run-routes.ts';
import { sessionRoutes } from './session-routes.ts';

/** The routes of the API, one list for express and for OpenAPI. */
export function apiRoutes(dependencies: HttpDependencies): ApiRoute[] {
  return [...sessionRoutes(dependencies), ...runRoutes(dependencies), ...jobRoutes(dependencies)];
}

/** To be mounted on /api/v1. */
export function apiRouter(dependencies: HttpDependencies): Router {
  const router = Router();
  const routes = apiRoutes(dependencies);
  const description = openApiDocument(routes, softwareVersion);
  router.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  router.use(jsonOnly, express.json({ limit: '1mb' }), refuseUnstorableBody);
  router.get('/openapi.json', (_request, response) => {
    response.json(description);
  });
  for (const route of routes) {
    router[route.method](expressPath(route.path), handlerOf(route));
  }
  for (const [path, methods] of methodsByPath(routes)) router.all(path, otherMethod(methods));
  // Here and not among the pages, whose refusals speak of forms.
  router.use(() => {
    throw new AppError('not-found', 'L’API n’a pas cette adresse.', { hint: described });
  });
  return router;
}

const described = 'GET /api/v1/openapi.json décrit toutes ses adresses.';

/** What each address of the API may be asked, its description included. */
function methodsByPath(routes: readonly ApiRoute[]): Map<string, Set<string>> {
  const methods = new Map([['/openapi.json', new Set(['GET', 'HEAD'])]]);
  for (const route of routes) {
    const path = expressPath(route.path);
    const own = methods.get(path) ?? new Set();
    own.add(route.method.toUpperCase());
    if (route.method === 'get') own.add('HEAD');
    methods.set(path, own);
  }
  return methods;
}

function otherMethod(methods: ReadonlySet<string>): RequestHandler {
  const allowed = [...methods].join(', ');
  return (_request, response) => {
    response.set('allow', allowed);
    throw new AppError('method-not-allowed', `Cette adresse ne prend que : ${allowed}.`, { hint: described });
  };
}

/** A form of another site cannot send JSON without the browser asking us first, and we never allow it. */
const jsonOnly: RequestHandler = (request, _response, next) => {
  const empty = request.get('content-length') === undefined || request.get('content-length') === '0';
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  if ((empty && request.get('transfer-encoding') === undefined) || request.is('application/json'))
    return next();
  throw new AppError('bad-request', 'Le corps doit être du JSON (content-type: application/json).');
};

function handlerOf(route: ApiRoute): RequestHandler {
  return async (request, response) => {
    const { status, body } = await route.handle(request);
    const schema = route.responses[status]?.schema;
    response.status(status);
    // What is described is what is sent: the schema drops the rest.
    if (schema) response.json(schema.parse(body));
    else response.end();
  };
}

function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
