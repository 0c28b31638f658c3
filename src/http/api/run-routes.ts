/** Runs through the API: list, start, read, explain, try otherwise, replay. */
import { z } from 'zod';
import { type RunSessionParameters, runSessionParameters } from '../../jobs/run-session-job.ts';
import { AppError } from '../../kernel/app-error.ts';
import { problemSchema, solutionSchema } from '../../matching/problem.ts';
import { snapshotSchema } from '../../matching/snapshot.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { outOfScope, requireHomesInScope } from '../middleware/scope.ts';
import {
  homesToPropose,
  listWithin,
  nothingToPropose,
  requireWholeRun,
  runReach,
  whyNotWithin,
} from '../run-reach.ts';
import { jobJson, jobSchema } from './job-routes.ts';
import { type ApiRoute, userRoute } from './route.ts';
import {
  exploredJson,
  exploredSchema,
  replaySchema,
  runJson,
  runLineJson,
  runLineSchema,
  runSchema,
  shortlistJson,
  shortlistSchema,
  whyNotSchema,
} from './run-schemas.ts';

const runParams = z.object({ runId: z.uuid() });
const homeParams = runParams.extend({ vacancyId: z.string().min(1).max(200) });
const { pins, bans } = snapshotSchema.shape;
const choices = z.object({ pins: pins.default([]), bans: bans.default([]) });
const newRun = choices
  .extend({
    date: runSessionParameters.shape.date.optional(),
    snapshotOf: z.uuid().nullable().default(null),
  })
  .meta({ example: { date: '2026-11-21' } });

export function runRoutes(dependencies: HttpDependencies): ApiRoute[] {
  return [...listAndStart(dependencies), ...readOne(dependencies), ...askAboutOne(dependencies)];
}

function listAndStart(dependencies: HttpDependencies): ApiRoute[] {
  const { runs, jobs, scopes, today } = dependencies;
  return [
    userRoute({
      method: 'get',
      path: '/runs',
      summary: 'Les calculs, du plus récent au plus ancien',
      access: 'run.read',
      query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
      responses: { 200: { description: 'Les calculs', schema: z.object({ runs: z.array(runLineSchema) }) } },
      handle: async ({ user, query }) => {
        const lines = await runs.list(user.landlordId, query.limit, await scopes.communesOf(user));
        return { status: 200, body: { runs: lines.map(runLineJson) } };
      },
    }),
    userRoute({
      method: 'post',
      path: '/runs',
      summary: 'Lancer un calcul, sur les données du jour ou sur celles d’un calcul passé',
      access: 'run.start',
      body: newRun,
      responses: { 202: { description: 'La tâche ; son résultat donnera runId', schema: jobSchema } },
      handle: async ({ user, body }) => {
        const { landlordId } = user;
        if (body.snapshotOf !== null) await runReach(dependencies, user, body.snapshotOf);
        const named = [...body.pins, ...body.bans].map(({ vacancyId }) => vacancyId);
        await requireHomesInScope(dependencies, user, named);
        const vacancyIds = body.snapshotOf === null ? await homesToPropose(dependencies, user) : null;
        if (vacancyIds?.length === 0) throw nothingToPropose();
        const parameters: RunSessionParameters = {
          ...body,
          date: body.date ?? today(),
          ...(vacancyIds === null ? {} : { vacancyIds }),
        };
        const id = await jobs.enqueue({ landlordId, kind: 'run-session', parameters, requestedBy: user.id });
        const job = await jobs.find(landlordId, id);
        return { status: 202, body: job && jobJson(job) };
      },
    }),
  ];
}

function readOne(dependencies: HttpDependencies): ApiRoute[] {
  const { runs } = dependencies;
  return [
    userRoute({
      method: 'get',
      path: '/runs/{runId}',
      summary: 'Un calcul : certificat, versions, objectifs',
      access: 'run.read',
      params: runParams,
      responses: { 200: { description: 'Le calcul', schema: runSchema } },
      handle: async ({ user, params }) => {
        await runReach(dependencies, user, params.runId);
        return { status: 200, body: runJson(found(await runs.find(user.landlordId, params.runId))) };
      },
    }),
    userRoute({
      method: 'get',
      path: '/runs/{runId}/problem',
      summary: 'Le problème abstrait, pour « parcours verify »',
      access: 'run.read',
      params: runParams,
      responses: { 200: { description: 'Le problème', schema: problemSchema } },
      handle: async ({ user, params }) => {
        await requireWholeRun(dependencies, user, params.runId);
        return { status: 200, body: found(await runs.problem(user.landlordId, params.runId)) };
      },
    }),
    userRoute({
      method: 'get',
      path: '/runs/{runId}/solution',
      summary: 'La solution et son certificat, pour « parcours verify »',
      access: 'run.read',
      params: runParams,
      responses: { 200: { description: 'La solution', schema: solutionSchema } },
      handle: async ({ user, params }) => {
        await requireWholeRun(dependencies, user, params.runId);
        return { status: 200, body: found(await runs.solution(user.landlordId, params.runId)) };
      },
    }),
    userRoute({
      method: 'get',
      path: '/runs/{runId}/shortlists',
      summary: 'Les listes de tous les logements',
      access: 'run.read',
      params: runParams,
      responses: {
        200: { description: 'Les listes', schema: z.object({ shortlists: z.array(shortlistSchema) }) },
      },
      handle: async ({ user, params }) => {
        const reach = await runReach(dependencies, user, params.runId);
        found(await runs.find(user.landlordId, params.runId));
        const lists = (await runs.shortlists(user.landlordId, params.runId))
          .filter(({ vacancyId }) => reach === null || reach.vacancyIds.has(vacancyId))
          .map((list) => shortlistJson(listWithin(list, reach)));
        return { status: 200, body: { shortlists: lists } };
      },
    }),
    userRoute({
      method: 'get',
      path: '/runs/{runId}/shortlists/{vacancyId}',
      summary: 'La liste d’un logement, chaque rang expliqué',
      access: 'run.read',
      params: homeParams,
      responses: { 200: { description: 'La liste', schema: shortlistSchema } },
      handle: async ({ user, params }) => {
        const reach = await runReach(dependencies, user, params.runId);
        if (reach && !reach.vacancyIds.has(params.vacancyId)) throw outOfScope();
        const list = found(await runs.shortlist(user.landlordId, params.runId, params.vacancyId));
        return { status: 200, body: shortlistJson(listWithin(list, reach)) };
      },
    }),
  ];
}

function askAboutOne(dependencies: HttpDependencies): ApiRoute[] {
  const { calculations } = dependencies;
  return [
    userRoute({
      method: 'post',
      path: '/runs/{runId}/why-not',
      summary: 'Pourquoi pas ce ménage pour ce logement ?',
      access: 'run.whyNot',
      params: runParams,
      // In the body: a household's number never stands in an address that proxies keep.
      body: z
        .object({ vacancyId: z.string().min(1).max(200), number: z.string().min(1).max(40) })
        .meta({ example: { vacancyId: 'V-0001', number: '057112600000000001' } }),
      responses: { 200: { description: 'La réponse, étape par étape', schema: whyNotSchema } },
      handle: async ({ user, params, body }) => ({
        status: 200,
        body: await whyNotWithin(dependencies, user, { ...params, ...body }),
      }),
    }),
    userRoute({
      method: 'post',
      path: '/runs/{runId}/explore',
      summary: 'Le même calcul avec d’autres choix ; rien n’est gardé',
      access: 'run.explore',
      params: runParams,
      body: choices,
      responses: { 200: { description: 'Ce que donneraient ces choix', schema: exploredSchema } },
      handle: async ({ user, params, body }) => {
        await requireWholeRun(dependencies, user, params.runId);
        const outcome = await calculations.explore({ landlordId: user.landlordId, ...params, ...body });
        if (outcome.ok) return { status: 200, body: exploredJson(outcome.value) };
        throw new AppError('bad-request', 'Ces choix ne tiennent pas ensemble.', {
          details: outcome.refusal,
        });
      },
    }),
    userRoute({
      method: 'post',
      path: '/runs/{runId}/replay',
      summary: 'Recalculer ce calcul et comparer à l’octet',
      access: 'run.replay',
      params: runParams,
      responses: { 200: { description: 'Identique ou non', schema: replaySchema } },
      handle: async ({ user, params }) => {
        await requireWholeRun(dependencies, user, params.runId);
        return { status: 200, body: await calculations.replay({ landlordId: user.landlordId, ...params }) };
      },
    }),
  ];
}

function found<Value>(value: Value | null): Value {
  if (value !== null) return value;
  throw new AppError('not-found', 'Ce calcul, ou ce logement dans ce calcul, n’existe pas.');
}
