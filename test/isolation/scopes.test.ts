/**
 * Every page, every route of the API and every form, asked by an officer and a secretary of one agency about the files,
 * homes and sittings of the other agencies of the same landlord: refused or not found, no household and no home of theirs
 * named anywhere, and nothing of theirs changed whatever is sent. The routes are those of the table of rights, so that a
 * new one is tried without being listed.
 */
import postgres from 'postgres';
import type request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may, type Permission, permissions, type Role } from '../../src/access/permissions.ts';
import { caseKinds } from '../../src/committee/cases/case.ts';
import { apiRoutes } from '../../src/http/api/router.ts';
import { rights } from '../http/roles/rights.ts';
import { heldOn, send, signIn } from '../http/sitting/steps.ts';
import { setAccount } from '../support/accounts.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';

const agency = 'nancy';
// Hundreds of pages in one test, on a machine that may be busy.
const timeout = 600_000;
const held: Readonly<Partial<Record<Role, string>>> = { agent: 'agent', secretary: 'secretaire' };
const isPermission = (right: string): right is Permission => right in permissions;

const within = new Set(testDemo.committee.agencies.find(({ id }) => id === agency)?.communes);
const communeOf = new Map(testDemo.homes.map(({ id, insee }) => [id, insee]));
const isOutside = (homeId: string) => !within.has(communeOf.get(homeId) ?? '');
/** Files that look for nothing in the agency's communes and live in none. */
const outsideFiles = testDemo.applications.filter(({ wishes, current }) =>
  [...wishes.communes, ...(current.insee === null ? [] : [current.insee])].every(
    (insee) => !within.has(insee),
  ),
);
const insideNames = new Set(
  testDemo.applications.filter((file) => !outsideFiles.includes(file)).map(({ name }) => name),
);
const outsideHomes = testDemo.homes.filter(({ id }) => isOutside(id));
const outsideVacancies = testDemo.vacancies.filter(({ homeId }) => isOutside(homeId));

type Visitor = { browser: ReturnType<typeof request.agent>; csrf: string };

describe('the pages and the API, asked by people of another agency', () => {
  let service: TestService;
  let superuser: postgres.Sql;
  let secrets: readonly string[];
  let things: Readonly<Record<string, string>>;
  const visitors = new Map<Role, Visitor>();
  const number = outsideFiles[0]?.number ?? '';
  const vacancyId = outsideVacancies.find(({ status }) => status === 'available')?.id ?? '';

  beforeAll(async () => {
    service = await testService();
    superuser = postgres(service.database.superuserUrl, { max: 1, onnotice: () => {} });
    things = await thingsOutside(service, superuser);
    for (const [role, mailbox] of Object.entries(held)) {
      await setAccount(service.database.db, `${mailbox}@demo.example`, { agencyIds: [agency], communes: [] });
      const browser = await signIn(service, mailbox);
      const { text } = await browser.get('/').expect(200);
      const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
      if (role === 'agent' || role === 'secretary') visitors.set(role, { browser, csrf });
    }
    const shared = new Set(testDemo.homes.filter(({ id }) => !isOutside(id)).map(({ address }) => address));
    secrets = [
      ...outsideFiles.flatMap((file) => [file.number, ...(insideNames.has(file.name) ? [] : [file.name])]),
      ...outsideHomes.flatMap(({ id, address }) => [id, ...(shared.has(address) ? [] : [address])]),
    ].filter((secret): secret is string => secret !== null && secret.length >= 8);
  }, timeout);
  afterAll(async () => {
    await superuser.end();
    await service.stop();
  });

  const visitorOf = (role: Role): Visitor => {
    const visitor = visitors.get(role);
    if (!visitor) throw new Error(`nobody of the role ${role}`);
    return visitor;
  };
  /** What each part of an address names; undefined where nothing of the other agencies has that name. */
  const thingOf = (name: string, path: string): string | undefined => {
    if (name === 'vacancyId') return path.includes('/seances/') ? things.sittingHome : vacancyId;
    if (name === 'ref') return service.dependencies.files.of(number);
    const start = Object.keys(things)
      .filter((one) => one.startsWith('/') && path.startsWith(one))
      .sort((one, other) => other.length - one.length)[0];
    return things[name] ?? things[start ?? ''];
  };
  const addressOf = (path: string): string | null => {
    let isKnown = true;
    const address = path.replaceAll(/[:{](\w+)\}?/g, (_all, name: string) => {
      const thing = thingOf(name, path);
      isKnown &&= thing !== undefined;
      return encodeURIComponent(thing ?? 'inconnu');
    });
    return isKnown ? address : null;
  };
  const names = (path: string) => /[:{](\w+)/.test(path);
  /** What names nothing tells the same to both, whose agency is the same: the officer reads it. */
  const routesOf = (role: Role, method: 'GET' | 'POST') =>
    Object.entries(rights).flatMap(([right, routes]) => {
      if (!isPermission(right) || !may(role, right)) return [];
      return (routes ?? []).flatMap((route) => {
        const [verb, path = ''] = route.split(' ');
        if (verb !== method || path.startsWith('/prefecture')) return [];
        return role === 'agent' || names(path) || !may('agent', right) ? [path] : [];
      });
    });
  const secretIn = (text: string) => secrets.find((secret) => text.includes(secret));

  it('stand on something: the other agencies have files, homes, sittings, adverts, requests', () => {
    expect(outsideFiles.length).toBeGreaterThan(100);
    expect(Object.keys(things).sort()).toEqual([
      '/agent/annonces/',
      '/agent/mutations/:id',
      '/agent/occupation/:id',
      '/agent/recours/',
      '/agent/relogements/:id',
      '/agent/seances/:id/logements',
      '/commission/seances/:id/logements',
      'mediumId',
      'sittingHome',
      'tenancy',
      'uploadId',
    ]);
  });

  it.each(['agent', 'secretary'] as const)('tell nothing of theirs: %s', { timeout }, async (role) => {
    const { browser } = visitorOf(role);
    const told: string[] = [];
    for (const path of routesOf(role, 'GET')) {
      const address = addressOf(path);
      const { status, text } = await browser.get(address ?? path).set('accept', 'text/html');
      if (status >= 500) told.push(`${path} : ${status}`);
      if (names(path) && address !== null && status < 400) told.push(`${path} : ${status}`);
      const secret = secretIn(text ?? '');
      if (secret !== undefined) told.push(`${path} : ${secret}`);
    }
    expect(told).toEqual([]);
  });

  it('change nothing of theirs, whatever is sent', { timeout }, async () => {
    const before = await outsideRows(superuser);
    const broken: string[] = [];
    for (const role of ['agent', 'secretary'] as const) {
      const { browser, csrf } = visitorOf(role);
      for (const path of routesOf(role, 'POST')) {
        const address = addressOf(path);
        const body = { ...bodyOf(things, number, vacancyId), _csrf: csrf };
        const { status, text } = await browser
          .post(address ?? path)
          .type('form')
          .send(body);
        if (status >= 500) broken.push(`${role} ${path} : ${status}`);
        if (names(path) && address !== null && status < 400) broken.push(`${role} ${path} : ${status}`);
        const secret = secretIn(text ?? '');
        if (secret !== undefined && secret !== number) broken.push(`${role} ${path} : ${secret}`);
      }
    }
    expect(broken).toEqual([]);
    expect(await outsideRows(superuser)).toEqual(before);
  });

  it('refuse theirs through the API as well', { timeout }, async () => {
    const before = await outsideRows(superuser);
    const open: string[] = [];
    for (const role of ['agent', 'secretary'] as const) {
      const { browser } = visitorOf(role);
      for (const { method, path } of apiRoutes(service.dependencies)) {
        if (path === '/sessions' || path === '/sessions/current') continue;
        const answer = await browser[method](`/api/v1${addressOf(path) ?? path}`).send({});
        const secret = secretIn(JSON.stringify(answer.body));
        if (secret !== undefined || answer.status >= 500) open.push(`${role} ${method} ${path} : ${secret}`);
        if (/[{]vacancyId/.test(path) && answer.status < 400) open.push(`${role} ${method} ${path}`);
      }
    }
    expect(open).toEqual([]);
    expect(await outsideRows(superuser)).toEqual(before);
  });
});

/** What forms may carry, all at once: what a page does not know it ignores. */
function bodyOf(things: Readonly<Record<string, string>>, number: string, vacancyId: string) {
  return {
    ...{ _key: '01900000-0000-7000-8000-0000000000aa', version: '1' },
    ...{ number, numero: number, numeros: number, demande: number, menage: number },
    ...{ vacancyId, logement: vacancyId, vacancyIds: vacancyId, vacance: vacancyId, logements: vacancyId },
    ...{ jour: testDemo.date, date: testDemo.date, recue: testDemo.date, motif: 'autre', why: 'essai' },
    ...{ nature: 'review', reponse: 'oui', texte: 'essai', reason: 'autre', bail: things.tenancy },
  };
}

/** Identifiers of things that belong to the other agencies alone, by the name or the beginning of the address. */
async function thingsOutside(
  service: TestService,
  superuser: postgres.Sql,
): Promise<Readonly<Record<string, string>>> {
  const numbers = outsideFiles.map((file) => file.number);
  const homes = outsideHomes.map(({ id }) => id);
  const vacancies = outsideVacancies.map(({ id }) => id);
  const first = async (query: Promise<readonly postgres.Row[]>) => String((await query)[0]?.id);
  const transfer = await first(superuser`
    select r.id from transfer_requests r left join tenancies t on t.id = r.tenancy_id
    where (r.number = any(${numbers}) or r.number is null) and (t.home_id is null or t.home_id = any(${homes})) limit 1`);
  const advert = await first(superuser`
    select id from adverts where vacancy_id = any(${vacancies}) order by id limit 1`);
  const medium = await first(superuser`
    select m.id from advert_media m join adverts a on a.id = m.advert_id where a.id::text = ${advert} limit 1`);
  const review = await first(superuser`
    select o.id from occupancy_reviews o join tenancies t on t.id = o.tenancy_id where t.home_id = any(${homes}) limit 1`);
  const number = numbers[0] ?? '';
  const opened = await first(superuser`
    insert into cases (id, landlord_id, number, kind, received_on, due_on, state, request_key)
    values (gen_random_uuid(), 'demo', ${number}, ${caseKinds[0]}, '2026-11-20', '2027-01-20', 'open', 'scope') returning id`);
  const upload = await first(superuser`
    insert into uploads (id, landlord_id, number, document, file_name, media_type, declared_bytes, received_bytes, state, by)
    values (gen_random_uuid(), 'demo', ${number}, 'last-resources', 'last-resources-1.pdf', 'application/pdf', 1, 1, 'complete', 'le ménage')
    returning id`);
  const free = outsideVacancies.find(({ status }) => status === 'available')?.id ?? '';
  const sitting = await sittingOutside(service, free, number);
  const tenancy = await first(superuser`select id from tenancies where home_id = any(${homes}) limit 1`);
  const found: Record<string, string> = {
    ...{ tenancy, mediumId: medium, uploadId: upload, '/agent/recours/': opened },
    '/agent/annonces/': advert,
    ...{
      '/agent/mutations/:id': transfer,
      '/agent/relogements/:id': transfer,
      '/agent/occupation/:id': review,
    },
  };
  // The agenda is one for the landlord; what stands under each home of it is not.
  found['/agent/seances/:id/logements'] = found['/commission/seances/:id/logements'] = sitting;
  found.sittingHome = free;
  return Object.fromEntries(Object.entries(found).filter(([, id]) => id !== 'undefined'));
}

/** A sitting of the whole landlord with a home of another agency on its agenda, and a household of theirs. */
async function sittingOutside(service: TestService, vacancyId: string, number: string): Promise<string> {
  const officer = await signIn(service, 'agent');
  const page = await officer.get('/agent/seances').expect(200);
  const fields = { jour: heldOn, heure: '09:30', lieu: 'Salle du conseil' };
  const created = await send(officer, page.text, '/agent/seances', fields).expect(303);
  const path = created.headers.location ?? '';
  const folder = await officer.get(path).expect(200);
  const home = { logement: vacancyId, numeros: number, origine: 'added' };
  await send(officer, folder.text, '/logements/main', home).expect(303);
  return path.split('/').at(-1) ?? '';
}

/** One digest a table of the rows that bear on homes and files of the other agencies. */
async function outsideRows(superuser: postgres.Sql): Promise<Record<string, string>> {
  const linked: Readonly<Record<string, readonly string[]>> = {
    number: outsideFiles.map((file) => file.number),
    home_id: outsideHomes.map(({ id }) => id),
    vacancy_id: outsideVacancies.map(({ id }) => id),
  };
  const digests: Record<string, string> = {};
  for (const [column, ids] of Object.entries(linked)) {
    const tables = await superuser<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = ${column} and data_type = 'text' order by 1`;
    for (const { name } of tables) {
      const [row] = await superuser.unsafe(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from "${name}" t where "${column}" = any($1)`,
        [ids],
      );
      digests[`${name}.${column}`] = String(row?.digest);
    }
  }
  return digests;
}
