/** What anyone reads of freed homes: the list, its search, one home, its picture, the feed; without an account. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { withLandlord } from '../../../db/connection.ts';
import { adverts } from '../../../db/schema/advert.ts';
import { homes, vacancies } from '../../../db/schema/home.ts';
import { landlords } from '../../../db/schema/landlord.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { advertFactsOf, monthlyCents } from '../../../src/portal/adverts/advert-facts.ts';
import { readAdvertFilters } from '../../../src/portal/adverts/advert-filters.ts';
import type { PublicAdvert } from '../../../src/portal/adverts/advert-port.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';

describe('the public adverts', () => {
  let service: TestService;
  let open: readonly PublicAdvert[];
  beforeAll(async () => {
    service = await testService();
    open = await service.dependencies.adverts.publicList(readAdvertFilters({}), testDemo.date);
  });
  afterAll(() => service.stop());
  const get = async (path: string) => (await request(service.app).get(path).expect(200)).text;
  const listed = (html: string) =>
    [...html.matchAll(/<h3><a href="\/annonces\/([^"]+)"/g)].map(([, id]) => id);
  const first = () => {
    const [advert] = open;
    if (!advert) throw new Error('the demonstration has no open advert');
    return advert;
  };

  it('lists open adverts before anything else is asked, with what they cost and until when', async () => {
    const text = await get('/annonces');
    expect(open.length).toBeGreaterThan(5);
    expect(listed(text)).toHaveLength(Math.min(12, open.length));
    expect(text).toContain(`${open.length}\u00a0annonces ouvertes`);
    expect(text).toContain('charges comprises');
    expect(text).toMatch(/Clôture le \d+/);
  });

  it('shows nothing of what is not out: drafts, reviews, what is scheduled', async () => {
    const { adverts } = await service.dependencies.adverts.desk('demo', null);
    const hidden = adverts.filter(({ publishedAt }) => publishedAt === null);
    expect(new Set(hidden.map(({ state }) => state))).toEqual(new Set(['draft', 'review', 'scheduled']));
    for (const { id, media } of hidden) {
      await request(service.app).get(`/annonces/${id}`).expect(404);
      await request(service.app).get(`/annonces/${id}/images/${media[0]?.id}`).expect(404);
    }
    const feed = await get('/annonces/flux.json');
    for (const { id } of hidden) expect(feed).not.toContain(id);
  });

  it('keeps those under a rent, and says the same at the same address', async () => {
    const under = open.filter(({ facts }) => monthlyCents(facts) <= 40_000);
    const text = await get('/annonces?loyer=400');
    expect(listed(text).sort()).toEqual(under.map(({ id }) => id).sort());
    expect(text).toContain('value="400"');
  });

  it('searches around a commune as the crow flies, the nearest first', async () => {
    const inMetz = open.filter(({ facts }) => facts.insee === '57463');
    const near = listed(await get('/annonces?commune=57463&rayon=10&tri=proche'));
    expect(near.length).toBeGreaterThan(inMetz.length);
    const alone = listed(await get('/annonces?commune=57463'));
    expect(alone).toHaveLength(inMetz.length);
    expect(near.slice(0, alone.length).sort()).toEqual(alone.sort());
  });

  it('takes several sizes at once and leaves out what it does not understand', async () => {
    const sizes = open.filter(({ facts }) => facts.typology === 'T2' || facts.typology === 'T4');
    const text = await get('/annonces?typologie=T2&typologie=T4&rayon=3000&energie=Z&tri=hasard');
    expect(listed(text)).toHaveLength(Math.min(12, sizes.length));
  });

  it('teaches what to widen where nothing is found', async () => {
    const text = await get('/annonces?typologie=T1&typologie=T2&loyer=2');
    expect(text).toContain('ne répond à tous vos choix');
    expect(text).toMatch(/href="\/annonces\?typologie=T1&amp;typologie=T2">Sans limite de loyer/);
  });

  it('draws a map of its own with the same content in links, and calls nobody', async () => {
    const text = await get('/annonces');
    expect(text).toContain('<svg');
    for (const { facts } of open) expect(text).toContain(`commune=${facts.insee}`);
    // A link that one may follow, as the licence of the map's places asks, calls nobody by itself.
    const called = [...text.matchAll(/(?:src|srcset|action|<link[^>]* href)="(https?:[^"]+)"/g)];
    expect(called.map(([, address]) => address)).toEqual([]);
  });

  it('tells of one home all that a reader needs (L-04)', async () => {
    const advert = first();
    const text = await get(`/annonces/${advert.id}`);
    const said = [
      advert.facts.communeName,
      advert.facts.financing,
      'Classe énergie',
      'étage',
      'Les revenus à ne pas dépasser',
      'Une personne seule',
      'Par personne en plus',
      'Bailleur',
      'Clôture le',
      'L’heure ne compte jamais',
      'Pouvez-vous candidater',
    ];
    for (const words of said) expect(text).toContain(words);
    // The number of the street is told when a visit is agreed.
    const home = testDemo.homes.find(({ id }) => id === advert.facts.homeId);
    expect(text).toContain(advert.facts.street.split(' ')[0]);
    expect(text).not.toContain(home?.address ?? '');
  });

  it('stays under a hundred kilobytes before pictures, and serves a picture that caches may keep', async () => {
    expect((await get('/annonces')).length).toBeLessThan(100_000);
    const { id, media } = first();
    const picture = await request(service.app).get(`/annonces/${id}/images/${media[0]?.id}`).expect(200);
    expect(picture.headers['content-type']).toBe('image/png');
    expect(picture.headers['cache-control']).toContain('public');
    expect(media[0]?.alternative).toMatch(/Plan d’exemple/);
  });

  it('gives outside sites the open adverts, with a link that names them', async () => {
    const shape = z.object({
      annonces: z.array(
        z.object({ id: z.string(), lien: z.string(), totalMensuel: z.number(), cloture: z.string() }),
      ),
    });
    const { body } = await request(service.app).get('/annonces/flux.json?via=Bienv%C3%A9o').expect(200);
    const { annonces } = shape.parse(body);
    expect(annonces.map(({ id }) => id).sort()).toEqual(open.map(({ id }) => id).sort());
    const cost = annonces.find(({ id }) => id === first().id)?.totalMensuel;
    expect(cost).toBe(monthlyCents(first().facts) / 100);
    expect(annonces[0]?.lien).toMatch(/\?via=Bienv%C3%A9o$/);
    await request(service.app).get('/annonces/flux.json?via=%3Cscript%3E').expect(400);
  });

  it('gives the same as XML that a parser reads', async () => {
    const { SaxesParser } = await import('saxes');
    const xml = await get('/annonces/flux.xml');
    let adverts = 0;
    const parser = new SaxesParser();
    parser.on('opentag', ({ name }) => {
      if (name === 'typologie') adverts += 1;
    });
    parser.write(xml).close();
    expect(adverts).toBe(open.length);
  });

  it('answers "not found" for what is no advert', async () => {
    await request(service.app).get('/annonces/01900000-0000-7000-8000-000000000000').expect(404);
    await request(service.app).get('/annonces/pas-une-annonce').expect(404);
  });
});

describe('several landlords of a network on one portal', () => {
  let service: TestService;
  const second = 'second';
  beforeAll(async () => {
    service = await testService();
    await writeSecondLandlord(service, second);
  });
  afterAll(() => service.stop());

  it('lists the adverts of each with its name, and those of one where asked', async () => {
    const { text } = await request(service.app).get('/annonces?typologie=T6').expect(200);
    expect(text).toContain('Seconde Maison');
    const own = await request(service.app).get(`/annonces?bailleur=${second}`).expect(200);
    expect(own.text).toContain('1\u00a0annonce ouverte');
    const alone = await service.dependencies.adverts.publicList(
      readAdvertFilters({ bailleur: second }),
      testDemo.date,
    );
    const page = await request(service.app).get(`/annonces/${alone[0]?.id}`).expect(200);
    expect(page.text).toContain('Bailleur\u00a0: Seconde Maison');
  });

  it('shows an officer the adverts of their own landlord only', async () => {
    const { adverts } = await service.dependencies.adverts.desk('demo', null);
    expect(adverts.every(({ landlordId }) => landlordId === 'demo')).toBe(true);
    const [other] = (await service.dependencies.adverts.desk(second, null)).adverts;
    expect(await service.dependencies.adverts.record('demo', other?.id ?? '')).toBeNull();
  });
});

/** One home of another landlord, advertised today. */
async function writeSecondLandlord({ database: { db } }: TestService, id: string): Promise<void> {
  const home = testDemo.homes.find(({ typology }) => typology === 'T6') ?? testDemo.homes[0];
  const vacancy = testDemo.vacancies[0];
  if (!home || !vacancy) throw new Error('the demonstration has no home');
  await withLandlord(db, id, async (tx) => {
    await tx.insert(landlords).values({ id, name: 'Seconde Maison', siren: null, aliases: [] });
    await tx.insert(homes).values({ ...home, landlordId: id });
    const own = { ...vacancy, homeId: home.id, holderId: null, status: 'available' as const };
    await tx.insert(vacancies).values({ ...own, landlordId: id });
    const facts = advertFactsOf({ home, vacancy: own, communeName: 'Metz', holderName: null });
    await tx.insert(adverts).values({
      ...{ landlordId: id, vacancyId: own.id, state: 'open', regime: 'tense', facts, exportedTo: [] },
      words: {
        title: 'Grand appartement',
        place: 'Près de la gare.',
        description: 'Six pièces.',
        access: '',
      },
      opensOn: testDemo.date,
      closesOn: addDays(testDemo.date, 10),
      writtenBy: 'Une collègue',
      requestKey: 'second',
    });
  });
}
