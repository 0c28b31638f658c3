/** Helping with a mandate, and what must not become of it: another's file, a right of its own, a door left open. */
import request from 'supertest';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { journalLines } from '../../../db/schema/journal.ts';
import { mandates } from '../../../db/schema/portal.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays, addYears } from '../../../src/kernel/civil-date.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Browser, browserAt, codeFor, openFile, send, setContact } from './door-visit.ts';

const number = testDemo.applications[30]?.number ?? '';
const other = testDemo.applications[31]?.number ?? '';
const mail = 'menage30@exemple.example';
const helperMail = 'assistante@ccas.example';
const path = '/demandeur/mandats';
const form = {
  kind: 'socialWorker',
  name: 'Claire Aubry',
  organisation: 'CCAS de Metz',
  email: helperMail,
  telephone: '',
  scope: 'read',
  until: addDays(testDemo.date, 60),
};

describe('a mandate', () => {
  let service: TestService;
  let household: Browser;
  let visits = 0;
  const browser = () => {
    visits += 1;
    return browserAt(service.app, `198.51.100.${visits}`);
  };
  beforeAll(async () => {
    service = await testService();
    await setContact(service.database, number, { email: mail });
    await setContact(service.database, other, { email: 'menage31@exemple.example' });
    household = browser();
    await openFile(household, service.database, number, mail);
  });
  afterAll(() => service.stop());
  const give = (fields: Partial<typeof form>, key = v7()) =>
    send(household, path, { ...form, ...fields, _key: key }, path);
  const rows = () => withLandlord(service.database.db, 'demo', (tx) => tx.select().from(mandates));

  it('lasts a year at most, and goes to somebody whom a code can reach', async () => {
    const long = await give({ until: addDays(addYears(testDemo.date, 1), 1) });
    expect([long.status, long.text.includes('un an au plus')]).toEqual([409, true]);
    expect((await give({ until: addDays(testDemo.date, -1) })).status).toBe(409);
    expect((await give({ email: '', telephone: '01 99 00 11 22' })).status).toBe(409);
    expect(await rows()).toHaveLength(0);
  });

  it('is given once by a form sent twice, and the household is told', async () => {
    const key = v7();
    expect((await give({}, key)).status).toBe(303);
    expect((await give({}, key)).status).toBe(303);
    expect(await rows()).toHaveLength(1);
    const everywhere = { landlordId: 'demo', communes: null };
    const letters = await service.dependencies.letters.list(everywhere, { number });
    expect(letters.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['notice', 'Un mandat sur votre dossier'],
    ]);
  });

  it('opens the file with the code of the person mandated, who reads and does nothing else', async () => {
    const helper = browser();
    const entered = await openFile(helper, service.database, number, helperMail, helperMail.toUpperCase());
    expect(entered.status).toBe(303);
    expect((await helper.get('/aide')).text).toContain('Dossier ouvert par Claire Aubry, avec un mandat');
    for (const page of [path, '/demandeur/preferences']) {
      expect((await helper.get(page)).status).toBe(403);
    }
    const contact = { email: 'voleur@exemple.example' };
    expect((await send(helper, '/demandeur/preferences/contact', contact, '/aide')).status).toBe(403);
    expect((await send(helper, path, { ...form, _key: v7() }, '/aide')).status).toBe(403);
    const [line] = await withLandlord(service.database.db, 'demo', (tx) =>
      tx.select({ actor: journalLines.actor, kind: journalLines.kind }).from(journalLines),
    ).then((lines) => lines.filter(({ actor }) => actor.role === 'proxy'));
    expect(line).toEqual({
      actor: { accountId: null, name: 'Claire Aubry, pour le ménage (mandat)', role: 'proxy' },
      kind: 'portal.opened',
    });
  });

  it('opens no other file: the same person, another number, and no code leaves', async () => {
    const helper = browser();
    const before = await codeFor(service.database, helperMail);
    await send(helper, '/demandeur/acces', { numero: other, contact: helperMail });
    expect(await codeFor(service.database, helperMail)).toBe(before);
    const tried = await send(
      helper,
      '/demandeur/acces/code',
      { code: before ?? '' },
      '/demandeur/acces/code',
    );
    expect(tried.status).toBe(401);
  });

  it('is ended by its household only', async () => {
    const stranger = browser();
    await openFile(stranger, service.database, other, 'menage31@exemple.example');
    const [mandate] = await rows();
    const refused = await send(stranger, `${path}/fin`, { mandat: mandate?.id ?? '' }, path);
    expect(refused.status).toBe(404);
    expect((await rows())[0]?.endedAt).toBeNull();
  });

  it('closes the file at once where it is ended, and its codes that wait open nothing', async () => {
    const [inside, outside] = [browser(), browser()];
    await openFile(inside, service.database, number, helperMail, helperMail);
    await send(outside, '/demandeur/acces', { numero: number, contact: helperMail });
    const code = (await codeFor(service.database, helperMail)) ?? '';
    const [mandate] = await rows();
    await send(household, `${path}/fin`, { mandat: mandate?.id ?? '' }, path);
    expect((await inside.get('/aide')).text).not.toContain('Dossier ouvert');
    const late = await send(outside, '/demandeur/acces/code', { code }, '/demandeur/acces/code');
    expect(late.status).toBe(401);
  });

  it('is told before it ends, once', async () => {
    await give({ until: addDays(testDemo.date, 30) });
    const remind = (days: number) =>
      service.dependencies.mandates.remind('demo', addDays(testDemo.date, days), new Date());
    expect(await remind(5)).toBe(0);
    expect(await remind(17)).toBe(1);
    expect(await remind(18)).toBe(0);
    expect(await remind(31)).toBe(0);
  });

  it('is recorded by an officer who saw the signed paper, in the name of the household', async () => {
    const officer = request.agent(service.app);
    await officer
      .post('/api/v1/sessions')
      .send({ email: 'agent@demo.example', password: demoPassword })
      .expect(201);
    const counter = `/agent/guichet/${service.dependencies.files.of(other)}`;
    const paper = { ...form, scope: 'act', _key: v7() };
    expect((await send(officer, `${counter}/mandats`, paper, counter)).status).toBe(400);
    const seen = await send(officer, `${counter}/mandats`, { ...paper, vu: 'oui' }, counter);
    expect(seen.status).toBe(303);
    const given = (await rows()).find((row) => row.number === other);
    expect(given?.givenBy).toBe('Camille Weber, pour le ménage (au guichet)');
  });
});
