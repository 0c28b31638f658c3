/** Searches kept with a digest: confirmed by the address itself, one message a day at most, stopped in one click. */
import { desc } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { outbox } from '../../../db/schema/correspondence.ts';
import { savedSearches } from '../../../db/schema/portal.ts';
import { outboxStore } from '../../../db/stores/outbox-store.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { readAdvertFilters } from '../../../src/portal/adverts/advert-filters.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

const address = 'lectrice@exemple.test';
const noon = new Date(`${testDemo.date}T11:00:00Z`);

describe('kept searches', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());

  const messages = () =>
    withLandlord(service.database.db, 'demo', (tx) => tx.select().from(outbox).orderBy(desc(outbox.id)));
  const ask = async (courriel: string, recherche = '') => {
    const browser = request.agent(service.app);
    const { text } = await browser.get(`/annonces/alertes?${recherche}`).expect(200);
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    return browser
      .post('/annonces/alertes')
      .type('form')
      .send({ _csrf, recherche, courriel, rythme: 'daily' });
  };
  const tokenIn = (text: string) => /alertes\/([\w-]{43})/.exec(text)?.[1] ?? '';
  const confirmed = async (token: string) => {
    const browser = request.agent(service.app);
    const { text } = await browser.get(`/annonces/alertes/${token}`).expect(200);
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await browser.post(`/annonces/alertes/${token}`).type('form').send({ _csrf }).expect(303);
  };
  const daily = (days: number) =>
    service.dependencies.alerts.sendDigests('demo', addDays(testDemo.date, days), noon);
  let token = '';

  it('writes to an address nothing but a question until it has confirmed', async () => {
    const sent = await ask(address, 'commune=57463&rayon=20');
    expect(sent.headers.location).toBe('/annonces/alertes?demande=recue');
    const [message] = await messages();
    expect(message).toMatchObject({ recipient: address, subject: 'Confirmez votre recherche de logement' });
    expect(message?.text).toContain('à 20 km au plus de Metz');
    token = tokenIn(message?.text ?? '');
    expect(await daily(1)).toBe(0);
  });

  it('carries to an address that did not ask nothing that whoever asked could type', async () => {
    const typed = new URLSearchParams({ reservataire: 'Gagnez un T3 sur https://piege.example' });
    await ask('cible@exemple.test', typed.toString());
    const [message] = await messages();
    expect(message?.recipient).toBe('cible@exemple.test');
    expect(message?.text).not.toMatch(/piege|Gagnez/);
  });

  it('writes no more to an address that is asked for from many places at once', async () => {
    const search = { query: '', email: 'foule@exemple.test', frequency: 'daily' } as const;
    await Promise.all(Array.from({ length: 8 }, () => service.dependencies.alerts.ask(search, noon)));
    const written = (await messages()).filter(({ recipient }) => recipient === 'foule@exemple.test');
    expect(written).toHaveLength(3);
  });

  it('answers alike for every address, and writes to one three times a day at most', async () => {
    const locations = new Set<string>();
    for (let time = 0; time < 4; time++) {
      locations.add(String((await ask('insistant@exemple.test')).headers.location));
    }
    expect([...locations]).toEqual(['/annonces/alertes?demande=recue']);
    const written = (await messages()).filter(({ recipient }) => recipient === 'insistant@exemple.test');
    expect(written).toHaveLength(3);
  });

  it('does not confirm because a program opened the link', async () => {
    await request(service.app).get(`/annonces/alertes/${token}`).expect(200);
    await request(service.app).get(`/annonces/alertes/${token}/arret`).expect(200);
    expect(await daily(1)).toBe(0);
    await confirmed(token);
    expect((await request(service.app).get(`/annonces/alertes/${token}`)).text).toContain('est active');
  });

  it('tells what came out since, once, in one message a day for all the searches of an address', async () => {
    await ask(address, 'typologie=T9');
    const [second] = await messages();
    await confirmed(tokenIn(second?.text ?? ''));
    // Nothing came out on the day of the confirmation; one advert opens three days later.
    expect(await daily(1)).toBe(0);
    await service.dependencies.adverts.runDay('demo', addDays(testDemo.date, 3), noon);
    expect(await daily(3)).toBe(0);
    expect(await daily(4)).toBe(1);
    expect(await daily(4)).toBe(0);
    const [digest] = await messages();
    const opened = (
      await service.dependencies.adverts.publicList(readAdvertFilters({}), addDays(testDemo.date, 4))
    ).filter(({ opensOn }) => opensOn === addDays(testDemo.date, 3));
    expect(opened).toHaveLength(1);
    expect(digest?.subject).toBe('1\u00a0nouvelle annonce de logement');
    expect(digest?.text).toContain(`portail:/annonces/${opened[0]?.id}`);
    expect(digest?.unsubscribeUrl).toMatch(/^\/annonces\/alertes\/[\w-]{43}\/arret$/);
    expect(await daily(5)).toBe(0);
  });

  it('leaves with the header that mail programs show as a button to stop', async () => {
    const store = outboxStore(service.database.db);
    const later = new Date(Date.now() + 40 * 86_400_000);
    const paths: (string | null)[] = [];
    for (;;) {
      const message = await store.claim(later, new Date(later.getTime() + 600_000));
      if (!message) break;
      paths.push(message.unsubscribePath);
      await store.sent(message, later);
    }
    expect(paths.filter((path) => path !== null)).toHaveLength(1);
  });

  it('stops in one click, without a page of ours, and erases the address', async () => {
    const [digest] = (await messages()).filter(({ unsubscribeUrl }) => unsubscribeUrl !== null);
    const stop = digest?.unsubscribeUrl ?? '';
    await request(service.app).post(stop).type('form').send({ 'List-Unsubscribe': 'One-Click' }).expect(200);
    const kept = await withLandlord(service.database.db, 'demo', (tx) => tx.select().from(savedSearches));
    expect(kept.filter(({ email }) => email === address)).toEqual([]);
    expect((await request(service.app).get(`/annonces/alertes/${token}`)).text).toContain('est arrêtée');
  });

  it('says the same for a link that never was, and forgets with its address what nobody confirmed', async () => {
    const none = 'a'.repeat(43);
    await request(service.app).get(`/annonces/alertes/${none}`).expect(404);
    const { text } = await request(service.app).post(`/annonces/alertes/${none}/arret`).expect(200);
    expect(text).toContain('C’est arrêté');
    await service.dependencies.alerts.sendDigests(
      'demo',
      testDemo.date,
      new Date(noon.getTime() + 9 * 86_400_000),
    );
    const kept = await withLandlord(service.database.db, 'demo', (tx) => tx.select().from(savedSearches));
    expect(kept.filter(({ email }) => email === 'insistant@exemple.test')).toEqual([]);
  });

  it('asks again for an address that is none', async () => {
    const wrong = await ask('pas une adresse');
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('pas une adresse');
  });
});
