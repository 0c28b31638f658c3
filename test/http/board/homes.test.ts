import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boardStore } from '../../../db/stores/board-store.ts';
import { setAccount } from '../../support/accounts.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

const password = 'demo-parcours';

describe('the board of freed homes', () => {
  let service: TestService;
  let agent: ReturnType<typeof request.agent>;
  beforeAll(async () => {
    service = await testService();
    agent = await signedIn('agent@demo.example');
  });
  afterAll(() => service.stop());

  const signedIn = async (email: string) => {
    const browser = request.agent(service.app);
    await browser.post('/api/v1/sessions').send({ email, password }).expect(201);
    return browser;
  };
  const token = (text: string) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const homesOn = (text: string) =>
    [...text.matchAll(/href="(\/agent\/logements\/VAC-[^"?/]+)"/g)].map(([, path]) => path);
  const homeOfStage = async (stage: string) => {
    const page = await agent.get(`/agent/logements?etape=${stage}`).expect(200);
    const [path] = homesOn(page.text);
    if (!path) throw new Error(`no home at the stage ${stage}`);
    return path;
  };
  const formOf = async (path: string) => {
    const page = await agent.get(path).expect(200);
    const version = /name="version" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    return { text: page.text, _csrf: token(page.text), version };
  };

  it('records an exit visit once, tells the second person who did it, and keeps the act', async () => {
    const path = await homeOfStage('notice');
    const { _csrf, version } = await formOf(path);
    const form = { _csrf, version, geste: 'exitVisit', date: '2026-11-20' };
    await agent.post(path).type('form').send(form).expect(303);
    await agent.post(path).type('form').send(form).expect(303);
    const late = await agent
      .post(path)
      .type('form')
      .send({ ...form, date: '2026-11-19' })
      .expect(409);
    expect(late.text).toMatch(/Visite de sortie, par Camille Weber, le \d\d\/\d\d\/\d{4} à \d\d:\d\d/);
    const after = await formOf(path);
    expect(after.text).toContain('Visite de sortie faite');
    expect(after.text.match(/<th scope="row">Visite de sortie/g)).toHaveLength(1);
  });

  it('says why a step may not be recorded, and changes nothing', async () => {
    const path = await homeOfStage('works');
    const { _csrf, version } = await formOf(path);
    const refused = await agent
      .post(path)
      .type('form')
      .send({ _csrf, version, geste: 'exitVisit', date: '2026-11-22' })
      .expect(409);
    expect(refused.text).toContain('Cette date n’est pas encore passée');
    expect((await formOf(path)).version).toBe(version);
  });

  it('two officers at once on one home make one change, and the other is told', async () => {
    const path = await homeOfStage('works');
    const { _csrf, version } = await formOf(path);
    const send = (date: string) =>
      agent.post(path).type('form').send({ _csrf, version, geste: 'available', date });
    const answers = await Promise.all([send('2026-12-01'), send('2026-12-02')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  it('keeps filters in the address and a view under its name, for its owner only', async () => {
    const { insee } = testDemo.homes.find(({ id }) => id === testDemo.vacancies[0]?.homeId) ?? { insee: '' };
    const query = `commune=${insee}&jours=30`;
    const page = await agent.get(`/agent/logements?${query}`).expect(200);
    const everything = await agent.get('/agent/logements').expect(200);
    expect(homesOn(page.text).length).toBeLessThan(homesOn(everything.text).length);
    const view = { _csrf: token(page.text), nom: 'Mes longs', filtres: query };
    await agent.post('/agent/logements/vues').type('form').send(view).expect(303);
    const named = await agent.get('/agent/logements').expect(200);
    expect(named.text).toContain('Mes longs');
    expect(named.text).toContain(`href="/agent/logements?${query.replace('&', '&amp;')}"`);
    const other = await signedIn('secretaire@demo.example');
    expect((await other.get('/agent/logements').expect(200)).text).not.toContain('Mes longs');
  });

  it('ignores what an address says wrongly instead of failing', async () => {
    await agent.get('/agent/logements?etape=rien&jours=-3&page=999&typologie=T9').expect(200);
    await agent.get('/agent/logements/inconnu').expect(404);
  });

  it('reads in as many queries for one home as for all of them', async () => {
    const queries: string[] = [];
    const client = postgres(service.database.url, { max: 2, onnotice: () => {} });
    const logger = { logQuery: (text: string) => queries.push(text) };
    const store = boardStore(drizzle(client, { casing: 'snake_case', logger }));
    const countFor = async (communes: ReadonlySet<string> | null) => {
      queries.length = 0;
      const { homes } = await store.board({ landlordId: 'demo', communes });
      return { homes: homes.length, queries: queries.length };
    };
    const all = await countFor(null);
    const one = await countFor(new Set([testDemo.homes[0]?.insee ?? '']));
    await client.end();
    expect(all.homes).toBeGreaterThan(20);
    expect(one.homes).toBeLessThan(all.homes);
    expect(one.queries).toBe(all.queries);
    expect(all.queries).toBeLessThanOrEqual(12);
  });

  it('shows an officer of an agency the homes of its communes only', async () => {
    const { db } = service.database;
    const [first] = testDemo.vacancies;
    const home = testDemo.homes.find(({ id }) => id === first?.homeId);
    await setAccount(db, 'agent@demo.example', { communes: [home?.insee ?? ''] });
    const page = await agent.get('/agent/logements').expect(200);
    await setAccount(db, 'agent@demo.example', { communes: null });
    const expected = testDemo.vacancies.filter(
      ({ homeId }) => testDemo.homes.find(({ id }) => id === homeId)?.insee === home?.insee,
    );
    expect(new Set(homesOn(page.text)).size).toBe(expected.length);
  });

  it('is closed to members, holders and the préfecture', async () => {
    for (const email of ['commission@demo.example', 'reservataire@demo.example', 'prefecture@demo.example']) {
      const browser = await signedIn(email);
      for (const path of ['/agent', '/agent/logements', '/agent/logements/difficiles', '/agent/passation']) {
        await browser.get(path).expect(403);
      }
    }
    const secretary = await signedIn('secretaire@demo.example');
    await secretary.get('/agent/logements').expect(200);
    await secretary.get('/agent/demandes/attente').expect(403);
  });

  describe('the day', () => {
    it('a call is recorded once, and a household that declines is replaced at once', async () => {
      const start = await agent.get('/agent/calculs').expect(200);
      await agent
        .post('/agent/calculs')
        .type('form')
        .send({ _csrf: token(start.text) })
        .expect(303);
      const day = await agent.get('/agent').expect(200);
      const [, home] = /id="appels-([^"]+)"/.exec(day.text) ?? [];
      const section = (text: string) => text.split(`id="appels-${home}"`)[1]?.split('</section>')[0] ?? '';
      const numbers = (text: string) =>
        [...section(text).matchAll(/name="numero" value="([^"]+)"/g)].map(([, number]) => number);
      const before = numbers(day.text);
      const call = {
        _csrf: token(day.text),
        _key: randomUUID(),
        logement: home,
        numero: before[0],
        issue: 'declined',
        motif: 'rent',
      };
      await agent.post('/agent/appels').type('form').send(call).expect(303);
      await agent.post('/agent/appels').type('form').send(call).expect(303);
      const after = numbers((await agent.get('/agent').expect(200)).text);
      expect(after).not.toContain(before[0]);
      expect(after.slice(0, before.length - 1)).toEqual(before.slice(1));
      const story = await service.dependencies.journal.story('demo', `vacancy:${home}`, 10);
      expect(story.filter(({ kind }) => kind === 'contact.recorded')).toHaveLength(1);
    });

    it('a pasted column opens as a list, one number opens its file', async () => {
      const [first, second] = testDemo.applications;
      const search = async (texte: string) => {
        const _csrf = token((await agent.get('/agent').expect(200)).text);
        return agent.post('/agent/recherche').type('form').send({ _csrf, texte });
      };
      const one = await search(first?.number ?? '');
      expect(one.status).toBe(303);
      expect(one.headers.location).toMatch(/^\/agent\/dossiers\//);
      expect(one.headers.location).not.toContain(first?.number);
      const column = await search(`Numéro\n${first?.number}\n${second?.number}\n057999999999999999`);
      expect(column.text).toContain('3 numéros'.replace(' ', '\u00a0'));
      expect(column.text).toContain('1 numéro inconnu'.replace(' ', '\u00a0'));
    });

    it('those whom the lists forget and the handover open', async () => {
      const waiting = await agent.get('/agent/demandes/attente').expect(200);
      expect(waiting.text).toContain('Délai : 30'.replace(' :', '\u00a0:'));
      await agent.get('/agent/logements/difficiles').expect(200);
      const handover = await agent.get('/agent/passation').expect(200);
      expect(handover.text).toContain('Prochain geste');
      expect(Buffer.byteLength((await agent.get('/agent').expect(200)).text)).toBeLessThan(100_000);
    });
  });
});
