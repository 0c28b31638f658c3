/** The tenant's account: a protection closes what it opened, even where a request under way writes its session back. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoTenant } from '../../../db/demo/tenant.ts';
import { webSessions } from '../../../db/schema/account.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { readAdvertFilters } from '../../../src/portal/adverts/advert-filters.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Browser, browserAt, openFile, setContact } from './door-visit.ts';

const number = demoTenant(testDemo).number;

describe('the session of a tenant', () => {
  let service: TestService;
  let tenant: Browser;
  const rows = () =>
    service.database.db
      .select()
      .from(webSessions)
      .where(sql`${webSessions.content}->>'accountId' is not null`);
  const open = async () => (await tenant.get('/demandeur/suivi').set('accept', 'text/html')).status === 200;
  beforeAll(async () => {
    service = await testService();
    tenant = browserAt(service.app, '198.51.100.9');
    await tenant
      .post('/api/v1/sessions')
      .send({ email: 'locataire@demo.example', password: demoPassword })
      .expect(201);
  });
  afterAll(() => service.stop());

  it('opens its file for as long as a code does', async () => {
    expect(await open()).toBe(true);
    const [row] = await rows();
    const content = row?.content;
    const old = { signedInAt: Date.now() - 3 * 3_600_000 };
    await service.database.db
      .update(webSessions)
      .set({ content: sql`${webSessions.content} || ${JSON.stringify(old)}::jsonb` });
    expect(await open()).toBe(false);
    await service.database.db.update(webSessions).set({ content });
    expect(await open()).toBe(true);
  });

  it('does not come back after a protection with the session that was written back', async () => {
    const kept = await rows();
    const done = await service.dependencies.protections.protect(
      'demo',
      {
        number,
        newContact: { email: 'refuge@exemple.example', telephone: null, address: [] },
        split: null,
      },
      { accountId: null, name: 'Camille Weber', role: 'agent' },
      new Date(),
      testDemo.date,
    );
    expect(done.ok).toBe(true);
    expect(await rows()).toEqual([]);
    await service.database.db.insert(webSessions).values(kept);
    expect(await open()).toBe(false);
  });

  it('that was ended is not written back by a request that was under way', async () => {
    const { database, app, dependencies } = service;
    const other = testDemo.applications[40]?.number ?? '';
    await setContact(database, other, { email: 'menage@exemple.example' });
    const household = browserAt(app, '198.51.100.8');
    await openFile(household, database, other, 'menage@exemple.example');
    const [advert] = await dependencies.adverts.publicList(readAdvertFilters({}), testDemo.date);
    // The way out comes while an advert is read; its page then keeps the site that led there, in the session.
    const { find } = dependencies.adverts;
    dependencies.adverts.find = async (id) => {
      await database.db.delete(webSessions);
      return find(id);
    };
    await household.get(`/annonces/${advert?.id}?via=Ailleurs`).expect(200);
    expect(await database.db.select().from(webSessions)).toEqual([]);
  });
});
