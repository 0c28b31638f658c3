/** Officers and adverts: written, read by a second person, corrected, withdrawn; two officers; scopes; the day. */
import { eq } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { floorPlan } from '../../../db/demo/floor-plan.ts';
import { accounts } from '../../../db/schema/account.ts';
import { vacancies } from '../../../db/schema/home.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import type { AdvertRecord } from '../../../src/portal/adverts/advert-port.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

type Browser = ReturnType<typeof request.agent>;

describe('officers and adverts', () => {
  let service: TestService;
  let agent: Browser;
  let secretary: Browser;
  beforeAll(async () => {
    service = await testService();
    agent = await signedIn('agent');
    secretary = await signedIn('secretaire');
  });
  afterAll(() => service.stop());

  const signedIn = async (mailbox: string): Promise<Browser> => {
    const browser = request.agent(service.app);
    const credentials = { email: `${mailbox}@demo.example`, password: demoPassword };
    await browser.post('/api/v1/sessions').send(credentials).expect(201);
    return browser;
  };
  const desk = () => service.dependencies.adverts.desk('demo', null);
  const csrfOf = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const post = async (browser: Browser, path: string, fields: Record<string, string>) => {
    const { text } = await browser.get('/agent/annonces');
    return browser
      .post(path)
      .type('form')
      .send({ _csrf: csrfOf(text), ...fields });
  };
  const words = {
    titre: 'Appartement calme',
    situation: 'À 200 m de l’arrêt de bus République.',
    description: 'Un séjour, deux chambres et une cuisine séparée.',
    acces: '',
    sites: '',
  };
  const days = { ouverture: testDemo.date, cloture: addDays(testDemo.date, 12) };
  const key = (digit: number) => `01900000-0000-4000-8000-00000000000${digit}`;
  const freeHome = async () => {
    const { homes, adverts } = await desk();
    const taken = new Set(adverts.map(({ vacancyId }) => vacancyId));
    const home = homes.find(({ vacancyId, status }) => status === 'available' && !taken.has(vacancyId));
    if (!home) throw new Error('every home has its advert');
    return home;
  };
  const recordOf = async (id: string): Promise<AdvertRecord> => {
    const record = await service.dependencies.adverts.record('demo', id);
    if (!record) throw new Error('no such advert');
    return record;
  };
  let written = '';

  it('shows the duty to publish as unmet, with the home that has no advert (L-02)', async () => {
    const home = await freeHome();
    const { text } = await agent.get('/agent/annonces').expect(200);
    expect(text).toContain('1\u00a0logement vacant n’est pas publié');
    expect(text).toContain(`/agent/annonces/nouvelle?logement=${home.vacancyId}`);
  });

  it('writes one advert for a home, however often the form is sent', async () => {
    const { vacancyId, facts } = await freeHome();
    const fields = { ...words, ...days, logement: vacancyId, _key: key(1), loyer: '1' };
    const clicks = [1, 2].map(() => post(agent, '/agent/annonces', fields));
    const [sent, clicked] = await Promise.all(clicks);
    const again = await post(agent, '/agent/annonces', fields);
    if (!sent || !clicked) throw new Error('two clicks have two answers');
    expect(clicked.headers.location).toBe(sent.headers.location);
    expect(sent.status).toBe(303);
    expect(again.headers.location).toBe(sent.headers.location);
    written = /annonces\/([^?]+)/.exec(String(sent.headers.location))?.[1] ?? '';
    // The rent is that of the stock, whatever a form says.
    expect((await recordOf(written)).facts.rentCents).toBe(facts.rentCents);
    const other = await post(agent, '/agent/annonces', { ...fields, _key: key(2) });
    expect(other.status).toBe(409);
    expect(other.text).toContain('a déjà une annonce, écrite par Camille Weber');
  });

  it('gives back what was typed where the words choose households', async () => {
    const { version } = await recordOf(written);
    const refused = await post(agent, `/agent/annonces/${written}`, {
      ...{ ...words, ...days, version: String(version) },
      description: 'Bel appartement réservé aux salariés, cuisine équipée.',
    });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('choisit les ménages');
    expect(refused.text).toContain('Bel appartement réservé aux salariés');
    expect((await recordOf(written)).words.description).toBe(words.description);
  });

  it('takes a picture by its bytes and with the words that stand for it', async () => {
    const { text } = await agent.get(`/agent/annonces/${written}`).expect(200);
    const send = async (bytes: Buffer, texte: string) =>
      agent
        .post(`/agent/annonces/${written}/image`)
        .field('_csrf', csrfOf(text))
        .field('version', (await recordOf(written)).version)
        .field('nature', 'plan')
        .field('texte', texte)
        .attach('fichier', bytes, { filename: 'plan.png', contentType: 'image/png' });
    const plan = floorPlan('T3');
    expect((await send(Buffer.from('<svg onload="x"/>'), 'Plan du logement, avec ses pièces.')).status).toBe(
      422,
    );
    const unsaid = await send(plan, '');
    expect(unsaid.status).toBe(409);
    expect(unsaid.text).toContain('Décrivez l’image');
    expect((await send(plan, 'Plan du logement : séjour, deux chambres.')).status).toBe(303);
    expect((await recordOf(written)).media).toHaveLength(1);
  });

  it('is let out by a second person, never by the one who wrote it', async () => {
    const sent = await post(agent, `/agent/annonces/${written}/envoi`, {
      version: String((await recordOf(written)).version),
    });
    expect(sent.status).toBe(303);
    const version = String((await recordOf(written)).version);
    const own = await post(agent, `/agent/annonces/${written}/relecture`, { version });
    expect(own.status).toBe(409);
    expect(own.text).toContain('une autre personne doit la relire');
    await request(service.app).get(`/annonces/${written}`).expect(404);
    const other = await post(secretary, `/agent/annonces/${written}/relecture`, { version });
    expect(other.status).toBe(303);
    await request(service.app).get(`/annonces/${written}`).expect(200);
    const { text } = await agent.get('/agent/annonces').expect(200);
    expect(text).toContain('Tous les logements vacants sont publiés');
  });

  it('tells the second officer who changed the advert meanwhile, and loses nothing of what they typed', async () => {
    const { version } = await recordOf(written);
    const edit = { ...words, ...days, version: String(version) };
    const second = await signedIn('etat');
    await promote(service, 'etat@demo.example');
    const one = await post(agent, `/agent/annonces/${written}`, { ...edit, titre: 'Appartement clair' });
    expect(one.status).toBe(303);
    // The same button pressed twice is one correction.
    const again = await post(agent, `/agent/annonces/${written}`, { ...edit, titre: 'Appartement clair' });
    expect(again.status).toBe(303);
    const two = await post(second, `/agent/annonces/${written}`, { ...edit, titre: 'Appartement sombre' });
    expect(two.status).toBe(409);
    expect(two.text).toContain('Camille Weber a modifié cette annonce');
    expect(two.text).toContain('Appartement sombre');
    // Corrected while it was out: it stays out, and waits for a reader.
    expect(await recordOf(written)).toMatchObject({ state: 'open', reviewedBy: null });
  });

  it('lets one of two colleagues withdraw at once, and tells the other', async () => {
    const { adverts } = service.dependencies;
    const review = (await desk()).adverts.find(({ state }) => state === 'review');
    if (!review) throw new Error('the demonstration has no advert to review');
    const withdraw = (id: string) =>
      adverts.change(
        {
          ...{ landlordId: 'demo', now: new Date(), today: testDemo.date },
          actor: { accountId: id, name: `Agent ${id}`, role: 'agent' },
        },
        {
          ...{ id: review.id, version: review.version },
          step: { kind: 'withdraw', why: 'Le logement est repris pour des travaux.' },
        },
      );
    const answers = await Promise.all([withdraw('un'), withdraw('deux')]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'changedMeanwhile' } });
  });

  it('withdraws with a reason that its readers are told, and stops showing pictures', async () => {
    const { version, media } = await recordOf(written);
    const motif = 'Le diagnostic du gaz est à refaire.';
    const gone = await post(agent, `/agent/annonces/${written}/retrait`, { version: String(version), motif });
    expect(gone.status).toBe(303);
    const { text } = await request(service.app).get(`/annonces/${written}`).expect(200);
    expect(text).toContain(motif);
    await request(service.app).get(`/annonces/${written}/images/${media[0]?.id}`).expect(404);
  });

  it('advertises again a home whose closed advert interested nobody', async () => {
    const closed = (await desk()).adverts.find(({ state }) => state === 'closed');
    if (!closed) throw new Error('the demonstration has no closed advert');
    const { text } = await agent.get(`/agent/annonces/${closed.id}`).expect(200);
    expect(text).toContain('Publier une nouvelle annonce de ce logement');
    const fields = { ...words, ...days, logement: closed.vacancyId, _key: key(4) };
    expect((await post(agent, '/agent/annonces', fields)).status).toBe(303);
    expect(await recordOf(closed.id)).toMatchObject({ state: 'answered' });
  });

  it('keeps an officer of an agency to its communes', async () => {
    const { adverts } = await desk();
    const inside = adverts.find(({ facts }) => facts.insee === '57463');
    const outside = adverts.find(({ facts }) => facts.insee !== '57463');
    const { db } = service.database;
    const scopeOf = (communes: string[] | null) =>
      withLandlord(db, 'demo', (tx) =>
        tx.update(accounts).set({ communes }).where(eq(accounts.email, 'agent@demo.example')),
      );
    await scopeOf(['57463']);
    const { text } = await agent.get('/agent/annonces').expect(200);
    expect(text).toContain(`/agent/annonces/${inside?.id}`);
    expect(text).not.toContain(`/agent/annonces/${outside?.id}`);
    await agent.get(`/agent/annonces/${outside?.id}`).expect(403);
    const refused = await post(agent, '/agent/annonces', {
      ...{ ...words, ...days, _key: key(3), logement: outside?.vacancyId ?? '' },
    });
    expect(refused.status).toBe(403);
    await scopeOf(null);
  });

  it('opens, closes and ends adverts as days pass, once each', async () => {
    const { adverts } = service.dependencies;
    const { db } = service.database;
    const before = (await desk()).adverts;
    const scheduled = before.find(({ state }) => state === 'scheduled');
    const slack = before.find(({ state, regime }) => state === 'open' && regime === 'slack');
    const tense = before.filter(({ state, regime }) => state === 'open' && regime === 'tense');
    const let_ = tense.find(({ vacancyId }) => vacancyId !== slack?.vacancyId);
    if (!scheduled || !slack || !let_) throw new Error('the demonstration lacks an advert');
    await withLandlord(db, 'demo', (tx) =>
      tx.update(vacancies).set({ status: 'let' }).where(eq(vacancies.id, let_.vacancyId)),
    );
    const later = addDays(testDemo.date, 30);
    expect(await adverts.runDay('demo', later, new Date())).toBeGreaterThan(3);
    expect(await adverts.runDay('demo', later, new Date())).toBe(0);
    expect(await recordOf(scheduled.id)).toMatchObject({ state: 'open', opensOn: later });
    expect(await recordOf(slack.id)).toMatchObject({
      state: 'open',
      closings: [{ on: slack.closesOn, interested: 0 }],
    });
    expect(await recordOf(let_.id)).toMatchObject({ state: 'closed', note: 'Le logement est loué.' });
    const { text } = await agent.get(`/agent/annonces/${slack.id}`).expect(200);
    // A wish posted in time may still be on its way: the closing proves nothing yet (C-06).
    expect(text).not.toContain('preuve de l’exception aux trois candidats');
    expect(text).toContain('Point de la semaine');
  });
});

/** A second officer, for the time of a test. */
async function promote({ database: { db } }: TestService, email: string): Promise<void> {
  await withLandlord(db, 'demo', (tx) =>
    tx.update(accounts).set({ role: 'agent' }).where(eq(accounts.email, email)),
  );
}
