/** Renewing a request (N-03): each datum confirmed or changed, once, and a line for the register. */
import { and, eq } from 'drizzle-orm';
import request from 'supertest';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { demoTenant } from '../../../db/demo/tenant.ts';
import { cases, letters } from '../../../db/schema/correspondence.ts';
import { registerTasks } from '../../../db/schema/register.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { frenchShortDate } from '../../../src/kernel/french.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Browser, browserAt, openFile, send, setContact } from './door-visit.ts';

const path = '/demandeur/renouveler';
const tenant = demoTenant(testDemo);
const { number } = tenant;
const mail = 'menage@exemple.example';
const same = { household: 'same', income: 'same', taxIncome: 'same', currentHome: 'same', wishes: 'same' };

describe('a request that is renewed', () => {
  let service: TestService;
  let household: Browser;
  const inside = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);
  const renewals = () =>
    inside((tx) =>
      tx
        .select()
        .from(cases)
        .where(and(eq(cases.number, number), eq(cases.kind, 'renewal'))),
    );
  const tasks = () => inside((tx) => tx.select().from(registerTasks).where(eq(registerTasks.number, number)));
  beforeAll(async () => {
    service = await testService();
    await setContact(service.database, number, { email: mail });
    household = browserAt(service.app, '198.51.100.1');
    await openFile(household, service.database, number, mail);
  });
  afterAll(() => service.stop());

  it('shows each datum of the file, and ticks nothing for the household', async () => {
    const { text } = await household.get(path);
    expect(text).toContain('Mes ressources du mois');
    expect(text.match(/type="radio"/g)).toHaveLength(10);
    expect(text).not.toMatch(/<input[^>]*type="radio"[^>]*checked/);
  });

  it('is not sent while a datum is neither confirmed nor said, and keeps what was typed', async () => {
    const { wishes: _wishes, ...missing } = same;
    const half = await send(household, path, { ...missing, _key: v7() }, path);
    expect(half.status).toBe(422);
    expect(half.text).toContain('Les logements que je souhaite');
    const unsaid = { ...same, income: 'changed', wishes: 'changed', wishes_mots: 'Aussi un T3 à Woippy' };
    const wordless = await send(household, path, { ...unsaid, _key: v7() }, path);
    expect(wordless.status).toBe(422);
    expect(wordless.text).toContain('Aussi un T3 à Woippy');
    expect(await renewals()).toEqual([]);
    expect(await tasks()).toEqual([]);
  });

  it('is asked once, however often it is sent: an answer by a day, a line to enter in the register, a letter', async () => {
    const form = { ...same, income: 'changed', income_mots: '1 450 € depuis octobre', _key: v7() };
    const all = await Promise.all([send(household, path, form, path), send(household, path, form, path)]);
    expect(all.map(({ status }) => status)).toEqual([303, 303]);
    await send(household, path, { ...form, _key: v7() }, '/aide');
    const [renewal, ...others] = await renewals();
    expect(others).toEqual([]);
    expect(renewal?.request).toContain('Changé — Mes ressources du mois : 1 450 € depuis octobre');
    expect(renewal?.request).toContain('Confirmé : Les personnes du foyer ;');
    expect(await tasks()).toMatchObject([
      { kind: 'refresh', field: 'Dernier renouvellement', value: frenchShortDate(testDemo.date) },
    ]);
    const received = await inside((tx) =>
      tx
        .select()
        .from(letters)
        .where(and(eq(letters.number, number), eq(letters.kind, 'caseReceived'))),
    );
    expect(received).toHaveLength(1);
    const { text } = await household.get(path);
    expect(text).toContain('C’est demandé');
    expect(text).not.toContain('type="radio"');
    expect((await household.get('/demandeur/suivi')).text).toContain('renouvellement de la demande');
  });

  it('stands where an officer enters it in the register, until the extract shows it', async () => {
    const officer = request.agent(service.app);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await officer.post('/api/v1/sessions').send(credentials).expect(201);
    expect((await officer.get('/agent/sne')).text).toContain('Dernier renouvellement');
    const { name: _name, ...content } = tenant;
    const asked = {
      ...{ landlordId: 'demo', actor: { accountId: null, name: 'Camille', role: 'agent' } },
      ...{ now: new Date(), today: testDemo.date },
    };
    const shown = (renewedOn: typeof testDemo.date) =>
      service.dependencies.register.confirm(asked, {
        live: [{ ...content, name: null, renewedOn }],
        ended: [],
      });
    expect(await shown(addDays(testDemo.date, -200))).toBe(0);
    // Entered two days later: it is the renewal that was asked all the same.
    expect(await shown(addDays(testDemo.date, 2))).toBe(1);
  });
});
