/** Files that people send, examined before they are kept by a daemon that speaks ClamAV's protocol on a real socket. */
import { eq } from 'drizzle-orm';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLandlord } from '../../db/connection.ts';
import { demoTenant } from '../../db/demo/tenant.ts';
import { documents } from '../../db/schema/instruction.ts';
import { uploads } from '../../db/schema/portal.ts';
import { demoPassword } from '../../src/access/demo-accounts.ts';
import { createApp } from '../../src/http/app.ts';
import { eicar, startClamd, type TestClamd } from '../support/clamd.ts';
import { type TestService, testDemo, testService } from '../support/service.ts';

const pdfOf = (words: string, bytes = 0) =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(bytes, 'x'), Buffer.from(`${words}\n%%EOF\n`)]);
const document = 'last-resources';
const number = demoTenant(testDemo).number;

let clamd: TestClamd;
let service: TestService;
let mine: ReturnType<typeof request.agent>;
let csrf = '';
beforeAll(async () => {
  clamd = await startClamd();
  service = await testService({ CLAMD_ADDRESS: clamd.address });
  await withLandlord(service.database.db, 'demo', (tx) =>
    tx.delete(documents).where(eq(documents.number, number)),
  );
  mine = request.agent(service.app);
  const email = 'locataire@demo.example';
  await mine.post('/api/v1/sessions').send({ email, password: demoPassword }).expect(201);
  const { text } = await mine.get('/demandeur/documents').set('accept', 'text/html');
  csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
});
afterAll(async () => {
  await service.stop();
  await clamd.stop();
});

const send = (bytes: Buffer) =>
  mine
    .post('/demandeur/documents')
    .set('accept', 'text/html')
    .field('_csrf', csrf)
    .field('document', document)
    .attach('fichier', bytes, 'avis.pdf');
const begin = (taille: number, marque: string) =>
  mine
    .post('/demandeur/documents/debut')
    .type('form')
    .send({ _csrf: csrf, document: 'tax-notice', marque, taille });
const piece = (id: string, bytes: Buffer) =>
  mine
    .post(`/demandeur/documents/${id}/morceau`)
    .field('_csrf', csrf)
    .field('debut', 0)
    .attach('morceau', bytes, 'morceau');
const kept = () =>
  withLandlord(service.database.db, 'demo', (tx) =>
    tx.select().from(uploads).where(eq(uploads.number, number)),
  );
const counted = async (verdict: string) => {
  const { values } = await service.dependencies.metrics.filesScanned.get();
  return values.find(({ labels }) => labels.verdict === verdict)?.value ?? 0;
};

describe('a file that a household sends', () => {
  it('is examined whole, and kept where nothing is found', async () => {
    const whole = pdfOf('bulletin', 300_000);
    await send(whole).expect(303);
    expect(clamd.scanned).toEqual([whole.length]);
    expect(await kept()).toHaveLength(1);
    expect(await counted('clean')).toBe(1);
  });

  it('is refused in plain words where something is found, and nothing of it is kept', async () => {
    const answer = await send(pdfOf(eicar));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('contient un programme dangereux');
    expect(await kept()).toHaveLength(1);
    expect(service.log()).toContain('Eicar-Test-Signature');
    expect(service.log()).not.toContain('avis.pdf');
  });

  it('is refused for now where the scanner is silent, cut off, or will not read it', async () => {
    for (const mood of ['limit', 'cut'] as const) {
      clamd.mood = mood;
      const answer = await send(pdfOf('autre bulletin'));
      expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('Réessayez plus tard')]);
    }
    clamd.mood = 'well';
    expect(await kept()).toHaveLength(1);
    expect(await counted('away')).toBe(2);
  });

  it('that comes piece by piece is examined once whole; a scanner that is away loses none of its pieces', async () => {
    const infected = pdfOf(eicar);
    const { body: first } = await begin(infected.length, 'm-1').expect(200);
    const refused = await piece(first.id, infected);
    expect([refused.status, refused.body.refusal]).toEqual([
      422,
      expect.stringContaining('programme dangereux'),
    ]);
    expect((await kept()).find(({ id }) => id === first.id)?.state).toBe('refused');

    const good = pdfOf('avis d’impôt');
    const { body: second } = await begin(good.length, 'm-2').expect(200);
    clamd.mood = 'cut';
    await piece(second.id, good).expect(503);
    expect((await kept()).find(({ id }) => id === second.id)).toMatchObject({
      state: 'partial',
      receivedBytes: 0,
    });
    clamd.mood = 'well';
    expect((await piece(second.id, good).expect(200)).body).toEqual({
      received: good.length,
      complete: true,
    });
  });
});

describe('the administrator', () => {
  it('reads whether the scanner answers, and that there is none where it is so', async () => {
    const stateOf = async (app: TestService['app']) => {
      const admin = request.agent(app);
      const email = 'admin@demo.example';
      await admin.post('/api/v1/sessions').send({ email, password: demoPassword }).expect(201);
      return (await admin.get('/admin/service').set('accept', 'text/html').expect(200)).text;
    };
    expect(await stateOf(service.app)).toMatch(/Antivirus des fichiers reçus\s?: répond/);
    await clamd.stop();
    expect(await stateOf(service.app)).toContain('ne répond pas, aucun fichier');
    expect(await stateOf(createApp({ ...service.dependencies, scanner: null }))).toContain(
      'aucun n’est branché',
    );
  });
});
