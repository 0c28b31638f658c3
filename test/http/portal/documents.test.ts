import { eq } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../../db/connection.ts';
import { demoTenant } from '../../../db/demo/tenant.ts';
import { letters } from '../../../db/schema/correspondence.ts';
import { documents } from '../../../db/schema/instruction.ts';
import { journalLines } from '../../../db/schema/journal.ts';
import { uploads } from '../../../db/schema/portal.ts';
import { demoPassword } from '../../../src/access/demo-accounts.ts';
import { sentLimits } from '../../../src/portal/standing/sent-file.ts';
import { type TestService, testDemo, testService } from '../../support/service.ts';
import { type Browser, browserAt, openFile, setContact } from './door-visit.ts';

const pdfOf = (words: string, bytes = 0) =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(bytes, words), Buffer.from(`${words}\n%%EOF\n`)]);
const jpeg = (words: string) =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(words), Buffer.from([0xff, 0xd9])]);
const page = Buffer.from('<!doctype html><script>alert(1)</script>');
const document = 'last-resources';

describe('documents that a household sends', () => {
  const number = demoTenant(testDemo).number;
  const other = testDemo.applications.find((one) => one.number !== number && !one.withoutNumber)!.number;
  let service: TestService;
  let mine: Browser;
  let theirs: Browser;
  let officer: Browser;
  const csrf = new Map<Browser, string>();

  const signIn = async (mailbox: string) => {
    const browser = request.agent(service.app);
    const credentials = { email: `${mailbox}@demo.example`, password: demoPassword };
    await browser.post('/api/v1/sessions').send(credentials).expect(201);
    return browser;
  };
  const tokenOf = async (browser: Browser) => {
    const { text } = await browser.get('/demandeur/documents').set('accept', 'text/html');
    return /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  };
  const send = (browser: Browser, bytes: Buffer, code = document, name = 'photo.jpg') =>
    browser
      .post('/demandeur/documents')
      .set('accept', 'text/html')
      .field('_csrf', csrf.get(browser) ?? '')
      .field('document', code)
      .attach('fichier', bytes, name);
  const begin = (browser: Browser, taille: number, marque = 'm-1', code = document) =>
    browser
      .post('/demandeur/documents/debut')
      .type('form')
      .send({ _csrf: csrf.get(browser), document: code, marque, taille });
  const piece = (browser: Browser, id: string, debut: number, bytes: Buffer) =>
    browser
      .post(`/demandeur/documents/${id}/morceau`)
      .field('_csrf', csrf.get(browser) ?? '')
      .field('debut', debut)
      .attach('morceau', bytes, 'morceau');
  const kept = (of = number) =>
    withLandlord(service.database.db, 'demo', (tx) =>
      tx.select().from(uploads).where(eq(uploads.number, of)),
    );

  beforeAll(async () => {
    service = await testService();
    await withLandlord(service.database.db, 'demo', (tx) =>
      tx.delete(documents).where(eq(documents.number, number)),
    );
    mine = await signIn('locataire');
    officer = await signIn('agent');
    await setContact(service.database, other, { email: 'autre@exemple.example' });
    theirs = browserAt(service.app, '10.9.8.7');
    await openFile(theirs, service.database, other, 'autre@exemple.example');
    csrf.set(mine, await tokenOf(mine));
    csrf.set(theirs, await tokenOf(theirs));
  });
  afterAll(() => service.stop());

  it('are asked for with what they are, and sent whole by a plain form', async () => {
    const before = await mine.get('/demandeur/documents').set('accept', 'text/html').expect(200);
    expect(before.text).toContain('À envoyer');
    expect(Buffer.byteLength(before.text)).toBeLessThan(100_000);
    const sent = await send(mine, jpeg('salaire')).expect(303);
    expect(sent.headers.location).toContain('recu=last-resources');
    const after = await mine.get('/demandeur/documents?recu=last-resources').set('accept', 'text/html');
    expect(after.text).toContain('C’est reçu');
    expect(after.text).toContain('Une personne va le vérifier');
    expect((await kept())[0]).toMatchObject({ fileName: 'last-resources-1.jpg', mediaType: 'image/jpeg' });
  });

  it('are kept once for a form sent twice', async () => {
    await send(mine, jpeg('salaire')).expect(303);
    expect(await kept()).toHaveLength(1);
  });

  it('are refused in words where they are not what they say, too large, cut or empty', async () => {
    const refused = async (bytes: Buffer, words: string) => {
      const answer = await send(mine, bytes, document, 'avis.pdf');
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(words);
    };
    await refused(page, 'Le contenu du fichier n’est pas celui attendu');
    await refused(Buffer.from('MZ\x00\x01'), 'Le contenu du fichier n’est pas celui attendu');
    await refused(Buffer.from('%PDF-1.7 coupé'), 'Le fichier est incomplet');
    await refused(Buffer.alloc(0), 'Le fichier est vide');
    await refused(pdfOf('x', sentLimits.fileBytes), 'dépasse 10 Mo');
    expect(await kept()).toHaveLength(1);
  });

  it('are not taken outside the closed list, nor without a token, nor from who opened no file', async () => {
    const unknown = await send(mine, jpeg('x'), 'carte-vitale');
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain('Vous n’avez pas à l’envoyer');
    await mine
      .post('/demandeur/documents')
      .field('document', document)
      .attach('fichier', jpeg('x'), 'x')
      .expect(403);
    await request(service.app)
      .post('/demandeur/documents')
      .field('document', document)
      .attach('fichier', jpeg('x'), 'x')
      .expect(401);
  });

  it('are taken up again where a sending broke off, piece by piece', async () => {
    const whole = pdfOf('avis', 600_000);
    const cut = sentLimits.pieceBytes;
    const { body: begun } = await begin(mine, whole.length, 'm-2', 'tax-notice').expect(200);
    expect(begun.received).toBe(0);
    await piece(mine, begun.id, 0, whole.subarray(0, cut)).expect(200);
    // The answer was lost: the same piece again names the byte from which to go on.
    const again = await piece(mine, begun.id, 0, whole.subarray(0, cut)).expect(200);
    expect(again.body).toEqual({ received: cut, complete: false });
    const { body: found } = await begin(mine, whole.length, 'm-2', 'tax-notice').expect(200);
    expect(found).toEqual({ id: begun.id, received: cut });
    for (let from = cut; from < whole.length; from += cut) {
      await piece(mine, begun.id, from, whole.subarray(from, from + cut)).expect(200);
    }
    const last = (await kept()).find(({ id }) => id === begun.id);
    expect(last).toMatchObject({ state: 'complete', fileName: 'tax-notice-1.pdf' });
    const ref = service.dependencies.files.of(number);
    const opened = await officer.get(`/agent/dossiers/${ref}/documents/${begun.id}`).buffer(true);
    expect(whole.equals(opened.body)).toBe(true);
  });

  it('are refused from their first piece, or once whole, where their bytes are something else', async () => {
    const { body: begun } = await begin(mine, page.length, 'm-3').expect(200);
    const first = await piece(mine, begun.id, 0, page);
    expect([first.status, first.body.refusal]).toEqual([422, expect.stringContaining('pas celui attendu')]);
    const broken = Buffer.from('%PDF-1.7 sans fin');
    const { body: second } = await begin(mine, broken.length, 'm-4').expect(200);
    expect((await piece(mine, second.id, 0, broken)).body.refusal).toContain('incomplet');
    expect((await kept()).find(({ id }) => id === second.id)?.state).toBe('refused');
    expect((await begin(mine, sentLimits.fileBytes + 1, 'm-5')).body.refusal).toContain('10 Mo');
  });

  it('are never reached by another household that knows their identifier', async () => {
    const { body: begun } = await begin(mine, 1000, 'm-6').expect(200);
    await piece(theirs, begun.id, 0, jpeg('x')).expect(404);
    const [whole] = (await kept()).filter(({ state }) => state === 'complete');
    const taken = await theirs
      .post('/demandeur/documents/retirer')
      .type('form')
      .send({ _csrf: csrf.get(theirs), fichier: whole!.id });
    expect(taken.status).toBe(404);
    const wrongFile = service.dependencies.files.of(other);
    await officer.get(`/agent/dossiers/${wrongFile}/documents/${whole!.id}`).expect(404);
    await theirs.get(`/agent/dossiers/${wrongFile}/documents/${whole!.id}`).expect(401);
  });

  it('open as files to keep for the officer, each opening told in the journal', async () => {
    const [whole] = (await kept()).filter(
      ({ document: code, state }) => code === document && state === 'complete',
    );
    const ref = service.dependencies.files.of(number);
    const shown = await officer.get(`/agent/dossiers/${ref}`).set('accept', 'text/html').expect(200);
    expect(shown.text).toContain(`/documents/${whole!.id}`);
    const opened = await officer.get(`/agent/dossiers/${ref}/documents/${whole!.id}`).expect(200);
    expect(opened.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment; filename="last-resources-1.jpg"',
      'x-content-type-options': 'nosniff',
    });
    const told = await withLandlord(service.database.db, 'demo', (tx) =>
      tx.select().from(journalLines).where(eq(journalLines.kind, 'upload.opened')),
    );
    expect(told.length).toBeGreaterThan(0);
  });

  it('come back with the reason where an officer refuses them, and the household is told', async () => {
    const ref = service.dependencies.files.of(number);
    const { text } = await officer.get(`/agent/dossiers/${ref}`).set('accept', 'text/html');
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await officer
      .post(`/agent/dossiers/${ref}/pieces`)
      .type('form')
      .send({ _csrf, piece: document, geste: 'refuse', motif: 'unreadable', valableJusquAu: '' })
      .expect(303);
    const seen = await mine.get('/demandeur/documents').set('accept', 'text/html');
    expect(seen.text).toMatch(/Non accepté\s: le document ne se lit pas bien/);
    const told = await withLandlord(service.database.db, 'demo', (tx) =>
      tx.select().from(letters).where(eq(letters.number, number)),
    );
    expect(JSON.stringify(told)).toContain('le document ne se lit pas bien');
  });

  it('are never asked again once checked, and a household takes back only what is not', async () => {
    const [whole] = (await kept()).filter(
      ({ document: code, state }) => code === document && state === 'complete',
    );
    const back = () =>
      mine
        .post('/demandeur/documents/retirer')
        .type('form')
        .send({ _csrf: csrf.get(mine), fichier: whole!.id });
    await withLandlord(service.database.db, 'demo', (tx) =>
      tx.update(documents).set({ state: 'checked', validUntil: null }).where(eq(documents.number, number)),
    );
    expect((await back()).status).toBe(404);
    const again = await send(mine, jpeg('autre'));
    expect(again.text).toContain('déjà vérifié');
    await withLandlord(service.database.db, 'demo', (tx) =>
      tx.update(documents).set({ state: 'received' }).where(eq(documents.number, number)),
    );
    expect((await back()).status).toBe(303);
  });

  it('stop at the number that a day allows', async () => {
    const codes = ['identity', 'family-benefits', 'employment', 'job-seeker'];
    let last = 303;
    for (let sent = 0; sent < sentLimits.filesADay; sent += 1) {
      last = (await send(theirs, jpeg(`page ${sent}`), codes[sent % codes.length])).status;
      if (last !== 303) break;
    }
    const over = await send(theirs, jpeg('de trop'), 'identity');
    expect(over.status).toBe(422);
    expect((await kept(other)).length).toBeLessThanOrEqual(sentLimits.filesADay);
  });
});
