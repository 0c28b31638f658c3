/** The register's page as an officer uses it: events, files, an extract, a pasted column; numbers never in an address. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { request as demande, message } from '../../intake/sne-messages.ts';
import { decisionOf, writeDecided } from '../../support/decided-home.ts';
import { makeApplication, metzInsee } from '../../support/make-domain.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

const vacancy = testDemo.vacancies.find(({ status }) => status === 'available');
const home = testDemo.homes.find(({ id }) => id === vacancy?.homeId);
const number = '057032400000100001';
const known = { ...makeApplication(1), number, name: 'Ana Durand' };

/** No-break spaces of French typography as ordinary ones. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the page of the national register', () => {
  let service: TestService;
  let agent: ReturnType<typeof request.agent>;
  let token = '';
  beforeAll(async () => {
    service = await testService();
    if (!vacancy || !home) throw new Error('the demonstration has no home to let');
    const decisions = [decisionOf(number, 1)];
    const heldOn = addDays(testDemo.date, -2);
    await writeDecided(service.database.db, 'demo', [{ vacancy, home, decisions, heldOn }], [known]);
    agent = request.agent(service.app);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await agent.post('/api/v1/sessions').send(credentials).expect(201);
    const { text } = await agent.get('/agent/sne').expect(200);
    token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  });
  afterAll(() => service.stop());

  const post = (path: string, fields: Record<string, string>) =>
    agent
      .post(path)
      .type('form')
      .send({ _csrf: token, ...fields });
  const page = async () => plain((await agent.get('/agent/sne').expect(200)).text);

  it('gathers the decision of a closed sitting, ready to copy, once however often it is read', async () => {
    const text = await page();
    expect(text).toContain('Décision : <strong>Attribution avec classement</strong>');
    expect(text).toContain(number);
    const again = await page();
    const told = (html: string) => /À saisir : ([^<]+)</.exec(html)?.[1];
    expect(told(again)).toBe(told(text));
    expect(again).not.toMatch(new RegExp(`href="[^"]*${number}`));
  });

  it('notes an event as entered by a tick, and says so once', async () => {
    const before = await page();
    const id = /name="evenement" value="([^"]+)"/.exec(before)?.[1] ?? '';
    const ticked = await post('/agent/sne/saisis', { evenement: id }).expect(303);
    expect(ticked.headers.location).toBe('/agent/sne?fait=saisis');
    expect(await page()).not.toContain(id);
    const twice = await post('/agent/sne/saisis', { evenement: id }).expect(303);
    expect(twice.headers.location).toBe('/agent/sne?fait=rien');
  });

  it('makes a file of all pending events, the same each time it is downloaded, and no second one', async () => {
    const key = '0198c000-0000-7000-8000-00000000000a';
    await post('/agent/sne/export', { _key: key }).expect(303);
    await post('/agent/sne/export', { _key: key }).expect(303);
    const text = await page();
    expect(text).toContain('Rien à saisir');
    const links = [...text.matchAll(/href="(\/agent\/sne\/exports\/[^"]+\.csv)"/g)];
    expect(links).toHaveLength(1);
    const path = links[0]?.[1] ?? '';
    const [once, twice] = [await agent.get(path).expect(200), await agent.get(path).expect(200)];
    expect(once.text).toBe(twice.text);
    expect(once.headers['cache-control']).toBe('no-store');
    expect(once.headers['content-disposition']).toContain('attachment');
    await agent.get(path.replace('.csv', '.exe')).expect(404);
  });

  it('understands a pasted column, with a number that it does not know', async () => {
    const colonne = `Nom\tNuméro\nDurand\t"${number}"\nAutre\t'099112600000000099`;
    const { text } = await post('/agent/sne/numeros', { colonne }).expect(200);
    expect(text).toContain('Ana Durand');
    expect(plain(text)).toContain('2 numéros reconnus');
    expect(text).toContain('099112600000000099');
    const ref = service.dependencies.files.of(number);
    expect(text).toContain(`/agent/dossiers/${ref}`);
    await agent.get('/agent/sne/numeros').expect(303);
  });

  it('explains an extract field by field and overwrites nothing by itself', async () => {
    const extract = message('MOD', [demande({ number, commune: metzInsee })]);
    const { text } = await post('/agent/sne/extrait', { extrait: extract }).expect(200);
    expect(text).toContain('Ressources mensuelles');
    expect(text).toContain('Personnes à loger');
    expect(text).not.toMatch(/type="radio"[^>]*checked/);
    const held = await service.dependencies.register.held({ landlordId: 'demo', communes: null }, [number]);
    expect(held[0]?.application.household).toEqual(known.household);
    const sealed = /name="extrait" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await post('/agent/sne/extrait/choix', {
      extrait: sealed,
      'choix.0.communes': 'reprendre',
      'choix.0.typologies': 'reprendre',
      'choix.0.monthlyResources': 'corriger',
    }).expect(303);
    const after = await service.dependencies.register.held({ landlordId: 'demo', communes: null }, [number]);
    expect(after[0]?.application.wishes.typologies).toEqual(['T3']);
    expect(after[0]?.application.household).toEqual(known.household);
    expect(await page()).toContain('Ressources mensuelles');
  });

  it('refuses an extract whose seal was touched', async () => {
    await post('/agent/sne/extrait/choix', { extrait: 'autre.W10', 'choix.0.name': 'reprendre' }).expect(400);
  });

  it('takes an extract of a megabyte, and says what it cannot read', async () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      demande({ number: `0570324000002${String(index).padStart(5, '0')}` }),
    );
    const large = await post('/agent/sne/extrait', { extrait: message('CRE', many) }).expect(200);
    expect(plain(large.text)).toContain('300 demandes');
    const wrong = await post('/agent/sne/extrait', { extrait: '<html></html>' }).expect(200);
    expect(wrong.text).toContain('interfaceNuu');
  });

  it('takes an extract as a file, without JavaScript, and forgets it', async () => {
    const shown = await page();
    expect(shown).toMatch(/<form[^>]+action="\/agent\/sne\/extrait"[^>]+enctype="multipart\/form-data"/);
    const file = (content: Buffer | string, name: string) =>
      agent.post('/agent/sne/extrait').field('_csrf', token).attach('fichier', Buffer.from(content), name);
    const extract = message('MOD', [demande({ number, commune: metzInsee })]);
    const { text } = await file(extract, 'extrait.xml').expect(200);
    expect(plain(text)).toContain('1 demande dans l’extrait');
    const disguised = await file('<!doctype html><p>extrait</p>', 'extrait.xml').expect(200);
    expect(plain(disguised.text)).toContain('Envoyez un message XML ou un tableau CSV.');
    const large = await file(Buffer.alloc(12 * 1024 * 1024 + 1, 'a;b\n'), 'extrait.csv').expect(200);
    expect(plain(large.text)).toContain('Le fichier dépasse 12 Mo.');
    const none = await agent.post('/agent/sne/extrait').field('_csrf', token).expect(200);
    expect(plain(none.text)).toContain('Rien n’a été envoyé.');
    await agent.post('/agent/sne/extrait').attach('fichier', Buffer.from(extract), 'a.xml').expect(403);
  });

  it('says row by row what it cannot read of a table, and reads the others', async () => {
    const good = demande({ number: '057032400000300001', commune: metzInsee });
    const wrong = demande({ number: '057032400000300002', commune: '99999' });
    const { text } = await agent
      .post('/agent/sne/extrait')
      .field('_csrf', token)
      .attach('fichier', Buffer.from(message('CRE', [good, wrong])), 'extrait.xml')
      .expect(200);
    expect(plain(text)).toContain('1 demande dans l’extrait');
    expect(plain(text)).toMatch(/N° 2 dans l’extrait : [^<]*« 99999 »[^<]*attendu/);
  });

  it('is for officers', async () => {
    const member = request.agent(service.app);
    const credentials = { email: 'commission@demo.example', password: demoPassword };
    await member.post('/api/v1/sessions').send(credentials).expect(201);
    await member.get('/agent/sne').expect(403);
    expect(service.log()).not.toContain(number);
  });
});
