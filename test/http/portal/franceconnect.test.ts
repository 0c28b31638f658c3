/** FranceConnect at the portal's door: the holder of one file, where the landlord lets it, and nobody else. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { applications } from '../../../db/schema/application.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { defaultPortalPolicy } from '../../../src/portal/policy.ts';
import { type LocalProvider, localProvider, type Person } from '../../support/identity-provider.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Browser, browserAt, send } from './door-visit.ts';

const publicUrl = 'http://parcours.test';
const start = '/demandeur/acces/franceconnect';

describe('a person whom FranceConnect vouches for', () => {
  let provider: LocalProvider;
  let service: TestService;
  const file = testDemo.applications[60];
  const namesake = testDemo.applications[61];
  const number = file?.number ?? '';
  const person: Person = {
    sub: 'fc-subject-1',
    acr: 'eidas1',
    family_name: 'LÉVÊQUE-MARTIN',
    given_name: 'Anne Claire Zoé',
    birthdate: '1979-04-12',
  };

  const name = async (of: typeof file, text: string, bornOn: string) => {
    const { db } = service.database;
    await withLandlord(db, 'demo', async (tx) => {
      const where = and(eq(applications.landlordId, 'demo'), eq(applications.number, of?.number ?? ''));
      const [row] = await tx.select().from(applications).where(where);
      if (!row) throw new Error('no such file');
      const [holder, ...others] = row.content.household.persons;
      if (holder?.role !== 'holder') throw new Error('the holder comes first');
      const persons = [{ ...holder, bornOn: civilDate(bornOn) }, ...others];
      const content = { ...row.content, household: { ...row.content.household, persons } };
      await tx.update(applications).set({ name: text, content }).where(where);
    });
  };
  const allow = async (opensByIdentity: boolean) => {
    const now = await service.dependencies.portalPolicies.inForce('demo');
    const asked = {
      landlordId: 'demo',
      actor: { accountId: null, name: 'Adèle Muller', role: 'admin' },
      now: new Date(),
      today: testDemo.date,
    };
    const policy = { ...defaultPortalPolicy, version: now.version, opensByIdentity };
    expect((await service.dependencies.portalPolicies.save(asked, policy)).ok).toBe(true);
  };
  let last = 0;
  const come = async (
    who: Person = person,
  ): Promise<{ browser: Browser; answer: Awaited<ReturnType<typeof send>> }> => {
    provider.person(who);
    last += 1;
    const browser = browserAt(service.app, `198.51.100.${last}`);
    const away = await browser.get(`${start}?vers=/demandeur/suivi`).expect(303);
    const back = await provider.authorize(String(away.headers.location));
    const answer = await browser.get(`${back.pathname}${back.search}`).set('accept', 'text/html');
    return { browser, answer };
  };

  beforeAll(async () => {
    provider = await localProvider(publicUrl, [`${start}/retour`]);
    service = await testService({
      PUBLIC_URL: publicUrl,
      OIDC_APPLICANTS_ISSUER: provider.client.issuer,
      OIDC_APPLICANTS_CLIENT_ID: provider.client.clientId,
      OIDC_APPLICANTS_CLIENT_SECRET: provider.client.clientSecret,
    });
    await name(file, 'Leveque Martin Anne', '1979-04-12');
  });
  afterAll(async () => {
    await service.stop();
    await provider.stop();
  });

  it('opens nothing while the landlord’s policy does not let it, and is told how to get a code', async () => {
    const { browser, answer } = await come();
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('Recevoir un code avec mon numéro');
    expect((await browser.get('/demandeur/suivi').set('accept', 'text/html')).status).toBe(303);
  });

  it('opens the file that they hold, spelled without accents and hyphens, and the journal tells it', async () => {
    await allow(true);
    const { browser, answer } = await come();
    expect(answer.headers.location).toBe('/demandeur/suivi');
    expect((await browser.get('/demandeur/suivi').set('accept', 'text/html')).status).toBe(200);
    const [act] = await service.dependencies.journal.story('demo', `application:${number}`, 1);
    expect(act).toMatchObject({ kind: 'portal.openedByIdentity', actor: { name: 'le ménage' } });
    expect(JSON.stringify(act)).not.toMatch(/fc-subject-1|Leveque/i);
  });

  it('finds it again the next time', async () => {
    expect((await come()).answer.status).toBe(303);
  });

  it.each([
    ['another day of birth', { ...person, sub: 'fc-subject-2', birthdate: '1979-04-13' }],
    ['another given name', { ...person, sub: 'fc-subject-3', given_name: 'Claire Anne' }],
    ['another family name', { ...person, sub: 'fc-subject-4', family_name: 'MARTIN' }],
    ['no day of birth', { ...person, sub: 'fc-subject-5', birthdate: '1979-00-00' }],
  ])('with %s opens nothing', async (_title, who) => {
    expect((await come(who)).answer.status).toBe(404);
  });

  it('who is a second person of the same name and birthday opens nothing: one person a file', async () => {
    expect((await come({ ...person, sub: 'fc-subject-6' })).answer.status).toBe(404);
    expect((await come()).answer.status).toBe(303);
  });

  it('whose identity matches two files opens neither', async () => {
    await name(namesake, 'Lévêque-Martin Anne', '1979-04-12');
    expect((await come()).answer.status).toBe(404);
    await name(namesake, 'Quelqu’un Autre', '1979-04-12');
    expect((await come()).answer.status).toBe(303);
  });

  it('at a level under the one asked for opens nothing', async () => {
    expect((await come({ ...person, acr: 'eidas0' })).answer.status).toBe(403);
  });

  it('leaves FranceConnect too when they leave', async () => {
    const { browser } = await come();
    const left = await send(browser, '/demandeur/quitter', {}, '/demandeur/preferences');
    expect(left.text).toContain('Se déconnecter aussi de FranceConnect');
    expect((await browser.get('/demandeur/suivi').set('accept', 'text/html')).status).toBe(303);
  });

  it('opens no protected file: the contact given at the protection alone does', async () => {
    const done = await service.dependencies.protections.protect(
      'demo',
      { number, newContact: { email: 'refuge@exemple.example', telephone: null, address: [] }, split: null },
      { accountId: null, name: 'Camille Weber', role: 'agent' },
      new Date(),
      testDemo.date,
    );
    expect(done.ok).toBe(true);
    expect((await come()).answer.status).toBe(404);
  });

  it('sees the button only where the provider is configured', async () => {
    expect((await browserAt(service.app, '198.51.100.90').get('/demandeur/acces')).text).toContain(
      'FranceConnect',
    );
  });

  it('leaves no name, birthday nor subject in the log', () => {
    expect(service.log()).not.toMatch(/LÉVÊQUE|Leveque|1979-04-12|fc-subject-1/i);
  });
});
