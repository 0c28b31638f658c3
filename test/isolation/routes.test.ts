/**
 * Every page and every route of the API, asked by each role of one landlord about the things of another: refused or not
 * found, never a name or a number of theirs, and nothing written in theirs whatever is sent.
 */
import postgres from 'postgres';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { landlords } from '../../db/schema/landlord.ts';
import { accountStore } from '../../db/stores/account-store.ts';
import { demoAccounts, demoPassword } from '../../src/access/demo-accounts.ts';
import { may, type Permission, permissions, type Role, roles } from '../../src/access/permissions.ts';
import { apiRoutes } from '../../src/http/api/router.ts';
import { rights } from '../http/roles/rights.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';
import { fillEmptyTables } from './sample-rows.ts';
import { fingerprints, secretsOf } from './things.ts';

const stranger = 'bailleur-voisin';
// Hundreds of pages in one test, on a machine that may be busy.
const timeout = 600_000;
const isPermission = (right: string): right is Permission => right in permissions;

/** What the identifier of an address names, by the beginning of the address: the longest that fits. */
const tablesOfIds: Readonly<Record<string, string>> = {
  '/agent/seances/': 'committee_sessions',
  '/commission/seances/': 'committee_sessions',
  '/agent/mutations/': 'transfer_requests',
  '/agent/mutations/instances/': 'transfer_meetings',
  '/agent/relogements/': 'transfer_requests',
  '/agent/occupation/': 'occupancy_reviews',
  '/agent/annonces/': 'adverts',
  '/agent/echanges/': 'exchange_plans',
  '/agent/courriers/': 'letters',
  '/demandeur/courriers/': 'letters',
  '/agent/recours/': 'cases',
};
/** And by the name of the part of the address. */
const tablesOfNames: Readonly<Record<string, string>> = {
  runId: 'runs',
  jobId: 'jobs',
  taskId: 'jobs',
  accountId: 'accounts',
  uploadId: 'uploads',
  sessionId: 'committee_sessions',
  visitId: 'visits',
  offerId: 'offers',
  exportId: 'register_exports',
  studyId: 'studies',
  targetId: 'targets',
  purgeId: 'purges',
  breachId: 'breaches',
  endpointId: 'webhook_endpoints',
  deliveryId: 'webhook_deliveries',
  mediumId: 'advert_media',
};
/** Parts of addresses that name nothing of a landlord: a kind of letter, a return of the law, a page of help. */
const namesNothing: ReadonlySet<string> = new Set(['kind', 'key', 'slug', 'format', 'code', 'file']);
const endsTheVisit: ReadonlySet<string> = new Set(['/deconnexion']);
/** True where a part of the address names something of the other landlord. */
const isNamed = (path: string) =>
  [...path.matchAll(/[:{](\w+)/g)].some(([, name = '']) => !namesNothing.has(name));

type Visitor = { browser: ReturnType<typeof request.agent>; csrf: string };

describe('the pages and the API, asked by another landlord', () => {
  let service: TestService;
  let superuser: postgres.Sql;
  let secrets: readonly string[];
  let ids: ReadonlyMap<string, string>;
  const visitors = new Map<Role, Visitor>();

  beforeAll(async () => {
    service = await testService();
    superuser = postgres(service.database.superuserUrl, { max: 1, onnotice: () => {} });
    const { db } = service.database;
    await db.insert(landlords).values({ id: stranger, name: 'Bailleur voisin', aliases: [] });
    // Their tenant bears the number of an applicant of the other landlord, their holder the other's name.
    const number = testDemo.applications[0]?.number ?? '';
    const ties = {
      holderId: 'als',
      stateHolderId: 'prefet',
      applicationNumber: number,
      departements: ['57'],
    };
    const people = await demoAccounts(ties, 2 ** 12);
    for (const account of people) {
      const email = account.email.replace('demo.example', 'voisin.example');
      await accountStore(db).create({ ...account, email, landlordId: stranger });
      const { role } = account;
      if (visitors.has(role)) continue;
      const browser = request.agent(service.app);
      await browser.post('/api/v1/sessions').send({ email, password: demoPassword }).expect(201);
      const { text } = await browser.get('/').expect(200);
      visitors.set(role, { browser, csrf: /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '' });
    }
    // Both landlords' people of the demonstration have the same names; one of them is an applicant.
    const own = new Set(people.map(({ name }) => name));
    secrets = (await secretsOf(superuser, 'demo')).filter((secret) => !own.has(secret));
    const named = [...Object.values(tablesOfIds), ...Object.values(tablesOfNames)];
    await fillEmptyTables(superuser, 'demo', new Set(named));
    ids = await firstIds(superuser);
  }, timeout);
  afterAll(async () => {
    await superuser.end();
    await service.stop();
  });

  const visitorOf = (role: Role): Visitor => {
    const visitor = visitors.get(role);
    if (!visitor) throw new Error(`no account of the role ${role}`);
    return visitor;
  };
  const idFor = (name: string, path: string): string => {
    const fitting = Object.keys(tablesOfIds).filter((start) => path.startsWith(start));
    const longest = fitting.sort((a, b) => b.length - a.length)[0];
    const id = ids.get(tablesOfNames[name] ?? tablesOfIds[longest ?? ''] ?? 'committee_sessions');
    if (id === undefined) throw new Error(`the other landlord has nothing for ${path}`);
    return id;
  };
  const number = testDemo.applications[0]?.number ?? '';
  const vacancyId = testDemo.vacancies.find(({ status }) => status === 'available')?.id ?? '';
  const thingOf = (name: string, path: string): string => {
    if (name === 'vacancyId') return vacancyId;
    return name === 'ref' ? service.dependencies.files.of(number) : idFor(name, path);
  };
  const addressOf = (path: string) =>
    path.replaceAll(/[:{](\w+)\}?/g, (_all, name: string) => encodeURIComponent(thingOf(name, path)));
  /** What forms may carry, all at once: what a page does not know it ignores. */
  const bodyFor = (path: string, csrf: string) => ({
    ...{ _csrf: csrf, _key: '01900000-0000-7000-8000-0000000000aa', version: '1' },
    ...{ number, numero: number, numeros: number, demande: number, menage: number },
    ...{ vacancyId, logement: vacancyId, vacancyIds: vacancyId, vacance: vacancyId },
    ...{
      id: idFor('id', path),
      sessionId: ids.get('committee_sessions'),
      seance: ids.get('committee_sessions'),
    },
    ...{ accountId: ids.get('accounts'), ref: service.dependencies.files.of(number) },
    ...{ jour: testDemo.date, date: testDemo.date, motif: 'autre', reason: 'autre', why: 'essai' },
  });
  const maySend = (role: Role, right: string) =>
    isPermission(right) ? may(role, right) : right === 'own' || right === 'file';
  /** Routes that the role may enter. Those that name nothing tell the same to each role: the first one reads them. */
  const routesOf = (role: Role, method: 'GET' | 'POST') =>
    Object.entries(rights).flatMap(([right, routes]) =>
      (routes ?? []).flatMap((route) => {
        const [verb, path = ''] = route.split(' ');
        if (verb !== method || !maySend(role, right)) return [];
        return isNamed(path) || roles.find((one) => maySend(one, right)) === role ? [path] : [];
      }),
    );
  const secretIn = (text: string) => secrets.find((secret) => text.includes(secret));

  it.each(roles)('read nothing of theirs: %s', { timeout }, async (role) => {
    const { browser } = visitorOf(role);
    const read: string[] = [];
    for (const path of routesOf(role, 'GET')) {
      const { status, text, headers } = await browser.get(addressOf(path)).set('accept', 'text/html');
      if (status >= 500) read.push(`${path} : ${status}`);
      // A file of the portal that nobody opened leads to its door.
      const isSentAway = status === 303 && String(headers.location).startsWith('/demandeur/acces');
      if (isNamed(path) && status < 400 && !isSentAway) read.push(`${path} : ${status}`);
      const secret = secretIn(text ?? '');
      if (secret !== undefined) read.push(`${path} : ${secret}`);
    }
    expect(read).toEqual([]);
  });

  it('change nothing of theirs, whatever is sent by whomever', { timeout }, async () => {
    const before = await fingerprints(superuser, 'demo');
    const broken: string[] = [];
    for (const role of roles) {
      const { browser, csrf } = visitorOf(role);
      for (const path of routesOf(role, 'POST').filter((one) => !endsTheVisit.has(one))) {
        const { status, text } = await browser.post(addressOf(path)).type('form').send(bodyFor(path, csrf));
        if (status >= 500) broken.push(`${role} ${path} : ${status}`);
        const secret = secretIn(text ?? '');
        if (secret !== undefined && secret !== number) broken.push(`${role} ${path} : ${secret}`);
      }
    }
    expect(broken).toEqual([]);
    expect(await fingerprints(superuser, 'demo')).toEqual(before);
  });

  it('refuse theirs through the API as well', { timeout }, async () => {
    const before = await fingerprints(superuser, 'demo');
    const open: string[] = [];
    for (const role of roles) {
      const { browser } = visitorOf(role);
      for (const { method, path } of apiRoutes(service.dependencies)) {
        if (path === '/sessions' || path === '/sessions/current') continue;
        const answer = await browser[method](`/api/v1${addressOf(path)}`).send({});
        const secret = secretIn(JSON.stringify(answer.body));
        if (secret !== undefined || answer.status >= 500) open.push(`${role} ${method} ${path} : ${secret}`);
        if (isNamed(path) && answer.status < 400) open.push(`${role} ${method} ${path} : ${answer.status}`);
      }
    }
    expect(open).toEqual([]);
    expect(await fingerprints(superuser, 'demo')).toEqual(before);
  });
});

/** The first identifier of the other landlord in each table that has one. */
async function firstIds(superuser: postgres.Sql): Promise<ReadonlyMap<string, string>> {
  const tables = await superuser<{ name: string }[]>`
    select a.table_name as name from information_schema.columns a join information_schema.columns b
      on b.table_schema = a.table_schema and b.table_name = a.table_name and b.column_name = 'landlord_id'
    where a.table_schema = 'public' and a.column_name = 'id'`;
  const found = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await superuser.unsafe(
      `select id::text as id from "${name}" where landlord_id = 'demo' order by 1 limit 1`,
    );
    if (row) found.set(name, String(row.id));
  }
  return found;
}
