import { eq } from 'drizzle-orm';
import request from 'supertest';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { adverts, interests as interestRows } from '../../../db/schema/advert.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { readAdvertFilters } from '../../../src/portal/adverts/advert-filters.ts';
import type { PublicAdvert } from '../../../src/portal/adverts/advert-port.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

describe('a home whose advert households answered', () => {
  let service: TestService;
  let agent: ReturnType<typeof request.agent>;
  let advert: PublicAdvert;
  const asked: string[] = [];

  beforeAll(async () => {
    service = await testService();
    const { adverts: all, interests, today } = service.dependencies;
    const open = await all.publicList(readAdvertFilters({}), today());
    const free = new Set(
      testDemo.vacancies
        .filter(({ holderId, status }) => holderId === null && status === 'available')
        .map(({ id }) => id),
    );
    advert = open.find(({ vacancyId, regime }) => free.has(vacancyId) && regime === 'tense') ?? open[0]!;
    await withLandlord(service.database.db, 'demo', (tx) =>
      tx.delete(interestRows).where(eq(interestRows.advertId, advert.id)),
    );
    const by = {
      landlordId: 'demo',
      actor: { accountId: null, name: 'Agent', role: 'agent' },
      now: new Date(),
      today: today(),
    };
    for (const { number, wishes } of testDemo.applications) {
      if (asked.length === 4) break;
      if (!wishes.typologies.includes(advert.facts.typology)) continue;
      const choice = await interests.choiceFor(advert, number, today());
      if (choice.personal?.mayApply !== 'yes') continue;
      const done = await interests.express(by, {
        advertId: advert.id,
        number,
        source: 'telephone',
        sourceName: null,
        expressedOn: today(),
        requestKey: v7(),
      });
      if (done.ok) asked.push(number);
    }
    agent = request.agent(service.app);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await agent.post('/api/v1/sessions').send(credentials).expect(201);
  });
  afterAll(() => service.stop());

  const pool = async (query = '') =>
    (await agent.get(`/agent/logements/${advert.vacancyId}/candidats${query}`).expect(200)).text;

  it('shows the officer who answered, and lets them be filtered', async () => {
    expect(asked).toHaveLength(4);
    const text = await pool('?groupe=eligible&annonce=asked');
    expect(text.match(/S’est porté candidat/g)).toHaveLength(4);
    expect(text).toMatch(/4\sménages qui peuvent avoir ce logement ont répondu à son annonce/);
    expect(text).toContain('L’annonce est encore ouverte');
    expect(await pool('?groupe=eligible&annonce=notAsked')).not.toContain('S’est porté candidat');
  });

  it('is proposed among them once its advert is closed, and the page says so', async () => {
    await withLandlord(service.database.db, 'demo', (tx) =>
      // Long enough ago for letters to have come.
      tx
        .update(adverts)
        .set({ state: 'closed', closesOn: addDays(service.dependencies.today(), -5) })
        .where(eq(adverts.id, advert.id)),
    );
    const text = await pool();
    expect(text).toContain('Il est proposé parmi eux');
    const { calculations, runs, today } = service.dependencies;
    const runId = await calculations.run({
      landlordId: 'demo',
      date: today(),
      snapshotOf: null,
      requestedBy: null,
      vacancyIds: [advert.vacancyId],
      pins: [],
      bans: [],
    });
    const result = await runs.result('demo', runId);
    const [list] = result?.shortlists ?? [];
    expect(list?.pool.interest).toMatchObject({ narrowed: true, interested: 4 });
    expect(list?.entries.length).toBeGreaterThan(0);
    const dalo = (number: string) =>
      testDemo.applications
        .find((one) => one.number === number)
        ?.labels.some(({ category }) => category === 'dalo') ?? false;
    const others = list?.entries.filter(({ sheet }) => !asked.includes(sheet.number)) ?? [];
    expect(others.every(({ sheet }) => dalo(sheet.number))).toBe(true);
    expect(await pool('?annonce=asked')).toContain('S’est porté candidat');
    expect(await calculations.replay({ landlordId: 'demo', runId })).toEqual({ same: true, differences: [] });
  });
});
