/** Every page, every role: those who hold its permission come in, the others are refused before anything is read. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { may, type Permission, permissions, type Role, roles } from '../../../src/access/permissions.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { pageRoutes } from './page-routes.ts';
import { rights } from './rights.ts';

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

const isPermission = (right: string): right is Permission => right in permissions;
const table = Object.entries(rights).flatMap(([right, routes]) =>
  (routes ?? []).map((route) => ({ right, route })),
);
const guarded = table.flatMap(({ right, route }) => (isPermission(right) ? [{ right, route }] : []));

// Hundreds of pages in one test, on a machine that may be busy.
const timeout = 240_000;

describe('who may do what on the pages', () => {
  let service: TestService;
  const visitors = new Map<Role, { browser: ReturnType<typeof request.agent>; csrf: string }>();
  beforeAll(async () => {
    service = await testService();
    for (const role of roles) {
      const browser = request.agent(service.app);
      const credentials = { email: `${mailboxes[role]}@demo.example`, password: demoPassword };
      await browser.post('/api/v1/sessions').send(credentials).expect(201);
      const { text } = await browser.get('/').expect(200);
      visitors.set(role, { browser, csrf: /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '' });
    }
  }, timeout);
  afterAll(() => service.stop());

  /** An address of the kind, on things that exist where that is simple. */
  const addressOf = (path: string): string =>
    path
      .replace(':vacancyId', testDemo.vacancies.find(({ status }) => status === 'available')?.id ?? '')
      .replace(':ref', service.dependencies.files.of(testDemo.applications[5]?.number ?? ''))
      .replace(/:(runId|id|sessionId|accountId|visitId|exportId)/g, '01900000-0000-7000-8000-000000000000')
      .replace(':kind', 'offer')
      .replace(':file', 'evenements.xml')
      .replace(':token', 'aucun');
  const statusFor = async (role: Role, route: string): Promise<number> => {
    const [method, path = ''] = route.split(' ');
    const { browser, csrf } = visitors.get(role) ?? { browser: request.agent(service.app), csrf: '' };
    const address = addressOf(path);
    if (method === 'GET') return (await browser.get(address).set('accept', 'text/html')).status;
    return (await browser.post(address).type('form').send({ _csrf: csrf })).status;
  };

  it('has a line for every page of the application, and no line for none', () => {
    expect(table.map(({ route }) => route).sort()).toEqual(pageRoutes(service.dependencies));
  });

  it.each(roles)('refuses what the table does not give to the role: %s', { timeout }, async (role) => {
    const open: string[] = [];
    for (const { right, route } of guarded) {
      if (may(role, right)) continue;
      const status = await statusFor(role, route);
      if (status !== 403) open.push(`${route} (${right}) : ${status}`);
    }
    expect(open).toEqual([]);
  });

  it.each(roles)('lets the role in where the table says so: %s', { timeout }, async (role) => {
    const closed: string[] = [];
    for (const { right, route } of guarded) {
      if (!may(role, right)) continue;
      const status = await statusFor(role, route);
      if (status === 403 || status === 401 || status >= 500) closed.push(`${route} (${right}) : ${status}`);
    }
    expect(closed).toEqual([]);
  });

  it('sends a visitor to the sign-in page, or refuses, everywhere else than on public pages', {
    timeout,
  }, async () => {
    const open: string[] = [];
    for (const { route } of guarded) {
      const [method, path = ''] = route.split(' ');
      const visitor = request(service.app);
      const answer =
        method === 'GET'
          ? await visitor.get(addressOf(path)).set('accept', 'text/html')
          : await visitor.post(addressOf(path)).type('form').send({});
      const toSignIn = answer.status === 303 && String(answer.headers.location).startsWith('/connexion');
      if (!toSignIn && ![401, 403].includes(answer.status)) open.push(`${route} : ${answer.status}`);
    }
    expect(open).toEqual([]);
  });
});
