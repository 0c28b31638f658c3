import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { readAdvertFilters } from '../../../src/portal/adverts/advert-filters.ts';
import type { PublicAdvert } from '../../../src/portal/adverts/advert-port.ts';
import { type TestService, testService } from '../../support/service.ts';

const formKey = (text: string) => /name="_key" value="([^"]+)"/.exec(text)?.[1] ?? '';
const token = (text: string) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';

describe('a household that chooses, without JavaScript', () => {
  let service: TestService;
  let browser: ReturnType<typeof request.agent>;
  let csrf = '';
  let open: readonly PublicAdvert[] = [];
  /** The first open adverts for which the household may apply. */
  const possible: PublicAdvert[] = [];

  beforeAll(async () => {
    service = await testService();
    const { dependencies } = service;
    browser = request.agent(service.app);
    const credentials = { email: 'locataire@demo.example', password: demoPassword };
    await browser.post('/api/v1/sessions').send(credentials).expect(201);
    csrf = token((await browser.get('/')).text);
    open = await dependencies.adverts.publicList(readAdvertFilters({}), dependencies.today());
    for (const advert of open) {
      const { text } = await browser.get(`/annonces/${advert.id}`);
      if (text.includes('Je candidate à ce logement')) possible.push(advert);
      if (possible.length === 2) break;
    }
  });
  afterAll(() => service.stop());

  const page = async (path: string) => (await browser.get(path).set('accept', 'text/html').expect(200)).text;
  const send = (path: string, fields: Record<string, string>) =>
    browser
      .post(path)
      .type('form')
      .send({ _csrf: csrf, ...fields });

  it('reads whether it may apply, what it would pay beside what it pays, its place, and one button', async () => {
    const text = await page(`/annonces/${possible[0]?.id}`);
    expect(text).toContain('Pouvez-vous candidater');
    expect(text).toContain('Ce que vous paieriez');
    expect(text).toContain('Le vôtre aujourd’hui');
    expect(text).toContain('ne compte jamais parmi les trois offres');
    expect(text).toContain('Votre place aujourd’hui');
    expect(text).toContain('ne comptent jamais');
    expect(text).not.toContain('gagne');
    expect(Buffer.byteLength(text)).toBeLessThan(100_000);
  });

  it('applies once for two clicks, then finds its wish with dated lines', async () => {
    const advert = possible[0]!;
    const key = formKey(await page(`/annonces/${advert.id}`));
    const fields = { annonce: advert.id, _key: key };
    const both = await Promise.all([
      send('/demandeur/souhaits', fields),
      send('/demandeur/souhaits', fields),
    ]);
    expect(both.map(({ status, headers }) => [status, headers.location])).toEqual([
      [303, `/annonces/${advert.id}#candidature`],
      [303, `/annonces/${advert.id}#candidature`],
    ]);
    const after = await page(`/annonces/${advert.id}`);
    expect(after).toContain('Votre candidature');
    expect(after).not.toContain('Je candidate à ce logement');
    const list = await page('/demandeur/souhaits');
    expect(list.match(/candidature sur le portail/g)).toHaveLength(1);
    expect(list).toContain('Ensuite la liste des candidats est faite');
  });

  it('orders its wishes with buttons, and takes one back', async () => {
    const second = possible[1]!;
    const key = formKey(await page(`/annonces/${second.id}`));
    await send('/demandeur/souhaits', { annonce: second.id, _key: key }).expect(303);
    const { landlordId } = second;
    const number = (await service.dependencies.interests.wishesOf(landlordId, await ownNumber()))[0]!.number;
    const wishes = await service.dependencies.interests.wishesOf(landlordId, number);
    expect(wishes.map(({ advert }) => advert.id)).toEqual([possible[0]!.id, second.id]);
    await send('/demandeur/souhaits/ordre', { souhait: wishes[1]!.id, vers: 'haut' }).expect(303);
    const moved = await service.dependencies.interests.wishesOf(landlordId, number);
    expect(moved.map(({ advert }) => advert.id)).toEqual([second.id, possible[0]!.id]);
    await send('/demandeur/souhaits/retirer', { souhait: wishes[0]!.id }).expect(303);
    const list = await page('/demandeur/souhaits');
    expect(list).toContain('Mes candidatures passées');
    expect(list).toContain('Cela ne compte pas comme un refus');
  });

  it('tells in words what cannot be done', async () => {
    const unknown = await send('/demandeur/souhaits', {
      annonce: '01900000-0000-7000-8000-000000000000',
      _key: '01900000-0000-4000-8000-000000000000',
    });
    expect(unknown.status).toBe(409);
    expect(unknown.text).toContain('Cette annonce n’existe pas');
    const foreign = await send('/demandeur/souhaits/retirer', {
      souhait: '01900000-0000-7000-8000-000000000000',
    });
    expect(foreign.status).toBe(404);
  });

  it('is asked for its file first, where none is open, and reads the advert all the same', async () => {
    const stranger = request.agent(service.app);
    const { text } = await stranger.get(`/annonces/${open[0]?.id}`).expect(200);
    expect(text).toContain('Ouvrir mon dossier');
    expect(text).not.toContain('Votre place aujourd’hui');
    const sent = await stranger.get('/demandeur/souhaits').set('accept', 'text/html').expect(303);
    expect(sent.headers.location).toBe('/demandeur/acces?vers=%2Fdemandeur%2Fsouhaits');
    const estimate = await stranger
      .post(`/annonces/${open[0]?.id}/estimation`)
      .type('form')
      .send({ adultes: '1', enfants: '2', ressources: '1200' });
    expect(estimate.status).toBe(200);
    expect(estimate.text).toContain('à payer par mois');
    const own = token((await stranger.get('/demandeur/acces')).text);
    await stranger.post('/demandeur/souhaits').type('form').send({ _csrf: own }).expect(401);
  });

  async function ownNumber(): Promise<string> {
    const account = await service.dependencies.accounts.findByEmail('locataire@demo.example');
    return account?.applicationNumber ?? '';
  }
});
