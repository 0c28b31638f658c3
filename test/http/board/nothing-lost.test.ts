import { sql } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestService, testService } from '../../support/service.ts';

const password = 'demo-parcours';

describe('what an officer typed is not lost', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());

  type Browser = ReturnType<typeof request.agent>;
  const signedIn = async (email: string): Promise<Browser> => {
    const browser = request.agent(service.app);
    await browser.post('/api/v1/sessions').send({ email, password }).expect(201);
    await browser.get('/regles').expect(200);
    return browser;
  };
  const token = (text: string) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const expire = () => service.database.db.execute(sql`delete from web_sessions`);
  const homePath = async (browser: Browser) => {
    const page = await browser.get('/agent/logements?etape=notice').expect(200);
    return /href="(\/agent\/logements\/VAC-[^"?/]+)"/.exec(page.text)?.[1] ?? '';
  };
  const withdrawal = async (browser: Browser, path: string) => ({
    _csrf: token((await browser.get(path).expect(200)).text),
    version: '0',
    geste: 'withdraw',
    motif: 'sale',
    pourquoi: 'vente décidée en conseil',
  });
  const signInAgain = async (browser: Browser, email: string, toward = '/saisie') => {
    const door = await browser.get(`/connexion?vers=${encodeURIComponent(toward)}`).expect(200);
    return browser
      .post('/connexion')
      .type('form')
      .send({ email, password, vers: toward, _csrf: token(door.text) })
      .expect(303);
  };

  it('a form sent after the sign-in expired waits, and is sent again in one gesture', async () => {
    const browser = await signedIn('agent@demo.example');
    const path = await homePath(browser);
    const form = await withdrawal(browser, path);
    await expire();
    const sent = await browser.post(path).type('form').send(form).expect(303);
    expect(sent.headers.location).toBe('/connexion?vers=%2Fsaisie');
    const back = await signInAgain(browser, 'agent@demo.example');
    expect(back.headers.location).toBe('/saisie');
    const kept = await browser.get('/saisie').expect(200);
    expect(kept.text).toContain('Votre saisie n’a pas été perdue');
    expect(kept.text).toContain('vente décidée en conseil');
    expect(token(kept.text)).not.toBe(form._csrf);
    expect((await browser.get('/agent').expect(200)).text).toContain('Une saisie vous attend');
    const saisie = /name="_saisie" value="([^"]+)"/.exec(kept.text)?.[1];
    const again = { ...form, _csrf: token(kept.text), _saisie: saisie };
    await browser.post(path).type('form').send(again).expect(303);
    expect((await browser.get(path).expect(200)).text).toContain('Retiré de la location');
    expect((await browser.get('/agent').expect(200)).text).not.toContain('Une saisie vous attend');
  });

  it('nobody else who signs in on that browser reads it', async () => {
    const browser = await signedIn('agent@demo.example');
    const path = await homePath(browser);
    const form = await withdrawal(browser, path);
    await expire();
    await browser.post(path).type('form').send(form).expect(303);
    await signInAgain(browser, 'secretaire@demo.example');
    const page = await browser.get('/saisie').expect(200);
    expect(page.text).toContain('Aucune saisie en attente');
    expect(page.text).not.toContain('vente décidée');
  });

  it('a form of another tab, older than this sign-in, waits too, and can be dropped', async () => {
    const browser = await signedIn('agent@demo.example');
    const path = await homePath(browser);
    const form = await withdrawal(browser, path);
    await signInAgain(browser, 'agent@demo.example');
    const sent = await browser.post(path).type('form').send(form).expect(303);
    expect(sent.headers.location).toBe('/saisie');
    const kept = await browser.get('/saisie').expect(200);
    await browser
      .post('/saisie/oublier')
      .type('form')
      .send({ _csrf: token(kept.text) })
      .expect(303);
    expect((await browser.get('/saisie').expect(200)).text).toContain('Aucune saisie en attente');
  });

  it('nothing is kept for a visitor who never signed in on that browser, whatever mark it claims', async () => {
    const invented = `parcours-compte=${'a'.repeat(64)}.${'b'.repeat(64)}`;
    await request(service.app)
      .post('/agent/logements/x')
      .set('cookie', invented)
      .type('form')
      .send({ _csrf: 'old', pourquoi: 'x' })
      .expect(403);
  });

  it('a form without any token is refused, and neither passwords nor sign-in forms are kept', async () => {
    const browser = await signedIn('agent@demo.example');
    await browser.post('/agent/logements/x').type('form').send({ geste: 'works' }).expect(403);
    await expire();
    await browser
      .post('/connexion')
      .type('form')
      .send({ email: 'x', password: 'y', _csrf: 'old' })
      .expect(403);
    await signInAgain(browser, 'agent@demo.example');
    expect((await browser.get('/saisie').expect(200)).text).toContain('Aucune saisie en attente');
  });

  describe('drafts', () => {
    const page = '/agent/logements/VAC-1';
    const champs = JSON.stringify({ pourquoi: ['vente en cours'] });
    const draftsOf = async (browser: Browser) =>
      (await browser.get('/brouillons').query({ page }).expect(200)).body.brouillons;
    const csrf = async (browser: Browser) => token((await browser.get('/agent').expect(200)).text);

    it('come back on the page and belong to their owner', async () => {
      const [camille, hugo] = await Promise.all([
        signedIn('agent@demo.example'),
        signedIn('secretaire@demo.example'),
      ]);
      const draft = { page, form: 'withdraw', champs, _csrf: await csrf(camille) };
      await camille.post('/brouillons').type('form').send(draft).expect(204);
      expect(await draftsOf(camille)).toMatchObject([
        { form: 'withdraw', fields: { pourquoi: ['vente en cours'] } },
      ]);
      expect(await draftsOf(hugo)).toEqual([]);
      const drop = { page, form: 'withdraw', _csrf: await csrf(hugo) };
      await hugo.post('/brouillons/effacer').type('form').send(drop).expect(204);
      expect(await draftsOf(camille)).toHaveLength(1);
      await request(service.app).get('/brouillons').query({ page }).expect(401);
    });

    it('go once their form is accepted, and stay where it is refused', async () => {
      const camille = await signedIn('agent@demo.example');
      const path = await homePath(camille);
      const form = await withdrawal(camille, path);
      const draft = { page: path, form: 'withdraw', champs, _csrf: form._csrf };
      await camille.post('/brouillons').type('form').send(draft).expect(204);
      const count = async () =>
        (await camille.get('/brouillons').query({ page: path })).body.brouillons.length;
      const sent = { ...form, _brouillon: `${path} withdraw` };
      await camille
        .post(path)
        .type('form')
        .send({ ...sent, motif: 'none of ours' })
        .expect(400);
      expect(await count()).toBe(1);
      await camille.post(path).type('form').send(sent).expect(303);
      expect(await count()).toBe(0);
    });

    it('are dropped when nobody has touched them for thirty days', async () => {
      const camille = await signedIn('agent@demo.example');
      const draft = { page: '/agent/vieux', form: 'f', champs, _csrf: await csrf(camille) };
      await camille.post('/brouillons').type('form').send(draft).expect(204);
      const { desk } = service.dependencies;
      const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
      expect(await desk.dropOldDrafts(inDays(29))).toBe(0);
      expect(await desk.dropOldDrafts(inDays(31))).toBeGreaterThanOrEqual(1);
    });
  });
});
