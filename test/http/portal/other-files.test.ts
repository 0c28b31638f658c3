/** One opened file against all the others: their references, the reader's mandate, forms from elsewhere, what stays behind. */
import { and, eq, ne } from 'drizzle-orm';
import request from 'supertest';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { demoTenant } from '../../../db/demo/tenant.ts';
import { interests } from '../../../db/schema/advert.ts';
import { offers } from '../../../db/schema/tenancy.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { documentListOn } from '../../../src/committee/candidates/document-list.ts';
import { addDays } from '../../../src/kernel/civil-date.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { pageRoutes } from '../roles/page-routes.ts';
import { type Browser, browserAt, openFile, send, setContact } from './door-visit.ts';

const number = demoTenant(testDemo).number;
const mail = 'menage@exemple.example';
const helperMail = 'assistante@exemple.example';
const nobody = '01900000-0000-7000-8000-000000000000';

describe('an opened file', () => {
  let service: TestService;
  let household: Browser;
  let helper: Browser;
  let pages: readonly string[];
  let posts: readonly string[];
  const inside = <Value>(work: Parameters<typeof withLandlord<Value>>[2]) =>
    withLandlord(service.database.db, 'demo', work);
  beforeAll(async () => {
    service = await testService();
    const { database, app, dependencies } = service;
    await setContact(database, number, { email: mail });
    household = browserAt(app, '198.51.100.1');
    await openFile(household, database, number, mail);
    const mandate = {
      ...{ kind: 'socialWorker', name: 'Une assistante sociale', email: helperMail, scope: 'read' },
      ...{ until: addDays(testDemo.date, 30), _key: v7() },
    };
    await send(household, '/demandeur/mandats', mandate, '/demandeur/mandats');
    helper = browserAt(app, '198.51.100.2');
    await openFile(helper, database, number, helperMail, helperMail);
    const routes = pageRoutes(dependencies);
    const own = routes.filter((route) => route.includes(' /demandeur') && !route.includes('/acces'));
    pages = own.flatMap((route) =>
      route.startsWith('GET ') && !route.includes(':') ? [route.slice(4)] : [],
    );
    posts = own.flatMap((route) => (route.startsWith('POST ') ? [route.slice(5)] : []));
  });
  afterAll(() => service.stop());

  const tokenOf = async (browser: Browser) =>
    /name="_csrf" value="([^"]+)"/.exec((await browser.get('/aide')).text)?.[1] ?? '';

  it('does nothing for the reference of another household’s thing, as for one of nothing', async () => {
    const { dependencies } = service;
    const asked = {
      ...{ landlordId: 'demo', actor: { accountId: null, name: 'le ménage', role: 'tenant' } },
      ...{ now: new Date(), today: testDemo.date },
    };
    const [wish] = await inside((tx) =>
      tx
        .select()
        .from(interests)
        .where(and(eq(interests.state, 'live'), ne(interests.number, number)))
        .limit(1),
    );
    const other = wish?.number ?? '';
    const standing = await dependencies.standingWishes.set(asked, {
      number: other,
      criteria: {
        ...{ communes: [], typologies: ['T2'], maxLeftToPayCents: null, accessibility: 'none' },
        setOn: testDemo.date,
      },
      until: addDays(testDemo.date, 60),
      requestKey: v7(),
    });
    // What was checked already is not asked again: one of the closed list is still to come.
    const begun = [];
    for (const { code: document } of documentListOn(testDemo.date)?.documents.slice(0, 12) ?? []) {
      begun.push(
        await dependencies.sentFiles.begin(asked, { number: other, document, mark: 'm-1', bytes: 9 }),
      );
    }
    const sent = begun.find(({ ok }) => ok);
    const [offer] = await inside((tx) =>
      tx
        .insert(offers)
        .values({
          ...{ landlordId: 'demo', id: 'OFF-AUTRE', homeId: testDemo.homes[0]?.id ?? '', rank: 1 },
          ...{ applicationNumber: other, sentOn: testDemo.date, vacancyId: testDemo.vacancies[0]?.id ?? '' },
          replyDays: 10,
        })
        .returning(),
    );
    if (!wish || !standing.ok || !sent?.ok || !offer) throw new Error('nothing to aim at');
    const aimed: [string, Record<string, string>, string][] = [
      ['/demandeur/souhaits/ordre', { souhait: wish.id, vers: 'haut' }, 'souhait'],
      ['/demandeur/souhaits/retirer', { souhait: wish.id }, 'souhait'],
      ['/demandeur/souhaits/permanents/fin', { souhait: standing.value.id }, 'souhait'],
      ['/demandeur/documents/retirer', { fichier: sent.value.id }, 'fichier'],
      [`/demandeur/offres/${offer.id}`, { reponse: 'accepted', _key: v7() }, ''],
    ];
    for (const [path, fields, named] of aimed) {
      const theirs = await send(household, path, fields, '/aide');
      const nothings =
        named === ''
          ? await send(household, `/demandeur/offres/${nobody}`, fields, '/aide')
          : await send(household, path, { ...fields, [named]: nobody }, '/aide');
      expect([path, theirs.status, nothings.status]).toEqual([path, 404, 404]);
    }
    const piece = await household
      .post(`/demandeur/documents/${sent.value.id}/morceau`)
      .field('_csrf', await tokenOf(household))
      .field('debut', '0')
      .attach('morceau', Buffer.from('%PDF-1.7\n'), 'morceau');
    expect(piece.status).toBe(404);
    const [after] = await inside((tx) => tx.select().from(interests).where(eq(interests.id, wish.id)));
    expect(after?.state).toBe('live');
    const left = await dependencies.sentFiles.ofFile('demo', other);
    expect(left.map(({ receivedBytes }) => receivedBytes)).toEqual(begun.filter(({ ok }) => ok).map(() => 0));
  });

  it('lets who may only read it change nothing at all', async () => {
    expect(posts.length).toBeGreaterThan(15);
    const _csrf = await tokenOf(helper);
    const done: string[] = [];
    for (const path of posts.filter((one) => one !== '/demandeur/quitter')) {
      const address = path.replace(/:\w+/, nobody);
      const { status } = await helper.post(address).type('form').send({ _csrf });
      if (status !== 403) done.push(`${path} : ${status}`);
    }
    expect(done).toEqual([]);
  });

  it('leaves nothing of a household in caches, titles and addresses', async () => {
    expect(pages.length).toBeGreaterThan(8);
    for (const path of pages.filter((one) => one !== '/demandeur/preferences/code')) {
      const answer = await household.get(path).set('accept', 'text/html');
      const { headers, status } = answer;
      const text: string | undefined = answer.text;
      expect([path, status]).toEqual([path, 200]);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['referrer-policy']).toBe('same-origin');
      // A copy in PDF has no address to follow: its bytes are read elsewhere.
      const outside = [...(text ?? '').matchAll(/(?:href|action|src)="([^"]*)"|<title>([^<]*)/g)].map(
        ([, address, title]) => address ?? title ?? '',
      );
      expect(outside.filter((one) => one.includes(number) || one.includes(mail))).toEqual([]);
    }
    expect(service.log()).not.toContain(number);
    expect(service.log()).not.toContain(mail);
  });
});

describe('a form from elsewhere', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());

  // The button of mail programs posts from no page of ours: it stops messages and does nothing else. An estimate
  // changes nothing, and its page is everybody's.
  const withoutToken = ['/annonces/alertes/:token/arret', '/annonces/:id/estimation'];

  it('does nothing without the token of its own page, on any address that takes one', async () => {
    const posts = pageRoutes(service.dependencies).flatMap((route) =>
      route.startsWith('POST ') && !withoutToken.includes(route.slice(5)) ? [route.slice(5)] : [],
    );
    const browser = request.agent(service.app);
    await browser
      .post('/api/v1/sessions')
      .send({ email: 'agent@demo.example', password: demoPassword })
      .expect(201);
    const done: string[] = [];
    for (const path of posts) {
      const address = path.replaceAll(/:\w+/g, nobody);
      const { status } = await browser.post(address).type('form').send({ vers: '/' });
      if (status !== 403 && status !== 401) done.push(`${path} : ${status}`);
    }
    expect(posts.length).toBeGreaterThan(80);
    expect(done).toEqual([]);
  });
});
