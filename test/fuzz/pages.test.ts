/** Every page and every form of the table of rights, by who may use it, with anything in the fields and the address. */
import { Agent, createServer, type Server } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { may, type Permission, permissions, type Role, roles } from '../../src/access/permissions.ts';
import { type Right, rights } from '../http/roles/rights.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';
import { type Answer, ask } from './ask.ts';
import { type Field, type Form, formsOf } from './forms.ts';
import { hostileText } from './hostile.ts';
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

// What a visit leaves behind even where a form is refused: its session, counts of attempts, what was typed.
const traces = new Set(['web_sessions', 'sign_in_attempts', 'drafts']);
// They end the session, or the account, of the very person who asks.
const leftOut = ['POST /deconnexion', 'POST /admin/comptes/:accountId/etat'];
// Copies, and screens of figures: the slowest pages have no form to send.
const withoutForms = /\.(pdf|ods|csv|json|xml)$|^\/prefecture|^\/agent\/indicateurs\/(?!donnees|sne)/;
const nobody = '01900000-0000-7000-8000-000000000000';

const isPermission = (right: string): right is Permission => right in permissions;
const isRight = (right: string): right is Right => right in rights;

/** Who uses the route in life. */
function userOf(right: Right): Who {
  if (right === 'public' || right === 'link') return 'visitor';
  if (right === 'file') return 'tenant';
  if (right === 'own') return 'agent';
  return roles.find((role) => isPermission(right) && may(role, right)) ?? 'admin';
}

describe('pages and forms under fuzzing', () => {
  let service: TestService;
  let server: Server;
  let port: number;
  let watch: WriteWatch;
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const browsers = new Map<Who, { cookie: string; csrf: string }>();
  const forms = new Map<string, Form>();

  const get = (who: Who, path: string): Promise<Answer> =>
    ask(port, agent, {
      method: 'GET',
      path,
      headers: { accept: 'text/html', cookie: browsers.get(who)?.cookie ?? '' },
      body: null,
    });
  const post = (who: Who, path: string, type: string, body: string | Buffer): Promise<Answer> =>
    ask(port, agent, {
      method: 'POST',
      path,
      headers: { accept: 'text/html', 'content-type': type, cookie: browsers.get(who)?.cookie ?? '' },
      body,
    });
  const routes = Object.entries(rights).flatMap(([right, list]) =>
    (list ?? []).flatMap((route) => {
      const [method = '', path = ''] = route.split(' ');
      return isRight(right) && !leftOut.includes(route) ? [{ route, method, path, who: userOf(right) }] : [];
    }),
  );
  const usual = (path: string): string =>
    path
      .replace(':vacancyId', testDemo.vacancies.find(({ status }) => status === 'available')?.id ?? '')
      .replace(':ref', service.dependencies.files.of(testDemo.applications[5]?.number ?? ''))
      .replace(/:\w+/g, nobody);

  beforeAll(async () => {
    service = await testService();
    server = createServer(service.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
    for (const role of roles) browsers.set(role, await opened({ email: `${mailboxes[role]}@demo.example` }));
    browsers.set('visitor', await opened(null));
    // Nothing is calculated: it would write while other forms are watched.
    await service.dependencies.jobs.stop();
    // What people find on the pages that need no identifier of something that was made since.
    for (const { method, path, who } of routes) {
      if (method !== 'GET' || withoutForms.test(path)) continue;
      const { status, text } = await get(who, usual(path));
      if (status !== 200) continue;
      for (const form of formsOf(text, usual(path))) {
        const route = routes.find((one) => one.method === 'POST' && matches(one.path, form.action));
        if (route && !forms.has(route.route)) forms.set(route.route, form);
      }
    }
    watch = await watchWrites(service.database.ownerUrl);
  }, 400_000);
  afterAll(async () => {
    agent.destroy();
    server?.close();
    await watch?.stop();
    await service?.stop();
  });

  const opened = async (credentials: { email: string } | null) => {
    const jar = new Map<string, string>();
    const visit = async (method: string, path: string, body: string | null): Promise<Answer> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { cookie, ...(body === null ? {} : { 'content-type': 'application/json' }) };
      const answer = await ask(port, agent, { method, path, headers, body });
      for (const given of [answer.headers['set-cookie'] ?? []].flat()) {
        const [name = '', value = ''] = (given.split(';')[0] ?? '').split('=', 2);
        jar.set(name, value);
      }
      return answer;
    };
    if (credentials) {
      await visit('POST', '/api/v1/sessions', JSON.stringify({ ...credentials, password: demoPassword }));
    }
    const { text } = await visit('GET', credentials ? '/' : '/demandeur/acces', null);
    return {
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      csrf: /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '',
    };
  };

  it('never break on what an address holds', { timeout: 600_000 }, async () => {
    const broken: string[] = [];
    const pages = routes.filter(({ method, path }) => method === 'GET' && path.includes(':'));
    const addresses = fc.sample(hostileAddress, { seed, numRuns: pages.length * runsOf(1) });
    for (const [index, spoil] of addresses.entries()) {
      const page = pages[index % pages.length];
      if (!page) continue;
      const { status } = await get(page.who, spoiled(page.path, spoil));
      if (status >= 500) broken.push(`${page.route} ${spoil.slice(0, 60)} : ${status}`);
    }
    expect(broken).toEqual([]);
  });

  it('never break on what a form holds, and write nothing where they refuse', {
    timeout: 600_000,
  }, async () => {
    const broken: string[] = [];
    let heard = 0;
    const posts = routes.filter(({ method }) => method === 'POST');
    const ways = fc.sample(formChange, { seed, numRuns: posts.length * runsOf(1) });
    for (const [index, change] of ways.entries()) {
      const { route, path, who } = posts[index % posts.length] ?? { route: '', path: '', who: 'visitor' };
      const form = forms.get(route);
      const address = change.address === null ? (form?.action ?? usual(path)) : spoiled(path, change.address);
      const csrf = { name: '_csrf', value: browsers.get(who)?.csrf ?? '' };
      const fields = [...(form?.fields ?? []).filter(({ name }) => name !== '_csrf'), csrf];
      const { type, body } = sent(changed(fields, change), change);
      await watch.since();
      const answer = await post(who, address, type, body);
      const written = Object.keys(await watch.since()).filter((table) => !traces.has(table));
      const told = `${route} ${answer.status} ${JSON.stringify(change).slice(0, 300)}`;
      if (answer.status >= 500) broken.push(told);
      if (answer.status >= 400 && written.length > 0) broken.push(`${told} wrote ${written.join(', ')}`);
      if (![401, 403].includes(answer.status)) heard += 1;
    }
    expect(broken).toEqual([]);
    // Otherwise the fuzz would only have tried the guards.
    expect(heard / ways.length).toBeGreaterThan(0.6);
    expect(forms.size).toBeGreaterThan(50);
  });
});

/** Whether an address of a form is one of the route. */
function matches(path: string, action: string): boolean {
  const pattern = path.replaceAll(/[.+]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(action.split(/[?#]/)[0] ?? '');
}

const encoded = (text: string): string =>
  encodeURIComponent(Buffer.from(text).toString()).slice(0, 1500) || '%20';

const hostileAddress = fc.oneof(
  hostileText.map(encoded),
  fc.constantFrom(
    '%',
    '%c3%28',
    '%ed%a0%80',
    '..%2f..%2f',
    nobody,
    `${nobody}0`,
    '1',
    '-1',
    'a%0d%0ab',
    '%F0%9F%98%80',
  ),
);

function spoiled(path: string, value: string): string {
  const address = path.replaceAll(/:\w+/g, () => value);
  return `${address}?page=${value}&tri=${value}&vers=${value}&au=${value}`;
}

type Change = {
  address: string | null;
  how: 'replace' | 'remove' | 'repeat' | 'all' | 'none';
  place: number;
  value: string;
  extra: Field[];
  type: 'form' | 'multipart' | 'json' | 'text';
};

const formChange: fc.Arbitrary<Change> = fc.record({
  address: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: hostileAddress }),
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'repeat', 'all', 'none'),
  place: fc.nat({ max: 50 }),
  value: hostileText.map((text) => text.slice(0, 5000)),
  extra: fc.array(
    fc.record({
      name: fc.constantFrom('x', '__proto__', 'id', 'version', '_key'),
      value: hostileText.map((text) => text.slice(0, 200)),
    }),
    {
      maxLength: 2,
    },
  ),
  type: fc.oneof(
    { weight: 9, arbitrary: fc.constant('form' as const) },
    { weight: 1, arbitrary: fc.constantFrom('multipart' as const, 'json' as const, 'text' as const) },
  ),
});

function changed(fields: readonly Field[], { how, place, value, extra }: Change): Field[] {
  const open = fields.filter(({ name }) => name !== '_csrf');
  const target = open[place % Math.max(open.length, 1)]?.name;
  const all = fields.flatMap((field) => {
    if (field.name === '_csrf' || how === 'none') return [field];
    if (how === 'all') return [{ ...field, value }];
    if (field.name !== target) return [field];
    if (how === 'remove') return [];
    return how === 'repeat' ? [field, { ...field, value }] : [{ ...field, value }];
  });
  return how === 'none' ? all : [...all, ...extra];
}

function sent(fields: readonly Field[], { type }: Change): { type: string; body: string } {
  if (type === 'json') return { type: 'application/json', body: JSON.stringify(fields) };
  if (type === 'text') return { type: 'text/plain', body: 'rien' };
  if (type === 'form') {
    const body = new URLSearchParams(fields.map(({ name, value }) => [name, value]));
    return { type: 'application/x-www-form-urlencoded', body: String(body) };
  }
  const parts = fields.map(
    ({ name, value }) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { type: 'multipart/form-data; boundary=x', body: `${parts.join('')}--x--\r\n` };
}
