/** The pages of steering as an officer, a colleague and the public meet them, without JavaScript. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestService, testDemo, testService } from '../../support/service.ts';

type Browser = ReturnType<typeof request.agent>;

describe('the pages of steering', () => {
  let service: TestService;
  let officer: Browser;
  beforeAll(async () => {
    service = await testService();
    officer = await signedIn('agent@demo.example');
  });
  afterAll(() => service.stop());

  const signedIn = async (email: string): Promise<Browser> => {
    const browser = request.agent(service.app);
    await browser.post('/api/v1/sessions').send({ email, password: 'demo-parcours' }).expect(201);
    return browser;
  };
  /** What a browser would send of the form: every field with its value, boxes only where ticked. */
  const formOf = (text: string): Record<string, string> => {
    const inputs = [...text.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag);
    const of = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
    const sent = inputs.filter((tag) => of(tag, 'type') !== 'checkbox' || /\bchecked\b/.test(tag));
    return Object.fromEntries(
      sent.filter((tag) => of(tag, 'name') !== '').map((tag) => [of(tag, 'name'), of(tag, 'value')]),
    );
  };
  const read = async (path: string, browser: Browser = officer) =>
    (await browser.get(path).expect(200)).text.replaceAll('\u00a0', ' ');

  it('tells where targets go, ticks nothing, and says what is learned and what is assumed', async () => {
    const text = await read('/agent/pilotage');
    expect(text).toContain('Pilotage de l’année au 21 novembre 2026');
    expect(text).toContain('Aucune validation n’est en vigueur aujourd’hui');
    expect(await read('/agent/calculs')).toContain('Personne n’a validé de rythme pour aujourd’hui');
    expect(text).toMatch(/Il faut [\d,]+ (bail|baux) .* par semaine, sur [\d,]+ attendus?\./);
    expect(text).toContain('Ce qui est appris, ce qui est supposé');
    expect(text).toContain('prévision (8 chances sur 10)');
    expect(text).not.toMatch(/type="checkbox"[^>]*\bchecked/);
    expect(Buffer.byteLength(text)).toBeLessThan(100_000);
  });

  it('opens the year of one target, and knows no other', async () => {
    const text = await read('/agent/pilotage/q02-200039865');
    expect(text).toContain('D’où viennent ces chiffres');
    expect(text).toContain('des douze derniers mois');
    await officer.get('/agent/pilotage/inconnu').set('accept', 'text/html').expect(404);
  });

  it('refuses what its bounds refuse, in words, with what was typed', async () => {
    const form = formOf(await read('/agent/pilotage'));
    const name = Object.keys(form).find((field) => field.startsWith('points.'))!;
    const motive = name.replace('points.', 'motif.');
    const high = await officer
      .post('/agent/pilotage')
      .type('form')
      .send({ ...form, [name]: '999', [motive]: 'vite' });
    expect(high.status).toBe(409);
    expect(high.text.replaceAll('\u00a0', ' ')).toMatch(/au plus \d+ points pour ces séances/);
    expect(high.text).toContain('value="vite"');
    const silent = await officer
      .post('/agent/pilotage')
      .type('form')
      .send({ ...form, [name]: '0' });
    expect(silent.text).toContain('écrivez le motif du changement');
    const wrong = await officer
      .post('/agent/pilotage')
      .type('form')
      .send({ ...form, effet: 'demain' });
    expect(wrong.status).toBe(409);
    expect(wrong.text).toContain('À corriger');
  });

  it('validates once, tells a colleague who came second, and publishes the function but not the name', async () => {
    const seen = formOf(await read('/agent/pilotage'));
    const twice = await Promise.all(
      [1, 2].map(() => officer.post('/agent/pilotage').type('form').send(seen)),
    );
    expect(twice.map(({ status, headers }) => [status, headers.location])).toEqual([
      [303, '/agent/pilotage?valide=1'],
      [303, '/agent/pilotage?valide=1'],
    ]);
    const text = await read('/agent/pilotage?valide=1');
    const by = /prix validés le 21\/11\/2026 par ([^(]+) \(Agent d’attribution\)/.exec(text)?.[1];
    expect(by).toBeTruthy();
    const late = await officer
      .post('/agent/pilotage')
      .type('form')
      .send({ ...seen, _key: crypto.randomUUID() });
    expect(late.status).toBe(409);
    expect(late.text).toContain('pendant que vous lisiez');
    const rules = await read('/regles', request.agent(service.app));
    expect(rules).toContain('validé le 21 novembre 2026 par : Agent d’attribution');
    expect(rules).not.toContain(by);
  });

  it('is told on the session that it steers, with the forecast beside each target', async () => {
    expect(await read('/agent/calculs')).toContain('Rythme validé le 21/11/2026 par');
    const parameters = { date: testDemo.date, snapshotOf: null, pins: [], bans: [] };
    const id = await service.dependencies.calculations.run({
      ...parameters,
      landlordId: testDemo.landlord.id,
      requestedBy: null,
    });
    const run = `/agent/calculs/${id}`;
    const targets = await read(`${run}/objectifs`);
    expect(targets).toContain('Prix validés le 21/11/2026 par');
    expect(targets).toContain('Prévision au 31 décembre');
    expect(targets).toContain('chart-whisker');
    expect(await read(run)).toContain('Prix validés le 21/11/2026 par');
  });

  it('lets a secretary read and not validate, and nobody else in', async () => {
    const secretary = await signedIn('secretaire@demo.example');
    const text = await read('/agent/pilotage', secretary);
    expect(text).toContain('la validation revient au service d’attribution');
    expect(text).not.toContain('name="empreinte"');
    const holder = await signedIn('reservataire@demo.example');
    await holder.get('/agent/pilotage').set('accept', 'text/html').expect(403);
  });
});
