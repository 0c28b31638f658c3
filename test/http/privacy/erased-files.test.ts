/** What officers read of a sitting whose households were erased since: its papers stand, and nobody is in them. */
import { inArray, sql } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { applications } from '../../../db/schema/application.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import { decisionOf, writeDecided } from '../../support/decided-home.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

describe('a sitting whose households were erased', () => {
  let service: TestService;
  let sessionId = '';
  // Tenants of the landlord stay known by their lease: these are not.
  const people = testDemo.applications.filter(({ current }) => current.tenancyId === null).slice(0, 4);
  const own = new Set(people.map(({ number }) => number));
  const vacancy = testDemo.vacancies.find(
    ({ status, holderId }) => status === 'available' && holderId === null,
  );
  const home = testDemo.homes.find(({ id }) => id === vacancy?.homeId);
  if (!vacancy || !home) throw new Error('the demonstration has no such home');

  beforeAll(async () => {
    service = await testService();
    const decisions = people.map(({ number }, index) => decisionOf(number, index < 3 ? index + 1 : null));
    const heldOn = civilDate('2025-09-01');
    sessionId = await writeDecided(
      service.database.db,
      'demo',
      [{ vacancy, home, decisions, heldOn }],
      people,
    );
    await withLandlord(service.database.db, 'demo', (tx) =>
      tx
        .update(applications)
        .set({ status: 'renounced', updatedAt: sql`'2025-10-01'` })
        .where(
          inArray(
            applications.number,
            people.map(({ number }) => number),
          ),
        ),
    );
    const { retention } = service.dependencies;
    const asked = {
      landlordId: 'demo',
      actor: { accountId: null, name: 'Inès Hoffmann', role: 'dpo' },
      now: new Date(`${testDemo.date}T10:00:00Z`),
      today: testDemo.date,
    };
    const purge = await retention.report(asked, 'erased-files');
    await retention.validate(asked, purge.id);
    expect(await retention.step(asked, purge.id, 100)).toEqual({ ok: true, value: { left: 0 } });
  }, 240_000);
  afterAll(() => service.stop());

  it('opens on every page that told of it, without a name', async () => {
    const agent = request.agent(service.app);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await agent.post('/api/v1/sessions').send(credentials).expect(201);
    // Another household may bear the same name.
    const others = new Set(
      testDemo.applications.flatMap(({ number, name }) => (own.has(number) ? [] : [name])),
    );
    const names = people.flatMap(({ name }) => (name === null || others.has(name) ? [] : [name]));
    expect(names.length).toBeGreaterThan(1);
    for (const path of [
      '/agent',
      '/agent/suites?etat=all',
      `/agent/suites/${vacancy.id}`,
      '/agent/seances',
      `/agent/seances/${sessionId}`,
      `/agent/seances/${sessionId}/tenue`,
      `/agent/seances/${sessionId}/logements/${vacancy.id}`,
      `/agent/logements/${vacancy.id}`,
      '/agent/courriers',
      '/agent/sne',
      '/agent/equite',
      '/agent/indicateurs',
    ]) {
      const { status, text } = await agent.get(path).set('accept', 'text/html');
      expect([path, status < 500]).toEqual([path, true]);
      expect([path, names.filter((name) => text.includes(name))]).toEqual([path, []]);
    }
    const file = service.dependencies.files.of(people[0]?.number ?? '');
    await agent.get(`/agent/dossiers/${file}`).expect(404);
  });
});
