/** Pages kept in memory for everybody: never another's, never older than the data, compressed where nothing can be guessed. */
import { gunzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { adverts } from '../../db/schema/advert.ts';
import { advertStore } from '../../db/stores/advert-store.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { readAdvertFilters } from '../../src/portal/adverts/advert-filters.ts';
import type { PublicAdvert } from '../../src/portal/adverts/advert-port.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';

describe('a page that anyone may read', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
  });
  afterAll(() => service.stop());
  const get = (path: string) => request(service.app).get(path).set('accept', 'text/html');
  const open = () => service.dependencies.adverts.publicList(readAdvertFilters({}), testDemo.date);
  const firstOpen = async (): Promise<PublicAdvert> => {
    const [advert] = await open();
    if (!advert) throw new Error('the demonstration has no open advert');
    return advert;
  };

  it('may be kept by a proxy for seconds, is asked again by browsers, and leaves no session behind', async () => {
    const { id } = await firstOpen();
    for (const path of ['/annonces', `/annonces/${id}`, '/regles']) {
      const { headers } = await get(path).expect(200);
      expect(headers['cache-control'], path).toBe('public, max-age=0, s-maxage=10, must-revalidate');
      expect(headers.vary, path).toContain('Cookie');
      expect(headers['set-cookie'], path).toBeUndefined();
      await get(path).set('if-none-match', String(headers.etag)).expect(304);
    }
  });

  it('sets no cookie where a proxy may keep the answer, for somebody signed in neither', async () => {
    const officer = request.agent(service.app);
    const credentials = { email: 'agent@demo.example', password: demoPassword };
    await officer.post('/api/v1/sessions').send(credentials).expect(201);
    const { id, media } = await firstOpen();
    const pictures = media.map((medium) => `/annonces/${id}/images/${medium.id}`);
    const paths = ['/annonces/flux.json', '/annonces/flux.xml', '/assets/parcours.css', ...pictures];
    for (const path of paths) {
      const { headers } = await officer.get(path).expect(200);
      expect(headers['cache-control'], path).toContain('public');
      expect(headers['set-cookie'], path).toBeUndefined();
    }
  });

  it('changes for its next reader when an advert did, whoever wrote it', async () => {
    const { id, landlordId } = await firstOpen();
    const before = await get('/annonces').expect(200);
    await withLandlord(service.database.db, landlordId, (tx) =>
      tx.update(adverts).set({ state: 'withdrawn' }).where(eq(adverts.id, id)),
    );
    const after = await get('/annonces').set('if-none-match', String(before.headers.etag)).expect(200);
    expect(before.text).toContain(id);
    expect(after.text).not.toContain(id);
    await withLandlord(service.database.db, landlordId, (tx) =>
      tx.update(adverts).set({ state: 'open' }).where(eq(adverts.id, id)),
    );
    expect((await get('/annonces')).text).toContain(id);
  });

  it('is the same object for every reader until then, in each process', async () => {
    const [mine, other] = [service.dependencies.adverts, advertStore(service.database.db)];
    const asked = [mine, other].map((store) => store.publicList(readAdvertFilters({}), testDemo.date));
    const [first, second] = await Promise.all(asked);
    expect(await mine.publicList(readAdvertFilters({}), testDemo.date)).toBe(first);
    expect(second).toEqual(first);
    const { id, landlordId } = await firstOpen();
    await withLandlord(service.database.db, landlordId, (tx) =>
      tx.update(adverts).set({ note: null }).where(eq(adverts.id, id)),
    );
    expect(await other.publicList(readAdvertFilters({}), testDemo.date)).not.toBe(second);
  });

  it('is drawn for its reader alone, and kept by nobody, once a file or an account is open', async () => {
    const officer = request.agent(service.app);
    await officer
      .post('/api/v1/sessions')
      .send({ email: 'agent@demo.example', password: demoPassword })
      .expect(201);
    await get('/regles').expect(200);
    const { headers, text } = await officer.get('/regles').set('accept', 'text/html').expect(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain('Se déconnecter');
    expect((await get('/regles')).text).not.toContain('Se déconnecter');
  });

  it('remembers the site that led to it for that reader alone', async () => {
    const { id } = await firstOpen();
    const { headers } = await get(`/annonces/${id}?via=Bien%20Loger`).expect(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['set-cookie']).toHaveLength(1);
  });
});

describe('an answer is compressed', () => {
  let service: TestService;
  let cookie: string;
  beforeAll(async () => {
    service = await testService();
    const { headers } = await request(service.app)
      .post('/api/v1/sessions')
      .send({ email: 'agent@demo.example', password: demoPassword });
    cookie = [headers['set-cookie'] ?? []].flat().join('; ');
  });
  afterAll(() => service.stop());
  const encodingOf = async (path: string, headers: Record<string, string>) =>
    (await request(service.app).get(path).set('accept-encoding', 'gzip').set(headers)).headers[
      'content-encoding'
    ];

  it('for whoever has no cookie, page, feed and style alike', async () => {
    for (const path of ['/annonces', '/aide', '/annonces/flux.json', '/assets/parcours.css']) {
      expect(await encodingOf(path, {}), path).toBe('gzip');
    }
  });

  it('for a signed-in person who asked for it from our own pages or by its address', async () => {
    for (const site of ['same-origin', 'none']) {
      expect(await encodingOf('/agent', { cookie, 'sec-fetch-site': site })).toBe('gzip');
    }
  });

  it('never for a signed-in person where another site asked, or where nobody tells who did', async () => {
    for (const site of ['cross-site', 'same-site']) {
      expect(await encodingOf('/agent', { cookie, 'sec-fetch-site': site })).toBeUndefined();
    }
    expect(await encodingOf('/agent', { cookie })).toBeUndefined();
  });

  it('to the same text', async () => {
    const plain = await request(service.app).get('/annonces').set('accept-encoding', 'identity');
    const packed = await request(service.app)
      .get('/annonces')
      .set('accept-encoding', 'gzip')
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    // supertest unpacks before its parser where it can: either way the text is the same.
    const body: unknown = packed.body;
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const text = bytes[0] === 0x1f ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
    expect(text).toBe(plain.text);
    expect(packed.headers['content-encoding']).toBe('gzip');
  });
});
