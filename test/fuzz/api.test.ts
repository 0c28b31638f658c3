/** Every route of the API from its own description, asked by every role and by a visitor with anything at all. */
import { Agent, createServer, type Server } from 'node:http';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { type Role, roles } from '../../src/access/permissions.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';
import { type Answer, ask, type Question } from './ask.ts';
import { described, hostileJson, hostileText, type Known, nearly } from './hostile.ts';
import { runsOf, seed } from './runs.ts';
import { type WriteWatch, watchWrites } from './writes.ts';

const mailboxes: Readonly<Record<Role, string>> = {
  admin: 'admin',
  agent: 'agent',
  secretary: 'secretaire',
  member: 'commission',
  holder: 'reservataire',
  tenant: 'locataire',
  prefecture: 'prefecture',
  dpo: 'dpo',
};
type Who = Role | 'visitor';

const operationShape = z.looseObject({
  operationId: z.string(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), schema: z.unknown() }).loose())
    .default([]),
  requestBody: z
    .object({ content: z.object({ 'application/json': z.object({ schema: z.unknown() }) }) })
    .loose()
    .optional(),
  responses: z.record(
    z.string(),
    z.looseObject({ content: z.record(z.string(), z.object({ schema: z.unknown() }).loose()).optional() }),
  ),
});
type Operation = z.infer<typeof operationShape> & { method: string; path: string };

// What a sign-in or a visit may leave behind even where the request itself is refused.
const traces = new Set(['web_sessions', 'sign_in_attempts']);
// Each makes the engine solve a session: a few are enough, the same schemas are tried on the other routes.
const heavy = ['/runs/{runId}/explore', '/runs/{runId}/replay', '/runs/{runId}/why-not'];

describe('the API under fuzzing', () => {
  let service: TestService;
  let server: Server;
  let port: number;
  let watch: WriteWatch;
  let known: Known;
  let operations: Operation[];
  let problem: z.ZodType;
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const cookies = new Map<Who, string>();

  beforeAll(async () => {
    service = await testService();
    server = createServer(service.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
    for (const role of roles) cookies.set(role, await cookieOf(role));
    const started = await ask(port, agent, json('POST', '/api/v1/runs', {}, 'agent'));
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(started.text));
    const job = await service.dependencies.jobs.settled('demo', id);
    known = {
      runId: [String(job.result?.runId)],
      snapshotOf: [String(job.result?.runId)],
      jobId: [id],
      vacancyId: testDemo.vacancies.slice(0, 5).map((vacancy) => vacancy.id),
      number: testDemo.applications.slice(0, 5).map((application) => application.number),
      applicationNumber: testDemo.applications.slice(0, 5).map((application) => application.number),
      email: ['agent@demo.example', 'visiteur@demo.example'],
    };
    const document = await ask(port, agent, json('GET', '/api/v1/openapi.json', null, 'visitor'));
    const { paths, components } = z
      .object({
        paths: z.record(z.string(), z.record(z.string(), operationShape)),
        components: z.object({ schemas: z.object({ Problem: z.looseObject({}) }).loose() }).loose(),
      })
      .parse(JSON.parse(document.text));
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
    );
    problem = strict(components.schemas.Problem);
    watch = await watchWrites(service.database.ownerUrl);
  });
  afterAll(async () => {
    agent.destroy();
    server?.close();
    await watch?.stop();
    await service?.stop();
  });

  const cookieOf = async (role: Role) => {
    const credentials = { email: `${mailboxes[role]}@demo.example`, password: demoPassword };
    const { headers } = await ask(port, agent, json('POST', '/api/v1/sessions', credentials, 'visitor'));
    return [headers['set-cookie'] ?? []]
      .flat()
      .map((given) => given.split(';')[0])
      .join('; ');
  };
  const json = (method: string, path: string, body: unknown, who: Who): Question => {
    const cookie = cookies.get(who);
    return {
      method,
      path,
      headers: {
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...(cookie === undefined ? {} : { cookie }),
      },
      body: body === null ? null : JSON.stringify(body),
    };
  };

  it('answers anything to anyone as described: no fault, a problem for every refusal, nothing written then', {
    timeout: 600_000,
  }, async () => {
    const failures: string[] = [];
    for (const operation of operations) {
      const runs = Math.ceil(runsOf(30) / (heavy.includes(operation.path) ? 3 : 1));
      const outcome = await fc.check(
        fc.asyncProperty(whoAsks, questionOf(operation, known), async (who, { question, valid }) => {
          const cookie = cookies.get(who);
          const headers = { ...question.headers, ...(cookie === undefined ? {} : { cookie }) };
          await watch.since();
          const answer = await ask(port, agent, { ...question, headers });
          const written = Object.keys(await watch.since()).filter((table) => !traces.has(table));
          judge(operation, answer, problem, written);
          if (answer.status === 202) await stopTask(service, answer);
          // A session that was closed is opened again for the next question.
          if (operation.path === '/sessions/current' && answer.status === 204 && who !== 'visitor')
            cookies.set(who, await cookieOf(who));
          if (operation.path === '/sessions' && !valid) await forgetAttempts(service);
        }),
        { seed, numRuns: runs, endOnFailure: true },
      );
      if (outcome.failed)
        failures.push(`${fc.defaultReportMessage(outcome)}\n${String(outcome.errorInstance)}`);
    }
    expect(failures).toEqual([]);
  });

  it('signs in whoever it signed in before, after all that', async () => {
    await forgetAttempts(service);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    const answer = await ask(port, agent, json('POST', '/api/v1/sessions', credentials, 'visitor'));
    expect(answer.status).toBe(201);
  });
});

// Half of the questions come from the role that most routes let in.
const whoAsks: fc.Arbitrary<Who> = fc.oneof(
  fc.constant<Who>('agent'),
  fc.constantFrom<Who>('visitor', ...roles),
);

function judge(operation: Operation, answer: Answer, problem: z.ZodType, written: readonly string[]): void {
  const type = String(answer.headers['content-type'] ?? '').split(';')[0];
  expect(answer.status, answer.text.slice(0, 500)).toBeLessThan(500);
  expect(answer.text).not.toMatch(/node_modules|\bat \S+ \(|select \*|violates/);
  if (answer.status >= 400) {
    expect([answer.status, type]).toEqual([answer.status, 'application/problem+json']);
    const told = problem.parse(JSON.parse(answer.text));
    expect(told).toMatchObject({ status: answer.status });
    expect(written, 'written although refused').toEqual([]);
    return;
  }
  const response = operation.responses[String(answer.status)];
  expect(response, `${answer.status} is not described`).toBeDefined();
  const schema = response?.content?.['application/json']?.schema;
  if (schema === undefined) {
    expect(answer.text).toBe('');
    return;
  }
  expect(type).toBe('application/json');
  strict(schema).parse(JSON.parse(answer.text));
}

/** The described schema as a check. */
function strict(schema: unknown): z.ZodType {
  return z.fromJSONSchema(z.looseObject({}).parse(schema), { defaultTarget: 'openapi-3.0' });
}

type Asked = { question: Question; valid: boolean };

function questionOf(operation: Operation, known: Known): fc.Arbitrary<Asked> {
  return fc
    .record({
      path: pathOf(operation, known),
      query: queryOf(operation, known),
      sent: bodyOf(operation, known),
    })
    .map(({ path, query, sent: { headers, body, valid } }) => ({
      valid,
      question: {
        method: operation.method.toUpperCase(),
        path: `/api/v1${path}${query === '' ? '' : `?${query}`}`,
        headers,
        body,
      },
    }));
}

/** Encoded as it must be; half a character becomes the sign of what cannot be read. */
const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString()).slice(0, 2000);

function pathOf({ path, parameters }: Operation, known: Known): fc.Arbitrary<string> {
  const parts = parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ name, schema }) =>
      fc
        .oneof(
          { weight: 4, arbitrary: described(schema, known, name).map(String).map(encoded) },
          { weight: 1, arbitrary: hostileText.map(encoded) },
          {
            weight: 1,
            arbitrary: fc.constantFrom('%', '%zz', '%c3%28', '%ed%a0%80', '%00', '..%2f..', '%2e%2e'),
          },
        )
        .map((value) => [`{${name}}`, value === '' ? '%20' : value] as const),
    );
  return fc
    .tuple(...parts)
    .map((values) => values.reduce((text, [place, value]) => text.replace(place, () => value), path));
}

function queryOf({ parameters }: Operation, known: Known): fc.Arbitrary<string> {
  const asked = parameters.filter((parameter) => parameter.in === 'query');
  const one = asked.map(({ name, schema }) =>
    fc
      .oneof(described(schema, known, name).map(String), hostileText)
      .map((value) => `${name}=${encoded(value)}`),
  );
  const stray = fc.constantFrom('x=1', 'limit[]=3', 'limit[gt]=1', '__proto__=1', '=', '%', '&&', 'a=%00');
  return fc
    .array(one.length === 0 ? stray : fc.oneof(...one, stray), { maxLength: one.length === 0 ? 1 : 3 })
    .map((parts) => parts.join('&'));
}

type Sent = { headers: Record<string, string>; body: string | Buffer | null; valid: boolean };

function bodyOf({ requestBody, method }: Operation, known: Known): fc.Arbitrary<Sent> {
  const asJson = (valid: boolean) => (value: unknown) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
    valid,
  });
  const nothing = fc.constant({ headers: {}, body: null, valid: false });
  if (method === 'get') return nothing;
  const schema = requestBody?.content['application/json'].schema;
  if (schema === undefined) return fc.oneof(nothing, hostileJson.map(asJson(false)), raw);
  return fc.oneof(
    { weight: 2, arbitrary: described(schema, known).map(asJson(true)) },
    { weight: 5, arbitrary: nearly(schema, known).map(asJson(false)) },
    { weight: 2, arbitrary: hostileJson.map(asJson(false)) },
    { weight: 2, arbitrary: raw },
    { weight: 1, arbitrary: nothing },
  );
}

/** Bodies that are no JSON, or say that they are something else. */
const raw: fc.Arbitrary<Sent> = fc.record({
  headers: fc.constantFrom<Record<string, string>>(
    { 'content-type': 'application/json' },
    { 'content-type': 'application/json; charset=utf-7' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    { 'content-type': 'application/json', 'content-encoding': 'x-none' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/xml' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': '///' },
    {},
  ),
  body: fc.oneof(
    fc.constantFrom(
      '{',
      '{"a":1,"a":2}',
      '[',
      'null',
      '"text"',
      '\ufeff{}',
      '{"__proto__":{"x":1}}',
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
      `{"email":"${'a'.repeat(1_100_000)}"}`,
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      'email=a&password=b',
    ),
    fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
  ),
  valid: fc.constant(false),
});

/** What was asked for by chance is not calculated: it would write while other questions are watched. */
async function stopTask({ dependencies }: TestService, { text }: Answer): Promise<void> {
  const { jobs, tasks, today } = dependencies;
  const { id } = z.object({ id: z.string() }).parse(JSON.parse(text));
  const actor = { accountId: null, name: 'le hasard', role: 'admin' };
  await tasks.cancel({ landlordId: 'demo', actor, now: new Date(), today: today() }, id);
  await jobs.settled('demo', id);
}

/** Thousands of wrong sign-ins from one address would otherwise all be told to wait. */
async function forgetAttempts({ database }: TestService): Promise<void> {
  await database.db.execute(sql`delete from sign_in_attempts`);
}
