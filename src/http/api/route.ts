/** One entry of the API: what it takes, what it gives, who may call it. Routes and OpenAPI both come from it. */
import type { Request } from 'express';
import { z } from 'zod';
import type { Permission } from '../../access/permissions.ts';
import { readInput } from '../form.ts';
import { type CurrentUser, signedInUser, userWhoMay } from '../middleware/current-user.ts';

export type ApiAnswer = { status: number; body?: unknown };

type Access = Permission | 'public' | 'signed-in';

type Description = {
  method: 'get' | 'post' | 'delete';
  /** With parameters as OpenAPI writes them: "/runs/{runId}". */
  path: string;
  /** French, one line. */
  summary: string;
  access: Access;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** By status; null where nothing is sent. What is sent is what the schema lets through. */
  responses: Readonly<Record<number, { description: string; schema: z.ZodType | null }>>;
};

export type ApiRoute = Description & { handle: (request: Request) => Promise<ApiAnswer> };

type Inputs<Params, Query, Body> = {
  request: Request;
  params: Params;
  query: Query;
  body: Body;
};

type Definition<Params, Query, Body> = Omit<Description, 'params' | 'query' | 'body' | 'access'> & {
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
};

/** A route for a person who holds the permission (or for any who is signed in). */
export function userRoute<Params = unknown, Query = unknown, Body = unknown>(
  definition: Definition<Params, Query, Body> & {
    access: Permission | 'signed-in';
    handle: (inputs: Inputs<Params, Query, Body> & { user: CurrentUser }) => Promise<ApiAnswer>;
  },
): ApiRoute {
  const { access, handle } = definition;
  return {
    ...definition,
    handle: async (request) => {
      const user = access === 'signed-in' ? signedInUser(request) : userWhoMay(request, access);
      return handle({ ...inputsOf(definition, request), user });
    },
  };
}

/** A route for everyone. */
export function publicRoute<Params = unknown, Query = unknown, Body = unknown>(
  definition: Definition<Params, Query, Body> & {
    handle: (inputs: Inputs<Params, Query, Body>) => Promise<ApiAnswer>;
  },
): ApiRoute {
  return {
    ...definition,
    access: 'public',
    handle: async (request) => definition.handle(inputsOf(definition, request)),
  };
}

function inputsOf<Params, Query, Body>(
  { params, query, body }: Definition<Params, Query, Body>,
  request: Request,
): Inputs<Params, Query, Body> {
  return {
    request,
    params: readInput(params ?? z.custom<Params>(), params && request.params),
    query: readInput(query ?? z.custom<Query>(), query && request.query),
    body: readInput(body ?? z.custom<Body>(), body && request.body),
  };
}
