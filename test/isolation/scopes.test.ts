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
import { apiRoutes } from '../../src/http/api/router.ts';
import { rights } from '../http/roles/rights.ts';
import { signIn } from '../http/sitting/steps.ts';
import { setAccount } from '../support/accounts.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';
import {
  agency,
  insideNames,
  isOutside,
  outsideFiles,
  outsideHomes,
  outsideRows,
  outsideVacancies,
  thingsOutside,
} from './scope-things.ts';

// Hundreds of pages in one test, on a machine that may be busy.
const timeout = 600_000;
const held: Readonly<Partial<Record<Role, string>>> = { agent: 'agent', secretary: 'secretaire' };
const isPermission = (right: string): right is Permission => right in permissions;

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
