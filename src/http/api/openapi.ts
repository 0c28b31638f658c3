/** The description of the API, made from the very schemas that check what comes in and what goes out. */
import { z } from 'zod';
import { civilDateSchema } from '../../kernel/civil-date.ts';
import { problemSchema } from '../problem.ts';
import type { ApiRoute } from './route.ts';

type Json = { [key: string]: unknown };

/** An OpenAPI 3.0 document. */
export function openApiDocument(routes: readonly ApiRoute[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = paths[route.path] ?? {};
    path[route.method] = operation(route);
    paths[route.path] = path;
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'parcours',
      version,
      description:
        'Listes proposées aux commissions d’attribution (CALEOL), expliquées et vérifiables. Dates AAAA-MM-JJ, montants en euros, null : inconnu. Les erreurs suivent la RFC 9457.',
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'parcours',
          description: 'Cookie donné par POST /sessions ; __Host-parcours derrière https.',
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'Jeton « parc_… » fait dans la page « Mes jetons » : une partie des droits de son compte.',
        },
      },
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
    },
  };
}

function operation(route: ApiRoute): Json {
  const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')];
  return {
    summary: route.summary,
    operationId: operationId(route),
    tags: [route.path.split('/')[1]],
    ...(route.access === 'public' ? { security: [] } : { security: [{ session: [] }, { token: [] }] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body
      ? {
          requestBody: {
            // No body is read as an empty one.
            required: !route.body.safeParse({}).success,
            content: { 'application/json': { schema: jsonSchema(route.body, 'input') } },
          },
        }
      : {}),
    responses: {
      ...responsesOf(route),
      ...refusalsOf(route),
      default: problemOf('Refus ou panne (RFC 9457)'),
    },
  };
}

/** The refusals that a caller must expect of the route, so that a program that tries it knows which are lawful. */
function refusalsOf({ params, query, body, access, method, path }: ApiRoute): Json {
  const takesInput = params !== undefined || query !== undefined || body !== undefined || method === 'post';
  const signsIn = path === '/sessions' && method === 'post';
  return {
    ...(takesInput ? { 400: problemOf('Des champs sont à corriger, ou le corps n’est pas du JSON') } : {}),
    ...(access === 'public' && !signsIn ? {} : { 401: problemOf('Connexion nécessaire ou refusée') }),
    ...(access === 'public' ? {} : { 403: problemOf('Ce compte n’en a pas le droit') }),
    ...(params === undefined ? {} : { 404: problemOf('Cela n’existe pas') }),
    ...(method === 'post' ? { 409: problemOf('Ce n’est plus possible dans cet état') } : {}),
    ...(signsIn ? { 429: problemOf('Trop d’essais : attendre') } : {}),
    503: problemOf('La base de données est absente ou trop lente ; l’en-tête Retry-After dit quand revenir'),
  };
}

function problemOf(description: string): Json {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function responsesOf({ responses }: ApiRoute): Json {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { description, schema }]) => [
      status,
      schema === null
        ? { description }
        : { description, content: { 'application/json': { schema: jsonSchema(schema, 'output') } } },
    ]),
  );
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties, required } = objectSchema.parse(jsonSchema(schema, 'input'));
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const target = 'openapi-3.0';
  return { ...z.toJSONSchema(schema, { target, io, unrepresentable: 'any', override: describeDay }) };
}

/** A day is checked by a function, which says nothing to a reader of the description. */
function describeDay({ zodSchema, jsonSchema: described }: { zodSchema: unknown; jsonSchema: Json }): void {
  if (zodSchema === civilDateSchema) Object.assign(described, { format: 'date', example: '2026-11-21' });
}

function operationId({ method, path }: ApiRoute): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
