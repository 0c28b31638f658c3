/** The log of a day of visits: every page by someone who may open it, mistakes and refusals included, and nobody in it. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { applicantContacts } from '../../../db/schema/instruction.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { may, type Permission, permissions, type Role, roles } from '../../../src/access/permissions.ts';
import { foundIn } from '../../support/finds-any.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { rights } from '../roles/rights.ts';

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
const nobody = '01900000-0000-7000-8000-000000000000';

describe('the log', () => {
  let service: TestService;
  let personal: string[] = [];
  const browsers = new Map<Role, ReturnType<typeof request.agent>>();
  const numbers = testDemo.applications.map(({ number }) => number);
  const [first = '', second = ''] = numbers;

  beforeAll(async () => {
    service = await testService();
    const contacts = await withLandlord(service.database.db, 'demo', (tx) =>
      tx.select().from(applicantContacts),
    );
    personal = [
      ...numbers,
      ...testDemo.applications.flatMap(({ name }) => name ?? []),
      ...contacts.flatMap(({ email, telephone, address }) => [
        email ?? '',
        telephone ?? '',
        ...address.slice(0, 1),
      ]),
      ...testDemo.homes.map(({ address }) => address),
      ...roles.map((role) => `${mailboxes[role]}@demo.example`),
      'inconnue@exemple.example',
    ].filter((value) => value.length > 4);
    for (const role of roles) {
      const browser = request.agent(service.app);
      const credentials = { email: `${mailboxes[role]}@demo.example`, password: demoPassword };
      await browser.post('/api/v1/sessions').send(credentials).expect(201);
      browsers.set(role, browser);
    }
  }, 120_000);
  afterAll(() => service.stop());

  const addressOf = (path: string): string =>
    path
      .replace(':vacancyId', testDemo.vacancies.find(({ status }) => status === 'available')?.id ?? '')
      .replace(':ref', service.dependencies.files.of(first))
      .replace(':kind', 'offer')
      .replace(':file', 'evenements.xml')
      .replace(/:[a-zA-Z]+/g, nobody);
  const post = async (role: Role, path: string, fields: Record<string, string>) => {
    const browser = browsers.get(role) ?? request.agent(service.app);
    const { text } = await browser.get('/').expect(200);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    return browser
      .post(path)
      .type('form')
      .send({ _csrf: csrf, ...fields });
  };

  it('holds no name, number, address, e-mail or telephone after every page was opened by someone who may', {
    timeout: 240_000,
  }, async () => {
    for (const [right, routes] of Object.entries(rights)) {
      const role = isPermission(right) ? roles.find((one) => may(one, right)) : 'tenant';
      const browser = browsers.get(role ?? 'tenant') ?? request.agent(service.app);
      for (const route of routes ?? []) {
        const [method, path = ''] = route.split(' ');
        // The copies of a page in other formats go the same way to the log.
        if (method === 'GET' && !/\.(ods|csv|pdf|xml)$/.test(path))
          await browser.get(addressOf(path)).set('accept', 'text/html');
      }
    }
    expect(service.log().split('\n').length).toBeGreaterThan(200);
    expect(foundIn(service.log(), personal)).toEqual([]);
  });

  it('holds nobody after forms that name people, mistakes, and faults', { timeout: 120_000 }, async () => {
    const before = service.log().length;
    await post('dpo', '/dpo/histoire', { numero: first });
    await post('dpo', '/dpo/consultations', { numero: second });
    await post('dpo', '/dpo/conservation/suspensions', {
      dossier: first,
      motif: 'Recours',
      revue: '2027-06-01',
      _key: nobody,
    });
    await post('agent', '/agent/dossiers', { recherche: testDemo.applications[3]?.name ?? '' });
    await post('tenant', '/demandeur/acces', { numero: first });
    const wrong = { email: 'inconnue@exemple.example', password: 'faux-mot-de-passe' };
    await request(service.app).post('/api/v1/sessions').send(wrong).expect(401);
    // Numbers where they must never stand, as somebody may still type them: a path, a query, a header, a bad JSON.
    const stranger = request(service.app);
    await stranger.get(`/agent/dossiers/${first}`).set('referer', `https://exemple.example/?numero=${first}`);
    await stranger.get(`/annonces?recherche=${second}`);
    await stranger.post('/api/v1/sessions').type('json').send(`{"email": "${wrong.email}"`);
    expect(service.log().length).toBeGreaterThan(before);
    expect(foundIn(service.log(), personal)).toEqual([]);
  });
});
