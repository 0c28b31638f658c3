/** A partner who knows the number and owns the old telephone, and a contact changed to steal a file: neither gets in. */
import { eq } from 'drizzle-orm';
import request from 'supertest';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { demoTenant } from '../../../db/demo/tenant.ts';
import { applications } from '../../../db/schema/application.ts';
import { outbox } from '../../../db/schema/correspondence.ts';
import { applicantContacts, protections } from '../../../db/schema/instruction.ts';
import { landlords } from '../../../db/schema/landlord.ts';
import { applicationRow } from '../../../db/stores/application-rows.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import {
  type Browser,
  browserAt,
  codeFor,
  forgetTries,
  openFile,
  send,
  setContact,
  waitingMessages,
} from './door-visit.ts';

const couple = testDemo.applications.find(
  ({ household, number }) =>
    household.persons[1]?.role === 'partner' && number !== demoTenant(testDemo).number,
);
const number = couple?.number ?? '';
const oldPhone = '06 39 98 77 88';
const oldMail = 'couple@exemple.example';
const safeMail = 'refuge@exemple.example';
const by = { accountId: null, name: 'Camille Weber', role: 'agent' };

describe('a file under protection', () => {
  let service: TestService;
  let before: { open: Browser; waiting: Browser; code: string; helper: Browser };
  let visits = 0;
  const browser = () => {
    visits += 1;
    return browserAt(service.app, `198.51.100.${visits}`);
  };
  const opened = async (one: Browser) => (await one.get('/aide')).text.includes('ossier o');
  beforeAll(async () => {
    service = await testService();
    const { database, dependencies } = service;
    await setContact(database, number, { email: oldMail, telephone: oldPhone, preferred: 'sms' });
    const open = browser();
    await openFile(open, database, number, oldPhone);
    const mandate = {
      kind: 'relative',
      name: 'Un proche du couple',
      email: 'proche@exemple.example',
      scope: 'act',
      until: addDays(testDemo.date, 90),
      _key: v7(),
    };
    await send(open, '/demandeur/mandats', mandate, '/demandeur/mandats');
    const helper = browser();
    await openFile(helper, database, number, 'proche@exemple.example', 'proche@exemple.example');
    const waiting = browser();
    await send(waiting, '/demandeur/acces', { numero: number });
    const code = (await codeFor(database, oldPhone)) ?? '';
    before = { open, waiting, code, helper };
    const done = await dependencies.protections.protect(
      'demo',
      { number, newContact: { email: safeMail, telephone: null, address: [] }, split: null },
      by,
      new Date(),
      testDemo.date,
    );
    if (!done.ok) throw new Error(done.refusal);
  });
  afterAll(() => service.stop());

  it('puts out whoever was in, the person mandated included, and voids the codes that wait', async () => {
    expect(await opened(before.open)).toBe(false);
    expect(await opened(before.helper)).toBe(false);
    const late = await send(
      before.waiting,
      '/demandeur/acces/code',
      { code: before.code },
      '/demandeur/acces/code',
    );
    expect(late.status).toBe(401);
    expect(await codeFor(service.database, oldPhone)).toBeNull();
  });

  it('gives the partner who knows the number the page of a number that is nobody’s, and no message', async () => {
    const answers = [];
    const bare = (text: string) => text.replaceAll(/name="_csrf" value="[^"]+"/g, '');
    for (const fields of [
      { numero: number },
      { numero: number, contact: oldPhone },
      { numero: number, contact: oldMail },
      { numero: number, contact: 'proche@exemple.example' },
      { numero: '057112600007777777', contact: oldPhone },
    ]) {
      const partner = browser();
      await forgetTries(service.database);
      const asked = await send(partner, '/demandeur/acces', fields);
      const page = await partner.get('/demandeur/acces/code');
      await send(partner, '/demandeur/acces/courrier/demande', {}, '/demandeur/acces/code');
      answers.push([asked.status, asked.headers.location, bare(page.text)]);
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const messages = await waitingMessages(service.database);
    const left = messages.filter(({ recipient }) =>
      [oldPhone, oldMail, 'proche@exemple.example'].includes(recipient),
    );
    expect(left).toEqual([]);
    const everywhere = { landlordId: 'demo', communes: null };
    const printed = await service.dependencies.letters.printQueue(everywhere);
    expect(printed.filter((letter) => letter.number === number)).toEqual([]);
  });

  it('opens for the person protected, by the new contact, which no page shows or lets change', async () => {
    await forgetTries(service.database);
    const person = browser();
    const entered = await openFile(person, service.database, number, safeMail);
    expect(entered.status).toBe(303);
    const { text } = await person.get('/demandeur/preferences');
    expect(text).toContain('Votre dossier est protégé');
    expect(text).not.toMatch(/refuge|@exemple/);
    const change = { email: oldMail };
    const refused = await send(person, '/demandeur/preferences/contact', change, '/demandeur/preferences');
    expect(refused.status).toBe(409);
    expect(await codeFor(service.database, oldMail)).toBeNull();
  });

  it('has its contact changed by an officer, and the old contact hears nothing', async () => {
    const officer = request.agent(service.app);
    await officer
      .post('/api/v1/sessions')
      .send({ email: 'agent@demo.example', password: demoPassword })
      .expect(201);
    const counter = `/agent/guichet/${service.dependencies.files.of(number)}`;
    const changed = await send(officer, `${counter}/contact`, { telephone: '06 39 98 11 22' }, counter);
    expect(changed.status).toBe(303);
    const recipients = (await waitingMessages(service.database)).map(({ recipient }) => recipient);
    expect(recipients.filter((one) => one !== safeMail)).toEqual([]);
    const [row] = await withLandlord(service.database.db, 'demo', (tx) =>
      tx.select().from(protections).where(eq(protections.number, number)),
    );
    expect(row?.newContact).toEqual({ email: safeMail, telephone: '06 39 98 11 22', address: [] });
  });
});

describe('a change of contact', () => {
  let service: TestService;
  const file = testDemo.applications[40]?.number ?? '';
  const mail = 'menage40@exemple.example';
  let visits = 0;
  const browser = () => {
    visits += 1;
    return browserAt(service.app, `192.0.2.${visits}`);
  };
  const page = '/demandeur/preferences';
  beforeAll(async () => {
    service = await testService();
    await setContact(service.database, file, { email: mail });
  });
  afterAll(() => service.stop());

  it('changes nothing before the code of the new contact, and tells the old one at once', async () => {
    const thief = browser();
    await openFile(thief, service.database, file, mail);
    const asked = await send(thief, `${page}/contact`, { email: 'voleur@exemple.example' }, page);
    expect(asked.headers.location).toBe(`${page}/code`);
    const warned = (await waitingMessages(service.database)).filter(({ recipient }) => recipient === mail);
    expect(warned.at(-1)?.text).toContain('Un nouveau contact a été indiqué');
    const wrong = await send(thief, `${page}/code`, { code: '00000000' }, `${page}/code`);
    expect(wrong.status).toBe(409);
    const [row] = await withLandlord(service.database.db, 'demo', (tx) =>
      tx.select().from(applicantContacts).where(eq(applicantContacts.number, file)),
    );
    expect(row?.email).toBe(mail);
  });

  it('applies after the code, closes the other visits and tells the contact that is left', async () => {
    const [household, elsewhere] = [browser(), browser()];
    await openFile(elsewhere, service.database, file, mail);
    await openFile(household, service.database, file, mail);
    await send(household, `${page}/contact`, { email: 'nouvelle@exemple.example' }, page);
    const code = (await codeFor(service.database, 'nouvelle@exemple.example')) ?? '';
    const done = await send(household, `${page}/code`, { code }, `${page}/code`);
    expect(done.headers.location).toBe(`${page}?fait=1`);
    expect((await household.get('/aide')).text).toContain('Mon dossier est ouvert');
    expect((await elsewhere.get('/aide')).text).not.toContain('Mon dossier est ouvert');
    const told = (await waitingMessages(service.database)).filter(({ recipient }) => recipient === mail);
    expect(told.at(-1)?.text).toContain('a été changé');
    await openFile(browser(), service.database, file, 'nouvelle@exemple.example');
  });
});

describe('two landlords of a network', () => {
  let service: TestService;
  const [shared, own] = [testDemo.applications[50], testDemo.applications[51]];
  let visits = 0;
  const browser = () => {
    visits += 1;
    return browserAt(service.app, `192.0.2.${visits}`);
  };
  beforeAll(async () => {
    service = await testService();
    const { db } = service.database;
    await db.insert(landlords).values({ id: 'voisin', name: 'Bailleur voisin', siren: null, aliases: [] });
    if (!shared || !own) throw new Error('no applications');
    await withLandlord(db, 'voisin', (tx) =>
      tx.insert(applications).values([applicationRow('voisin', shared)]),
    );
    await setContact(service.database, own.number, { email: 'menage51@exemple.example' });
  });
  afterAll(() => service.stop());

  it('that know a household by one contact open with one code, and the household chooses after it', async () => {
    const mail = 'menage50@exemple.example';
    const number = shared?.number ?? '';
    await setContact(service.database, number, { email: mail });
    await setContact(service.database, number, { email: mail }, 'voisin');
    const visitor = browser();
    const entered = await openFile(visitor, service.database, number, mail);
    expect(entered.headers.location).toBe('/demandeur/acces/choix');
    expect((await waitingMessages(service.database, 'voisin')).length).toBe(0);
    expect((await visitor.get('/aide')).text).not.toContain('Mon dossier est ouvert');
    expect((await visitor.get('/demandeur/acces/choix')).text).toContain('Bailleur voisin');
    await send(visitor, '/demandeur/acces/choix', { choix: '1' }, '/demandeur/acces/choix');
    expect((await visitor.get('/aide')).text).toContain('Mon dossier est ouvert');
  });

  it('that know it by two contacts open one file each: the code of one never opens the other', async () => {
    const number = shared?.number ?? '';
    await setContact(service.database, number, { email: 'ici@exemple.example' });
    await setContact(service.database, number, { email: 'la@exemple.example' }, 'voisin');
    const visitor = browser();
    await send(visitor, '/demandeur/acces', { numero: number });
    const here = await codeFor(service.database, 'ici@exemple.example');
    const there = await codeFor(service.database, 'la@exemple.example', 'voisin');
    expect(here).not.toBe(there);
    const entered = await send(
      visitor,
      '/demandeur/acces/code',
      { code: there ?? '' },
      '/demandeur/acces/code',
    );
    expect(entered.headers.location).toBe('/demandeur');
    const [line] = await withLandlord(service.database.db, 'voisin', (tx) => tx.select().from(outbox)).then(
      (all) => all.filter(({ recipient }) => recipient === 'la@exemple.example'),
    );
    expect(line).toBeDefined();
    expect(
      await withLandlord(service.database.db, 'demo', (tx) => tx.select().from(outbox)),
    ).not.toContainEqual(expect.objectContaining({ recipient: 'la@exemple.example' }));
  });
});
